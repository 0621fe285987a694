// What producers and the broker say to each other.
//
// END and CHECK are one-way, as in RocketMQ (client/.../impl/MQClientAPIImpl.java
// endTransactionOneway; broker/.../client/net/Broker2Client.java): whoever sends them learns
// nothing.
#pragma once

#include <array>

#include "models/parts/broker/tags.hpp"
#include "sim/world/message.hpp"

namespace txlab {

using TopicId = std::uint8_t;
using LogPosition = std::uint64_t;

// What a producer hands over. The broker does not look into the body.
struct BrokerMessage {
  std::uint64_t key = 0;  // the business key, for consumers that recognise doubles
  // What the client library gives a message when it is sent (UNIQ_KEY): the same for all that comes
  // of one sending, another when the application sends again.
  std::uint64_t id = 0;
  Tag tag{};
  std::array<std::byte, 64> body{};

  template <typename Body>
  static BrokerMessage of(std::uint64_t key, const Body& content, std::uint64_t id = 0) {
    static_assert(std::is_trivially_copyable_v<Body> && sizeof(Body) <= 64);
    BrokerMessage message{.key = key, .id = id};
    std::memcpy(message.body.data(), &content, sizeof(Body));
    return message;
  }
  template <typename Body>
  Body as() const {
    static_assert(std::is_trivially_copyable_v<Body> && sizeof(Body) <= 64);
    Body content;
    std::memcpy(static_cast<void*>(&content), body.data(), sizeof(Body));
    return content;
  }
};

struct Publish {
  static constexpr MessageType type{"publish", MessageClass::protocol};
  struct Reply {
    bool stored;
  };
  IntentId intent;
  TopicId topic;
  std::uint8_t topics;  // the message goes to topic .. topic + topics - 1
  BrokerMessage message;
};

// What a broker says about a message that it was to store.
enum class PutStatus : std::uint8_t {
  stored,
  slave_not_available,  // stored, but not where it should be
  refused,
};

// Where a half message lies: in the half topic's queue, and in bytes in the log. Whoever ends it
// names it by both; the broker compares nothing else.
struct HalfAddress {
  std::uint64_t queue_offset = 0;
  std::uint64_t log_offset = 0;
  bool operator==(const HalfAddress&) const = default;
};

struct SendHalf {
  static constexpr MessageType type{"half", MessageClass::protocol};
  struct Reply {
    PutStatus status;
    HalfAddress half;
  };
  IntentId intent;
  TopicId topic;
  std::uint8_t topics;      // the message goes to topic .. topic + topics - 1
  LocalInstant born;        // by the producer's clock
  Duration check_immunity;  // CHECK_IMMUNITY_TIME_IN_SECONDS; 0: the message has no such property
  BrokerMessage message;
};

enum class HalfOutcome : std::uint8_t { commit, rollback, unknown };

struct EndHalf {
  static constexpr MessageType type{"end", MessageClass::protocol};
  IntentId intent;
  HalfAddress half;
  HalfOutcome outcome;
  bool from_check;
  std::uint32_t distinct() const { return from_check; }
};

struct CheckHalf {
  static constexpr MessageType type{"check", MessageClass::protocol};
  IntentId intent;
  HalfAddress half;
  std::uint16_t number;
  BrokerMessage message;
  std::uint32_t distinct() const { return number; }
};

// Master to replica: the log up to here. The answer says how far the replica has it.
struct Replicate {
  static constexpr MessageType type{"replicate", MessageClass::background};
  struct Reply {
    LogPosition end;
  };
  IntentId intent;
  LogPosition end;
};

}  // namespace txlab
