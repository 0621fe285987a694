// What the page says, in every language that it knows: the messages of reports/web/messages.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace txlab::page {

using Values = std::vector<std::pair<std::string_view, std::string>>;

class Catalogue {
 public:
  Catalogue();

  // Both languages, each in an element that says so; the style sheet shows the chosen one. Values
  // are plain text, and may not hold markup.
  std::string both(std::string_view key, const Values& values = {}) const;
  // In one language, as plain text: "en" or "zh".
  std::string in(std::string_view language, std::string_view key, const Values& values = {}) const;
  bool has(std::string_view key) const { return texts_.contains(key); }

 private:
  nlohmann::ordered_json texts_;
};

// The style sheet of the page.
std::string_view style_sheet();

}  // namespace txlab::page
