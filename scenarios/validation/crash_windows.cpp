// Windows in which a crash does harm. Whatever is inside the window when the crash comes is hit,
// and by Little's law that is rate x window purchases on average; if they come at random it is a
// Poisson number of them. The window itself is measured in a run in which nothing crashes.
#include <algorithm>
#include <cmath>

#include "scenarios/study/run.hpp"
#include "scenarios/validation/business.hpp"
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/stats/fit.hpp"

namespace txlab::validation {

namespace {

using Kind = Happening::Kind;

class Crashes final : public Observer {
 public:
  void on(const Happening& happening, Instant) override {
    count_ += happening.kind == Kind::crashed;
  }
  std::uint64_t count() const { return count_; }

 private:
  std::uint64_t count_ = 0;
};

struct Losses {
  std::uint64_t crashes = 0;
  std::uint64_t mains = 0;
  std::uint64_t lost = 0;
  std::vector<double> ages_s;  // of those that were lost for a while
};

// From the moment main's commit can no longer be stopped until the message is on its way. The
// server rolls back what a dead client has left open, so that is when the commit reaches it.
double loss_window_s(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed) {
  Moments commits(Kind::delivered, "db.end");
  Moments publishes(Kind::sent, "publish");
  Observer* const watching[] = {&commits, &publishes};
  run(scenario, entry, seed, {.observers = watching});
  return mean_between(commits, publishes);
}

Losses lose(const Scenario& scenario, const StrategyEntry& entry, std::uint64_t seed) {
  Crashes crashes;
  Moments mains(Kind::durable, "main");
  Moments branches(Kind::durable, "branch");
  Observer* const watching[] = {&crashes, &mains, &branches};
  const RunResult result = run(scenario, entry, seed, {.observers = watching});
  Losses losses{.crashes = crashes.count(), .mains = mains.count()};
  losses.lost = result.violations.of(PropertyId::main_branch_agreement).count;
  for (std::uint64_t intent = 1; intent <= mains.last(); ++intent) {
    if (mains.of(intent) == end_of_time || branches.of(intent) == end_of_time) continue;
    const double age = in_seconds(branches.of(intent) - mains.of(intent));
    if (age < 0.9) continue;  // delivered at once
    losses.ages_s.push_back(age);
  }
  return losses;
}

Duration seconds(std::uint64_t count) { return static_cast<std::int64_t>(count) * Duration{1s}; }

std::vector<Losses> losses_of(const Effort& effort, Business business, const FaultSettings& fault,
                              const StrategyEntry& entry, std::uint64_t run_seconds) {
  business.lasts = seconds(run_seconds);
  Scenario scenario = scenario_of(business);
  scenario.faults = {fault};
  return replicate(effort, [&](std::uint64_t seed) { return lose(scenario, entry, seed); });
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

// Asynchronous reconciliation, committing first: a crash of the wallet forgets the messages of the
// purchases whose main is committed and whose message is not sent.
std::vector<Row> lost_messages(const Effort& effort) {
  const Business business{.purchases_per_s = 200, .lasts = 20s, .message = 10ms, .flush = 2ms};
  const StrategyEntry nobody_looks = entry_of("async-reconciliation", {{"reconcile", "off"}});
  const double window_s = loss_window_s(scenario_of(business), nobody_looks, effort.seed);
  FaultSettings fault = crashes_of("wallet", 100ms);
  fault.clock.every = Distribution::constant(1'000'000'000);
  const auto steady = losses_of(effort, business, fault, nobody_looks, effort.samples(200));

  const Business slow{.purchases_per_s = 20, .lasts = 200s, .message = 50ms, .flush = 2ms};
  const double slow_window_s = loss_window_s(scenario_of(slow), nobody_looks, effort.seed);
  fault.clock.every = Distribution::exponential(2e9);
  const auto random = losses_of(effort, slow, fault, nobody_looks, effort.samples(1000));

  // Found at the next comparison, so half a period old on average. Here the wallet crashes at the
  // worst moment now and then, so that there is something to find.
  // Whole periods, or purchases of some ages would be rarer than others.
  const Business quick{.purchases_per_s = 1};
  const StrategyEntry looked_for =
      entry_of("async-reconciliation", {{"reconcile_every", "100s"}, {"lag", "1s"}});
  fault.clock = {
      .kind = FaultClock::Kind::when, .event = "main.durable", .probability = Probability(0.05)};
  const auto found = losses_of(effort, quick, fault, looked_for, effort.samples(2000, 400));
  std::vector<double> phases;
  for (const Losses& run : found) {
    for (const double age : run.ages_s) phases.push_back((age - 1) / 100);
  }
  return {
      mean_row("lost per crash = rate x window", business.purchases_per_s * window_s,
               each(steady, [](auto& l) { return ratio(l.lost, l.crashes); }), effort.width(0.05)),
      mean_row("P(lost) = 1 - exp(-window / MTTF)", -std::expm1(-slow_window_s / 2),
               each(random, [](auto& l) { return ratio(l.lost, l.mains); }), effort.width(0.08)),
      mean_row("age when reconciled every 100 s (s)", 51,
               each(found, [](auto& l) { return moments_of(l.ages_s).mean; }), effort.width(0.05)),
      fit_row("age, uniform over the period", uniform_p(phases)),
  };
}

namespace {

// Of what is lost and found again, how many are open on average between two instants.
double open_on_average(const Moments& mains, const Moments& branches, Instant from, Instant to) {
  double open_s = 0;
  for (std::uint64_t intent = 1; intent <= mains.last(); ++intent) {
    const Instant lost = std::max(mains.of(intent), from);
    const Instant found = std::min(branches.of(intent), to);
    const bool at_once = branches.of(intent) - mains.of(intent) < 900ms;
    if (mains.of(intent) == end_of_time || at_once || found <= lost) continue;
    open_s += in_seconds(found - lost);
  }
  return open_s / (in_seconds(to - from));
}

}  // namespace

// What is open at a random instant is, by Little's law, what is lost in a second times how old it
// becomes: crashes a second x rate x window, and half a period more than the lag. Comparing the
// ledgers takes time that grows with what is in them, so there are many short runs with few orders.
std::vector<Row> open_losses(const Effort& effort, std::string_view lag) {
  const Business business{
      .purchases_per_s = 0.2, .lasts = 500s, .message = 14ms, .flush = 2ms};  // whole periods
  const StrategyEntry entry =
      entry_of("async-reconciliation", {{"reconcile_every", "100s"}, {"lag", lag}});
  Scenario scenario = scenario_of(business);
  const double window_s = loss_window_s(scenario, entry, effort.seed);
  scenario.faults = {crashes_of("wallet", 100ms)};
  scenario.faults[0].clock.every = Distribution::constant(1'000'000'000);
  const std::uint64_t runs = effort.samples(100, 6);
  const auto open = replicate(effort, [&](std::uint64_t seed) {
    double sum = 0;
    for (std::uint64_t one = 0; one < runs; ++one) {
      Moments mains(Kind::durable, "main");
      Moments branches(Kind::durable, "branch");
      Observer* const watching[] = {&mains, &branches};
      run(scenario, entry, seed + one * Effort::replications, {.observers = watching});
      sum += open_on_average(mains, branches, start_of_run + 100s, start_of_run + business.lasts);
    }
    return sum / static_cast<double>(runs);
  });
  return {mean_row("open at an instant = crashes/s x rate x window x age",
                   business.purchases_per_s * window_s * (50 + 1), open, effort.width(0.06))};
}

namespace {

// How many transactions of the wallet's database wait for a coordinator that is down.
class InDoubt final : public Observer {
 public:
  void on(const Happening& happening, Instant) override {
    if (happening.kind == Kind::in_doubt && happening.host == HostId{0}) now_ += happening.value;
    if (happening.kind == Kind::restarted) stuck_.push_back(static_cast<double>(now_));
  }
  const std::vector<double>& stuck() const { return stuck_; }

 private:
  std::int64_t now_ = 0;
  std::vector<double> stuck_;
};

std::vector<double> stuck(const Scenario& scenario, const StrategyEntry& entry,
                          std::uint64_t seed) {
  InDoubt in_doubt;
  Observer* const watching[] = {&in_doubt};
  run(scenario, entry, seed, {.observers = watching});
  return in_doubt.stuck();
}

}  // namespace

// Two-phase commit: a crash of the coordinator leaves those in doubt that it has asked to prepare
// and has not told the outcome.
std::vector<Row> in_doubt(const Effort& effort) {
  Business business{.purchases_per_s = 40, .lasts = 50s, .message = 10ms, .flush = 2ms};
  const StrategyEntry xa = entry_of("xa", {});
  Moments prepares(Kind::sent, "prepare");
  Moments outcomes(Kind::sent, "outcome");
  Observer* const watching[] = {&prepares, &outcomes};
  run(scenario_of(business), xa, effort.seed, {.observers = watching});
  const double mean = business.purchases_per_s * mean_between(prepares, outcomes);

  business.lasts = seconds(effort.samples(6000, 240) / Effort::replications);
  Scenario scenario = scenario_of(business);
  FaultSettings fault = crashes_of("centre", 1s);
  fault.clock.every = Distribution::constant(2'000'000'000);
  scenario.faults = {fault};
  const auto seen =
      replicate(effort, [&](std::uint64_t seed) { return stuck(scenario, xa, seed); });
  const auto average = [](const std::vector<double>& stuck, auto of) {
    double sum = 0;
    for (const double count : stuck) sum += of(count);
    return sum / static_cast<double>(stuck.size());
  };
  return {
      mean_row("in doubt per crash = rate x window", mean,
               each(seen, [&](auto& s) { return average(s, [](double n) { return n; }); }),
               effort.width(0.1)),
      mean_row("variance of it", mean,
               each(seen,
                    [&](auto& s) {
                      return average(s, [&](double n) { return (n - mean) * (n - mean); });
                    }),
               effort.width(0.2)),
      mean_row(
          "P(somebody in doubt)", -std::expm1(-mean),
          each(seen,
               [&](auto& s) { return average(s, [](double n) { return n > 0 ? 1.0 : 0.0; }); }),
          effort.width(0.05)),
  };
}

}  // namespace txlab::validation
