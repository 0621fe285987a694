// How single values of a study are written in JSON; shared by the writers of whole documents.
#pragma once

#include <nlohmann/json.hpp>

#include "scenarios/study/result.hpp"

namespace txlab::json {

using Json = nlohmann::ordered_json;

// Whole numbers without a decimal point, what is not finite as null.
Json number(double value);
// {value, low, high}; low and high are null if there is no interval, everything if there is no
// value.
Json estimate(const Estimate& value);
// 16 hexadecimal digits: JSON readers keep only 53 bits of a number.
Json digest(std::uint64_t value);
// Empty is null.
Json text(const std::string& value);

Json metric(const MetricResult& metric);
Json property(const PropertyResult& property);
Json threshold(const ThresholdResult& threshold);
Json comparison(const Comparison& comparison);
Json fault_effect(const FaultEffect& effect);
Json crossing(const Crossing& crossing);
Json strategy(const StrategyResult& strategy);

// For people and files alike: two blanks per level and a newline at the end. Bytes that are not
// UTF-8 are replaced, so the output always is.
std::string document(const Json& value);
std::string line(const Json& value);

}  // namespace txlab::json
