#include "models/parts/broker/profiles.hpp"

namespace txlab {

namespace {

// Each as it differs from the defaults, which are those of 5.x.
void release_4_3(BrokerSettings& broker) {
  broker.check_interval = 60s;
  broker.max_checks = 5;
  broker.check_queue_full = QueueFull::abort_round;
  broker.sync_master_copies = 2;
  broker.op_records = OpRecords::each;
  broker.consumers.dead_letters_delayed = true;
}

void release_4_9(BrokerSettings& broker) {
  broker.check_interval = 60s;
  broker.sync_master_copies = 2;
  broker.op_records = OpRecords::each;
}

void release_5_1(BrokerSettings& broker) { broker.op_records = OpRecords::stacked; }

// 4 h of one check a minute; then the half message is rolled back, whatever main has done.
void cloud(BrokerSettings& broker) {
  broker.check_interval = 60s;
  broker.max_checks = 240;
  broker.half_lifetime = 4h;
  broker.give_up = GiveUp::roll_back;
}

constexpr BrokerProfile profiles[] = {
    {"rocketmq-4.3", release_4_3,
     "check-back every 60 s, at most 5 times; an op record for each ended half message, at once; "
     "SYNC_MASTER waits for a slave; more than 2000 questions in a round break it off; a dead "
     "letter appears two hours late",
     "apache/rocketmq 4.3.0 common/.../BrokerConfig.java; "
     "https://github.com/apache/rocketmq/issues/500, "
     "https://github.com/apache/rocketmq/issues/1519, "
     "https://github.com/apache/rocketmq/issues/2724"},
    {"rocketmq-4.9", release_4_9,
     "check-back every 60 s, at most 15 times; an op record for each ended half message, at once; "
     "SYNC_MASTER waits for a slave",
     "apache/rocketmq 4.9 common/.../BrokerConfig.java, TransactionalMessageServiceImpl.java"},
    {"rocketmq-5.1", release_5_1,
     "check-back every 30 s, at most 15 times; op records in batches, whose intervals of 3 s can "
     "stack to 6 s; SYNC_MASTER waits for nobody (inSyncReplicas is 1)",
     "apache/rocketmq 5.1 common/.../BrokerConfig.java; "
     "https://github.com/apache/rocketmq/issues/10199"},
    {"rocketmq-5.4", [](BrokerSettings&) {},
     "check-back every 30 s, at most 15 times; op records in batches, every 3 s; 17 deliveries, "
     "then the dead-letter queue; SYNC_MASTER waits for nobody (inSyncReplicas is 1)",
     "apache/rocketmq common/.../BrokerConfig.java, store/.../MessageStoreConfig.java"},
    {"rocketmq-cloud", cloud,
     "check-back every 60 s; a half message that is 4 h old is rolled back, whatever main has done",
     "apache/rocketmq-site versioned_docs/version-5.0/01-introduction/03limits.md"},
};

}  // namespace

std::span<const BrokerProfile> broker_profiles() { return profiles; }

}  // namespace txlab
