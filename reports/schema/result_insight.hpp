// The schemas of what a result has beside its numbers: how it went over time, how answers came
// about, who waited for whom, and what to decide.
#pragma once

#include "reports/schema/pieces.hpp"

namespace txlab::schema {

Json distribution();
Json timeline();
Json time_axis();
Json answers();
Json while_away();
Json worst_waits();
Json decoupling();
Json decision();

}  // namespace txlab::schema
