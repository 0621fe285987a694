#include "reading.hpp"

namespace txlab {
namespace {

// A scenario whose workload is this, in braces; it begins at line 2, column 11.
std::string with_workload(std::string_view workload) {
  return "version: 1\nworkload: {" + std::string(workload) + "}\nstrategies: {a: {protocol: xa}}\n";
}
std::string with_phase(std::string_view phase) {
  return with_workload("arrivals: [{" + std::string(phase) + "}]");
}
// The line above is 2, and the first key of the phase stands at this column.
constexpr auto column = 24;
static_assert(column == std::string_view("workload: {arrivals: [{").size() + 1);

ArrivalPhase phase_of(std::string_view phase) {
  return scenario_of(with_phase(phase)).workload.arrivals.at(0);
}

TEST(Arrivals, HaveSixProcesses) {
  using Process = ArrivalPhase::Process;
  EXPECT_EQ(phase_of("process: poisson, rate: 50/s, for: 2m").rate_per_s, 50);
  EXPECT_EQ(phase_of("process: constant, rate: 30/m, for: 1m").rate_per_s, 0.5);
  const ArrivalPhase burst = phase_of("process: burst, base: 1/s, peak: 9/s, ramp: 5s, for: 10s");
  EXPECT_EQ(burst.process, Process::burst);
  EXPECT_EQ(burst.base_per_s, 1);
  EXPECT_EQ(burst.ramp, 5s);
  const ArrivalPhase day = phase_of("process: diurnal, base: 1/s, peak: 9/s, period: 12h, for: 3d");
  EXPECT_EQ(day.process, Process::diurnal);
  EXPECT_EQ(day.period, 12h);
  const ArrivalPhase closed = phase_of("process: closed, clients: 2k, think: 3s, for: 1m");
  EXPECT_EQ(closed.process, Process::closed);
  EXPECT_EQ(closed.clients, 2000u);
  EXPECT_EQ(closed.think.quantile(0.5), 3'000'000'000);
  const ArrivalPhase trace = phase_of("process: trace, offsets: [2s, 1s, 1s]");
  EXPECT_EQ(trace.trace, (std::vector<Duration>{1s, 1s, 2s})) << "in order";
  EXPECT_GT(trace.lasts, 2s) << "as long as its last offset";
}

TEST(Arrivals, KeysBelongToProcesses) {
  EXPECT_EQ(told(with_phase("process: poisson, rate: 5/s, for: 1s, ramp: 1s")),
            "t.yaml:2:62: error: `ramp` does not fit in a phase of `workload.arrivals`: `poisson` "
            "has rate [unfit-key]\n");
  EXPECT_EQ(told(with_phase("process: poisson, for: 1s")),
            "t.yaml:2:23: error: a phase of `workload.arrivals` needs `rate` [missing-key]\n");
  EXPECT_EQ(told(with_phase("process: constant, rate: 1/s")),
            "t.yaml:2:23: error: a phase of `workload.arrivals` needs `for` [missing-key]\n");
  EXPECT_EQ(told(with_phase("process: poison, rate: 5/s, for: 1s")),
            "t.yaml:2:33: error: unknown process `poison` in a phase of `workload.arrivals` "
            "[unknown-name]; did you mean `poisson`?\n");
}

TEST(Arrivals, MustMakeSense) {
  EXPECT_THAT(told(with_phase("process: burst, base: 1/s, peak: 9/s, ramp: 6s, for: 10s")),
              HasSubstr("error: the two ramps of a burst lie inside `for` [out-of-range]"));
  EXPECT_THAT(told(with_phase("process: burst, base: 10/s, peak: 9/s, for: 10s")),
              HasSubstr("error: `peak` is below `base` [out-of-range]"));
  EXPECT_THAT(told(with_phase("process: trace, offsets: [20s], for: 10s")),
              HasSubstr("error: the trace goes on after `for` [out-of-range]"));
  EXPECT_THAT(told(with_phase("process: poisson, rate: 900M/s, for: 10s")), HasSubstr("")) << "";
  EXPECT_THAT(told(with_phase("process: poisson, rate: 900M/s, for: 1h")),
              HasSubstr("error: these are more than 10000M purchases [out-of-range]"));
  EXPECT_THAT(told(with_workload("arrivals: []")), HasSubstr("`arrivals` has no phase"));
  EXPECT_THAT(told(with_workload("arrivals: {process: poisson}")),
              HasSubstr("`arrivals` in `workload` is a list, not a mapping [wrong-shape]"));
}

TEST(Arrivals, BringSomebodyAtSomeTime) {
  EXPECT_EQ(told(with_phase("process: constant, rate: 0/s, for: 10s")),
            "t.yaml:2:49: error: nobody ever comes: all phases together have no purchase "
            "[out-of-range]; `5/s`\n");
  EXPECT_EQ(told(with_phase("process: burst, base: 0/s, peak: 0/s, for: 10s")),
            "t.yaml:2:57: error: nobody ever comes: all phases together have no purchase "
            "[out-of-range]; `5/s`\n");
  EXPECT_EQ(told(with_workload("arrivals: [{process: constant, rate: 0/s, for: 10s}, "
                               "{process: constant, rate: 1/s, for: 10s}]")),
            "")
      << "a pause before the first one";
}

TEST(WarmUp, LeavesSomethingToMeasure) {
  EXPECT_EQ(told(minimal("experiment: {warmup: 10s}\n")),
            "t.yaml:5:22: error: the warm-up is as long as the arrivals (10s) [warmup-too-long]; "
            "shorter than the phases of `workload.arrivals` together\n");
  EXPECT_FALSE(read(minimal("experiment: {warmup: 1h}\n")).scenario);
  EXPECT_EQ(told(minimal("experiment: {warmup: 9s}\n")), "");
}

constexpr std::string_view steady = "arrivals: [{process: constant, rate: 1/s, for: 1m}], ";

WorkloadSettings workload_of(std::string_view more) {
  return scenario_of(with_workload(std::string(steady) + std::string(more))).workload;
}
std::string told_of(std::string_view more) {
  return told(with_workload(std::string(steady) + std::string(more)));
}

TEST(Workload, ReadsEveryKey) {
  const WorkloadSettings workload = workload_of(
      "customers: 1.5k, order_id: transaction, branches: 4, settle: each, settle_every: 12h, "
      "balances: {bank: 5k CNY}, fee_rate: 0.12%, stuck_after: 1h, told_within: 2h, "
      "two_step: {leave: 8%, think: 40s}, types: {discount-purchase: 60%, conversion: 40%}, "
      "client: {timeout: 1s, retries: 0, ask_every: 9s, "
      "backoff: {base: 1s, factor: 1.5, jitter: none, max: 8s}}");
  EXPECT_EQ(workload.customers, 1500u);
  EXPECT_EQ(workload.order_id, OrderIds::transaction);
  EXPECT_EQ(workload.branches, 4u);
  EXPECT_EQ(workload.settle, Settling::each);
  EXPECT_EQ(workload.settle_every, 12h);
  EXPECT_TRUE(workload.two_step.leave.happens(343'597'000)) << "8% of 2^32";
  EXPECT_FALSE(workload.two_step.leave.happens(343'598'000));
  EXPECT_EQ(workload.two_step.think.duration(0), 40s);
  EXPECT_EQ(workload.types, (std::array{0.6, 0.0, 0.4}));
  EXPECT_EQ(workload.bank_balance, yuan(5000));
  EXPECT_DOUBLE_EQ(workload.fee_rate, 0.0012);
  EXPECT_EQ(workload.stuck_after, 1h);
  EXPECT_EQ(workload.told_within, 2h);
  EXPECT_EQ(workload.client.retries, 0u);
  EXPECT_EQ(workload.client.ask_every, 9s);
  EXPECT_EQ(workload.client.jitter, ClientSettings::Jitter::none);
  EXPECT_DOUBLE_EQ(workload.client.backoff_factor, 1.5);
}

TEST(Workload, MistakesAreToldWithTheirPlace) {
  EXPECT_THAT(told_of("customers: 20K"),
              HasSubstr("`20K` has the unit `K`: `customers` is a count"));
  EXPECT_THAT(told_of("customers: 0"), HasSubstr("`customers` is 0: it must be from 1"));
  EXPECT_THAT(told_of("amounts: 1000"),
              HasSubstr("`1000` has no unit: `amounts` is an amount of money [missing-unit]; write "
                        "`1000 CNY`"));
  EXPECT_THAT(told_of("amounts: 0 CNY"), HasSubstr("amounts must be at least 0.01 CNY"));
  EXPECT_THAT(told_of("order_id: customer"),
              HasSubstr("unknown order_id `customer` in `workload`"));
  EXPECT_THAT(told_of("refusals: {quota: 0.02}"),
              HasSubstr("[missing-unit]; write `0.02%` or `2%`"));
  EXPECT_THAT(told_of("skew: {dist: zip, s: 0.9}"), HasSubstr("did you mean `zipf`?"));
  EXPECT_THAT(told_of("two_step: {leaves: 8%}"), HasSubstr("did you mean `leave`?"));
  EXPECT_THAT(told_of("two_step: {leave: 0.08}"),
              HasSubstr("[missing-unit]; write `0.08%` or `8%`"));
  EXPECT_THAT(told_of("types: {redemption: 60%}"),
              HasSubstr("the shares add up to 60%, not to 100% [out-of-range]"));
  EXPECT_THAT(told_of("types: {redemtion: 100%}"), HasSubstr("did you mean `redemption`?"));
  EXPECT_THAT(told_of("skew: 0.9"), HasSubstr("`workload.skew` is a mapping, not a value"));
  EXPECT_THAT(told_of("client: {timeout: 0s}"), HasSubstr("it must be longer than 0s"));
  EXPECT_THAT(told_of("client: {backoff: {base: 9s, max: 3s}}"),
              HasSubstr("`max` is below `base`"));
  EXPECT_THAT(told_of("client: {backoff: {factor: 0.5}}"),
              HasSubstr("`factor` is 0.5: it must be at least 1"));
}

Distribution law(std::string_view text) {
  return scenario_of(minimal("network: {defaults: {latency: " + std::string(text) + "}}\n"))
      .network.latency;
}
std::string told_law(std::string_view text) {
  return told(minimal("network: {defaults: {latency: " + std::string(text) + "}}\n"));
}

TEST(Distributions, HaveEightLawsAndPlainValues) {
  EXPECT_EQ(law("2ms").quantile(0.9), 2'000'000);
  EXPECT_EQ(law("{dist: constant, value: 2ms}").quantile(0.9), 2'000'000);
  EXPECT_NEAR(law("{dist: uniform, low: 1ms, high: 3ms}").mean(), 2e6, 1);
  EXPECT_NEAR(law("{dist: exponential, mean: 5ms}").mean(), 5e6, 1e4);
  EXPECT_NEAR(law("{dist: normal, mean: 9ms, stddev: 1ms}").mean(), 9e6, 1e4);
  EXPECT_EQ(law("{dist: normal, mean: 0ms, stddev: 1ms}").quantile(0.01), 0) << "cut at zero";
  EXPECT_NEAR(static_cast<double>(law("{dist: lognormal, median: 1ms, p99: 9ms}").quantile(0.99)),
              9e6, 9e3);
  EXPECT_EQ(law("{dist: pareto, minimum: 1ms, shape: 4}").quantile(0), 1'000'000);
  EXPECT_NEAR(
      static_cast<double>(
          law("{dist: percentiles, values: {p99: 9ms, p50: 1ms, p99.9: 90ms}}").quantile(0.99)),
      9e6, 9e3);
  EXPECT_EQ(law("{dist: samples, values: [3ms, 1ms, 2ms]}").quantile(0.5), 2'000'000);
}

TEST(Distributions, MistakesAreToldAtTheirPlace) {
  EXPECT_EQ(told_law("{dist: lognormal, median: 350, p99: 2ms}"),
            "t.yaml:5:57: error: `350` has no unit: `median` is a duration [missing-unit]; write "
            "`350s` or `350ms`; units: ns us ms s m h d\n");
  EXPECT_EQ(told_law("{dist: lognormal, median: 2ms}"),
            "t.yaml:5:31: error: `network.defaults.latency` needs `p99` [missing-key]\n");
  EXPECT_EQ(told_law("{dist: lognormal, median: 2ms, p99: 1ms}"),
            "t.yaml:5:67: error: `p99` is below `median` [out-of-range]\n");
  EXPECT_EQ(told_law("{dist: lognormal, median: 0ms, p99: 1ms}"),
            "t.yaml:5:57: error: `median` must be more than nothing [out-of-range]\n");
  EXPECT_EQ(told_law("{dist: lognorm, median: 2ms}"),
            "t.yaml:5:38: error: unknown dist `lognorm` in `network.defaults.latency` "
            "[unknown-name]; did you mean `lognormal`?\n");
  EXPECT_EQ(told_law("{mean: 2ms}"),
            "t.yaml:5:31: error: `network.defaults.latency` needs `dist` [missing-key]; one of: "
            "constant, "
            "uniform, exponential, normal, lognormal, pareto, percentiles, samples\n");
  EXPECT_EQ(told_law("{dist: exponential, mean: 2ms, medan: 3ms}"),
            "t.yaml:5:62: error: unknown key `medan` in `network.defaults.latency` [unknown-key]; "
            "did you mean `mean`?\n");
  EXPECT_THAT(told_law("{dist: uniform, low: 3ms, high: 1ms}"), HasSubstr("`high` is below `low`"));
  EXPECT_THAT(told_law("{dist: pareto, minimum: 3ms, shape: 0}"), HasSubstr("at least 0.05"));
  EXPECT_THAT(told_law("-2ms"), HasSubstr("`-2ms` is negative: `latency` is a duration"));
}

TEST(Distributions, PercentilesMustRise) {
  EXPECT_THAT(told_law("{dist: percentiles, values: {p50: 2ms, p99: 1ms}}"),
              HasSubstr("higher percentiles must have higher values [out-of-range]"));
  EXPECT_THAT(told_law("{dist: percentiles, values: {p50: 2ms}}"), HasSubstr("two values or more"));
  EXPECT_THAT(told_law("{dist: percentiles, values: {q50: 2ms, p99: 9ms}}"),
              HasSubstr("`q50` is no percentile [bad-key]; p50, p99, p99.9"));
  EXPECT_THAT(told_law("{dist: percentiles, values: {p50: 2ms, p100: 9ms}}"),
              HasSubstr("`p100` is no percentile"));
  EXPECT_THAT(told_law("{dist: percentiles, values: {p50: 2, p99: 9ms}}"),
              HasSubstr("`2` has no unit: `p50` is a duration"));
}

TEST(Distributions, WithoutAMeanAreAWarning) {
  const ReadResult result =
      read(minimal("network: {defaults: {latency: {dist: pareto, minimum: 1ms, shape: 1}}}\n"));
  EXPECT_TRUE(result.scenario);
  EXPECT_THAT(told(result), HasSubstr("warning: a Pareto law of shape 1 has no mean"));
}

// The mean wait behind it needs the second moment, an interval for that the third.
TEST(Distributions, WithAHeavyTailAreAWarning) {
  const auto told_of = [](const std::string& shape) {
    return told(read(minimal(
        "network: {defaults: {latency: {dist: pareto, minimum: 1ms, shape: " + shape + "}}}\n")));
  };
  EXPECT_THAT(told_of("2"), HasSubstr("has no variance"));
  EXPECT_THAT(told_of("2.5"), HasSubstr("has no third moment"));
  EXPECT_THAT(told_of("3"), HasSubstr("has no third moment"));
  EXPECT_THAT(told_of("3.5"), testing::Not(HasSubstr("warning")));
}

}  // namespace
}  // namespace txlab
