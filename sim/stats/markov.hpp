// Markov chains in continuous time with a handful of states: where they are in the long run, where
// they are after a while, and how long it takes to get somewhere.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace txlab {

class MarkovChain {
 public:
  explicit MarkovChain(std::size_t states) : states_(states), rates_(states * states, 0.0) {}

  // `per_s` transitions per second while in `from`; from != to.
  MarkovChain& add(std::size_t from, std::size_t to, double per_s);

  std::size_t states() const { return states_; }
  // Off the diagonal the rates; on it what makes the sum of a row zero.
  double generator(std::size_t from, std::size_t to) const { return rates_[from * states_ + to]; }

 private:
  std::size_t states_;
  std::vector<double> rates_;
};

// The share of time in each state in the long run; the chain must be irreducible.
std::vector<double> stationary(const MarkovChain& chain);

// The probability of each state after `seconds`, starting in `start`.
std::vector<double> after(const MarkovChain& chain, std::size_t start, double seconds);

// The expected share of time in each state over the first `seconds`.
std::vector<double> time_shares(const MarkovChain& chain, std::size_t start, double seconds);

// Mean seconds from `start` until the first visit to `goal`.
double mean_time_to(const MarkovChain& chain, std::size_t start, std::size_t goal);

}  // namespace txlab
