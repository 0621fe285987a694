// A job that comes every I and does at most `batch` pieces of work each time does batch / I a
// second and no more, however much there is. Here: the reconciliation, which repairs so many a
// pass. The same bound of a relay of the message table, batch / I per poller, is not simulated.
#include <algorithm>
#include <array>

#include "scenarios/study/run.hpp"
#include "scenarios/validation/business.hpp"
#include "scenarios/validation/checks.hpp"

namespace txlab::validation {

namespace {

constexpr std::int64_t period_s = 100;
constexpr std::int64_t lost_until_s = 50;  // all of the backlog is there before the first pass
constexpr std::int64_t passes_watched = 6;

// Branches that became durable in each period, from the second on: none is delivered at once.
class Repairs final : public Observer {
 public:
  void on(const Happening& happening, Instant at) override {
    if (happening.kind != Happening::Kind::durable || happening.name != "branch") return;
    const std::int64_t period = (at - start_of_run) / Duration{period_s * 1'000'000'000};
    if (period < 1 || period > passes_watched) return;
    ++done_[static_cast<std::size_t>(period - 1)];
  }
  Extremes per_pass() const {
    const auto [least, most] = std::minmax_element(done_.begin(), done_.end());
    return {*least, *most};
  }

 private:
  std::array<double, passes_watched> done_{};
};

}  // namespace

std::vector<Row> bounded_passes(const Effort& effort, std::string_view most_repairs) {
  Scenario scenario = scenario_of({.purchases_per_s = 2, .lasts = lost_until_s * Duration{1s}});
  // The branch's message never leaves the wallet: it crashes as soon as main is durable.
  FaultSettings fault = crashes_of("wallet", 1ms);
  fault.clock = {
      .kind = FaultClock::Kind::when, .event = "main.durable", .probability = Probability(1.0)};
  scenario.faults = {fault};
  Repairs repairs;
  Observer* const watching[] = {&repairs};
  run(scenario,
      entry_of("async-reconciliation",
               {{"reconcile_every", "100s"}, {"lag", "1s"}, {"most_repairs", most_repairs}}),
      effort.seed, {.observers = watching});
  return {exact_row("5 repairs every 100 s: per period", 5, repairs.per_pass())};
}

}  // namespace txlab::validation
