// BrokerState: what a broker has on its disk: one append-only log of all messages.
//
// Half messages, deliverable messages and retries interleave in one log. That something is done
// with (consumed, or a half message ended) is remembered beside the record and is written down only
// every few seconds, as RocketMQ does with consumer offsets (flushConsumerOffsetInterval, 5 s) and
// with the op records of half messages (transactionOpBatchInterval, 3 s): a crash forgets what is
// younger, and the message is delivered, or the half message checked, again.
#pragma once

#include <vector>

#include "models/parts/broker/messages.hpp"
#include "sim/world/durable_log.hpp"

namespace txlab {

struct StoredMessage {
  enum class Kind : std::uint8_t { half, message };
  Kind kind = Kind::message;
  TopicId topic = 0;
  std::uint8_t topics = 1;       // how many topics it was sent to, one consumer group each
  std::uint16_t reconsumed = 0;  // for messages
  std::uint16_t checks = 0;      // for half messages
  bool done = false;
  IntentId intent{};
  HostId producer{};
  Instant stored{};
  Instant done_at{};
  Instant ready{};  // not delivered before this
  // The record that took its place (a retry, or its parked copy); 0: none. Until that one is
  // durable this one is not done with for good.
  LogPosition successor = 0;
  bool parked = false;
  BrokerMessage message{};
};

// A message that was given up: dead letters and half messages checked too often.
struct ParkedMessage {
  StoredMessage message;
  bool half = false;
};

class BrokerState final : public DurableState {
 public:
  explicit BrokerState(Host& host) : host_(host), log_(host), parked_(host) {}

  DurableLog<StoredMessage>& log() { return log_; }
  DurableLog<ParkedMessage>& parked() { return parked_; }
  LogPosition append(const StoredMessage& message);
  // The record, or null if the log does not reach back or forward to it.
  StoredMessage* find(LogPosition position);
  void mark_done(LogPosition position);
  // Appends a retry of the message at `position`, or its parked copy; neither is waited for.
  LogPosition retry(LogPosition position, const StoredMessage& again, Duration flush_every);
  void park(LogPosition position, bool half);
  // Forgets records at the head of the log that nobody can ask for any more.
  void trim();
  void crashed(CrashKind kind, Unsynced unsynced, Draw draw) override;

 private:
  static Duration snapshot_every(StoredMessage::Kind kind) {
    return kind == StoredMessage::Kind::half ? 3s : 5s;
  }
  void listed(const StoredMessage& message, int change);
  void lose_unsynced(CrashKind kind, Unsynced unsynced, Draw draw);
  bool written_down(const StoredMessage& message) const;

  Host& host_;
  DurableLog<StoredMessage> log_;
  DurableLog<ParkedMessage> parked_;
};

}  // namespace txlab
