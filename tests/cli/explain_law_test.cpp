// explain draws a distribution: one that is typed, or one of a scenario.
#include <gmock/gmock.h>

#include "command.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

const std::string example = "scenarios/library/discount-purchase.yaml";

TEST(ExplainLaw, DrawsWhatIsTyped) {
  const Ran ran = txlab_says("explain '{dist: lognormal, median: 350us, p99: 2ms}'");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("{dist: lognormal, median: 350us, p99: 2ms}\n"));
  EXPECT_THAT(ran.out, HasSubstr("█"));
  EXPECT_THAT(ran.out, HasSubstr("350us    914us   2.00ms"));
  const Ran money = txlab_says("explain '{dist: uniform, low: 1 CNY, high: 3 CNY}'");
  EXPECT_THAT(money.out, HasSubstr("1.20 to 1.40 CNY"));
  const Ran skew = txlab_says("explain '{dist: uniform, low: -1ms, high: 1ms}'");
  EXPECT_THAT(skew.out, HasSubstr("-800us to -600us"));
}

TEST(ExplainLaw, IsAsciiWhereTheLocaleIs) {
  const std::string law = program_file().string() + " explain '{dist: exponential, mean: 5ms}'";
  EXPECT_THAT(shell_says("LC_ALL=C " + law).out, HasSubstr("####"));
  EXPECT_THAT(shell_says("LC_ALL=C " + law).out, Not(HasSubstr("█")));
}

TEST(ExplainLaw, DrawsThatOfAScenario) {
  const Ran ran = txlab_says("explain " + example + ":databases.fund-db.fsync");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("databases.fund-db.fsync: {dist: percentiles"));
  EXPECT_THAT(ran.out, HasSubstr("6.00ms   45.0ms"));
  EXPECT_THAT(txlab_says("explain " + example + ":faults.wallet-crashes.every").out,
              StartsWith("faults.wallet-crashes.every: {dist: exponential, mean: 60s}"));
  EXPECT_THAT(txlab_says("explain " + example + ":network.links.0.latency").out,
              HasSubstr("median: 2.1ms"));
  EXPECT_THAT(txlab_says("explain " + example + ":databases.wallet-db.fsync").out,
              StartsWith("databases.wallet-db.fsync (default): {dist: lognormal"));
}

TEST(ExplainLaw, DrawsThatOfAScenarioAsItIsChanged) {
  const std::string place = example + ":databases.wallet-db.fsync";
  EXPECT_THAT(txlab_says("explain " + place + " --set databases.wallet-db.fsync=3ms").out,
              StartsWith("databases.wallet-db.fsync: 3ms\n"));
  const std::string slower = scenario_file(
      "slower.yaml", "databases: {wallet-db: {fsync: {dist: exponential, mean: 7ms}}}");
  EXPECT_THAT(txlab_says("explain " + place + " -f " + slower).out,
              StartsWith("databases.wallet-db.fsync: {dist: exponential, mean: 7ms}\n"));
  const std::string profiled =
      scenario_file("profiled.yaml",
                    "version: 1\nworkload: {arrivals: [{process: poisson, rate: 5/s, for: 10s}]}\n"
                    "strategies: {a: {protocol: none}}\nprofiles: {far: {network: {defaults: "
                    "{latency: 9ms}}}}\n");
  EXPECT_THAT(txlab_says("explain " + profiled + ":network.defaults.latency --profile far").out,
              StartsWith("network.defaults.latency: 9ms\n"));
  EXPECT_THAT(txlab_says("explain " + profiled + ":network.defaults.latency").out,
              StartsWith("network.defaults.latency (default): 0s\n"));
}

TEST(ExplainLaw, RefusesToChangeWhatIsNoScenario) {
  for (const char* topic : {"faults", "'{dist: exponential, mean: 5ms}'"}) {
    const Ran ran = txlab_says(std::string("explain ") + topic + " --set workload.customers=3");
    EXPECT_EQ(ran.exit_code, 2) << topic;
    EXPECT_THAT(ran.err, HasSubstr("txlab explain FILE:PATH"));
  }
}

TEST(ExplainLaw, TellsWhatIsWrong) {
  const auto refused = [](const std::string& topic, const std::string& why) {
    const Ran ran = txlab_says("explain '" + topic + "'");
    EXPECT_EQ(ran.exit_code, 2) << topic;
    EXPECT_EQ(ran.out, "") << topic;
    EXPECT_THAT(ran.err, HasSubstr(why)) << topic;
  };
  refused("{dist: lognrmal, median: 350us}", "did you mean `lognormal`?");
  refused("{dist: lognormal, median: 350us}", "needs `p99`");
  refused("{dist: exponential, mean: 5}", "has no unit");
  refused("{dist: exponential", "");
  refused("{dist: exponential, mean: 5ms, median: 3ms}", "median");
  refused("{dist: samples, file: nowhere.csv, unit: ms}", "there is no such file");
  refused("nowhere.yaml:network.defaults.latency", "there is no such file");
  refused(example + ":databases.fund-db", "it says so at network.defaults.latency");
  refused(example + ":network.links.0.jitter", "its default is: that of the defaults");
}

}  // namespace
}  // namespace txlab
