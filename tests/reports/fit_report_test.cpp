// What is told about measured latencies, and what can be pasted.
#include "reports/fit/fit_report.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/fit/proposed_yaml.hpp"
#include "reports/terminal/text.hpp"
#include "scenarios/language/read.hpp"
#include "sim/base/distribution.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr double ms = 1e6;

// Exactly in the middle of each of `count` equal shares of the law.
std::vector<double> evenly_from(const Distribution& law, int count) {
  std::vector<double> values;
  for (int i = 0; i < count; ++i) {
    values.push_back(static_cast<double>(law.quantile((i + 0.5) / count)));
  }
  return values;
}

const MeasuredSource source{"disk.csv", "column ms", "{dist: samples, file: disk.csv, unit: ms}"};
const TerminalStyle plain{.utf8 = false, .width = 80};

Proposal of_disk() {
  return propose(evenly_from(Distribution::lognormal(0.35 * ms, 2 * ms), 2000));
}

// The latency that a scenario has in which this YAML was pasted.
Distribution pasted(const std::string& yaml) {
  ReadOptions options;
  options.vocabulary.terms_of = [](std::string_view) { return ProtocolTerms{}; };
  const ReadResult read = read_scenario_text(
      "version: 1\nnetwork: {defaults: {latency: " + yaml +
          "}}\nworkload: {customers: 10, arrivals: [{process: poisson, rate: 1/s, for: 1s}]}\n"
          "strategies: {none: {protocol: none}}\n",
      "pasted.yaml", options);
  for (const Diagnostic& one : read.diagnostics) {
    if (one.severity == Severity::error) ADD_FAILURE() << yaml << ": " << one.message;
  }
  return read.scenario ? read.scenario->network.latency : Distribution();
}

TEST(WrittenTime, HasFourDigitsAndAShortUnit) {
  EXPECT_EQ(written_time(349'123), "349.1us");
  EXPECT_EQ(written_time(2'000'000), "2ms");
  EXPECT_EQ(written_time(12'340'000'000), "12.34s");
  EXPECT_EQ(written_time(7199.6e9), "7200s");
  EXPECT_EQ(written_time(999'960), "1ms");
  EXPECT_EQ(written_time(12.6), "13ns");
  EXPECT_EQ(written_time(0.2), "1ns");
  EXPECT_EQ(written_time(0), "0ns");
}

TEST(ProposedYaml, IsWhatScenariosRead) {
  const Proposal disk = of_disk();
  for (const DescribedLaw& law : disk.laws) {
    const Distribution read = pasted(yaml_of(law.law));
    for (const double p : {0.5, 0.9, 0.99}) {
      EXPECT_NEAR(static_cast<double>(read.quantile(p)), std::max(0.0, law.law.quantile(p)),
                  2e-3 * std::abs(law.law.quantile(p)))
          << yaml_of(law.law);
    }
  }
  const Distribution percentiles = pasted(yaml_of(disk.percentiles));
  for (const auto& [p, value] : disk.percentiles) {
    EXPECT_NEAR(static_cast<double>(percentiles.quantile(p)), value, 1e-3 * value);
  }
  EXPECT_EQ(pasted(yaml_of(propose({5 * ms, 5 * ms}))).quantile(0.5), 5 * ms);
}

TEST(FitReport, TellsHowGoodTheLawIsAtTheMedianAndInTheTail) {
  const std::string text = fit_text(of_disk(), source, plain);
  EXPECT_THAT(text, HasSubstr("disk.csv, column ms: 2,000 values"));
  EXPECT_THAT(text, HasSubstr("The lognormal law fits"));
  EXPECT_THAT(text, HasSubstr("at the median"));
  EXPECT_THAT(text, HasSubstr("parametric bootstrap"));
  EXPECT_THAT(text, HasSubstr("To paste:\n  {dist: lognormal, median: 350us, p99: "));
  EXPECT_THAT(text, HasSubstr("  {dist: samples, file: disk.csv, unit: ms}\n"));
  EXPECT_THAT(text, HasSubstr("few values: 2 values lie beyond p99.9"));
}

TEST(FitReport, LooksLikeThis) {
  EXPECT_EQ(fit_text(propose(evenly_from(Distribution::exponential(5 * ms), 20)), source, plain),
            R"(disk.csv, column ms: 20 values, 127us to 18.4ms, mean 4.91ms

                 BIC distance         p50         p90         p99       p99.9
measured                           3.47ms      10.7ms      17.4ms      18.3ms
  95 %                        1.3ms-6.5ms           -           -           -
exponential       +0   0.0314       -1.9%           -           -           -
lognormal      +5.62   0.0906        -18%           -           -           -
uniform        +15.6   0.4045       +170%           -           -           -
normal         +17.3   0.1547        +42%           -           -           -
pareto         +26.6   0.3287        -68%           -           -           -
percentiles        -   0.0634          0%           -           -           -

   Nothing in so few values speaks against the exponential law (0.0314 away from
   the values at most, p = 1 by a parametric bootstrap of 499 samples). It is
   off by -1.9% at the median. So few values cannot tell it from: lognormal.
  ~ few values: no value lies beyond p99, and what is farther out is a guess;
    1,000 or more would know it

To paste:
  {dist: exponential, mean: 4.914ms}
or what was measured:
  {dist: percentiles, values: {p25: 1.525ms, p50: 3.472ms, p75: 6.706ms}}
or every value, from a copy beside the scenario:
  {dist: samples, file: disk.csv, unit: ms}
)");
}

TEST(FitReport, SaysThatNoLawFitsAndProposesPercentiles) {
  auto values = evenly_from(Distribution::lognormal(0.1 * ms, 0.2 * ms), 600);
  const auto misses = evenly_from(Distribution::lognormal(8 * ms, 15 * ms), 400);
  values.insert(values.end(), misses.begin(), misses.end());
  const std::string text = fit_text(propose(values), source, plain);
  EXPECT_THAT(text, HasSubstr("No law fits"));
  EXPECT_THAT(text, HasSubstr("To paste:\n  {dist: percentiles, values: {p1: "));
}

TEST(FitReport, WarnsOfZerosOutliersAndACoarseClock) {
  std::vector<double> values = evenly_from(Distribution::lognormal(1 * ms, 2 * ms), 1000);
  EXPECT_THAT(fit_text(propose(values), source, plain), Not(HasSubstr("far from all others")));
  values[0] = 0;
  values[1] = 3600e9;
  const std::string text = fit_text(propose(values), source, plain);
  EXPECT_THAT(text, HasSubstr("1 value is 0"));
  EXPECT_THAT(text, HasSubstr("1 value lies far from all others"));
  for (double& value : values) value = std::round(value / ms) * ms;
  EXPECT_THAT(fit_text(propose(values), source, plain), HasSubstr("the clock is coarse"));
}

// A clock of whole milliseconds makes steps, which neither laws nor percentiles have.
TEST(FitReport, ProposesTheValuesThemselvesWhereNothingElseDescribesThem) {
  std::vector<double> values;
  for (int i = 0; i < 300; ++i) values.push_back((1 + i % 3) * ms);
  const Proposal steps = propose(values);
  EXPECT_THAT(fit_text(steps, source, plain),
              HasSubstr("To paste:\n  {dist: samples, file: disk.csv, unit: ms}\n"));
  EXPECT_EQ(pasted(yaml_of(steps)).quantile(0.5), 2 * ms) << "a hundred of them";
  EXPECT_THAT(fit_text(propose({1 * ms, 1 * ms, 90 * ms}), {"t.json", "span a", ""}, plain),
              HasSubstr("To paste:\n  {dist: "));
}

TEST(FitReport, ProposesNoLawForWhatIsAlwaysTheSame) {
  const std::string text = fit_text(propose({5 * ms, 5 * ms, 5 * ms}), source, plain);
  EXPECT_THAT(text, HasSubstr("All values are equal"));
  EXPECT_THAT(text, HasSubstr("To paste:\n  5ms\n"));
}

// But for what is to be pasted, which is worth nothing if it is broken.
TEST(FitReport, IsNarrowAndAsciiWhereItHasToBe) {
  std::istringstream lines(fit_text(of_disk(), source, plain));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  {")) {
      EXPECT_LE(terminal::width_of(line), 80) << line;
    }
    EXPECT_TRUE(std::ranges::all_of(line, [](char c) { return c > 0; })) << line;
  }
}

TEST(FitReport, IsAContractAsJson) {
  const auto json = nlohmann::json::parse(fit_json(of_disk(), source));
  EXPECT_EQ(json["schema"], "txlab.fit/1");
  EXPECT_EQ(json["count"], 2000);
  EXPECT_EQ(json["proposal"]["kind"], "lognormal");
  EXPECT_EQ(json["proposal"]["yaml"], json["laws"][0]["yaml"]);
  EXPECT_EQ(json["laws"].size(), 5u);
  EXPECT_NEAR(json["laws"][0]["errors"]["p99"].get<double>(), 0, 0.02);
  EXPECT_TRUE(json["laws"][0]["errors"]["p99.9"].is_null()) << "two values beyond";
  EXPECT_GT(json["test"]["p"], 0.5);
  EXPECT_FALSE(json["warnings"].empty());
}

}  // namespace
}  // namespace txlab
