// The keys of scenarios that describe the business, with their defaults and meanings.
#pragma once

#include <span>
#include <string_view>

namespace txlab {

struct KeyName {
  std::string_view path;      // "calendar.cutoff"
  std::string_view fallback;  // the default, or what may stand there
  std::string_view meaning;
};
std::span<const KeyName> business_keys();

}  // namespace txlab
