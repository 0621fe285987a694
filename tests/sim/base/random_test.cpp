#include "sim/base/random.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <array>
#include <bit>
#include <cmath>
#include <set>
#include <vector>

namespace txlab {
namespace {

TEST(Philox, IsTheGeneratorOfThePublishedVectors) {
  // Random123, kat_vectors: philox4x32 10.
  const auto zeros = r123::Philox4x32{}({{0, 0, 0, 0}}, {{0, 0}});
  EXPECT_EQ(zeros, (r123::Philox4x32::ctr_type{{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}}));
  const std::uint32_t f = 0xffffffff;
  const auto ones = r123::Philox4x32{}({{f, f, f, f}}, {{f, f}});
  EXPECT_EQ(ones, (r123::Philox4x32::ctr_type{{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}}));
}

TEST(Stream, ADrawIsItsKeyAndItsIndexAndNothingElse) {
  const Stream stream(42, "weather", 7);
  std::vector<std::uint64_t> forwards;
  for (std::uint64_t i = 0; i < 100; ++i) forwards.push_back(stream.at(i, i % 3).bits);
  for (std::uint64_t i = 100; i-- > 0;) {
    EXPECT_EQ(Stream(42, "weather", 7).at(i, i % 3).bits, forwards[i]);
  }
}

// Pins the mapping from (seed, purpose, entity, index, part) to bits: every digest hangs on it.
TEST(Stream, TheMappingIsPinned) {
  const Draw draw = Stream(1, "weather", 2).at(3, 4);
  EXPECT_EQ(draw.bits, 1242408875544253792u);
  EXPECT_EQ(draw.first, 1356782772u);
  EXPECT_EQ(draw.second, 2877358387u);
}

TEST(Stream, EveryPartOfTheAddressGivesOtherBits) {
  const std::array draws = {
      Stream(1, "a", 1).at(1, 1),
      Stream(2, "a", 1).at(1, 1),
      Stream(1, "b", 1).at(1, 1),
      Stream(1, "a", 2).at(1, 1),
      Stream(1, "a", 1).at(2, 1),
      Stream(1, "a", 1).at(1, 2),
      Stream(1, "a", 1).at(std::uint64_t{1} << 32, 1),
      Stream(1, "a", 1).at(1, std::uint64_t{1} << 32),
  };
  std::set<std::uint64_t> bits;
  for (const Draw& draw : draws) bits.insert(draw.bits);
  EXPECT_EQ(bits.size(), draws.size());
}

TEST(Stream, NeighbouringStreamsAreUncorrelated) {
  constexpr std::uint64_t count = 20'000;
  const Stream one(1, "a", 1);
  for (const Stream& other : {Stream(1, "a", 2), Stream(2, "a", 1), Stream(1, "b", 1)}) {
    std::uint64_t equal_bits = 0;
    for (std::uint64_t i = 0; i < count; ++i) {
      equal_bits += static_cast<std::uint64_t>(std::popcount(~(one.at(i).bits ^ other.at(i).bits)));
    }
    // 64 * count fair coins: four standard deviations.
    EXPECT_NEAR(static_cast<double>(equal_bits), 32.0 * count, 4 * 4 * std::sqrt(1.0 * count));
  }
}

TEST(Stream, BelowIsUniform) {
  const Stream dice(1, "dice");
  std::array<int, 6> seen{};
  for (std::uint64_t i = 0; i < 60'000; ++i) {
    const auto face = dice.below(6, i);
    ASSERT_LT(face, 6u);
    ++seen[face];
  }
  double chi_square = 0;
  for (const int n : seen) chi_square += (n - 10'000.0) * (n - 10'000.0) / 10'000.0;
  EXPECT_LT(chi_square, 20.5);  // 0.999 quantile for 5 degrees of freedom
  EXPECT_EQ(dice.below(1, 5), 0u);
}

TEST(Probability, HappensAsOftenAsItSays) {
  const Stream stream(1, "coin");
  for (const double p : {0.001, 0.25, 0.9}) {
    const Probability probability(p);
    EXPECT_NEAR(probability.value(), p, 1e-9);
    int happened = 0;
    for (std::uint64_t i = 0; i < 100'000; ++i) happened += probability.happens(stream.at(i).first);
    EXPECT_NEAR(happened, 1e5 * p, 4 * std::sqrt(1e5 * p * (1 - p)));
  }
}

TEST(Probability, ZeroIsNeverAndOneIsAlways) {
  EXPECT_TRUE(Probability().never());
  EXPECT_TRUE(Probability(0).never());
  EXPECT_FALSE(Probability(0).happens(0));
  EXPECT_FALSE(Probability(-1).happens(0));
  EXPECT_TRUE(Probability(1).happens(0xffffffff));
  EXPECT_TRUE(Probability(2).happens(0xffffffff));
  EXPECT_FALSE(Probability(1e-9).never());
}

TEST(Mix, IsABijectionOfWhatSplitMix64Mixes) {
  // The first output of SplitMix64 seeded with 0 (Vigna's reference implementation).
  EXPECT_EQ(mix(0x9e3779b97f4a7c15u), 0xe220a8397b1dcdafu);
}

TEST(HashOf, IsFnv1a) {
  EXPECT_EQ(hash_of(""), 0xcbf29ce484222325u);
  EXPECT_EQ(hash_of("foobar"), 0x85944171f73967e8u);
}

}  // namespace
}  // namespace txlab
