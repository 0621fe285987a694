// Money is an integer number of fen (1/100 yuan): sums are exact and conservation can be checked.
#pragma once

#include <compare>
#include <cstdint>

namespace txlab {

struct Money {
  std::int64_t fen = 0;

  constexpr auto operator<=>(const Money&) const = default;
  constexpr Money operator-() const { return {-fen}; }
  constexpr Money& operator+=(Money other) { return fen += other.fen, *this; }
  constexpr Money& operator-=(Money other) { return fen -= other.fen, *this; }
  friend constexpr Money operator+(Money a, Money b) { return {a.fen + b.fen}; }
  friend constexpr Money operator-(Money a, Money b) { return {a.fen - b.fen}; }
};

constexpr Money yuan(std::int64_t amount) { return {amount * 100}; }

}  // namespace txlab
