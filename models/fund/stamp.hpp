// Stamp: what rows about an order keep of it beside their columns: its application date, its fund,
// whether that fund has a quota, and whether the money is earmarked. Sixteen bits, written once.
#pragma once

#include "models/fund/purchase.hpp"

namespace txlab {

struct Stamp {
  static constexpr unsigned most_funds = 127;
  ApplicationDate date = 0;  // up to 127
  std::uint8_t fund = 0;
  bool quota = false;
  bool loose = false;

  static constexpr Stamp of(const Purchase& p) { return {p.date, p.fund, p.quota, p.loose}; }
  static constexpr Stamp read(std::uint16_t bits) {
    return {static_cast<ApplicationDate>(bits & 0x7fu),
            static_cast<std::uint8_t>(bits >> 7 & 0x7fu), (bits >> 14 & 1u) != 0,
            (bits >> 15 & 1u) != 0};
  }
  constexpr std::uint16_t bits() const {
    return static_cast<std::uint16_t>((date & 0x7fu) | (fund & 0x7fu) << 7 |
                                      (quota ? 1u << 14 : 0u) | (loose ? 1u << 15 : 0u));
  }
};

}  // namespace txlab
