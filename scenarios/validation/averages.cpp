// How far averages over one run scatter. The customers of a busy server wait for each other, so n
// of them tell as much as n / 82 independent ones would (M/M/1 at 80 %; D. J. Daley, 1968; W.
// Whitt, "Planning queueing simulations for statistical precision", 1989). And with a service time
// whose third moment is infinite the mean wait exists, but its average has no variance to speak of.
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "scenarios/validation/station.hpp"

namespace txlab::validation {

namespace {

constexpr double mean_present = 4;
constexpr double mean_wait = 4;
constexpr std::uint64_t customers = 10'000;

// Means over runs of squares of what one run is off by.
struct Scatter {
  double present = 0;  // times the length of the run, s
  double wait = 0;     // times the number of customers
  double one = 0;      // of one customer's wait, s^2
};

Scatter scatter(std::uint64_t runs, Unit unit, std::uint64_t seed) {
  const Station station{.warm_up_s = 1000};
  const double lasts_s = static_cast<double>(customers) / station.arrivals_per_s;
  Scatter mean;
  for (std::uint64_t run = 0; run < runs; ++run) {
    const Passage seen = visit(station, customers, (seed << 20) + run);
    const auto n = static_cast<double>(seen.waits.count());
    const double present_off = seen.present - mean_present;
    const double wait_off = seen.wait() - mean_wait;
    const double one = seen.waits_squared - 2 * mean_wait * seen.wait() + mean_wait * mean_wait;
    mean.present += lasts_s * present_off * present_off / static_cast<double>(runs);
    mean.wait +=
        (unit == Unit::customer ? one : n * wait_off * wait_off) / static_cast<double>(runs);
    mean.one += one / static_cast<double>(runs);
  }
  return mean;
}

}  // namespace

std::vector<Row> averages(const Effort& effort, Unit unit) {
  const std::uint64_t runs = effort.samples(6000, 400) / Effort::replications;
  const auto seen =
      replicate(effort, [&](std::uint64_t seed) { return scatter(runs, unit, seed); });
  const double w = effort.width(0.1);
  return {
      mean_row("M/M/1 present: length x variance", 1800,
               each(seen, [](auto& s) { return s.present; }), w),
      mean_row("M/M/1 mean wait: n x variance", 1976, each(seen, [](auto& s) { return s.wait; }),
               w),
      mean_row("M/M/1 wait: variance", 24, each(seen, [](auto& s) { return s.one; }), w),
      mean_row("M/M/1 mean wait: inflation", 1976.0 / 24,
               each(seen, [](auto& s) { return s.wait / s.one; }), w),
  };
}

// Pareto's law with shape 2.5 and mean 1 at 70 %. No interval can be asked for, and an average over
// any run lacks the rare services that were not met; what is left is an error.
std::vector<Row> heavy_tail(const Effort& effort) {
  const Station station{.arrivals_per_s = 0.7, .service = Distribution::pareto(0.6 * second, 2.5)};
  const std::uint64_t each_run = effort.samples(20'000'000, 4'000'000) / Effort::replications;
  double wait = 0;
  for (std::uint32_t r = 0; r < Effort::replications; ++r) {
    wait += visit(station, each_run, effort.seed_of(r)).wait() / Effort::replications;
  }
  Row row = error_row("M/Pareto(2.5)/1 wait", 2.1, wait, effort.width(0.08));
  row.note = "infinite variance: no interval";
  return {row};
}

}  // namespace txlab::validation
