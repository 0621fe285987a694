// TCC with a coordinator of its own costs what the steps of Seata and dtm say, per transaction:
// N branches, main among them; aborts because the j-th Try fails.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

struct Cost {
  std::uint64_t messages;
  std::uint64_t forced;
  bool operator==(const Cost&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Cost& cost) {
  return out << cost.messages << " messages, " << cost.forced << " forced writes";
}

std::optional<Cost> exact(const CostExtremes& messages, const CostExtremes& forced) {
  if (messages.count == 0 || messages.count != forced.count) return std::nullopt;
  if (messages.min != messages.max || forced.min != forced.max) return std::nullopt;
  return Cost{messages.min, forced.min};
}

Scenario calm(std::uint32_t participants) {
  Scenario scenario = small_scenario();
  scenario.workload.customers = 20'000;
  scenario.workload.branches = participants - 1;
  scenario.workload.arrivals = {
      {.process = ArrivalPhase::Process::constant, .rate_per_s = 5, .lasts = 4s}};
  return scenario;
}

StrategyEntry profiled(std::string_view name) {
  const Protocol& tcc = *find_protocol("tcc");
  StrategyEntry entry = strategy("tcc");
  for (const ParameterProfile& profile : tcc.profiles) {
    if (profile.name == name) apply_profile(profile, tcc.parameters, entry.parameters);
  }
  return entry;
}

StrategyEntry stored(std::string_view name, std::string_view how) {
  StrategyEntry entry = profiled(name);
  entry.parameters.set("store", std::string(how));
  return entry;
}

// The j-th Try fails: main is the first, the branches of the fund side follow.
StrategyEntry failing(StrategyEntry entry, std::uint64_t j) {
  entry.parameters.set("refusing", static_cast<std::int64_t>(j) - 1);
  return entry;
}

class Branches : public testing::TestWithParam<std::uint32_t> {
 protected:
  std::uint64_t n() const { return GetParam(); }
  std::optional<Cost> committed(const StrategyEntry& entry) const {
    const RunResult result = run(calm(GetParam()), entry, 1);
    EXPECT_EQ(broken(result), Names{});
    EXPECT_EQ(result.metrics.bought, result.metrics.offered);
    return exact(result.metrics.oracle_messages, result.metrics.oracle_forced);
  }
  std::optional<Cost> aborted(const StrategyEntry& entry, bool by_main) const {
    Scenario scenario = calm(GetParam());
    auto& refusals = scenario.workload.refusals;
    (by_main ? refusals.insufficient_cash : refusals.compliance) = Probability(1);
    const RunResult result = run(scenario, entry, 1);
    EXPECT_EQ(broken(result), Names{});
    EXPECT_EQ(result.metrics.refused, result.metrics.offered);
    return exact(result.metrics.oracle_abort_messages, result.metrics.oracle_abort_forced);
  }
};

// The store of dtm: prepared, N branches, submitted, N branches done, finished.
TEST_P(Branches, commit_with_dtm) {
  EXPECT_EQ(committed(profiled("dtm-1")), (Cost{6 * n() + 4, 4 * n() + 3}));
}

TEST_P(Branches, abort_with_dtm_when_a_try_fails) {
  for (std::uint64_t j = 1; j <= n(); ++j) {
    EXPECT_EQ(aborted(failing(profiled("dtm-1"), j), j == 1), (Cost{6 * j + 4, 4 * j + 2})) << j;
  }
}

// A database stores the session, N branches, the status, N removals and the end; the file, flushed
// later, makes nobody wait.
TEST_P(Branches, commit_with_seata) {
  EXPECT_EQ(committed(profiled("seata-2")), (Cost{6 * n() + 4, 2 * n()}));
  EXPECT_EQ(committed(stored("seata-2", "forced")), (Cost{6 * n() + 4, 4 * n() + 3}));
}

TEST_P(Branches, abort_with_seata_when_a_try_fails) {
  for (std::uint64_t j = 1; j <= n(); ++j) {
    EXPECT_EQ(aborted(failing(profiled("seata-2"), j), j == 1), (Cost{6 * j + 4, 2 * j - 1})) << j;
  }
}

// A database stores the session, j branches, the status, j removals and the end: 2j + 3.
TEST_P(Branches, abort_with_seata_and_a_database_as_its_store) {
  for (std::uint64_t j = 1; j <= n(); ++j) {
    EXPECT_EQ(aborted(failing(stored("seata-2", "forced"), j), j == 1),
              (Cost{6 * j + 4, 2 * j - 1 + 2 * j + 3}))
        << j;
  }
}

INSTANTIATE_TEST_SUITE_P(TwoToSix, Branches, testing::Range(2u, 7u));

// dtm answers when the decision is stored, Seata when the last Confirm is through, 2N messages
// later (7.4). Each Try is also a local transaction: two round trips to its database.
TEST(FirstAnswer, waits_for_a_participant_once_under_dtm_and_twice_under_seata) {
  // By how many messages the first answer is later for one participant more.
  const auto messages_for_one_more = [](std::string_view profile) {
    const auto first_answer = [&](std::uint32_t participants, Duration latency) {
      Scenario scenario = calm(participants);
      scenario.network.latency = always(latency);
      return run(scenario, profiled(profile), 1).metrics.client_latency.minimum();
    };
    const auto slope = [&](std::uint32_t participants) {
      return (first_answer(participants, 2ms) - first_answer(participants, 1ms)) / 1'000'000;
    };
    return slope(3) - slope(2);
  };
  constexpr std::int64_t call = 2;
  EXPECT_EQ(messages_for_one_more("dtm-1"), call + call + 2 * call) << "register, Try";
  EXPECT_EQ(messages_for_one_more("seata-2"), (call + call + 2 * call) + (call + 3 * call))
      << "and Confirm, which locks its row of the fence, writes it and commits";
}

}  // namespace
}  // namespace txlab
