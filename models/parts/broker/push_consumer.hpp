// PushConsumer: a member of consumer groups, as the client library of a broker runs it in RAM.
//
// It subscribes when its host boots, reads its share of each group's queues, hands messages to the
// listener on a limited number of threads, and tells the broker its offsets every few seconds. When
// its share changes, it goes on executing what it holds of a queue that it lost, but the outcome is
// not told to anybody: the new owner executes the same messages (apache/rocketmq
// client/.../impl/consumer/ConsumeMessageConcurrentlyService.java, RebalancePushImpl.java).
//
// Delivery is at least once: the listener must recognise doubles.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "models/parts/broker/consumer_settings.hpp"
#include "models/parts/broker/process_queue.hpp"
#include "models/parts/broker/retry_schedule.hpp"
#include "sim/world/host.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class Listener {
 public:
  virtual ~Listener() = default;
  // False: the message is to come again later.
  virtual Task<bool> consume(Deliver message) = 0;
};

// When a message counts as consumed. when_done: its listener has said so. always: its listener has
// returned, whatever it said; who catches every exception does that. before: the offset is told
// before the listener is called, as a client that commits by itself does. The last two are
// controls: what fails, or is under way in a crash, does not come again.
enum class Acknowledge : std::uint8_t { when_done, always, before };

class PushConsumer {
 public:
  PushConsumer(Host& host, HostId broker, const ConsumerSettings& settings, Listener& listener,
               Acknowledge acknowledge = Acknowledge::when_done);
  // Registers the handlers and becomes a member of the topics' groups.
  void start(const std::vector<TopicId>& topics, TagSubscription wanted = {});

  void on_deliver(Deliver message);
  Rebalance::Reply on_rebalance(Rebalance change);
  void on_broker_is_back(BrokerIsBack notice);

 private:
  // A queue in this member's hands. A queue that is lost and won again is another holding.
  struct Holding {
    std::uint64_t number = 0;
    ProcessQueue queue;
    std::uint32_t unfinished = 0;
    bool untold = false;   // the broker does not know how far it is
    bool at_work = false;  // orderly: somebody takes its messages one after the other
  };
  struct Group {
    Group(Kernel& kernel, const ConsumerSettings& settings)
        : threads(kernel, settings.threads), holdings(settings.queues + 1) {}
    Permits threads;
    std::uint64_t version = 0;
    std::vector<std::unique_ptr<Holding>> holdings;  // by queue; null: somebody else's
  };
  struct Place {
    TopicId topic;
    QueueIndex queue;
    std::uint64_t holding;
  };

  Task<> say_hello(TopicId topic);
  Task<> read(Place place, bool fresh);
  Task<> persist_offsets();
  Task<> clean();
  Task<> clean_queue(Place place);
  Task<> consume(Place place, Deliver message);
  Task<> finish_first(Place place, LogPosition position);
  Task<> consume_in_order(Place place);
  Task<bool> execute(Place place, Deliver message);
  Task<bool> give_back(Deliver message, std::uint16_t level);
  Holding* find(const Place& place);
  void take(TopicId topic, QueueIndex queue);
  void drop(TopicId topic, QueueIndex queue);
  void finish(const Place& place, LogPosition position);
  Pull progress(const Place& place, bool fresh);
  void changed(Holding& holding);
  void told(const Place& place, const Pull& progress, LogPosition end);
  std::vector<Place> places() const;

  Host& host_;
  HostId broker_;
  const ConsumerSettings& settings_;
  Listener& listener_;
  Acknowledge acknowledge_;
  TagSubscription wanted_;
  std::map<TopicId, Group> groups_;
  std::uint64_t taken_ = 0;
  WorkGate untold_;     // queues
  WorkGate executing_;  // messages
};

}  // namespace txlab
