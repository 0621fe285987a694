// What the cost oracle says of a purchase is what was sent and forced for it, however much it was.
#include <gtest/gtest.h>

#include "scenarios/study/metric_catalogue.hpp"
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

// Counts by itself what crossed the network and was not the customers' own.
class OnTheWire final : public Observer {
 public:
  void on(const Happening& happening, Instant) override {
    const bool sent = happening.kind == Happening::Kind::sent;
    messages_ += sent && happening.message_class != MessageClass::client;
  }
  std::uint64_t messages() const { return messages_; }

 private:
  std::uint64_t messages_ = 0;
};

TEST(CostCounters, of_the_wire_hold_all_but_the_customers_messages_for_every_strategy) {
  const MetricDefinition& wire = *find_metric("wire_messages_per_purchase");
  for (const StrategyEntry& entry : every_strategy()) {
    OnTheWire counted;
    const RunResult result = run_watched(small_scenario(), entry, {&counted});
    ASSERT_EQ(result.metrics.offered, 1u);
    EXPECT_EQ(statistic_of(wire, "mean", result.metrics), static_cast<double>(counted.messages()))
        << entry.name;
  }
}

// One service and one database: a statement with its commit, the look that settles it, and nothing
// that a protocol would add.
TEST(CostCounters, of_the_wire_have_the_database_of_a_purchase_without_a_protocol) {
  const RunMetrics metrics = run(small_scenario(), strategy("none"), 1).metrics;
  const auto of = [&](MessageClass kind) {
    return metrics.messages[static_cast<std::size_t>(kind)];
  };
  EXPECT_EQ(of(MessageClass::protocol), 0u);
  EXPECT_EQ(statistic_of(*find_metric("wire_messages_per_purchase"), "mean", metrics),
            static_cast<double>(of(MessageClass::work) + of(MessageClass::database) +
                                of(MessageClass::background)));
}

TEST(CostCounters, name_what_is_in_them) {
  for (const char* const name :
       {"messages_per_purchase", "wire_messages_per_purchase", "forced_writes_per_purchase",
        "fsyncs_per_purchase", "db_round_trips_per_purchase", "background_messages_per_second"}) {
    EXPECT_NE(find_metric(name)->convention, "") << name;
  }
  for (const Protocol& protocol : protocols()) {
    EXPECT_NE(protocol.claims(defaults_of(protocol.parameters)).convention.name, "");
  }
}

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
