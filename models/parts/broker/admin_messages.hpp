// What people say to a broker through its console.
//
// A dead letter is sent to its group once more, as a new message; a parked half message is put back
// to be asked about. The broker remembers that it was taken up, which stands for what people write
// down about their cases.
#pragma once

#include "models/parts/broker/messages.hpp"

namespace txlab {

enum class Parked : std::uint8_t { dead_letter, half };

// Those that nobody has taken up, in order.
struct ListParked {
  static constexpr MessageType type{"list-parked", MessageClass::background};
  struct Reply {
    static constexpr std::size_t capacity = 16;
    std::uint8_t count = 0;
    std::array<LogPosition, capacity> positions{};
    std::array<IntentId, capacity> intents{};
    bool more = false;
  };
  IntentId intent;
  Parked which;
  LogPosition after;
};

struct TakeUp {
  static constexpr MessageType type{"take-up", MessageClass::background};
  struct Reply {
    bool done;  // false: it is not there, or was taken up before
  };
  IntentId intent;
  Parked which;
  LogPosition position;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(position); }
};

}  // namespace txlab
