// Queues that can be solved with a pencil: what a simulated station must agree with, and what a
// scenario can be warned about before it is run.
//
// Rates and times are in one unit of the caller's choice. A station that gets more work than it can
// do has no steady state: its waits are infinite.
#pragma once

#include <cstdint>

namespace txlab::queueing {

struct Station {
  double utilisation = 0;  // of one server
  double wait = 0;         // mean time in the queue
  double stay = 0;         // the same and service
  double waiting = 0;      // mean number in the queue
  double present = 0;      // the same and in service
  double waits = 0;        // probability that an arrival has to wait
};

struct Load {
  double arrival_rate = 0;
  double service_rate = 0;  // of one server
};

// Poisson arrivals, exponential service, one server.
Station mm1(Load load);
// The time that the share p of M/M/1 customers does not exceed: the stay is exponential.
double mm1_stay_quantile(Load load, double p);
// P(at least n present) in M/M/1.
double mm1_at_least(Load load, std::uint32_t n);

// The same with c servers (A. K. Erlang, 1917).
Station mmc(Load load, std::uint32_t servers);
// P(an arrival waits longer than t).
double mmc_waits_longer(Load load, std::uint32_t servers, double t);
// The share of work that is lost if nobody may wait; offered = arrival rate / service rate.
double erlang_b(double offered, std::uint32_t servers);
// The share of arrivals that has to wait.
double erlang_c(double offered, std::uint32_t servers);

// Poisson arrivals, any service time, one server: only mean and variation of the service count
// (Pollaczek and Khinchine). `variation` is the coefficient of variation: 0 constant, 1
// exponential.
struct Service {
  double mean = 1;
  double variation = 1;
};
Station mg1(double arrival_rate, Service service);

}  // namespace txlab::queueing
