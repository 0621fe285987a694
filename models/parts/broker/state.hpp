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

#include "models/parts/broker/half_topic.hpp"
#include "models/parts/broker/settings.hpp"
#include "models/parts/broker/stored_message.hpp"
#include "sim/world/durable_log.hpp"

namespace txlab {

// A message that was given up: dead letters and half messages checked too often.
struct ParkedMessage {
  StoredMessage message;
  bool half = false;
  Instant at{};
  bool resumed = false;
};

class BrokerState final : public DurableState {
 public:
  BrokerState(Host& host, const BrokerSettings& settings)
      : host_(host),
        settings_(settings),
        log_(host),
        parked_(host),
        halves_(log_, settings.offsets_every) {}

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
  // Copies of the log. If this machine is lost, the one that has most takes over.
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
  LogPosition kept_by_replicas() const;
  void take_over(LogPosition end, std::vector<StoredMessage> records);
  void recover_halves();
  bool written_down(const StoredMessage& message) const;
  std::uint64_t end_bytes();
  std::uint64_t durable_bytes();
  void flush_later();

  Host& host_;
  const BrokerSettings& settings_;
  DurableLog<StoredMessage> log_;
  DurableLog<ParkedMessage> parked_;
  HalfTopic halves_;
  std::vector<HostId> replicas_;
  std::function<void()> on_append_;
  LogPosition replicated_ = 0;       // by the replica that has most
  std::uint64_t trimmed_bytes_ = 0;  // where the first record begins
};

}  // namespace txlab
