// What the cost oracle says of a purchase is what was sent and forced for it, however much it was.
#include <gtest/gtest.h>

#include "small_scenario.hpp"

namespace txlab {
namespace {

// Counts by itself what the oracle should say by its usual convention.
class Counted final : public Observer {
 public:
  void on(const Happening& happening, Instant) override {
    const bool sent = happening.kind == Happening::Kind::sent;
    messages_ += happening.intent && sent && happening.message_class == MessageClass::protocol;
    forced_ += happening.intent && happening.kind == Happening::Kind::forced_write;
  }
  std::uint64_t messages() const { return messages_; }
  std::uint64_t forced_writes() const { return forced_; }

 private:
  std::uint64_t messages_ = 0;
  std::uint64_t forced_ = 0;
};

// Nobody listens at the broker for a minute, and the relay tries ten times a second, thrice each.
TEST(CostCounters, count_on_when_a_purchase_needs_more_messages_than_a_byte_holds) {
  Scenario scenario = small_scenario();
  FaultSettings away = fault(FaultKind::crash, "mq", 500ms, 1min);
  away.crash = CrashKind::process;
  scenario.faults = {away};
  const StrategyEntry eager =
      strategy("local-message-table", {{"relay", "id-cursor"}, {"poll_every", "100ms"}});
  Counted counted;
  const RunResult result = run_watched(scenario, eager, {&counted});
  ASSERT_EQ(result.metrics.bought, 1u);
  EXPECT_GT(counted.messages(), 1000u);
  EXPECT_EQ(result.metrics.oracle_messages.max, counted.messages());
  EXPECT_EQ(result.metrics.oracle_forced.max, counted.forced_writes());
}

}  // namespace
}  // namespace txlab
