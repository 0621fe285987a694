// BrokerState: what a broker has on its disk: one append-only log of all messages.
//
// Half messages, op records, deliverable messages and retries interleave in one log; a record has a
// position (it is the n-th) and an offset in bytes. That a message is consumed is remembered beside
// the record and is written down only every few seconds, as RocketMQ does with consumer offsets
// (flushConsumerOffsetInterval, 5 s): a crash forgets what is younger, and the message is delivered
// again. What is known about half messages is in half_topic.hpp.
#pragma once

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
  // Forgets records at the head of the log that nobody can ask for any more.
  void trim();
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override;

 private:
  void listed(const StoredMessage& message, int change);
  void lose_unsynced(CrashKind kind, Unsynced unsynced, Draw draw);
  void recover_halves(CrashKind kind);
  bool written_down(const StoredMessage& message) const;
  std::uint64_t end_bytes();
  std::uint64_t durable_bytes();
  void flush_later();

  Host& host_;
  const BrokerSettings& settings_;
  DurableLog<StoredMessage> log_;
  DurableLog<ParkedMessage> parked_;
  HalfTopic halves_;
  std::uint64_t trimmed_bytes_ = 0;  // where the first record begins
};

}  // namespace txlab
