// Stamp: what rows about an order keep of it beside their columns: its application date, its fund,
// and whether that fund has a quota. Sixteen bits, written once.
#pragma once

#include "models/fund/purchase.hpp"

namespace txlab {

struct Stamp {
  static constexpr unsigned most_funds = 127;
  ApplicationDate date = 0;  // up to 255
  std::uint8_t fund = 0;
  bool quota = false;

  static constexpr Stamp of(const Purchase& p) { return {p.date, p.fund, p.quota}; }
  static constexpr Stamp read(std::uint16_t bits) {
    return {static_cast<ApplicationDate>(bits & 0xffu),
            static_cast<std::uint8_t>(bits >> 8 & 0x7fu), (bits >> 15 & 1u) != 0};
  }
  constexpr std::uint16_t bits() const {
    return static_cast<std::uint16_t>((date & 0xffu) | (fund & 0x7fu) << 8 |
                                      (quota ? 1u << 15 : 0u));
  }
};

}  // namespace txlab
