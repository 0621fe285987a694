// A half message that nobody ends is asked about at the first scan at which it is old enough, and
// again every period until an answer arrives: age + U(0, I) + I x geometric. A timer per message
// would be right in nothing but the order of magnitude.
#include <fmt/format.h>

#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/stats/fit.hpp"

namespace txlab::validation {

namespace {

double mean_of(const std::vector<double>& delays, double (*of)(double delay, double parameter),
               double parameter) {
  double sum = 0;
  for (const double delay : delays) sum += of(delay, parameter);
  return sum / static_cast<double>(delays.size());
}

}  // namespace

std::vector<Row> check_back(const Effort& effort, MakeBroker make) {
  struct Case {
    Duration interval;
    double lost, mean, deviation, p95;  // p95 0: not compared
  };
  constexpr Case cases[] = {
      {30s, 0, 21, 8.660254038, 34.5},         {60s, 0, 36, 17.32050808, 63},
      {30s, 0.1, 24.33333333, 13.64225462, 0}, {30s, 0.3, 33.85714286, 25.02039984, 0},
      {60s, 0.1, 42.66666667, 27.28450924, 0}, {60s, 0.3, 61.71428571, 50.04079968, 0}};
  std::vector<Row> rows;
  for (const Case& one : cases) {
    const CheckBack setting{.interval = one.interval,
                            .answer_lost = one.lost,
                            .messages = effort.samples(100'000) / Effort::replications,
                            .make = make};
    const auto seen =
        replicate(effort, [&](std::uint64_t seed) { return check_delays(setting, seed); });
    const double interval_s = static_cast<double>(one.interval / 1s);
    const std::string name =
        fmt::format("every {:.0f} s, {:.0f} % lost: ", interval_s, one.lost * 100);
    rows.push_back(mean_row(name + "mean delay (s)", one.mean,
                            each(seen,
                                 [&](auto& d) {
                                   return mean_of(
                                       d, [](double delay, double) { return delay; }, 0);
                                 }),
                            effort.width(0.02)));
    const auto square = [](double delay, double mean) { return (delay - mean) * (delay - mean); };
    rows.push_back(mean_row(name + "variance (s2)", one.deviation * one.deviation,
                            each(seen, [&](auto& d) { return mean_of(d, square, one.mean); }),
                            effort.width(0.05)));
    if (one.p95 == 0) continue;
    const auto beyond = [](double delay, double limit) { return delay > limit ? 1.0 : 0.0; };
    rows.push_back(mean_row(name + fmt::format("P(over {} s)", one.p95), 0.05,
                            each(seen, [&](auto& d) { return mean_of(d, beyond, one.p95); }),
                            effort.width(0.08)));
    std::vector<double> phases;
    for (const auto& run : seen) {
      for (const double delay : run) phases.push_back((delay - 6) / interval_s);
    }
    rows.push_back(fit_row(name + "uniform", uniform_p(phases)));
  }
  return rows;
}

}  // namespace txlab::validation
