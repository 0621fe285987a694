#include "reports/settings_text.hpp"

#include <fmt/format.h>

namespace txlab {

std::string settings_text(const std::vector<std::pair<std::string, std::string>>& set) {
  std::string text;
  for (const auto& [path, value] : set) {
    text += fmt::format("{}{}={}", text.empty() ? "" : " ", path, value);
  }
  return text;
}

}  // namespace txlab
