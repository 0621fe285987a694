#include "reports/trace/traced_run.hpp"

namespace txlab {

History traced_run(const Scenario& scenario, std::uint64_t seed, HistoryFold::Keep keep) {
  const ExploredWorld names(scenario, seed, 0);
  HistoryFold fold(names.hosts(), names.customers(), keep);
  Observer* const observers[] = {&fold};
  run(scenario, scenario.strategies.front(), seed, {.observers = observers});
  return fold.history();
}

}  // namespace txlab
