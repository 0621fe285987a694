#include "reports/messages/messages.hpp"

#include <functional>
#include <map>

#include "reports/messages/embedded_catalogues.hpp"
#include "reports/messages/portable_object.hpp"

namespace txlab {

namespace {

using Translations = std::map<std::string, std::string, std::less<>>;

const Translations& chinese() {
  static const Translations all = [] {
    Translations translations;
    for (auto& [english, translated] : catalogue_of(Language::simplified_chinese)) {
      translations.emplace(std::move(english), std::move(translated));
    }
    return translations;
  }();
  return all;
}

}  // namespace

Language language_named(std::string_view name) {
  const bool chinese = name.starts_with("zh_CN") || name.starts_with("zh-CN") ||
                       name.starts_with("zh_SG") || name.starts_with("zh-Hans") || name == "zh";
  return chinese ? Language::simplified_chinese : Language::english;
}

std::string_view suffix_of(Language language) {
  return language == Language::english ? "" : ".zh-CN";
}

std::string_view say(Language language, std::string_view english) {
  if (language == Language::english) return english;
  const auto found = chinese().find(english);
  return found == chinese().end() || found->second.empty() ? english : found->second;
}

std::vector<std::pair<std::string, std::string>> catalogue_of(Language language) {
  std::vector<std::pair<std::string, std::string>> entries;
  if (language == Language::english) return entries;
  for (const EmbeddedCatalogue& catalogue : embedded_catalogues()) {
    for (auto& entry : read_portable_object(catalogue.text)) entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace txlab
