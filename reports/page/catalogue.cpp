#include "reports/page/catalogue.hpp"

#include "reports/markup.hpp"

namespace txlab::page {

struct EmbeddedText {
  std::string_view name;
  std::string_view text;
};

}  // namespace txlab::page

#include <page_texts.hpp>

namespace txlab::page {

namespace {

// Of all the files only this one has no messages.
constexpr std::string_view style_sheet_name = "style";

// {name} becomes its value.
std::string filled(std::string text, const Values& values) {
  for (const auto& [name, value] : values) {
    const std::string place = "{" + std::string(name) + "}";
    for (std::size_t at = text.find(place); at != std::string::npos;
         at = text.find(place, at + value.size())) {
      text.replace(at, place.size(), value);
    }
  }
  return text;
}

}  // namespace

Catalogue::Catalogue() : texts_(nlohmann::ordered_json::object()) {
  for (const EmbeddedText& file : embedded_page_texts) {
    if (file.name != style_sheet_name) texts_.update(nlohmann::ordered_json::parse(file.text));
  }
}

std::string Catalogue::in(std::string_view language, std::string_view key,
                          const Values& values) const {
  if (!has(key)) return "[" + std::string(key) + "]";
  return filled(texts_.at(std::string(key)).at(std::string(language)).get<std::string>(), values);
}

std::string Catalogue::both(std::string_view key, const Values& values) const {
  return "<span lang=\"en\">" + escaped(in("en", key, values)) + "</span><span lang=\"zh-Hans\">" +
         escaped(in("zh", key, values)) + "</span>";
}

std::string_view style_sheet() {
  for (const EmbeddedText& file : embedded_page_texts) {
    if (file.name == style_sheet_name) return file.text;
  }
  return "";
}

}  // namespace txlab::page
