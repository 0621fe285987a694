// Half messages whose confirmation was lost: how long until the broker asks, and is answered.
#pragma once

#include <memory>
#include <vector>

#include "models/parts/broker/broker.hpp"

namespace txlab::validation {

// The machine on trial: a broker that is to ask about half messages.
using MakeBroker = std::unique_ptr<Program> (*)(Host&, const BrokerSettings&, const BrokerUse&);
std::unique_ptr<Program> real_broker(Host& host, const BrokerSettings& settings,
                                     const BrokerUse& use);

struct CheckBack {
  Duration immunity = 6s;
  Duration interval = 30s;
  double answer_lost = 0;  // probability that nothing comes back to a check
  std::uint64_t messages = 1000;
  MakeBroker make = real_broker;
};

// For each half message the seconds from its storage until a check that was answered.
std::vector<double> check_delays(const CheckBack& check_back, std::uint64_t seed);

}  // namespace txlab::validation
