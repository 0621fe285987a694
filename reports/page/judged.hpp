// What the results of a point amount to, read from their JSON: who keeps promises and limits.
//
// The page with a script asks the same questions in reports/web/src/data.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reports/page/document.hpp"

namespace txlab::page {

struct Value {
  double value = 0;
  double low = 0;  // the value itself without an interval
  double high = 0;
  bool known = false;  // there is an interval
  std::string unit;
};

// Of `p99(client_latency)` and the like; nothing if it does not apply.
std::optional<Value> value_of(const Json& strategy, std::string_view metric,
                              std::string_view statistic);
// "9.14ms ±55us", or a dash.
std::string written(const std::optional<Value>& value);

struct Kept {
  int claims = 0;
  int held = 0;
  int broken = 0;
  int limits = 0;
  int met = 0;
  int failed = 0;

  bool all_claims() const { return claims > 0 && held == claims; }
  bool everything() const { return all_claims() && met == limits; }
};
Kept kept_by(const Json& strategy);

// Takes part in "who is best".
bool is_ranked(const Json& strategy);

// "a, b and c"
std::string listed(const std::vector<std::string>& names, std::string_view language);

}  // namespace txlab::page
