// Hosts that crash at random and are restarted by a repair crew.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"

namespace txlab::validation {

enum class Crew : std::uint8_t { one, each };  // one repairman for all, or one for each host
enum class Repair : std::uint8_t { exponential, constant };

struct Machines {
  double mttf_s = 3600;  // exponential, from each start
  double mttr_s = 30;
  std::uint32_t machines = 1;  // one or two
  Crew crew = Crew::one;
  Repair repair = Repair::exponential;
  std::uint64_t cycles = 1000;  // crashes until the end
};

struct Lives {
  std::array<double, 3> share_down{};  // of the time, by the number of hosts that are down
  std::uint64_t all_down = 0;          // how often the last host went down, counted from all up
  double until_all_down_s = 0;         // sum, from all up
  std::uint64_t visitors = 0;          // who came while the first host was down
  double rests_s = 0;                  // sum of what was left of the outage

  double mean_until_all_down_s() const { return until_all_down_s / static_cast<double>(all_down); }
  double mean_rest_s() const { return rests_s / static_cast<double>(visitors); }
};

Lives live(const Machines& machines, std::uint64_t seed);

// Started `runs` times with all hosts up: the shares of runs by the number of hosts that are down
// at these instants.
std::vector<std::array<double, 3>> down_at(const Machines& machines, std::uint32_t runs,
                                           const std::vector<Duration>& instants,
                                           std::uint64_t seed);

}  // namespace txlab::validation
