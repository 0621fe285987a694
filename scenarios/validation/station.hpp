// A station in steady state: customers come at random, wait for one of several servers, are served
// and go. The servers are the kernel's Permits; times are in units of one second.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "sim/base/distribution.hpp"
#include "sim/stats/histogram.hpp"

namespace txlab::validation {

inline constexpr double second = 1e9;  // ns

struct Station {
  double arrivals_per_s = 0.8;  // Poisson
  Distribution service = Distribution::exponential(second);
  std::uint32_t phases = 1;  // a service is so many draws, one after the other
  std::uint32_t servers = 1;
  std::uint32_t room = std::numeric_limits<std::uint32_t>::max();  // customers; more are sent away
  double warm_up_s = 2000;
  bool keep_waits = false;
};

// What the customers met that came after the warm-up.
struct Passage {
  std::uint64_t came = 0;
  std::uint64_t sent_away = 0;
  Histogram waits;                // ns
  Histogram stays;                // ns
  double waits_squared = 0;       // mean, s^2
  double share_waiting = 0;       // longer than zero
  double share_waiting_half = 0;  // longer than half a second
  double waiting = 0;             // time average of the queue
  double present = 0;             // the same and in service
  double ten_present = 0;         // share of the time
  std::vector<double> each_wait;  // s; only if asked for

  double wait() const { return waits.mean() / second; }
  double stay() const { return stays.mean() / second; }
};

// About `customers` of them after the warm-up.
Passage visit(const Station& station, std::uint64_t customers, std::uint64_t seed);

}  // namespace txlab::validation
