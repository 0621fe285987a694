// The decision in JSON.
#pragma once

#include "reports/decision/decision.hpp"
#include "reports/json_values.hpp"

namespace txlab::json {

// As `txlab schema result` describes it.
Json decision(const Decision& decision);

}  // namespace txlab::json
