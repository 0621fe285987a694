// A closed network: a fixed number of clients that think, then call one host after the other, and
// begin again. The hosts have workers and exponential service times.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/distribution.hpp"

namespace txlab::validation {

struct ClosedNetwork {
  struct Stop {
    double service_s = 0;  // mean
    std::uint32_t workers = 1;
  };
  std::uint32_t clients = 1;
  Distribution think;  // ns
  std::vector<Stop> stops;
  double warm_up_s = 20;
  double lasts_s = 100;
};

struct Turns {
  double per_s = 0;
  double response_s = 0;
  double at_first_stop = 0;  // clients there, waiting or served; time average
  double first_stop_s = 0;   // from arriving there to the end of service
};

Turns circulate(const ClosedNetwork& network, std::uint64_t seed);

}  // namespace txlab::validation
