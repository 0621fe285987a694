// Rows of a participant that waits for its coordinator. Whoever wants such a row waits as well, and
// the more customers share it, the more often it is one of those in doubt when the coordinator
// crashes.
#include <cmath>

#include "models/fund/customers.hpp"
#include "scenarios/study/run.hpp"
#include "scenarios/validation/business.hpp"
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"

namespace txlab::validation {

namespace {

using Kind = Happening::Kind;

constexpr std::uint32_t customers_of_all = 1000;
constexpr CustomerId favourite{0};
constexpr double skew = 2;  // unless somebody makes a mistake

// How much of Zipf's law is the first one's.
double favourites_share() {
  double sum = 0;
  for (std::uint32_t rank = 1; rank <= customers_of_all; ++rank) sum += std::pow(rank, -skew);
  return 1 / sum;
}

// Whether the favourite's row is in doubt at the wallet's database when the coordinator is back.
class FavouritesRow final : public Observer {
 public:
  explicit FavouritesRow(const Customers& customers) : customers_(customers) {}
  void on(const Happening& happening, Instant) override {
    if (happening.kind == Kind::in_doubt && happening.host == HostId{0}) {
      const bool favourites = customers_.purchase(happening.intent).customer == favourite;
      now_ += favourites ? happening.value : 0;
    }
    if (happening.kind != Kind::restarted) return;
    ++crashes_;
    blocked_ += now_ > 0;
  }
  double share() const { return static_cast<double>(blocked_) / static_cast<double>(crashes_); }

 private:
  const Customers& customers_;
  std::int64_t now_ = 0;
  std::uint64_t crashes_ = 0;
  std::uint64_t blocked_ = 0;
};

// How long others waited who wanted something of the database while the coordinator was down.
class OthersWaits final : public Observer {
 public:
  void on(const Happening& happening, Instant at) override {
    if (happening.kind == Kind::crashed) down_.push_back({at, end_of_time});
    if (happening.kind == Kind::restarted) down_.back().second = at;
    if (happening.kind != Kind::served || down_.empty()) return;
    const Instant wanted = at - Duration{happening.value};
    const auto [crashed, restarted] = down_.back();
    if (wanted < crashed || wanted >= restarted) return;
    waited_s_ += static_cast<double>(happening.value) / 1e9;
    ++waited_;
  }
  double mean_s() const { return waited_s_ / static_cast<double>(waited_); }

 private:
  std::vector<std::pair<Instant, Instant>> down_;
  double waited_s_ = 0;
  std::uint64_t waited_ = 0;
};

// The purchases of one row do not overlap, so by Little's law it is in doubt for the share
// rate x p x window of the time. Where they did not wait for each other it would be
// 1 - exp(-rate x p x window), a twenty-fifth less here.
Row favourite_blocked(const Effort& effort, double zipf_s) {
  Business business{.purchases_per_s = 6, .lasts = 50s, .message = 5ms, .flush = 1ms};
  // Between two crashes there is time to give up what was never prepared, and for those who wait.
  const StrategyEntry xa = entry_of("xa", {{"work_timeout", "1s"}});
  Moments prepares(Kind::sent, "prepare");
  Moments outcomes(Kind::sent, "outcome");
  Observer* const watching[] = {&prepares, &outcomes};
  run(scenario_of(business), xa, effort.seed, {.observers = watching});
  const double window_s = mean_between(prepares, outcomes);

  business.lasts = static_cast<std::int64_t>(effort.samples(40'000, 8'000)) * Duration{1s} /
                   Effort::replications;
  Scenario scenario = scenario_of(business);
  scenario.workload.customers = customers_of_all;
  scenario.workload.zipf_s = zipf_s;
  FaultSettings fault = crashes_of("centre", 500ms);
  fault.clock.every = Distribution::constant(4'000'000'000);
  scenario.faults = {fault};
  const auto seen = replicate(effort, [&](std::uint64_t seed) {
    const Customers customers(scenario.workload, seed);
    FavouritesRow row(customers);
    Observer* const looking[] = {&row};
    run(scenario, xa, seed, {.observers = looking});
    return row.share();
  });
  Row row =
      mean_row("P(the favourite's row blocked) = rate x p x window",
               business.purchases_per_s * favourites_share() * window_s, seen, effort.width(0.1));
  row.note = "one purchase of a row at a time; 1 - exp(-rate x p x window) if they overlapped";
  return row;
}

// Repairs take the same time each, so whoever comes during one has half of it before him.
Row residual_repair(const Effort& effort) {
  constexpr Duration repair = 5s;  // less than anybody waits for a statement
  Business business{.purchases_per_s = 1};
  business.lasts = static_cast<std::int64_t>(effort.samples(40'000, 4'000)) * Duration{1s} /
                   Effort::replications;
  Scenario scenario = scenario_of(business);
  scenario.workload.customers = 1;
  scenario.workload.background = {.rate_per_s = 0.5, .rows = 1};
  FaultSettings fault = crashes_of("centre", repair);
  fault.clock = {.kind = FaultClock::Kind::when,
                 .event = "prepared.durable",
                 .probability = Probability(0.05)};
  scenario.faults = {fault};
  const auto seen = replicate(effort, [&](std::uint64_t seed) {
    OthersWaits waits;
    Observer* const looking[] = {&waits};
    run(scenario, entry_of("xa", {}), seed, {.observers = looking});
    return waits.mean_s();
  });
  return mean_row("who comes to a blocked row waits MTTR / 2 (s)", 2.5, seen, effort.width(0.05));
}

}  // namespace

std::vector<Row> blocked_rows(const Effort& effort, double zipf_s) {
  return {favourite_blocked(effort, zipf_s), residual_repair(effort)};
}

}  // namespace txlab::validation
