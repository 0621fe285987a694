// MessageQueue: one queue of a topic at the broker, as one consumer group reads it.
//
// It knows which messages are not yet consumed, who reads them, and how far it has sent. A reader's
// offset is a promise about everything before it; whatever comes after the offset is sent again to
// the next reader.
#pragma once

#include <deque>
#include <optional>

#include "models/parts/broker/consumer_messages.hpp"
#include "models/parts/broker/consumer_settings.hpp"
#include "models/parts/broker/state.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

class MessageQueue {
 public:
  // `open` counts the messages that are not consumed, over all queues of the group.
  MessageQueue(Host& host, BrokerState& state, const ConsumerSettings& settings,
               const TagSubscription& wanted, WorkGate& open, TopicId topic, QueueIndex index)
      : host_(host),
        state_(state),
        settings_(settings),
        wanted_(wanted),
        gate_(open),
        topic_(topic),
        index_(index) {}

  // It is in the log, but not yet to be seen; whatever is behind it has to wait for it, because
  // consumers read in the order of the log.
  void announce(LogPosition position);
  // It may be seen.
  void add(LogPosition position);
  // False if another member holds the lock of an orderly queue.
  bool pull(const Pull& request, HostId consumer);
  void release(const Release& notice, HostId consumer);
  void forget_reader(HostId consumer);
  // The connection timed out over what was sent and not confirmed: it is pulled again.
  void send_overdue_again();
  void send_more();
  const std::optional<HostId>& reader() const { return reader_; }

 private:
  struct Open {
    LogPosition position;
    bool visible = true;
    bool skipped = false;  // the group does not want it
    Instant sent{};
    std::uint16_t deliveries = 0;
  };

  bool locked_against(HostId consumer) const;
  void commit(LogPosition offset);
  void rewind(LogPosition from);
  void forget_front();
  void send(Open& open);
  LogPosition before(std::size_t index) const;

  Host& host_;
  BrokerState& state_;
  const ConsumerSettings& settings_;
  const TagSubscription& wanted_;
  WorkGate& gate_;
  TopicId topic_;
  QueueIndex index_;
  std::deque<Open> open_;
  std::size_t sent_ = 0;  // of them
  LogPosition confirmed_ = 0;
  std::optional<HostId> reader_;
  std::uint64_t shares_ = 0;      // the version of the members by which it reads
  std::optional<HostId> holder_;  // of the lock of an orderly queue
  Instant locked_until_ = start_of_run;
};

}  // namespace txlab
