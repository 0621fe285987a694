// The settings of a point of a sweep, on one line.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace txlab {

// `drain=1h workload.customers=5`; empty without a sweep.
std::string settings_text(const std::vector<std::pair<std::string, std::string>>& set);

}  // namespace txlab
