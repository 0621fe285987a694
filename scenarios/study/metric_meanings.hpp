// What the metrics are, in words; a test holds them to the catalogue.
#pragma once

#include <string_view>

namespace txlab {

// One line: from when to when, or what is counted; empty if there is no such metric.
std::string_view meaning_of_metric(std::string_view name);

}  // namespace txlab
