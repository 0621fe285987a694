// ConsumerGroup: one consumer group at the broker, with the topic that it consumes.
//
// Its members share the queues of the topic and the group's retry topic; the members compute their
// shares themselves whenever they are told that somebody came or went. Delivery is at least once:
// the broker remembers an offset per queue, and what lies behind it is delivered again to whoever
// reads the queue next. A message that is sent back comes again after a growing delay, 16 times;
// then it is a dead letter (broker/.../processor/AbstractSendMessageProcessor.java,
// consumerSendMsgBack).
#pragma once

#include <map>
#include <vector>

#include "models/parts/broker/message_queue.hpp"
#include "models/parts/broker/retry_schedule.hpp"
#include "models/parts/broker/settings.hpp"

namespace txlab {

class ConsumerGroup {
 public:
  ConsumerGroup(Host& host, BrokerState& state, const BrokerSettings& settings, TopicId topic);

  // Looks after members that are gone and messages that did not arrive; never ends.
  Task<> watch();

  // A message of this topic is in the log at `position`, and will be added when it is stored as
  // safely as the settings want it.
  void announce(LogPosition position) {
    queues_[queue_of(state_.log().at(position))].announce(position);
  }
  // A message of this topic, or a retry, may be consumed.
  void add(LogPosition position);
  void subscribed(HostId consumer, const Subscribe& request);
  bool knows(HostId consumer) const { return members_.contains(consumer); }
  Pull::Reply pull(const Pull& request, HostId consumer);
  void release(const Release& notice, HostId consumer) {
    queues_[notice.queue].release(notice, consumer);
  }
  void send_back(const SendBack& request);

 private:
  struct Member {
    std::uint32_t incarnation = 0;
    Instant down_since = end_of_time;
  };

  QueueIndex queue_of(const StoredMessage& message) const;
  void rebalance();
  Task<> tell(HostId member, std::uint64_t version);
  std::uint16_t index_of(HostId member) const;
  void give_up_dead_members();
  bool given_up(HostId member, Member& state);
  void ready(LogPosition position);
  void dead_letter(LogPosition position);
  void listed(IntentId intent, int change, std::string_view list);

  Host& host_;
  BrokerState& state_;
  const BrokerSettings& settings_;
  TopicId topic_;
  // Of the whole group: the last member to say something overwrites what the others said, and
  // every queue skips what this one does not want (broker/.../client/ConsumerGroupInfo.java,
  // updateSubscription).
  TagSubscription subscription_;
  WorkGate open_;
  std::vector<MessageQueue> queues_;
  std::map<HostId, Member> members_;
  std::uint64_t version_;
  RetrySchedule schedule_;
};

}  // namespace txlab
