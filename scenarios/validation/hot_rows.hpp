// Transactions that each lock one row of a database server for a while: the waits that follow.
//
// The database, its client, its lock table and its log are the real ones; messages, statements and
// flushes take no time, so that a lock is held exactly as long as the work in between takes.
#pragma once

#include <cstdint>

#include "models/parts/database/settings.hpp"
#include "sim/stats/histogram.hpp"

namespace txlab::validation {

// When the lock is given back. `a_step_early` is a mistake: the last step of the work is done after
// the commit.
enum class Release : std::uint8_t { at_the_end, a_step_early };

struct HotRows {
  std::uint32_t rows = 1;
  double zipf_s = 0;
  // Open loop: Poisson arrivals. Closed loop if there are clients, each with `think` in between.
  double arrivals_per_s = 0;
  std::uint32_t clients = 0;
  Distribution think;  // ns
  Distribution hold;   // of the work as a whole, ns; done in three equal steps
  Release release = Release::at_the_end;
  HandOver hand_over = HandOver::random;
  bool overloaded = false;  // clients give up when they have waited too long
  double warm_up_s = 20;
  double lasts_s = 100;
};

struct RowWaits {
  Histogram waits;  // ns, of transactions that got their lock after the warm-up
  Histogram holds;  // ns
  std::uint64_t waited = 0;
  std::uint64_t came = 0;  // after the warm-up, whenever they got their lock
  std::uint64_t hottest_came = 0;
  std::uint64_t hottest = 0;  // transactions of the first row
  double hottest_held_s = 0;  // how long the first row was locked in all
  double lasts_s = 0;

  double wait_s() const { return waits.mean() / 1e9; }
  double share_waiting() const {
    return static_cast<double>(waited) / static_cast<double>(waits.count());
  }
  double share_longer(double s) const;
  double per_s() const { return static_cast<double>(waits.count()) / lasts_s; }
};

RowWaits contend(const HotRows& rows, std::uint64_t seed);

}  // namespace txlab::validation
