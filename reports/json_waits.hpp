// The worst wait-for cycle, or chain, as JSON.
#pragma once

#include "reports/json_values.hpp"

namespace txlab::json {

Json waits_seen(const WaitsSeen& seen);

}  // namespace txlab::json
