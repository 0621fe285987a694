// What the customer waits for (protocols.md, section 7): so many message delays D and so many
// forced writes W. Each is found by making one of them longer and seeing by how many of it the
// first answer is later; the message table, whose customer waits for one local transaction, is the
// zero line.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

// How many times a millisecond more of something the first answer is later.
template <typename Slower>
std::int64_t times(const StrategyEntry& entry, Slower slower) {
  const auto first_answer = [&](bool is_slower) {
    Scenario scenario = small_scenario();
    if (is_slower) slower(scenario);
    return run(scenario, entry, 1).metrics.client_latency.minimum();
  };
  const std::int64_t later = first_answer(true) - first_answer(false);
  return (later + 500'000) / 1'000'000;
}

void slow_network(Scenario& scenario) { scenario.network.latency = always(2ms); }
void slow_broker(Scenario& scenario) { scenario.broker.fsync = always(2ms); }
void slow_wallet(Scenario& scenario) { scenario.databases[0].fsync = always(2ms); }
void slow_fund(Scenario& scenario) { scenario.databases[1].fsync = always(2ms); }
void slow_unforced_broker(Scenario& scenario) {
  scenario.broker.flush = Flush::async;
  slow_broker(scenario);
}

StrategyEntry outbox() { return strategy("local-message-table"); }
StrategyEntry half_messages() { return strategy("transactional-message"); }

TEST(FirstAnswer, waits_for_one_local_transaction_under_an_outbox) {
  EXPECT_EQ(times(outbox(), slow_wallet), 1);
  EXPECT_EQ(times(outbox(), slow_broker), 0);
  EXPECT_EQ(times(outbox(), slow_fund), 0);
}

// 2D + bW + W, 7.7: END is fire and forget.
TEST(FirstAnswer, waits_for_the_half_message_as_well_under_half_messages) {
  EXPECT_EQ(times(half_messages(), slow_network) - times(outbox(), slow_network), 2);
  EXPECT_EQ(times(half_messages(), slow_broker), 1);
  EXPECT_EQ(times(half_messages(), slow_wallet), 1);
  EXPECT_EQ(times(half_messages(), slow_fund), 0);
  EXPECT_LE(times(half_messages(), slow_unforced_broker), 0) << "b = 0";
}

}  // namespace
}  // namespace txlab
