// A relay that polls the message table: what it finds has waited a uniform part of its period.
#include <algorithm>
#include <cmath>

#include "scenarios/study/run.hpp"
#include "scenarios/validation/business.hpp"
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/replications.hpp"
#include "sim/stats/fit.hpp"

namespace txlab::validation {

namespace {

using Kind = Happening::Kind;

// Seconds from main's commit until the message is on its way; nothing else takes time.
std::vector<double> delays(const Effort& effort, std::uint64_t seed) {
  const std::uint64_t purchases = effort.samples(40'000) / Effort::replications;
  Scenario scenario = scenario_of({.purchases_per_s = 5,
                                   .lasts = static_cast<std::int64_t>(purchases) * Duration{200ms},
                                   .message = 0ns,
                                   .flush = 0ns});
  Moments mains(Kind::durable, "main");
  Moments publishes(Kind::sent, "publish");
  Observer* const watching[] = {&mains, &publishes};
  run(scenario, entry_of("local-message-table", {{"delivery", "broker"}, {"poll_every", "1s"}}),
      seed, {.observers = watching});
  std::vector<double> found;
  for (std::uint64_t intent = 1; intent <= mains.last(); ++intent) {
    if (publishes.of(intent) == end_of_time) continue;
    found.push_back(in_seconds(publishes.of(intent) - mains.of(intent)));
  }
  return found;
}

}  // namespace

std::vector<Row> outbox_polling(const Effort& effort) {
  const auto seen = replicate(effort, [&](std::uint64_t seed) { return delays(effort, seed); });
  std::vector<double> all;
  for (const auto& run : seen) all.insert(all.end(), run.begin(), run.end());
  const auto mean = [](const std::vector<double>& run, auto of) {
    double sum = 0;
    for (const double delay : run) sum += of(delay);
    return sum / static_cast<double>(run.size());
  };
  return {
      mean_row("poll every 1 s: mean delay (s)", 0.5,
               each(seen, [&](auto& run) { return mean(run, [](double d) { return d; }); }),
               effort.width(0.02)),
      mean_row("poll every 1 s: variance (s2)", 1.0 / 12,
               each(seen,
                    [&](auto& run) {
                      return mean(run, [](double d) { return (d - 0.5) * (d - 0.5); });
                    }),
               effort.width(0.03)),
      mean_row(
          "poll every 1 s: P(over 0.99 s)", 0.01,
          each(seen,
               [&](auto& run) { return mean(run, [](double d) { return d > 0.99 ? 1.0 : 0.0; }); }),
          effort.width(0.2)),
      fit_row("poll every 1 s: uniform delay", uniform_p(all)),
  };
}

}  // namespace txlab::validation
