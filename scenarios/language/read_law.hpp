// One distribution by itself: as somebody types it, or at a place of a scenario.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/read.hpp"
#include "sim/base/distribution.hpp"

namespace txlab {

struct LawReading {
  std::optional<Distribution> law;
  bool of_money = false;    // in fen; else in nanoseconds
  bool by_default = false;  // the scenario does not say, and the key has a default
  std::string yaml;         // on one line
  std::vector<Diagnostic> diagnostics;
};

// `{dist: lognormal, median: 350us, p99: 2ms}`. Money if it speaks of CNY, else times, which are
// signed where one has a minus. Data files are looked for in the working directory.
LawReading read_law(std::string_view text);

// The distribution at a path such as `databases.fund-db.fsync`; a path that leads to none is told,
// with those that do. `filename` is what messages call the scenario.
LawReading law_at(const ReadResult& scenario, std::string_view path, std::string_view filename);

}  // namespace txlab
