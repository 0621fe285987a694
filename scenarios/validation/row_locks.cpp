// Waits for row locks. If customers arrive at random, lock one row each, chosen independently with
// probability p_i, and nothing else is contended, every row is an M/G/1 queue of its own (splitting
// of a Poisson process), whatever the other rows do.
#include <fmt/format.h>

#include <cmath>

#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"

namespace txlab::validation {

namespace {

std::vector<RowWaits> runs(const Effort& effort, HotRows rows, double transactions) {
  const double rate = rows.arrivals_per_s;
  rows.lasts_s = static_cast<double>(effort.samples(static_cast<std::uint64_t>(transactions))) /
                 rate / Effort::replications;
  return replicate(effort, [&](std::uint64_t seed) { return contend(rows, seed); });
}

}  // namespace

std::vector<Row> row_locks(const Effort& effort, Release release) {
  struct Case {
    double theta, hold_ms;
    bool constant;
    double share_waiting, wait_ms, busiest;
    double transactions, width;
  };
  // Pollaczek and Khinchine per row, summed; 1,000 rows, 200 transactions a second.
  constexpr Case cases[] = {
      {0, 12, true, 0.0024, 0.01443464, 0.0024, 2e6, 0.08},
      {0, 12, false, 0.0024, 0.02886929, 0.0024, 2e6, 0.08},
      {0.9, 12, true, 0.04068306, 0.2915268, 0.2280609, 1e6, 0.05},
      {0.9, 12, false, 0.04068306, 0.5830537, 0.2280609, 1e6, 0.05},
      {0.9, 20, true, 0.06780510, 0.9445682, 0.3801014, 1e6, 0.05},
      {0.9, 20, false, 0.06780510, 1.889136, 0.3801014, 1e6, 0.05},
      {0.9, 30, true, 0.1017077, 2.772828, 0.5701522, 1e6, 0.05},
      {0.9, 30, false, 0.1017077, 5.545655, 0.5701522, 2e6, 0.05},
      {0.99, 30, true, 0.1670249, 8.097503, 0.7763018, 1e6, 0.05},
      {0.99, 30, false, 0.1670249, 16.19501, 0.7763018, 3e6, 0.08},
  };
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const double hold = one.hold_ms * 1e6;
    const auto seen =
        runs(effort,
             {.rows = 1000,
              .zipf_s = one.theta,
              .arrivals_per_s = 200,
              .hold = one.constant ? Distribution::constant(static_cast<std::int64_t>(hold))
                                   : Distribution::exponential(hold),
              .release = release},
             one.transactions);
    const std::string name =
        fmt::format("zipf {} hold {} ms{}", one.theta, one.hold_ms, one.constant ? "" : " exp.");
    const double w = effort.width(one.width);
    rows.push_back(mean_row(name + " P(wait)", one.share_waiting,
                            each(seen, [](auto& r) { return r.share_waiting(); }), w));
    rows.push_back(mean_row(name + " wait (ms)", one.wait_ms,
                            each(seen, [](auto& r) { return r.wait_s() * 1e3; }), w));
    if (one.theta == 0) continue;  // no row is busier than the others
    rows.push_back(mean_row(name + " busiest row", one.busiest,
                            each(seen, [](auto& r) { return r.hottest_held_s / r.lasts_s; }), w));
  }
  return rows;
}

// The busiest row gives out 1 / hold locks a second and no more, so the rate at which it is full is
// 1 / (hold x p_1): how long locks are held is all that separates one protocol from another here.
// It is measured a fifth above that rate, as the locks that the row gave out by its share of those
// who came.
std::vector<Row> saturation(const Effort& effort, Release release) {
  struct Case {
    double hold_ms, rate;
  };
  constexpr Case cases[] = {{12, 876.9588843}, {20, 526.1753306}, {30, 350.7835537}};
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const HotRows hot{.rows = 1000,
                      .zipf_s = 0.9,
                      .arrivals_per_s = 1.2 * one.rate,
                      .hold = Distribution::constant(static_cast<std::int64_t>(one.hold_ms * 1e6)),
                      .release = release,
                      .overloaded = true,
                      .warm_up_s = 5,
                      .lasts_s = effort.form == Effort::Form::full ? 50.0 : 2.0};
    const auto seen = replicate(effort, [&](std::uint64_t seed) { return contend(hot, seed); });
    rows.push_back(mean_row(fmt::format("zipf 0.9 hold {} ms full at (/s)", one.hold_ms), one.rate,
                            each(seen,
                                 [](auto& r) {
                                   const double share = static_cast<double>(r.hottest_came) /
                                                        static_cast<double>(r.came);
                                   return static_cast<double>(r.hottest) / r.lasts_s / share;
                                 }),
                            effort.width(0.02)));
  }
  return rows;
}

// One hot row that is never free: 16 clients, so 15 always wait. Whoever is first in the queue
// waits 15 holds; whoever is chosen at random waits a geometric number of them. Means do not tell.
std::vector<Row> hot_row(const Effort& effort, HandOver random) {
  constexpr double hold_ms = 1;
  HotRows rows{.clients = 16, .hold = Distribution::constant(1'000'000), .hand_over = random};
  rows.warm_up_s = 1;
  rows.lasts_s = static_cast<double>(effort.samples(4000)) / Effort::replications;
  const auto seen = replicate(effort, [&](std::uint64_t seed) { return contend(rows, seed); });
  rows.hand_over = HandOver::fifo;
  rows.lasts_s = 10;
  const RowWaits in_order = contend(rows, effort.seed);
  const auto longer = [&](double holds) {
    return each(seen, [holds](auto& r) { return r.share_longer(holds * 1e-3); });
  };
  return {
      mean_row("random hand-over, mean wait (holds)", 15,
               each(seen, [](auto& r) { return r.wait_s() * 1e3 / hold_ms; }), effort.width(0.02)),
      // Its 50, 90 and 99 % quantiles; p = 1/15.
      mean_row("random hand-over, P(over 11 holds)", std::pow(14.0 / 15, 11), longer(11.5),
               effort.width(0.02)),
      mean_row("random hand-over, P(over 34 holds)", std::pow(14.0 / 15, 34), longer(34.5),
               effort.width(0.02)),
      mean_row("random hand-over, P(over 67 holds)", std::pow(14.0 / 15, 67), longer(67.5),
               effort.width(0.05)),
      exact_row("hand-over in order, wait (holds)", 15,
                {static_cast<double>(in_order.waits.minimum()) / 1e6 / hold_ms,
                 static_cast<double>(in_order.waits.maximum()) / 1e6 / hold_ms}),
  };
}

}  // namespace txlab::validation
