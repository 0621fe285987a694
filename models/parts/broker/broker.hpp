// Broker: the program of a message broker with transactional (half) messages and check-back.
//
// It keeps no state per transaction: END looks the half message up by its position in the log,
// checks that it is one, appends the real message and remembers that the half message is ended. It
// does not ask whether it was ended before, so two COMMITs give two messages, and a COMMIT after a
// ROLLBACK delivers (apache/rocketmq broker/.../processor/EndTransactionProcessor.java,
// processRequest). Half messages are invisible to consumers because they are in another topic. The
// scanner asks a live member of the producer group about half messages older than the immunity
// time, every check interval, at most max_checks times; then the half message is parked for an
// operator.
#pragma once

#include <map>
#include <set>

#include "models/parts/broker/topic_queue.hpp"
#include "sim/world/host.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

// How a strategy uses the broker.
struct BrokerUse {
  std::map<TopicId, std::vector<HostId>> consumers;
  std::vector<HostId> producers;  // who answers checks
  Duration check_interval = 30s;  // transactionCheckInterval
  Duration immunity = 6s;         // transactionTimeOut
  std::uint32_t max_checks = 15;  // transactionCheckMax
  bool check_back = true;         // off: a control that must lose branches
};

class Broker final : public Program {
 public:
  Broker(Host& host, const BrokerSettings& settings, BrokerUse use);
  Task<> main() override;

  Task<Publish::Reply> on_publish(Publish request);
  Task<SendHalf::Reply> on_half(SendHalf request, HostId producer);
  Task<> on_end(EndHalf request);
  void on_acknowledge(Acknowledge notice);
  Subscribe::Reply on_subscribe(Subscribe request, HostId consumer);

 private:
  // Appends one record, or for a message with several topics one for each, flushed together; with
  // synchronous flush they are durable when this returns. Gives the position of the first.
  Task<LogPosition> store(StoredMessage message, std::string_view what);
  void find_open_work();
  void add_to_queues(LogPosition first, std::uint8_t topics);
  void end_half(LogPosition half);
  Task<> call_back(TopicId topic, HostId consumer);
  Task<> check_halves();
  void check_or_park(LogPosition half);
  std::optional<HostId> next_producer();

  Host& host_;
  const BrokerSettings& settings_;
  BrokerUse use_;
  BrokerState& state_;
  std::map<TopicId, TopicQueue> queues_;
  std::set<LogPosition> open_halves_;
  WorkGate halves_;
  std::size_t turn_ = 0;
};

}  // namespace txlab
