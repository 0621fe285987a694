// Prediction: what the model says about four clients, knowing only what one client did alone.
//
// Nothing is fitted. Each run of the measurement is repeated with the step times of the run of one
// client with the same mode, accounts and block. A cell is a mode and its accounts: the mean over
// the three blocks, on both sides.
#pragma once

#include <string>
#include <vector>

#include "scenarios/measured/closed_loop.hpp"
#include "sim/stats/interval.hpp"

namespace txlab {

struct PredictedCell {
  PurchaseMode mode = PurchaseMode::local;
  std::string keys;
  Interval measured;     // purchases per second; 95 % over the blocks
  double predicted = 0;  // the same, of the model

  double error() const { return predicted / measured.value - 1; }
};

struct Prediction {
  std::vector<PredictedCell> cells;

  double mean_absolute_error() const;
  double largest_error() const;  // absolute
};

// How the model runs; the defaults are what is claimed, the rest are controls.
struct PredictionSettings {
  Duration lasts = 60s;  // of each run, virtual time
  HandOver hand_over = HandOver::random;
  ClosedLoop::Release release = ClosedLoop::Release::when_the_step_ends;
  std::uint64_t seed = 1;  // of the first block; the next has the next
};

Prediction predict(const Measurements& measurements, const PredictionSettings& settings = {});

// Forced writes of one purchase when one client makes `purchases` of them: a whole number if each
// costs the same.
double forced_writes_per_purchase(PurchaseMode mode, std::uint64_t purchases = 100);

// Waits for one row that `clients` want all the time, each holding it for the same time: quantiles
// in units of that time. With a random hand-over among n waiters the wait is geometric with mean n,
// in order it is n for everybody.
struct HotRowWait {
  double mean = 0;
  double p50 = 0;
  double p99 = 0;
};
HotRowWait hot_row_wait(HandOver hand_over, std::uint32_t clients = 16, Duration lasts = 2000s);

}  // namespace txlab
