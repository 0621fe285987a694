// TopicQueue: delivers the messages of one topic to the members of its consumer group.
//
// At least once: a message that is not acknowledged within the invisible time, or whose consumer
// came back as a new incarnation, is delivered again. A consumer that asks for another attempt gets
// it after a growing delay: 10s 30s 1m ... 10m 20m 30m 1h 2h (RocketMQ messageDelayLevel from level
// 3 on, store/.../config/MessageStoreConfig.java), 16 times; then the message is a dead letter. The
// broker sees when a consumer's connection closes and does not send to it until it subscribes
// again.
#pragma once

#include <deque>
#include <map>
#include <vector>

#include "models/parts/broker/settings.hpp"
#include "models/parts/broker/state.hpp"

namespace txlab {

class TopicQueue {
 public:
  TopicQueue(Host& host, BrokerState& state, const BrokerSettings& settings, TopicId topic,
             std::vector<HostId> group);

  // A message of this topic is in the log at `position`.
  void add(LogPosition position);
  void acknowledged(LogPosition position, bool consumed);
  void subscribed(HostId consumer, std::uint32_t incarnation);
  bool knows(HostId consumer) const { return incarnations_.contains(consumer); }

 private:
  struct Flight {
    HostId consumer;
    Instant until;
    std::uint16_t deliveries = 0;
  };

  // Goes off when something was not acknowledged in time or has waited out its delay.
  struct Alarm : Event {
    explicit Alarm(TopicQueue& owner) : Event(&Alarm::fire, &owner.host_), queue(owner) {}
    ~Alarm() { queue.host_.kernel().agenda().cancel(*this); }
    static void fire(Event& event) { static_cast<Alarm&>(event).queue.look_at_deadlines(); }
    TopicQueue& queue;
    Instant set_for = end_of_time;
  };

  void deliver_ready();
  void look_at_deadlines();
  void set_alarm();
  void listed(IntentId intent, std::string_view list);
  std::optional<HostId> next_consumer();
  void retry(LogPosition position);
  void bring_back(LogPosition position);
  Instant next_deadline();

  Host& host_;
  BrokerState& state_;
  const BrokerSettings& settings_;
  TopicId topic_;
  std::vector<HostId> group_;
  std::map<HostId, std::uint32_t> incarnations_;
  std::size_t turn_ = 0;
  std::deque<LogPosition> ready_;
  std::map<LogPosition, Flight> flying_;
  std::deque<std::pair<Instant, LogPosition>> deadlines_;  // of flights, oldest first
  std::multimap<Instant, LogPosition> delayed_;
  Alarm alarm_;
};

}  // namespace txlab
