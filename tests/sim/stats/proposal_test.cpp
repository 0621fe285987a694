// What is proposed for measured values, and when a law is no longer believed.
#include "sim/stats/proposal.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "sim/base/distribution.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using Kind = Proposal::Kind;

constexpr double ms = 1e6;

std::vector<double> sample_of(const Distribution& law, std::size_t count, std::uint64_t seed = 1) {
  const Stream stream(seed, "test.proposal");
  std::vector<double> values;
  for (std::uint64_t i = 0; i < count; ++i) {
    values.push_back(static_cast<double>(law.sample(stream.at(i).bits)));
  }
  return values;
}

const Distribution disk = Distribution::lognormal(0.35 * ms, 2 * ms);

TEST(Proposal, is_the_law_that_the_values_are_drawn_from) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Proposal proposal = propose(sample_of(disk, 3000, seed));
    EXPECT_EQ(proposal.kind, Kind::law) << seed;
    EXPECT_EQ(proposal.laws.front().law.kind, LawKind::lognormal) << seed;
    EXPECT_THAT(rivals_of(proposal), IsEmpty()) << seed;
    EXPECT_NEAR(proposal.laws.front().law.quantile(0.99), 2 * ms, 0.3 * ms);
  }
  const Proposal waiting = propose(sample_of(Distribution::exponential(5 * ms), 3000));
  EXPECT_EQ(waiting.kind, Kind::law);
  EXPECT_EQ(waiting.laws.front().law.kind, LawKind::exponential);
}

TEST(Proposal, says_which_laws_few_values_cannot_tell_apart) {
  const Proposal few = propose(sample_of(disk, 12));
  EXPECT_EQ(few.kind, Kind::law);
  EXPECT_THAT(rivals_of(few), Not(IsEmpty()));
  EXPECT_TRUE(std::isnan(few.laws.front().description.errors[2])) << "no p99 of 12 values";
  EXPECT_THAT(few.percentiles, IsEmpty());
}

// A cache that hits and misses has two peaks, which no law of the five has.
TEST(Proposal, is_percentiles_where_no_law_has_the_shape) {
  std::vector<double> values = sample_of(Distribution::lognormal(0.1 * ms, 0.2 * ms), 2000);
  const std::vector<double> misses = sample_of(Distribution::lognormal(8 * ms, 15 * ms), 1000, 2);
  values.insert(values.end(), misses.begin(), misses.end());
  const Proposal proposal = propose(values);
  EXPECT_EQ(proposal.kind, Kind::percentiles);
  EXPECT_FALSE(proposal.shape_fits);
  EXPECT_LT(proposal.of_percentiles.distance, proposal.laws.front().description.distance);
  for (const double error : proposal.of_percentiles.errors) {
    EXPECT_NEAR(std::isnan(error) ? 0 : error, 0, 1e-6);
  }
}

// One in two hundred meets a stall: the body is lognormal, what lies beyond p99 is not.
TEST(Proposal, is_percentiles_where_the_tail_is_another_law) {
  std::vector<double> values = sample_of(Distribution::lognormal(1 * ms, 2 * ms), 4000);
  for (int i = 0; i < 20; ++i) values[static_cast<std::size_t>(i)] = (200 + i) * ms;
  const Proposal proposal = propose(values);
  EXPECT_FALSE(proposal.tail_fits);
  EXPECT_EQ(proposal.kind, Kind::percentiles);
}

// Of very many values every law is rejected; one that is near everywhere still serves.
TEST(Proposal, forgives_a_law_what_nobody_would_notice) {
  std::vector<double> values = sample_of(disk, 60'000);
  for (double& value : values) value += 0.006 * ms;
  const Proposal proposal = propose(values);
  EXPECT_LT(proposal.test.p, 0.01);
  EXPECT_EQ(proposal.kind, Kind::law);
}

TEST(Proposal, is_constant_only_where_all_values_are_equal) {
  EXPECT_EQ(propose({5 * ms, 5 * ms, 5 * ms}).kind, Kind::constant);
  EXPECT_NE(propose({5 * ms, 5 * ms, 5.1 * ms}).kind, Kind::constant);
}

TEST(Proposal, counts_what_to_look_at) {
  std::vector<double> values = sample_of(disk, 1000);
  EXPECT_EQ(propose(values).far_out, 0u);
  values[0] = 0;
  values[1] = 3600e9;
  const Proposal proposal = propose(values);
  EXPECT_EQ(proposal.zeros, 1u);
  EXPECT_EQ(proposal.far_out, 1u);
  for (const DescribedLaw& law : proposal.laws) {
    EXPECT_NE(law.law.kind, LawKind::lognormal) << "zero is no value of it";
  }
}

TEST(Proposal, has_percentiles_that_rise_and_that_are_known) {
  const Proposal proposal = propose(sample_of(disk, 400));
  std::vector<double> probabilities;
  double last = 0;
  for (const auto& point : proposal.percentiles) {
    probabilities.push_back(point.probability);
    EXPECT_GT(point.value, last);
    last = point.value;
  }
  EXPECT_THAT(probabilities, Contains(0.95));
  EXPECT_THAT(probabilities, Not(Contains(0.99))) << "four values lie beyond";
  const Distribution compiled = Distribution::percentiles(
      {{proposal.percentiles[0].probability, proposal.percentiles[0].value},
       {proposal.percentiles.back().probability, proposal.percentiles.back().value}});
  EXPECT_NEAR(static_cast<double>(compiled.quantile(0.95)), proposal.percentiles.back().value, 1e3);
}

}  // namespace
}  // namespace txlab
