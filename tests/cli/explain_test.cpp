// explain: what there is to know by a path, by a word of a message, or by something mistyped.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "command.hpp"

namespace txlab {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

std::string explained(const std::string& topic) {
  const Ran ran = txlab_says("explain '" + topic + "'");
  EXPECT_EQ(ran.exit_code, 0) << topic << ran.err;
  return ran.out;
}

// What standard error says to a topic that there is not; nothing stands on standard output.
std::string refused(const std::string& topic) {
  const Ran ran = txlab_says("explain '" + topic + "'");
  EXPECT_EQ(ran.exit_code, 2) << topic;
  EXPECT_EQ(ran.out, "") << topic;
  return ran.err;
}

TEST(Explain, of_a_parameter_is_about_that_parameter_alone) {
  const std::string told = explained("strategies.transactional-message.check_interval");
  EXPECT_THAT(told, AllOf(StartsWith("strategies.transactional-message.check_interval: "),
                          HasSubstr("default  profile"), Not(HasSubstr("max_checks"))));
  EXPECT_EQ(explained("transactional-message.check_interval"), told);
  EXPECT_EQ(explained("strategies.mq-tx.check_interval"), told) << "a name of the author's";
  EXPECT_EQ(explained("check_interval"), told);
  EXPECT_THAT(explained("work_timeout"),
              AllOf(HasSubstr("strategies.xa."), Not(HasSubstr("strategies.naive."))));
}

TEST(Explain, of_a_fault_has_the_keys_of_that_fault_and_no_list) {
  const std::string crash = explained("faults.crash");
  EXPECT_THAT(crash, AllOf(StartsWith("faults.NAME.fault: crash: the process dies"),
                           HasSubstr("faults.NAME.restart_after: "),
                           HasSubstr("faults.NAME.target.pick: ")));
  EXPECT_THAT(crash,
              AllOf(Not(HasSubstr("faults.NAME.between")), Not(HasSubstr("clock-drift   "))));
  EXPECT_THAT(explained("faults.partition"),
              AllOf(HasSubstr("faults.NAME.between"), Not(HasSubstr("restart_after: "))));
  EXPECT_THAT(explained("workload.arrivals.burst"),
              AllOf(HasSubstr(".ramp"), Not(HasSubstr(".think"))));
  EXPECT_THAT(explained("faults"), HasSubstr("clock-drift   ")) << "the bare word lists them";
  EXPECT_THAT(explained("faults.fund-crash.at"), StartsWith("faults.NAME.at: "));
}

TEST(Explain, of_what_there_is_not_names_what_may_be_meant) {
  const std::pair<const char*, const char*> mistyped[] = {
      {"XA", "strategies.xa"},
      {"unknown-kye", "unknown-key"},
      {"network.defaults.los", "network.defaults.loss"},
      {"sweeps", "sweep"},
      {"faults.crsh", "faults.crash"},
      {"strategies.xa.vote_timout", "strategies.xa.vote_timeout"},
      {"client_latncy", "client_latency"},
      {"strategies.tc", "strategies.tcc"}};
  for (const auto& [typed, meant] : mistyped) {
    EXPECT_THAT(refused(typed), HasSubstr("did you mean `" + std::string(meant) + "`?"));
  }
  EXPECT_THAT(refused("quuxly-frobnicator"), HasSubstr("try strategies, faults"));
  refused("faults.nope");
  refused("strategies.xa.nope");
}

TEST(Explain, knows_words_that_messages_and_reports_use) {
  EXPECT_THAT(explained("client_latency"),
              AllOf(HasSubstr("to the first answer"), HasSubstr("p99(client_latency)")));
  EXPECT_THAT(explained("rocketmq-5.4"), HasSubstr("a profile of brokers"));
  EXPECT_THAT(explained("postgres-15"), HasSubstr("a profile of databases"));
  EXPECT_THAT(explained("seata-2"), HasSubstr("a profile of "));
  for (const char* unit : {"duration", "ms"}) {
    EXPECT_THAT(explained(unit), HasSubstr("duration (ns us ms s m h d)\n")) << unit;
  }
  EXPECT_THAT(explained("CNY"), HasSubstr("money (CNY)"));
  EXPECT_THAT(explained("lognormal"), HasSubstr("distribution.median"));
  EXPECT_THAT(explained("extends"), StartsWith("strategies.NAME.extends: "));
  EXPECT_THAT(explained("mq"), HasSubstr("hosts.mq.flush: "));
  EXPECT_THAT(explained("client.timeout"), StartsWith("workload.client.timeout: "));
  EXPECT_THAT(explained("rate"),
              AllOf(StartsWith("rate (/s"), HasSubstr("faults.NAME.rate"), HasSubstr("arrivals")));
}

TEST(Explain, knows_every_topic_that_a_message_about_a_scenario_points_to) {
  const Ran ran = txlab_says("lint tests/bad/shape/*.yaml tests/bad/meaning/*.yaml");
  const std::string help = "help: txlab explain ";
  std::set<std::string> topics;
  std::istringstream lines(ran.out + ran.err);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find(help);
    if (at != std::string::npos) topics.insert(line.substr(at + help.size()));
  }
  ASSERT_GT(topics.size(), 40u);
  for (const std::string& topic : topics) EXPECT_THAT(explained(topic), Not(IsEmpty())) << topic;
}

TEST(Explain, of_a_key_of_a_scenario_that_is_no_distribution_says_what_it_is) {
  const Ran ran = txlab_says(
      "explain scenarios/library/calm.yaml:workload.client.timeout "
      "--set workload.client.timeout=4s");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("`workload.client.timeout` is no distribution; it is 4s"),
                             HasSubstr("txlab explain workload.client.timeout")));
}

TEST(Explain, of_a_mistyped_place_of_a_scenario_names_the_one_that_may_be_meant) {
  EXPECT_THAT(refused("scenarios/library/calm.yaml:workload.ariivals"),
              HasSubstr("did you mean `workload.arrivals`?"));
}

}  // namespace
}  // namespace txlab
