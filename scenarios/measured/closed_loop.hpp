// ClosedLoop: the driver of the measurement, on the simulator's own database engines.
//
// So many clients each make one purchase after the other, without a pause. A purchase takes its
// step times from one that a client made alone; locks, logs, prepared transactions and who waits
// for whom are the engines' (models/parts/database). As in the measurement a client spends the
// first part of each step, `network`, before its request reaches the server. A row lock is granted
// when the request that wants it arrives, and given back when the step that ends the transaction is
// over.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "models/parts/database/settings.hpp"
#include "scenarios/measured/measurements.hpp"
#include "sim/stats/histogram.hpp"

namespace txlab {

struct ClosedLoop {
  // A control: `a_step_early` gives locks back when the last step before that begins. It is wrong.
  enum class Release : std::uint8_t { when_the_step_ends, a_step_early };

  PurchaseMode mode = PurchaseMode::local;
  std::span<const StepTimes> steps;  // to draw from, one for a purchase
  std::uint32_t clients = 1;
  std::uint32_t accounts = 1000;  // 1: every purchase hits the same row
  double zipf_s = 0;              // skew over the accounts
  Duration network = 2ms;
  HandOver hand_over = HandOver::random;
  Duration warm_up = 1s;
  Duration lasts = 60s;              // after the warm-up
  std::uint64_t purchases_each = 0;  // 0: as many as there is time for
  Release release = Release::when_the_step_ends;
  std::uint64_t seed = 1;
};

// Of the time after the warm-up.
struct ClosedLoopResult {
  std::uint64_t purchases = 0;
  std::uint64_t forced_writes = 0;
  std::uint64_t flushes = 0;
  double purchases_per_s = 0;
  Histogram lock_waits;  // of the account's row, ns; 0 for who did not wait
  std::array<Histogram, StepTimes{}.size()> steps;  // as they took, waits for locks included, ns
};

ClosedLoopResult run_closed_loop(const ClosedLoop& loop);

}  // namespace txlab
