// Messages: trivially copyable structs that travel between hosts in envelopes.
//
// A message type names itself and its class, and a request names its reply:
//
//   struct Prepare {
//     static constexpr MessageType type{"prepare", MessageClass::protocol};
//     struct Reply { bool yes; };
//     IntentId intent;
//     OrderId order;
//   };
//
// `intent` is for attribution and for the weather only; `distinct()`, where a type has it, tells
// apart messages of one type about one purchase, so that each meets weather of its own.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>

#include "sim/base/check.hpp"
#include "sim/base/ids.hpp"
#include "sim/base/random.hpp"
#include "sim/base/time.hpp"

namespace txlab {

// client: between customers and the gateway, both ways. work: the business call itself. protocol:
// what a strategy adds. database: between a service and its database. background: polls, pulls,
// acknowledgements of consumers, heartbeats, scans; given per second, not per purchase.
enum class MessageClass : std::uint8_t { client, work, protocol, database, background };

struct MessageType {
  std::string_view name;
  MessageClass message_class;
  std::uint32_t id;
  constexpr MessageType(std::string_view type_name, MessageClass type_class)
      : name(type_name),
        message_class(type_class),
        id(static_cast<std::uint32_t>(mix(hash_of(type_name)))) {}
};

template <typename M>
concept Message = std::is_trivially_copyable_v<M> && requires(const M& m) {
  { M::type } -> std::convertible_to<MessageType>;
  { m.intent } -> std::convertible_to<IntentId>;
};
template <typename M>
concept Request = Message<M> && std::is_trivially_copyable_v<typename M::Reply>;

template <Message M>
std::uint32_t distinct(const M& message) {
  if constexpr (requires { message.distinct(); }) return message.distinct();
  return 0;
}

struct Envelope {
  // error: the request was rejected and not carried out; it has no body.
  enum class Flow : std::uint8_t { one_way, request, reply, error };
  static constexpr bool answers(Flow flow) { return flow == Flow::reply || flow == Flow::error; }
  static constexpr std::size_t capacity = 464;

  HostId from;
  HostId to;
  std::uint32_t type_id = 0;
  MessageClass message_class = MessageClass::work;
  Flow flow = Flow::one_way;
  std::uint16_t size = 0;
  std::uint32_t variant = 0;  // distinct() and the attempt: part of the weather's index
  std::uint64_t call = 0;     // names the caller's wait
  std::uint64_t number = 0;   // of the message in its world, from 1; a duplicate has the same
  IntentId intent;
  Duration patience{0};  // how long the sender waits for an answer; 0: does not wait
  std::string_view name;
  std::byte payload[capacity];

  template <typename Body>
  void put(const Body& body) {
    static_assert(std::is_trivially_copyable_v<Body> && sizeof(Body) <= capacity);
    size = sizeof(Body);
    std::memcpy(payload, &body, sizeof(Body));
  }
  template <typename Body>
  Body get() const {
    CHECK(size == sizeof(Body));
    Body body;
    std::memcpy(&body, payload, sizeof(Body));
    return body;
  }
  void copy_from(const Envelope& other) {
    std::memcpy(static_cast<void*>(this), &other, offsetof(Envelope, payload) + other.size);
  }
};

}  // namespace txlab
