// StoredMessage: one record of a broker's log.
#pragma once

#include "models/parts/broker/messages.hpp"

namespace txlab {

using QueueOffset = std::uint64_t;  // in the half topic's or the op topic's queue

struct StoredMessage {
  enum class Kind : std::uint8_t { half, op, message };
  Kind kind = Kind::message;
  TopicId topic = 0;
  std::uint8_t topics = 1;       // how many topics it was sent to, one consumer group each
  std::uint16_t reconsumed = 0;  // for messages
  bool done = false;
  bool parked = false;
  IntentId intent{};
  HostId producer{};
  std::uint64_t log_offset = 0;  // in bytes
  std::uint32_t bytes = 0;
  Instant stored{};
  Instant done_at{};
  Instant ready{};  // not delivered before this
  // The record that took its place (a retry, or its parked copy); 0: none. Until that one is
  // durable this one is not done with for good.
  LogPosition successor = 0;

  // For half messages and op records.
  QueueOffset queue_offset = 0;
  LocalInstant born{};         // by the producer's clock
  Duration check_immunity{0};  // 0: the message has no such property
  std::uint16_t checks = 0;    // CHECK_TIMES
  bool immunity_copy = false;  // made while the message was immune, of...
  QueueOffset prepared = 0;    // ...the first original (PREPARED_QUEUE_OFFSET)
  bool ended = false;          // some END was carried out
  LogPosition op = 0;          // the op record that names it; 0: none
  BrokerMessage message{};
};

}  // namespace txlab
