#include "sim/world/fault_plan.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace txlab {
namespace {

FaultSettings fault(std::string name, FaultClock clock) {
  FaultSettings fault;
  fault.name = std::move(name);
  fault.clock = std::move(clock);
  return fault;
}

FaultClock at(Duration when) {
  FaultClock clock;
  clock.kind = FaultClock::Kind::at;
  clock.at = start_of_run + when;
  return clock;
}

FaultClock every(Distribution gap) {
  FaultClock clock;
  clock.kind = FaultClock::Kind::every;
  clock.every = std::move(gap);
  return clock;
}

FaultClock rate(double per_s) {
  FaultClock clock;
  clock.kind = FaultClock::Kind::rate;
  clock.rate_per_s = per_s;
  return clock;
}

std::vector<Duration> instants(const std::vector<Firing>& plan, std::size_t fault) {
  std::vector<Duration> instants;
  for (const Firing& firing : plan) {
    if (firing.fault == fault) instants.push_back(firing.at.time_since_epoch());
  }
  return instants;
}

const Instant until = start_of_run + 1000s;

TEST(FaultPlan, AFaultAtAnInstantFiresOnceEvenAfterTheEnd) {
  const auto plan = plan_faults({fault("late", at(2000s)), fault("early", at(3s))}, 1, until);
  ASSERT_EQ(plan.size(), 2u);
  EXPECT_EQ(plan[0].at, start_of_run + 3s) << "the plan is in order of time";
  EXPECT_EQ(plan[1].at, start_of_run + 2000s);
}

TEST(FaultPlan, AFaultEveryPeriodFiresUntilTheEnd) {
  const auto plan =
      plan_faults({fault("tick", every(Distribution::constant(300'000'000'000)))}, 1, until);
  EXPECT_EQ(instants(plan, 0), (std::vector<Duration>{300s, 600s, 900s}));
  EXPECT_EQ(plan[2].number, 2u);
}

TEST(FaultPlan, TimesIsALimit) {
  FaultClock clock = every(Distribution::constant(1'000'000'000));
  clock.times = 5;
  EXPECT_EQ(plan_faults({fault("tick", clock)}, 1, until).size(), 5u);
  clock.times = 0;
  EXPECT_TRUE(plan_faults({fault("tick", clock)}, 1, until).empty());
}

TEST(FaultPlan, ARateIsAPoissonProcess) {
  const auto plan = plan_faults({fault("crash", rate(10))}, 1, until);
  EXPECT_NEAR(static_cast<double>(plan.size()), 10'000, 4 * 100);
  int in_even_tenths = 0;  // of a second; independent of each other, so half of them
  for (const Firing& firing : plan) in_even_tenths += firing.at.time_since_epoch() / 100ms % 2 == 0;
  EXPECT_NEAR(in_even_tenths, static_cast<double>(plan.size()) / 2, 4 * 50);
}

TEST(FaultPlan, FaultsThatWaitForAnEventAreNotPlanned) {
  FaultClock clock;
  clock.kind = FaultClock::Kind::when;
  EXPECT_TRUE(plan_faults({fault("triggered", clock)}, 1, until).empty());
}

TEST(FaultPlan, IsTheSameForTheSameSeedAndDoesNotDependOnOtherFaults) {
  const auto alone = plan_faults({fault("crash", rate(1))}, 7, until);
  const auto again = plan_faults({fault("crash", rate(1))}, 7, until);
  EXPECT_EQ(instants(alone, 0), instants(again, 0));
  const auto with_another =
      plan_faults({fault("pause", rate(5)), fault("crash", rate(1))}, 7, until);
  EXPECT_EQ(instants(with_another, 1), instants(alone, 0));
  EXPECT_NE(instants(plan_faults({fault("crash", rate(1))}, 8, until), 0), instants(alone, 0));
}

FaultTarget::Pick count(std::uint32_t n) { return {FaultTarget::Pick::Kind::count, n, 1}; }
FaultTarget::Pick share(double part) { return {FaultTarget::Pick::Kind::share, 1, part}; }

TEST(FaultPick, PicksAllANumberOrAShareRoundedUp) {
  EXPECT_EQ(pick_victims({}, 3, "f", 1, 0), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(pick_victims(count(2), 5, "f", 1, 0).size(), 2u);
  EXPECT_EQ(pick_victims(count(9), 5, "f", 1, 0).size(), 5u);
  EXPECT_EQ(pick_victims(share(0.5), 5, "f", 1, 0).size(), 3u);
  EXPECT_EQ(pick_victims(share(0.5), 4, "f", 1, 0).size(), 2u);
  EXPECT_EQ(pick_victims(share(0.01), 4, "f", 1, 0).size(), 1u);
  EXPECT_EQ(pick_victims(share(1), 4, "f", 1, 0).size(), 4u);
}

TEST(FaultPick, EveryHostIsPickedEquallyOften) {
  std::map<std::vector<std::size_t>, int> pairs;
  for (std::uint64_t number = 0; number < 6000; ++number) {
    const auto victims = pick_victims(count(2), 4, "f", 1, number);
    EXPECT_TRUE(std::is_sorted(victims.begin(), victims.end()));
    ++pairs[victims];
  }
  EXPECT_EQ(pairs.size(), 6u);
  for (const auto& [victims, times] : pairs) EXPECT_NEAR(times, 1000, 4 * 29);
}

TEST(FaultPick, IsKeyedByFaultAndFiring) {
  const auto picks = [](std::string_view fault, std::uint64_t seed) {
    std::vector<std::size_t> seen;
    for (std::uint64_t number = 0; number < 20; ++number) {
      seen.push_back(pick_victims(count(1), 10, fault, seed, number).front());
    }
    return seen;
  };
  EXPECT_EQ(picks("f", 1), picks("f", 1));
  EXPECT_NE(picks("f", 1), picks("g", 1));
  EXPECT_NE(picks("f", 1), picks("f", 2));
}

}  // namespace
}  // namespace txlab
