// Laws fitted to samples of known ones, and how well they are said to fit.
#include "sim/stats/fitted_law.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "sim/base/distribution.hpp"
#include "sim/base/elementary.hpp"
#include "sim/base/random.hpp"
#include "sim/stats/goodness_of_fit.hpp"

namespace txlab {
namespace {

constexpr double ms = 1e6;
constexpr std::size_t size = 4000;

// In ascending order, in nanoseconds, drawn as the simulator draws.
std::vector<double> sample_of(const Distribution& law, std::size_t count = size,
                              std::uint64_t seed = 1) {
  const Stream stream(seed, "test.fitted-law");
  std::vector<double> values;
  for (std::uint64_t i = 0; i < count; ++i) {
    values.push_back(static_cast<double>(law.sample(stream.at(i).bits)));
  }
  std::sort(values.begin(), values.end());
  return values;
}

Distribution law_of(LawKind kind) {
  switch (kind) {
    case LawKind::uniform:
      return Distribution::uniform(2'000'000, 10'000'000);
    case LawKind::exponential:
      return Distribution::exponential(5 * ms);
    case LawKind::normal:
      return Distribution::normal(50 * ms, 8 * ms);
    case LawKind::lognormal:
      return Distribution::lognormal(0.35 * ms, 2 * ms);
    case LawKind::pareto:
      return Distribution::pareto(1 * ms, 2.5);
  }
  return {};
}

LawKind best_by_schwarz(const std::vector<double>& values) {
  LawKind best{};
  double least = INFINITY;
  for (const LawKind kind : all_laws) {
    const auto law = fitted(kind, values);
    if (!law || schwarz(*law, values.size()) >= least) continue;
    least = schwarz(*law, values.size());
    best = kind;
  }
  return best;
}

double distance_to(const std::vector<double>& values, const FittedLaw& law) {
  return distance_of(values, [&](double value) { return law.cumulative(value); });
}

BootstrapTest test_of(const std::vector<double>& values, const FittedLaw& law,
                      int repetitions = 199) {
  return bootstrap_test(law, distance_to(values, law), values.size(), repetitions);
}

const double root = std::sqrt(static_cast<double>(size));

// Standard errors by the Fisher information of each law: of a mean s/sqrt(n), of a deviation
// s/sqrt(2n), of an exponential's mean m/sqrt(n), of Pareto's shape a/sqrt(n). Four of them.
TEST(FittedLaw, finds_the_parameters_of_a_normal_sample) {
  const auto law = fitted(LawKind::normal, sample_of(law_of(LawKind::normal)));
  EXPECT_NEAR(law->first, 50 * ms, 4 * 8 * ms / root);
  EXPECT_NEAR(law->second, 8 * ms, 4 * 8 * ms / root / std::sqrt(2.0));
}

TEST(FittedLaw, finds_the_parameters_of_a_lognormal_sample) {
  const auto law = fitted(LawKind::lognormal, sample_of(law_of(LawKind::lognormal)));
  const double sigma = std::log(2 / 0.35) / normal_quantile(0.99);
  EXPECT_NEAR(law->first, std::log(0.35 * ms), 4 * sigma / root);
  EXPECT_NEAR(law->second, sigma, 4 * sigma / root / std::sqrt(2.0));
}

TEST(FittedLaw, finds_the_parameters_of_an_exponential_sample) {
  const auto law = fitted(LawKind::exponential, sample_of(law_of(LawKind::exponential)));
  EXPECT_NEAR(law->first, 5 * ms, 4 * 5 * ms / root);
}

// The smallest of n is exponentially distributed above the minimum, with mean minimum/(n a).
TEST(FittedLaw, finds_the_parameters_of_a_pareto_sample) {
  const auto law = fitted(LawKind::pareto, sample_of(law_of(LawKind::pareto)));
  EXPECT_NEAR(law->second, 2.5, 4 * 2.5 / root);
  EXPECT_GE(law->first, 1 * ms);
  EXPECT_LE(law->first, 1 * ms * (1 + 8 / (2.5 * size)));
}

TEST(FittedLaw, finds_the_ends_of_a_uniform_sample) {
  const auto law = fitted(LawKind::uniform, sample_of(law_of(LawKind::uniform)));
  EXPECT_GE(law->first, 2 * ms);
  EXPECT_LE(law->second, 10 * ms);
  EXPECT_NEAR(law->second - law->first, 8 * ms, 2 * 8 * 8 * ms / size);
}

TEST(FittedLaw, is_likeliest_among_the_laws_for_a_sample_of_its_own) {
  for (const LawKind kind : all_laws) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
      EXPECT_EQ(best_by_schwarz(sample_of(law_of(kind), 500, seed)), kind)
          << name_of(kind) << ' ' << seed;
    }
  }
}

// The parameters are the maximum: a step aside makes the values less likely.
TEST(FittedLaw, has_the_largest_likelihood_near_its_parameters) {
  const auto values = sample_of(law_of(LawKind::lognormal), 200);
  const auto likelihood = [&](double mean, double deviation) {
    double sum = 0;
    for (const double x : values) {
      const double z = (std::log(x) - mean) / deviation;
      sum -= std::log(x) + std::log(deviation) + z * z / 2 + std::log(2 * M_PI) / 2;
    }
    return sum;
  };
  const auto law = fitted(LawKind::lognormal, values);
  EXPECT_NEAR(law->log_likelihood, likelihood(law->first, law->second), 1e-6);
  for (const double step : {-0.01, 0.01}) {
    EXPECT_LT(likelihood(law->first + step, law->second), law->log_likelihood);
    EXPECT_LT(likelihood(law->first, law->second + step), law->log_likelihood);
  }
}

TEST(FittedLaw, has_quantiles_that_its_distribution_function_inverts) {
  for (const LawKind kind : all_laws) {
    const auto law = fitted(kind, sample_of(law_of(kind), 100));
    for (const double p : {0.001, 0.3, 0.5, 0.99, 0.9999}) {
      EXPECT_NEAR(law->cumulative(law->quantile(p)), p, 1e-8) << name_of(kind);
    }
  }
}

TEST(FittedLaw, is_refused_where_the_values_cannot_be_its_own) {
  const std::vector<double> with_zero{0, 1, 2};
  EXPECT_FALSE(fitted(LawKind::lognormal, with_zero));
  EXPECT_FALSE(fitted(LawKind::pareto, with_zero));
  EXPECT_TRUE(fitted(LawKind::exponential, with_zero));
  const std::vector<double> equal{3, 3, 3};
  for (const LawKind kind : all_laws) EXPECT_FALSE(fitted(kind, equal)) << name_of(kind);
}

// If the law is right, p-values are uniform: of 40, fewer than 5 % are below 5 % only by chance, 9
// or more with probability 2e-4. The tables for known laws would never reject here.
TEST(GoodnessOfFit, rejects_the_right_law_as_seldom_as_it_says) {
  for (const LawKind kind : all_laws) {
    int rejected = 0;
    int below_half = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
      const auto values = sample_of(law_of(kind), 100, 100 + seed);
      const double p = test_of(values, *fitted(kind, values), 99).p;
      rejected += p <= 0.05;
      below_half += p <= 0.5;
    }
    EXPECT_LT(rejected, 9) << name_of(kind);
    EXPECT_GE(below_half, 8) << name_of(kind);
    EXPECT_LE(below_half, 32) << name_of(kind);
  }
}

TEST(GoodnessOfFit, rejects_the_wrong_law) {
  for (const LawKind truth : all_laws) {
    const auto values = sample_of(law_of(truth), 1000);
    for (const LawKind kind : all_laws) {
      if (kind == truth) continue;
      const auto law = fitted(kind, values);
      EXPECT_LE(test_of(values, *law, 99).p, 0.011) << name_of(kind) << " for " << name_of(truth);
    }
  }
}

// Lilliefors' table (JASA 62, 1967): the 5 % point of 20 values with fitted mean and deviation is
// 0.190, and 0.886/sqrt(n) for many; Kolmogorov's would be 0.294 and 1.358/sqrt(n).
TEST(GoodnessOfFit, agrees_with_the_table_of_lilliefors) {
  const auto of_twenty = fitted(LawKind::normal, sample_of(law_of(LawKind::normal), 20));
  EXPECT_NEAR(bootstrap_test(*of_twenty, 0.190, 20, 1999).p, 0.05, 0.015);
  const auto of_many = fitted(LawKind::normal, sample_of(law_of(LawKind::normal)));
  EXPECT_NEAR(bootstrap_test(*of_many, 0.886 / root, size, 999).p, 0.05, 0.02);
}

TEST(GoodnessOfFit, is_the_same_every_time) {
  const auto law = fitted(LawKind::normal, sample_of(law_of(LawKind::normal), 50));
  EXPECT_EQ(bootstrap_test(*law, 0.09, 50, 99).p, bootstrap_test(*law, 0.09, 50, 99).p);
}

// Of {1..100} half lie at 50.5; 40th and 61st value enclose the median with 95 % (David and
// Nagaraja, table of section 7.1). Of 100 values none may lie above the true p99.
TEST(MeasuredQuantile, is_enclosed_by_order_statistics) {
  std::vector<double> values;
  for (int i = 1; i <= 100; ++i) values.push_back(i);
  const Interval median = measured_quantile(values, 0.5, 0.95);
  EXPECT_DOUBLE_EQ(median.value, 50.5);
  EXPECT_NEAR(median.low, 40, 1);
  EXPECT_NEAR(median.high, 61, 1);
  EXPECT_TRUE(median.known);
  EXPECT_FALSE(measured_quantile(values, 0.99, 0.95).known);
}

// Of 200 samples at most 95 % + 4 standard errors may do better, and 95 % - 4 worse.
TEST(MeasuredQuantile, lies_in_its_interval_as_often_as_said) {
  const Distribution law = law_of(LawKind::lognormal);
  int inside = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Interval p90 = measured_quantile(sample_of(law, 200, seed), 0.9, 0.95);
    const auto truth = static_cast<double>(law.quantile(0.9));
    inside += p90.low <= truth && truth <= p90.high;
  }
  EXPECT_GE(inside, 178);
}

}  // namespace
}  // namespace txlab
