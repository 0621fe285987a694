#include "reports/messages/messages.hpp"

#include <fmt/args.h>

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

// What stands for each `{}` of the text that a sentence was made from; nothing if it was not. A
// value is a word, so that "executed {} times" is no text of everything.
std::vector<std::string> values_in(std::string_view sentence, std::string_view text) {
  std::vector<std::string> values;
  for (std::size_t hole; (hole = text.find("{}")) != std::string_view::npos;) {
    if (!sentence.starts_with(text.substr(0, hole))) return {};
    sentence.remove_prefix(hole);
    text.remove_prefix(hole + 2);
    const std::string_view value = sentence.substr(0, sentence.find_first_of(" ,;)"));
    if (value.empty()) return {};
    values.emplace_back(value);
    sentence.remove_prefix(value.size());
  }
  return sentence == text ? values : std::vector<std::string>{};
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

std::string say_again(Language language, std::string_view sentence) {
  if (language == Language::english) return std::string(sentence);
  if (const auto found = chinese().find(sentence); found != chinese().end()) return found->second;
  for (const auto& [english, translated] : chinese()) {
    const auto values = values_in(sentence, english);
    if (values.empty()) continue;
    fmt::dynamic_format_arg_store<fmt::format_context> arguments;
    for (const std::string& value : values) arguments.push_back(value);
    return fmt::vformat(translated, arguments);
  }
  return std::string(sentence);
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
