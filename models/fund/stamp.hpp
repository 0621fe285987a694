// Stamp: what rows about an order keep of it beside their columns: its application date, its fund,
// its type, whether that fund has a quota, and whether the money is earmarked. Sixteen bits,
// written once.
#pragma once

#include "models/fund/purchase.hpp"

namespace txlab {

struct Stamp {
  static constexpr unsigned most_funds = 31;
  ApplicationDate date = 0;  // up to 127
  std::uint8_t fund = 0;
  bool quota = false;
  bool loose = false;
  TransactionType type = TransactionType::discount_purchase;

  static constexpr Stamp of(const Purchase& p) {
    return {p.date, p.fund, p.quota, p.loose, p.type};
  }
  static constexpr Stamp read(std::uint16_t bits) {
    return {static_cast<ApplicationDate>(bits & 0x7fu),
            static_cast<std::uint8_t>(bits >> 7 & 0x1fu), (bits >> 14 & 1u) != 0,
            (bits >> 15 & 1u) != 0, static_cast<TransactionType>(bits >> 12 & 3u)};
  }
  constexpr std::uint16_t bits() const {
    return static_cast<std::uint16_t>((date & 0x7fu) | (fund & 0x1fu) << 7 |
                                      static_cast<unsigned>(type) << 12 | (quota ? 1u << 14 : 0u) |
                                      (loose ? 1u << 15 : 0u));
  }
};

}  // namespace txlab
