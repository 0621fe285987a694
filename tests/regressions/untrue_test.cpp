// The judge of regressions must bite: each thing that a block may claim wrongly is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "causal_chain.hpp"
#include "regression.hpp"

namespace txlab {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// A true regression, in the parts that the tests exchange.
struct Parts {
  std::string strategies =
      "bad: {protocol: local-message-table, atomic: off}\n"
      "  good: {protocol: local-message-table}";
  std::string fails = "[main-branch-agreement, told-eventually, nothing-stuck-unseen]";
  std::string trigger_off = "['faults=[]']";
  std::string chain = "[main.durable, wallet.crashed]";
  std::string more;
};

Regression regression_of(const Parts& parts) {
  const std::string file = testing::TempDir() + "ob04-" + std::to_string(getpid()) + ".yaml";
  std::ofstream(file) << "version: 1\n"
                         "network: {defaults: {latency: 1ms}}\n"
                         "workload:\n"
                         "  arrivals: [{process: trace, offsets: [1s, 3s], for: 4s}]\n"
                         "  client: {retries: 0}\n"
                         "strategies:\n  "
                      << parts.strategies
                      << "\nfaults:\n  - {name: crash, fault: crash, target: {host: wallet}, "
                         "when: {event: main.durable, times: 1}, restart_after: 1s}\n"
                         "expect: {bad: {fails: "
                      << parts.fails
                      << ", because: it}}\nx-regression:\n  row: OB04\n  fails: bad\n"
                      << "  trigger_off: " << parts.trigger_off << "\n  chain: " << parts.chain
                      << "\n"
                      << parts.more << "\nexperiment: {replications: 1}\n";
  return read_regression(file);
}

TEST(Untrue, says_nothing_about_a_true_regression) {
  EXPECT_THAT(untrue_of(regression_of({})), IsEmpty());
}

TEST(Untrue, tells_a_failure_that_does_not_come) {
  Parts parts;
  parts.fails = "[conservation]";
  EXPECT_THAT(untrue_of(regression_of(parts)), Contains(HasSubstr("exit code 1")));
}

TEST(Untrue, tells_a_trigger_that_is_none) {
  Parts parts;
  parts.trigger_off = "['faults.crash.restart_after=2s']";
  EXPECT_THAT(untrue_of(regression_of(parts)),
              Contains(HasSubstr("without the trigger bad still fails main-branch-agreement")));
}

TEST(Untrue, tells_that_nobody_has_the_fix) {
  Parts parts;
  parts.strategies = "bad: {protocol: local-message-table, atomic: off}";
  EXPECT_THAT(untrue_of(regression_of(parts)),
              Contains(HasSubstr("no entry is free of main-branch-agreement")));
  parts.more = "  fixed_by: ['strategies.bad.atomic=on']";
  EXPECT_THAT(untrue_of(regression_of(parts)), IsEmpty());
  parts.more = "  fixed_by: ['strategies.bad.batch=1']";
  EXPECT_THAT(untrue_of(regression_of(parts)),
              Contains(HasSubstr("under `fixed_by` bad still fails")));
}

TEST(Untrue, tells_a_chain_in_the_wrong_order) {
  Parts parts;
  parts.chain = "[wallet.crashed, main.durable]";
  EXPECT_THAT(untrue_of(regression_of(parts)),
              ElementsAre("the chain is seen, but not for the purchase of the example"));
  parts.chain = "[main.durable, place.sent]";
  EXPECT_THAT(untrue_of(regression_of(parts)), ElementsAre("the chain ends before place.sent"));
}

TEST(Untrue, tells_what_the_block_lacks_or_has_too_much) {
  Parts parts;
  parts.more = "  colour: red";
  parts.chain = "[main.durable]";
  EXPECT_THAT(untrue_of(regression_of(parts)),
              ElementsAre("x-regression has no key `colour`",
                          "x-regression needs a `chain` of two words or more"));
}

Happening happening(Happening::Kind kind, std::string_view name, std::uint64_t intent) {
  return {.kind = kind, .host = HostId{0}, .intent = IntentId{intent}, .name = name};
}

TEST(CausalChain, is_seen_in_its_order_for_one_purchase_only) {
  CausalChain chain({"main.durable", "wallet.crashed", "end.reply.lost"}, {"wallet-1"}, {"wallet"});
  chain.on(happening(Happening::Kind::durable, "main", 1), {});
  chain.on(happening(Happening::Kind::crashed, "power", 0), {});
  Happening lost = happening(Happening::Kind::lost, "end", 2);
  lost.flow = Envelope::Flow::reply;
  chain.on(lost, {});
  EXPECT_FALSE(chain.seen());
  EXPECT_EQ(chain.longest(), 2u);
  lost.intent = IntentId{1};
  chain.on(lost, {});
  EXPECT_TRUE(chain.seen_for(IntentId{1}));
  EXPECT_FALSE(chain.seen_for(IntentId{2}));
}

TEST(CausalChain, counts_what_happens_to_the_world_also_for_purchases_to_come) {
  CausalChain chain({"cut.began", "place.sent"}, {"wallet"}, {"wallet"});
  chain.on(happening(Happening::Kind::fault_began, "cut", 0), {});
  chain.on(happening(Happening::Kind::sent, "place", 9), {});
  EXPECT_TRUE(chain.seen_for(IntentId{9}));
}

}  // namespace
}  // namespace txlab
