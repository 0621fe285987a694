// ExportedRun: what every export begins with: a history, and the run that it is of.
#pragma once

#include <optional>
#include <string>

#include "sim/history/history.hpp"

namespace txlab {

struct ExportedRun {
  std::string scenario;
  std::string strategy;
  std::uint64_t seed = 0;
  std::optional<IntentId> purchase;  // the one that is looked at; otherwise all
  // Of that purchase or of few, and for `edn` also every record of the others.
  History history;
};

}  // namespace txlab
