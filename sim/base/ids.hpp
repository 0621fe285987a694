// Small strong integers for the things a simulated world counts.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace txlab {

template <typename Tag, typename Value>
struct Id {
  Value value{};
  constexpr auto operator<=>(const Id&) const = default;
  constexpr explicit operator bool() const { return value != Value{}; }
};

// One customer action as the simulator knows it. Protocols carry it for attribution only and never
// decide by it; 0 means "on behalf of nobody in particular".
using IntentId = Id<struct IntentTag, std::uint64_t>;

// The protocol's own name for a purchase: minted by the client, by a service, or per attempt.
using OrderId = Id<struct OrderTag, std::uint64_t>;

using CustomerId = Id<struct CustomerTag, std::uint32_t>;

// Index of a host in its world, in the order in which the scenario names them.
using HostId = Id<struct HostTag, std::uint16_t>;

}  // namespace txlab

template <typename Tag, typename Value>
struct std::hash<txlab::Id<Tag, Value>> {
  std::size_t operator()(txlab::Id<Tag, Value> id) const noexcept {
    return std::hash<Value>{}(id.value);
  }
};
