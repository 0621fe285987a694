// Effort: how much simulation a check may spend, and which random numbers it gets.
//
// Checks are written for the full effort. The brief one measures a twenty-fifth as much and so asks
// for intervals that are five times as wide; it finds gross mistakes in seconds.
#pragma once

#include <algorithm>
#include <cstdint>

namespace txlab::validation {

struct Effort {
  enum class Form : std::uint8_t { full, brief };

  std::uint64_t seed = 1;
  Form form = Form::full;

  // Independent repetitions behind every interval, each with a seed of its own.
  static constexpr std::uint32_t replications = 20;
  std::uint64_t seed_of(std::uint32_t replication) const { return seed + replication; }

  // A number of samples, as the full effort has it.
  std::uint64_t samples(std::uint64_t full, std::uint64_t least = 1) const {
    return form == Form::full ? full : std::max(full / 25, least);
  }
  // A relative half-width, as the full effort achieves it.
  double width(double full) const { return form == Form::full ? full : 5 * full; }
};

}  // namespace txlab::validation
