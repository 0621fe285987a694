// What customers, the gateway and the services behind it say to each other, under every strategy.
#pragma once

#include "models/fund/purchase.hpp"
#include "sim/world/message.hpp"

namespace txlab {

// Where a strategy needs two requests for a purchase, the first recharges the wallet and the second
// buys with that; elsewhere there is only the first.
enum class Step : std::uint8_t { first, second };

// Customer to gateway: buy this. Gateway to the strategy's entry: the same, as work.
struct PlaceOrder {
  static constexpr MessageType type{"place", MessageClass::client};
  struct Reply {
    Told told;
    ApplicationDate date = 0;  // what ACCEPTED promises
  };
  IntentId intent;
  std::uint32_t attempt;
  Purchase purchase;
  Step step = Step::first;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(step); }
};
struct Submit {
  static constexpr MessageType type{"submit", MessageClass::work};
  struct Reply {
    Told told;
    ApplicationDate date = 0;
  };
  IntentId intent;
  std::uint32_t attempt;
  Purchase purchase;
  Step step = Step::first;
  std::uint32_t distinct() const { return static_cast<std::uint32_t>(step); }
};

// Customer to gateway: what became of my order? If nobody has heard of it, nobody may start it
// later.
struct Ask {
  static constexpr MessageType type{"ask", MessageClass::client};
  struct Reply {
    Told told;
    ApplicationDate date = 0;
  };
  IntentId intent;
  std::uint32_t attempt;
  Purchase purchase;
};
struct Inquire {
  static constexpr MessageType type{"inquire", MessageClass::background};
  struct Reply {
    Told told;
    ApplicationDate date = 0;
  };
  IntentId intent;
  std::uint32_t attempt;
  Purchase purchase;
};

// A service to the customer: this is how your order ended.
struct Notice {
  static constexpr MessageType type{"notice", MessageClass::client};
  struct Reply {
    bool read;
  };
  IntentId intent;
  OrderId order;
  Told told;
};

}  // namespace txlab
