// A server as a host with workers, to which customers send requests over the network.
#pragma once

#include <cstdint>

#include "sim/base/distribution.hpp"
#include "sim/stats/histogram.hpp"

namespace txlab::validation {

struct Server {
  double requests_per_s = 0.8;                            // Poisson
  Distribution service = Distribution::exponential(1e9);  // ns
  std::uint32_t workers = 1;
  double warm_up_s = 2000;
  std::uint64_t requests = 1000;  // about, after the warm-up
};

struct Served {
  Histogram stays;         // ns, from sending to the end of service
  double present = 0;      // time average
  double ten_present = 0;  // share of the time
  double stay() const { return stays.mean() / 1e9; }
};

Served serve(const Server& server, std::uint64_t seed);

}  // namespace txlab::validation
