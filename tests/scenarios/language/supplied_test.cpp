// What an author left out, in the scenario that says everything: `scenario.resolved.yaml`.
#include <filesystem>

#include "reading.hpp"

namespace txlab {
namespace {

using testing::Not;

ReadResult completed(std::string_view text) {
  ReadOptions options = options_for_tests();
  options.complete = true;
  ReadResult result = read_scenario_text(text, "t.yaml", options);
  EXPECT_EQ(told(result), "") << text;
  return result;
}

std::string complete_text(std::string_view text) { return completed(text).complete_yaml; }

std::string without_comments(const std::string& text) {
  std::istringstream lines(text);
  std::string result;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('#')) result += line.substr(0, line.find("  # ")) + "\n";
  }
  return result;
}

TEST(Complete, NamesTheDefaultsOfSectionsThatAreThereAndThatAreNot) {
  const std::string text = complete_text(minimal());
  EXPECT_THAT(text, HasSubstr("\n  customers: 1000  # default\n")) << "of a section that is there";
  EXPECT_THAT(text, HasSubstr("\n    check_interval: 30s  # default\n")) << "of one that is not";
  EXPECT_THAT(text, HasSubstr("\n    recovery_scan: 30s  # default\n")) << "of a strategy";
  EXPECT_THAT(text, HasSubstr("\nname: t  # default: the name of the file\n"));
  EXPECT_THAT(text, HasSubstr("\n  baseline: a  # default: the first strategy\n"));
  EXPECT_THAT(text, HasSubstr("\n    zone: zone  # default: that of its first user\n"));
}

TEST(Complete, LeavesWhatWasWrittenWithoutAComment) {
  const std::string text = complete_text(minimal("drain: 30h\nhosts: {mq: {immunity: 6s}}\n"));
  EXPECT_THAT(text, HasSubstr("\ndrain: 30h\n")) << "also what is the default";
  EXPECT_THAT(text, HasSubstr("\n    immunity: 6s\n"));
  EXPECT_THAT(text, HasSubstr("\n    max_checks: 15  # default\n"));
}

TEST(Complete, ShowsWhatAProfileSaysAndWhatIsWrittenBesideIt) {
  const std::string text = complete_text(
      minimal("hosts: {mq: {broker: rocketmq-4.3, max_checks: 7, replication: {role: sync-master, "
              "copies: 2}}}\ndatabases: {wallet-db: {profile: mysql-8.0}, fund-db: {profile: "
              "postgres-15}}\n"));
  EXPECT_THAT(text, HasSubstr("\n    check_interval: 1m  # profile rocketmq-4.3\n"));
  EXPECT_THAT(text, HasSubstr("\n    op_records: each  # profile rocketmq-4.3\n"));
  EXPECT_THAT(text, HasSubstr("\n    max_checks: 7\n"));
  EXPECT_THAT(text, HasSubstr("\n      dead_letters_delayed: on  # profile rocketmq-4.3\n"));
  EXPECT_THAT(text, HasSubstr("\n      sync: 2  # default: what `role` says\n"));
  EXPECT_THAT(text, HasSubstr("\n    lock_wait_timeout: 50s  # profile mysql-8.0\n"));
  EXPECT_THAT(text, HasSubstr("\n    lock_wait_timeout: forever  # profile postgres-15\n"));
}

TEST(Complete, ShowsALinkWithTheWeatherOfTheDefaults) {
  const std::string text = complete_text(
      minimal("zones: [a, b]\nnetwork: {defaults: {loss: 1%}, links: [{between: [a, b], latency: "
              "2ms}]}\n"));
  EXPECT_THAT(text, HasSubstr("\n      loss: 1%  # default: that of the defaults\n"));
  EXPECT_THAT(text, HasSubstr("\n      jitter: 0s  # default: that of the defaults\n"));
}

// The digest is of everything that the scenario says, defaults included.
TEST(Complete, MeansTheSame) {
  for (const std::string& text : {minimal(), example()}) {
    const ReadResult first = completed(text);
    const ReadResult second = completed(first.complete_yaml);
    ASSERT_TRUE(first.scenario && second.scenario);
    EXPECT_EQ(second.scenario->digest, first.scenario->digest);
    EXPECT_EQ(read(without_comments(second.complete_yaml)).resolved_yaml,
              read(without_comments(first.complete_yaml)).resolved_yaml);
    EXPECT_THAT(second.complete_yaml.substr(second.complete_yaml.find("version")),
                Not(HasSubstr("  # ")))
        << "now everything is written";
  }
}

// In every point of a sweep the complete scenario has to say what the short one says.
TEST(Complete, LeavesOutWhatASweepChangesByWayOfAnotherKey) {
  const auto swept = [](const std::string& path, const std::string& values) {
    return complete_text(
        minimal("zones: [a, b]\nhosts: {mq: {broker: rocketmq-5.4}}\nnetwork: "
                "{links: [{between: [a, b]}]}\nsweep: [{set: " +
                path + ", values: " + values + "}]\n"));
  };
  const std::string broker = swept("hosts.mq.broker", "[rocketmq-4.3, rocketmq-5.4]");
  EXPECT_THAT(broker, Not(HasSubstr("check_interval: "))) << "the profile says it";
  EXPECT_THAT(broker, HasSubstr("customers: 1000  # default"));
  const std::string loss = swept("network.defaults.loss", "[0%, 1%]");
  EXPECT_THAT(loss, Not(HasSubstr("that of the defaults")));
  const std::string zone = swept("hosts.wallet.zone", "[a, b]");
  EXPECT_THAT(zone, Not(HasSubstr("that of its first user")));
  const std::string number = swept("workload.client.retries", "[0, 2]");
  EXPECT_THAT(number, HasSubstr("backoff: {base: 200ms")) << "what a number cannot change stays";
}

TEST(Complete, LetsAStrategyExtendAnotherThatASweepChanges) {
  const std::string text = complete_text(
      "version: 1\nworkload: {arrivals: [{process: constant, rate: 5/s, for: 10s}]}\n"
      "strategies: {a: {protocol: xa}, b: {extends: a, lock_wait_timeout: 1s}}\n"
      "sweep: [{set: strategies.a.recovery_scan, values: [1s, 2s]}]\n");
  EXPECT_THAT(text, HasSubstr("extends: a"));
}

TEST(Complete, SaysNothingOfASectionThatIsNotThere) {
  const std::string text = complete_text(minimal());
  for (const char* key : {"calendar:", "payment:", "operators:", "background:", "withdrawals:"}) {
    EXPECT_THAT(text, Not(HasSubstr(key)));
  }
}

}  // namespace
}  // namespace txlab
