// Values of a study, read from JSON: the inverse of json_values, json_timeline and json_answers.
// What is missing or of another type throws as nlohmann_json does; whoever reads the document
// catches.
#pragma once

#include <nlohmann/json.hpp>

#include "scenarios/study/result.hpp"

namespace txlab::stored {

using Json = nlohmann::ordered_json;

double number(const Json& value);  // null is NaN
Estimate estimate(const Json& value);
std::string text(const Json& value);  // null is empty
StrategyResult strategy(const Json& value);
// Of every strategy of the point, from its decision.
void add_requirements(const Json& decision, PointResult& point);
void add_time_axis(const Json& axis, PointResult& point);
Comparison comparison(const Json& value);
FaultEffect fault_effect(const Json& value);
Crossing crossing(const Json& value);

}  // namespace txlab::stored
