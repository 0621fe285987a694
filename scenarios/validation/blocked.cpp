// Two-phase commit when the coordinator crashes at random: a purchase that has been asked to
// prepare and was not told the outcome is blocked, with its locks, until the coordinator is back.
#include <cmath>
#include <map>

#include "scenarios/study/run.hpp"
#include "scenarios/validation/business.hpp"
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"

namespace txlab::validation {

namespace {

using Kind = Happening::Kind;

constexpr double mttf_s = 2;
constexpr double mttr_s = 10;
constexpr Duration down = 10s;

// Who was asked to prepare and not told the outcome when the coordinator crashed, and how long it
// took from then until the wallet's database had the outcome.
class Blocked final : public Observer {
 public:
  void on(const Happening& happening, Instant at) override {
    const bool request = happening.kind == Kind::sent && happening.flow != Envelope::Flow::reply;
    if (request && happening.name == "prepare") open_.try_emplace(happening.intent);
    if (request && happening.name == "outcome") told(happening.intent);
    if (happening.kind == Kind::crashed) crash(at);
    const bool ended = happening.kind == Kind::in_doubt && happening.value < 0;
    if (ended && happening.host == HostId{0}) end(happening.intent, at);
  }
  double share() const { return static_cast<double>(blocked_) / static_cast<double>(settled_); }
  double seconds_each() const { return blocked_s_ / static_cast<double>(settled_); }

 private:
  void told(IntentId intent) {
    const auto found = open_.find(intent);
    if (found == open_.end() || found->second) return;
    open_.erase(found);
    ++settled_;
  }
  void crash(Instant at) {
    for (auto& [intent, crashed] : open_) {
      if (!crashed) crashed = at;
    }
  }
  void end(IntentId intent, Instant at) {
    const auto found = open_.find(intent);
    if (found == open_.end() || !found->second) return;
    blocked_s_ += in_seconds(at - *found->second);
    open_.erase(found);
    ++settled_;
    ++blocked_;
  }

  std::map<IntentId, std::optional<Instant>> open_;  // when the coordinator crashed, if it has
  std::uint64_t settled_ = 0;
  std::uint64_t blocked_ = 0;
  double blocked_s_ = 0;
};

}  // namespace

// The repair is the time that the coordinator is down; asking the databases and telling the outcome
// add two per cent. Purchases that no recovery settles are not counted, and so the share is missed.
std::vector<Row> blocked_purchases(const Effort& effort, std::string_view recovery) {
  Business business{.purchases_per_s = 20, .lasts = 200s, .message = 10ms, .flush = 2ms};
  const StrategyEntry xa = entry_of("xa", {});
  Moments prepares(Kind::sent, "prepare");
  Moments outcomes(Kind::sent, "outcome");
  Observer* const watching[] = {&prepares, &outcomes};
  run(scenario_of(business), xa, effort.seed, {.observers = watching});
  const double share = -std::expm1(-mean_between(prepares, outcomes) / mttf_s);

  const std::uint64_t run_s = effort.samples(60'000, 6'000) / Effort::replications;
  business.lasts = static_cast<std::int64_t>(run_s) * Duration{1s};
  Scenario scenario = scenario_of(business);
  FaultSettings fault = crashes_of("centre", down);
  fault.clock.every = Distribution::exponential(mttf_s * 1e9);
  scenario.faults = {fault};
  const StrategyEntry recovering = entry_of("xa", {{"recovery", recovery}});
  const auto seen = replicate(effort, [&](std::uint64_t seed) {
    Blocked blocked;
    Observer* const counting[] = {&blocked};
    run(scenario, recovering, seed, {.observers = counting});
    return blocked;
  });
  const double w = effort.width(0.1);
  return {
      mean_row("P(blocked) = 1 - exp(-window / MTTF)", share,
               each(seen, [](auto& b) { return b.share(); }), w),
      mean_row("blocked time per purchase (s)", share * mttr_s,
               each(seen, [](auto& b) { return b.seconds_each(); }), w),
  };
}

}  // namespace txlab::validation
