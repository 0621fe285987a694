// Broker: the program of a message broker with transactional (half) messages and check-back.
//
// It keeps no state per transaction: END looks the half message up by its two offsets, appends the
// real message and has it written down that the half message is ended. It does not ask whether it
// was ended before, so two COMMITs give two messages, and a COMMIT after a ROLLBACK delivers; nor
// whose it is, so after the log has lost its tail a late COMMIT may find another transaction's half
// message at its offsets (apache/rocketmq broker/.../processor/EndTransactionProcessor.java,
// processRequest and checkPrepareMessage). Half messages are invisible to consumers because they
// are in another topic; who is asked about them, and when, is in half_scanner.hpp.
#pragma once

#include <map>

#include "models/parts/broker/admin_messages.hpp"
#include "models/parts/broker/consumer_group.hpp"
#include "models/parts/broker/half_scanner.hpp"
#include "models/parts/broker/op_writer.hpp"
#include "models/parts/broker/parked_halves.hpp"
#include "models/parts/broker/replication.hpp"
#include "sim/world/host.hpp"

namespace txlab {

// How a strategy uses the broker.
struct BrokerUse {
  std::map<TopicId, std::vector<HostId>> consumers;
  std::vector<HostId> producers;  // who answers checks
  std::vector<HostId> replicas;   // machines of their own that follow this one
  bool check_back = true;         // off: a control that must lose branches
  // Instead of the broker's own settings.
  std::optional<Duration> check_interval;
  std::optional<Duration> immunity;
  std::optional<std::uint32_t> max_checks;
};

class Broker final : public Program {
 public:
  Broker(Host& host, const BrokerSettings& settings, BrokerUse use);
  Task<> main() override;

  Task<Publish::Reply> on_publish(Publish request);
  Task<SendHalf::Reply> on_half(SendHalf request, HostId producer);
  Task<> on_end(EndHalf request);
  Subscribe::Reply on_subscribe(Subscribe request, HostId consumer);
  Pull::Reply on_pull(Pull request, HostId consumer);
  void on_release(Release notice, HostId consumer);
  SendBack::Reply on_send_back(SendBack request);
  // For people (broker_console.cpp).
  ListParked::Reply on_list_parked(ListParked request);
  Task<TakeUp::Reply> on_take_up(TakeUp request);

 private:
  // Records that were appended together: one, or for a message one for each of its topics.
  struct Appended {
    LogPosition first;
    LogPosition last;
  };
  Appended append(StoredMessage message);
  // Returns when they are as safe as the settings want acknowledged records to be, or when a
  // replica took too long.
  Task<PutStatus> kept(Appended records, IntentId intent, std::string_view what);
  Task<> copied(LogPosition last, IntentId intent, std::string_view what);
  // Reports a durable record of the message with this id, which is the happening's value.
  void happened(IntentId intent, std::int64_t message_id, std::string_view what);
  void find_open_work();
  void dispatch(Appended messages);
  bool refused(const EndHalf& request, const StoredMessage& half) const;
  void delete_half(QueueOffset half);
  Task<> call_back(TopicId topic, HostId consumer);
  void ask(const StoredMessage& copy);
  std::optional<HostId> next_producer();

  Host& host_;
  BrokerSettings settings_;
  BrokerUse use_;
  BrokerState& state_;
  std::map<TopicId, ConsumerGroup> groups_;
  OpWriter ops_;
  Replication replication_;
  ParkedHalves parked_;
  HalfScanner scanner_;
  std::size_t turn_ = 0;
};

}  // namespace txlab
