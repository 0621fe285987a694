// BrokerState: what a broker has on its disk: one append-only log of all messages.
//
// Half messages, op records, deliverable messages and retries interleave in one log; a record has a
// position (it is the n-th) and an offset in bytes. That a message is consumed is remembered beside
// the record and is written down only every few seconds, as RocketMQ does with consumer offsets
// (flushConsumerOffsetInterval, 5 s): a crash forgets what is younger, and the message is delivered
// again. What is known about half messages is in half_topic.hpp.
#pragma once

#include <functional>
#include <vector>

#include "models/parts/broker/admin_messages.hpp"
#include "models/parts/broker/half_topic.hpp"
#include "models/parts/broker/settings.hpp"
#include "models/parts/broker/stored_message.hpp"
#include "sim/world/durable_log.hpp"
#include "sim/world/work_gate.hpp"

namespace txlab {

// The lists that people watch, as observers call them.
inline constexpr std::string_view dead_letter_list = "dead letters";
inline constexpr std::string_view parked_half_list = "parked half messages";

// A message that was given up: dead letters and half messages checked too often.
struct ParkedMessage {
  StoredMessage message;
  bool half = false;
  Instant at{};
  bool resumed = false;  // somebody has taken it up
};

class BrokerState final : public DurableState {
 public:
  BrokerState(Host& host, const BrokerSettings& settings)
      : host_(host),
        settings_(settings),
        log_(host),
        parked_(host),
        waiting_letters_(host.kernel()),
        waiting_halves_(host.kernel()),
        halves_(log_, PersistedOffset(settings.offsets_every, settings.offsets_written_back)) {}

  DurableLog<StoredMessage>& log() { return log_; }
  DurableLog<ParkedMessage>& parked() { return parked_; }
  HalfTopic& halves() { return halves_; }
  // Gives the record its offsets. Nobody waits for it; it will be flushed as the settings say.
  LogPosition append(StoredMessage message);
  void append_op(std::vector<QueueOffset> halves, std::uint32_t bytes);
  // The record, or null if the log does not reach back or forward to it.
  StoredMessage* find(LogPosition position);
  void mark_done(LogPosition position);
  // Appends a retry of the message at `position`, or its parked copy; neither is waited for.
  LogPosition retry(LogPosition position, const StoredMessage& again);
  void park(LogPosition position, bool half);
  // Of what is parked and was not taken up.
  WorkGate& parked_gate(Parked which) {
    return which == Parked::half ? waiting_halves_ : waiting_letters_;
  }
  void taken_up(LogPosition parked);
  // Copies of the log. When this master loses its place, the one that has most takes over.
  void replicas(std::vector<HostId> hosts) { replicas_ = std::move(hosts); }
  void replicated(LogPosition end) { replicated_ = end; }
  // Whom to tell that the log has grown; a program, so it is set again at every start.
  void on_append(std::function<void()> tell) { on_append_ = std::move(tell); }
  // Forgets records at the head of the log that nobody can ask for any more.
  void trim();
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override;

 private:
  void listed(const StoredMessage& message, int change);
  void lose_unsynced(CrashKind kind, Unsynced unsynced, Draw draw);
  void lose_parked(CrashKind kind, Unsynced unsynced, Draw draw);
  LogPosition kept_by_replicas(CrashKind kind) const;
  bool loses_its_place(CrashKind kind) const;
  void take_over(LogPosition end, std::vector<StoredMessage> records);
  void recover_halves(OffsetsFile file);
  void recount_parked();
  bool written_down(const StoredMessage& message, OffsetsFile file) const;
  std::uint64_t end_bytes();
  std::uint64_t durable_bytes();
  void flush_later();

  Host& host_;
  const BrokerSettings& settings_;
  DurableLog<StoredMessage> log_;
  DurableLog<ParkedMessage> parked_;
  WorkGate waiting_letters_;
  WorkGate waiting_halves_;
  HalfTopic halves_;
  std::vector<HostId> replicas_;
  std::function<void()> on_append_;
  LogPosition replicated_ = 0;       // by the replica that has most
  std::uint64_t trimmed_bytes_ = 0;  // where the first record begins
};

}  // namespace txlab
