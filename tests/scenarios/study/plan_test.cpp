// The plan of a study is what its first replication does.
#include "scenarios/study/plan.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "small_scenario.hpp"

namespace txlab {
namespace {

FaultSettings crash(std::string name, std::string host) {
  FaultSettings fault{.name = std::move(name), .kind = FaultKind::crash};
  fault.target = {.kind = FaultTarget::Kind::host, .name = std::move(host)};
  fault.restart_after = 100ms;
  return fault;
}

Scenario with_faults_of_every_clock() {
  Scenario scenario = small_scenario({1s, 100s});
  scenario.strategies = {strategy("tcc")};
  scenario.hosts[0].replicas = 3;  // the wallet
  FaultSettings at = crash("at", "mq");
  at.clock.at = start_of_run + 40s;
  FaultSettings period = crash("period", "fund");
  period.clock.kind = FaultClock::Kind::every;
  period.clock.every = always(30s);
  FaultSettings rate = crash("rate", "wallet");
  rate.clock.kind = FaultClock::Kind::rate;
  rate.clock.rate_per_s = 0.1;
  rate.target.pick = {.kind = FaultTarget::Pick::Kind::count, .count = 1};
  FaultSettings when = crash("when", "centre");
  when.clock.kind = FaultClock::Kind::when;
  when.clock.event = "main.durable";
  scenario.faults = {at, period, rate, when};
  return scenario;
}

class Firings : public Observer {
 public:
  void on(const Happening& happening, Instant at) override {
    if (happening.kind == Happening::Kind::fault_began && happening.name != "when") {
      seen.push_back({std::string(happening.name), at - start_of_run, {}, {}});
    }
    if (happening.kind == Happening::Kind::crashed) crashed.push_back(at - start_of_run);
  }
  std::vector<PlannedFiring> seen;
  std::vector<Duration> crashed;
};

TEST(Plan, has_every_firing_of_the_run_at_its_instant) {
  const Scenario scenario = with_faults_of_every_clock();
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    Firings firings;
    Observer* const observers[] = {&firings};
    run(scenario, scenario.strategies.front(), seed, {.observers = observers});
    const auto planned = planned_firings(scenario, seed);
    ASSERT_EQ(planned.size(), firings.seen.size());
    for (std::size_t i = 0; i < planned.size(); ++i) {
      EXPECT_EQ(planned[i].fault, firings.seen[i].fault);
      EXPECT_EQ(planned[i].at, firings.seen[i].at);
    }
    EXPECT_GT(planned.size(), 5u) << "one, three, and one in ten seconds";
  }
}

TEST(Plan, names_the_machines_that_are_hit_and_for_how_long) {
  bool several = false;
  std::set<std::string> wallets;
  for (const PlannedFiring& firing : planned_firings(with_faults_of_every_clock(), 1)) {
    ASSERT_EQ(firing.victims.size(), 1u) << firing.fault;
    EXPECT_EQ(firing.lasts, 100ms);
    if (firing.fault == "at") {
      EXPECT_EQ(firing.victims.front(), "mq");
    }
    if (firing.fault == "rate") wallets.insert(firing.victims.front());
    several = several || wallets.size() > 1;
  }
  EXPECT_TRUE(several) << "another wallet each time";
  for (const std::string& name : wallets) EXPECT_TRUE(name.starts_with("wallet-")) << name;
}

TEST(Plan, counts_every_run_of_a_point) {
  Scenario scenario = with_faults_of_every_clock();
  scenario.strategies = {strategy("tcc"), strategy("xa")};
  scenario.experiment.replications = 10;
  EXPECT_EQ(trials_of_point(scenario).least, 20u);
  scenario.experiment.max_replications = 40;
  EXPECT_EQ(trials_of_point(scenario).least, 20u);
  EXPECT_EQ(trials_of_point(scenario).most, 80u);
  scenario.experiment.max_replications.reset();
  scenario.experiment.per_fault = true;
  EXPECT_EQ(trials_of_point(scenario).least, 20u + 5 * 20) << "none of the faults, and each alone";
  scenario.experiment.per_fault = false;
  scenario.experiment.coupling = true;
  EXPECT_EQ(trials_of_point(scenario).least, 20u + 3 * 20 + 10);
}

ArrivalPhase phase(ArrivalPhase::Process process, Duration lasts) {
  return {.process = process, .trace = {}, .think = {}, .lasts = lasts};
}

TEST(Plan, expects_as_many_purchases_as_the_rates_add_up_to) {
  using Process = ArrivalPhase::Process;
  const auto of = [](const ArrivalPhase& one) {
    WorkloadSettings workload;
    workload.arrivals = {one};
    return expected_purchases(workload);
  };
  ArrivalPhase poisson = phase(Process::poisson, 2min);
  poisson.rate_per_s = 50;
  EXPECT_DOUBLE_EQ(of(poisson), 6000);
  ArrivalPhase burst = phase(Process::burst, 30s);
  burst.base_per_s = 50;
  burst.peak_per_s = 250;
  burst.ramp = 5s;
  EXPECT_DOUBLE_EQ(of(burst), 50 * 30 + 200 * 20 + 200 * 5) << "a trapezium";
  ArrivalPhase diurnal = phase(Process::diurnal, 48h);
  diurnal.base_per_s = 1;
  diurnal.peak_per_s = 3;
  EXPECT_NEAR(of(diurnal), 2 * 48 * 3600, 1) << "half way between, over whole days";
  ArrivalPhase trace = phase(Process::trace, 10s);
  trace.trace = {1s, 2s, 11s};
  EXPECT_DOUBLE_EQ(of(trace), 2);
}

// The law of large numbers: 4 standard deviations of a Poisson count.
TEST(Plan, expects_what_a_run_is_offered) {
  Scenario scenario = small_scenario();
  ArrivalPhase diurnal = phase(ArrivalPhase::Process::diurnal, 90s);
  diurnal.base_per_s = 1;
  diurnal.peak_per_s = 30;
  diurnal.period = 60s;
  scenario.workload.arrivals = {diurnal};
  const double expected = expected_purchases(scenario.workload);
  const RunResult result = run(scenario, strategy("none"), 1);
  EXPECT_NEAR(static_cast<double>(result.metrics.offered), expected, 4 * std::sqrt(expected));
}

TEST(Plan, samples_a_scenario_for_a_share_of_its_time_and_without_faults) {
  const Scenario sample = shortened(with_faults_of_every_clock(), 0.1);
  EXPECT_TRUE(sample.faults.empty());
  EXPECT_EQ(sample.workload.arrivals.front().lasts, 10100ms);
  EXPECT_EQ(sample.workload.arrivals.front().trace, std::vector<Duration>{1s});
}

}  // namespace
}  // namespace txlab
