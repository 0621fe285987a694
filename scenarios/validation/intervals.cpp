// The code of our own confidence intervals on trial: how often does a "95 %" interval for the mean
// wait of M/M/1 at 80 % contain the mean wait? Waits of one run depend on each other, so an
// interval over the customers of a run covers 17.1 % (variance inflated 82.33 times; D. J. Daley,
// 1968).
#include "scenarios/validation/checks.hpp"
#include "scenarios/validation/station.hpp"

namespace txlab::validation {

namespace {

constexpr double mean_wait = 4;
constexpr std::uint32_t runs = 10;
constexpr std::uint64_t customers = 4000;

bool covers(const Interval& interval) {
  return interval.low <= mean_wait && mean_wait <= interval.high;
}

}  // namespace

std::vector<Row> intervals(const Effort& effort, Unit unit) {
  const std::uint64_t experiments = effort.samples(1000, 60);
  const Station station{.warm_up_s = 300, .keep_waits = true};
  std::uint64_t covered = 0;
  std::uint64_t covered_naively = 0;
  for (std::uint64_t experiment = 0; experiment < experiments; ++experiment) {
    std::vector<double> means;
    std::vector<double> all;
    for (std::uint64_t run = 0; run < runs; ++run) {
      // Other experiments and the second look have other seeds.
      const std::uint64_t seed = (effort.seed << 20) + experiment * runs + run;
      const Passage passage = visit(station, customers, seed);
      const Interval naive = mean_interval(passage.each_wait, 0.95);
      covered_naively += covers(naive);
      means.push_back(naive.value);
      all.insert(all.end(), passage.each_wait.begin(), passage.each_wait.end());
    }
    covered += covers(mean_interval(unit == Unit::replication ? means : all, 0.95));
  }
  return {
      share_row("a 95 % interval covers", 0.95, covered, experiments, effort.width(0.02)),
      share_row("over customers it covers", 0.1710, covered_naively, experiments * runs,
                effort.width(0.06)),
  };
}

}  // namespace txlab::validation
