// How things went over time, and how they were distributed, in JSON.
#pragma once

#include "reports/json_values.hpp"

namespace txlab::json {

// {edges_s, warm_until_s, arrivals_until_s, planned_faults}; what all strategies of the point have
// in common. Null without timelines.
Json time_axis(const PointResult& point);
// {series: {NAME: {unit, COLUMN: [one per bin]}}, faults}; a series that was nothing all the time
// is left out.
Json timeline(const Timeline& timeline);
// {METRIC: {unit, count, censored, at, above}}
Json curves(const std::vector<Curve>& curves);

}  // namespace txlab::json
