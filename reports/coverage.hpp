// What an exploration covered, for people and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "scenarios/study/coverage.hpp"

namespace txlab {

// Several lines, indented by two.
std::string coverage_text(const Coverage& coverage);
nlohmann::ordered_json coverage_json(const Coverage& coverage);

}  // namespace txlab
