// ConsumerSettings: how the members of a consumer group consume.
#pragma once

#include <cstdint>
#include <vector>

#include "models/parts/broker/tags.hpp"
#include "sim/base/time.hpp"

namespace txlab {

// concurrent: many messages of a queue at once, failed ones come back later through the retry
// topic. orderly: one message of a queue at a time, failed ones are tried again in place.
enum class ConsumeMode : std::uint8_t { concurrent, orderly };

// Defaults after apache/rocketmq client/.../consumer/DefaultMQPushConsumer.java, ClientConfig.java,
// producer/DefaultMQProducer.java and impl/consumer/RebalanceService.java.
struct ConsumerSettings {
  ConsumeMode mode = ConsumeMode::concurrent;
  std::uint32_t queues = 4;           // of a topic (defaultTopicQueueNums)
  std::uint32_t threads = 20;         // of one member, for one group
  Duration persist_offsets = 5s;      // a member tells the broker how far it is
  Duration consume_timeout = 15min;   // then a message goes back although its listener still runs
  Duration rebalance_every = 20s;     // waitInterval
  Duration channel_expires = 120s;    // until a member without power is given up
  Duration pull_timeout = 30s;        // consumerTimeoutMillisWhenSuspend
  Duration suspend = 1s;              // orderly: until the same message is tried again
  Duration lock_expires = 60s;        // orderly: of a queue whose owner is gone
  Duration local_retry = 5s;          // after a send-back that failed
  std::uint32_t max_reconsume = 16;   // then the dead-letter queue: 17 attempts in all
  bool dead_letters_delayed = false;  // a dead letter waits out one more delay (before 4.9.0)
  // What the first, the second... member subscribes to, and the last of them all further ones.
  // RocketMQ wants all members of a group to say the same, and does not check it.
  std::vector<TagSubscription> subscriptions;
};

}  // namespace txlab
