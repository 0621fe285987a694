// A job that comes every I and does at most `batch` pieces of work each time does batch / I a
// second and no more, however much there is. Here: the reconciliation, which repairs so many a
// pass, and the relay of the message table, which takes up so many rows a poll.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/study/run.hpp"
#include "scenarios/validation/business.hpp"
#include "scenarios/validation/checks.hpp"

namespace txlab::validation {

namespace {

constexpr std::int64_t passes_watched = 6;

// How often something happened in each period, from the second on.
class PerPeriod final : public Observer {
 public:
  PerPeriod(Happening::Kind kind, std::string_view name, Duration period)
      : kind_(kind), name_(name), period_(period) {}
  void on(const Happening& happening, Instant at) override {
    if (happening.kind != kind_ || happening.name != name_) return;
    if (happening.flow == Envelope::Flow::reply) return;
    const std::int64_t period = (at - start_of_run) / period_;
    if (period < 1 || period > passes_watched) return;
    ++seen_[static_cast<std::size_t>(period - 1)];
  }
  Extremes per_pass() const {
    const auto [least, most] = std::minmax_element(seen_.begin(), seen_.end());
    return {*least, *most};
  }

 private:
  Happening::Kind kind_;
  std::string_view name_;
  Duration period_;
  std::array<double, passes_watched> seen_{};
};

}  // namespace

std::vector<Row> bounded_passes(const Effort& effort, std::string_view most_repairs) {
  // All of the backlog is there before the first pass, and no branch is bought without one.
  Scenario scenario = scenario_of({.purchases_per_s = 2, .lasts = 50s});
  // The branch's message never leaves the wallet: it crashes as soon as main is durable.
  FaultSettings fault = crashes_of("wallet", 1ms);
  fault.clock = {
      .kind = FaultClock::Kind::when, .event = "main.durable", .probability = Probability(1.0)};
  scenario.faults = {fault};
  PerPeriod repairs(Happening::Kind::durable, "branch", 100s);
  Observer* const watching[] = {&repairs};
  run(scenario,
      entry_of("async-reconciliation",
               {{"reconcile_every", "100s"}, {"lag", "1s"}, {"most_repairs", most_repairs}}),
      effort.seed, {.observers = watching});
  return {exact_row("5 repairs every 100 s: per period", 5, repairs.per_pass())};
}

// Four times as many purchases as the relay can pass on: it is never without rows.
std::vector<Row> relay_capacity(const Effort& effort, std::string_view poll_rows) {
  std::vector<Row> rows;
  for (const std::int64_t per_s : {1, 4}) {
    const auto period = Duration{1s} / per_s;
    PerPeriod published(Happening::Kind::sent, "publish", period);
    Observer* const watching[] = {&published};
    run(scenario_of({.purchases_per_s = 20.0 * static_cast<double>(per_s), .lasts = 10s}),
        entry_of("local-message-table",
                 {{"poll_every", per_s == 1 ? "1s" : "250ms"}, {"poll_rows", poll_rows}}),
        effort.seed, {.observers = watching});
    rows.push_back(exact_row(fmt::format("5 rows a poll, {} a second: per poll", per_s), 5,
                             published.per_pass()));
  }
  return rows;
}

}  // namespace txlab::validation
