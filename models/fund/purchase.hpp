// Purchase: one order as services pass it around, a discount purchase or another type of
// transaction, and what a customer may be told.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/fund/calendar.hpp"
#include "sim/base/ids.hpp"
#include "sim/base/money.hpp"

namespace txlab {

// What main takes and what the branch gives is in transactions.hpp; a protocol does not care.
enum class TransactionType : std::uint8_t {
  discount_purchase,
  redemption,  // of fund units into the wallet
  conversion,  // of one fund's units into another's
};
inline constexpr std::size_t transaction_types = 3;

constexpr std::string_view name_of(TransactionType type) {
  constexpr std::string_view names[transaction_types] = {"discount-purchase", "redemption",
                                                         "conversion"};
  return names[static_cast<std::size_t>(type)];
}

struct Purchase {
  OrderId order;    // the protocol's name for it
  IntentId intent;  // the simulator's: for attribution only
  CustomerId customer;
  std::uint32_t card = 0;  // the account that pays: at the bank, or with fund units
  Money amount;
  Money fee;                 // of the target fund, taken from the amount
  ApplicationDate date = 0;  // given by whoever accepted it last
  std::uint8_t fund = 0;     // 1: the scenario's first; 0: there is only one, and it is always open
  bool quota = false;        // the fund has one
  bool loose = false;        // main earmarks nothing for it
  bool from_wallet = false;  // paid with money that is free in the wallet, not at the bank
  TransactionType type = TransactionType::discount_purchase;
};

// What a customer may be told. `accepted`, `recharged` and `unknown` promise no outcome (`accepted`
// promises its application date); the others are definitive. `recharged`: the money is in the
// wallet, the purchase has yet to be asked for.
enum class Told : std::uint8_t {
  unknown,
  refused,
  accepted,
  placed,
  held_in_wallet,
  refunded,
  confirmed,  // by the transfer agent, all of it or a part
  recharged,
};
inline constexpr std::size_t kinds_of_told = 8;

constexpr bool definitive(Told told) {
  return told != Told::unknown && told != Told::accepted && told != Told::recharged;
}

constexpr std::string_view name_of(Told told) {
  constexpr std::string_view names[kinds_of_told] = {"UNKNOWN",   "REFUSED",        "ACCEPTED",
                                                     "PLACED",    "HELD_IN_WALLET", "REFUNDED",
                                                     "CONFIRMED", "RECHARGED"};
  return names[static_cast<std::size_t>(told)];
}

}  // namespace txlab
