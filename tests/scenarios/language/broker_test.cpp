// The keys of a broker: what its profile says, and what is set in spite of it.
#include "models/parts/broker/profiles.hpp"
#include "reading.hpp"

namespace txlab {
namespace {

BrokerSettings broker_of(const std::string& keys) {
  return scenario_of(minimal("hosts:\n  mq: {" + keys + "}\n")).broker;
}

TEST(Broker, has_the_constants_of_its_release) {
  const BrokerSettings first = broker_of("broker: rocketmq-4.3");
  EXPECT_EQ(first.check_interval, 60s);
  EXPECT_EQ(first.max_checks, 5u);
  EXPECT_EQ(first.op_records, OpRecords::each);
  const BrokerSettings fourth = broker_of("broker: rocketmq-4.9");
  EXPECT_EQ(fourth.check_interval, 60s);
  EXPECT_EQ(fourth.max_checks, 15u);
  EXPECT_EQ(fourth.op_records, OpRecords::each);
  const BrokerSettings fifth = broker_of("broker: rocketmq-5.1");
  EXPECT_EQ(fifth.check_interval, 30s);
  EXPECT_EQ(fifth.max_checks, 15u);
  EXPECT_EQ(fifth.op_records, OpRecords::stacked);
  EXPECT_EQ(broker_of("broker: rocketmq-5.4").op_records, OpRecords::batched);
  const BrokerSettings cloud = broker_of("broker: rocketmq-cloud");
  EXPECT_EQ(cloud.check_interval, 60s);
  EXPECT_EQ(cloud.half_lifetime, 4h);
  EXPECT_EQ(cloud.give_up, GiveUp::roll_back);
}

TEST(Broker, can_be_set_apart_from_its_release) {
  const BrokerSettings broker =
      broker_of("broker: rocketmq-4.3, max_checks: 7, immunity: 9s, op_records: batched");
  EXPECT_EQ(broker.check_interval, 60s);
  EXPECT_EQ(broker.max_checks, 7u);
  EXPECT_EQ(broker.immunity, 9s);
  EXPECT_EQ(broker.op_records, OpRecords::batched);
}

// With its defaults a synchronous master of 5.x waits for nobody: inSyncReplicas is 1, the master.
TEST(Broker, waits_for_a_slave_as_a_synchronous_master_of_4_but_not_of_5) {
  EXPECT_EQ(broker_of("broker: rocketmq-4.9, replication: {role: sync-master}").sync_replicas, 2u);
  EXPECT_EQ(broker_of("broker: rocketmq-5.4, replication: {role: sync-master}").sync_replicas, 1u);
  EXPECT_EQ(
      broker_of("broker: rocketmq-5.4, replication: {role: sync-master, sync: 3}").sync_replicas,
      3u);
  EXPECT_EQ(broker_of("broker: rocketmq-4.9, replication: {role: async-master}").sync_replicas, 1u);
}

TEST(Broker, has_profiles_with_a_source_each) {
  for (const BrokerProfile& profile : broker_profiles()) {
    EXPECT_FALSE(profile.differs.empty()) << profile.name;
    EXPECT_FALSE(profile.source.empty()) << profile.name;
  }
}

}  // namespace
}  // namespace txlab
