#include "sim/stats/markov.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace txlab {
namespace {

// Up for an hour on average, down for half a minute.
MarkovChain machine() {
  MarkovChain chain(2);
  chain.add(0, 1, 1.0 / 3600).add(1, 0, 1.0 / 30);
  return chain;
}

TEST(MarkovChain, OneMachineComesAndGoes) {
  EXPECT_NEAR(stationary(machine())[0], 0.9917355371900826, 1e-12);
  const double rate = 1.0 / 3600 + 1.0 / 30;
  for (const double t : {1.0, 10.0, 60.0, 600.0}) {
    const double up = 0.9917355371900826 + (1 - 0.9917355371900826) * std::exp(-rate * t);
    EXPECT_NEAR(after(machine(), 0, t)[0], up, 1e-12);
  }
  EXPECT_NEAR(time_shares(machine(), 0, 600)[0], 0.9921453452625866, 1e-12);
  EXPECT_NEAR(mean_time_to(machine(), 0, 1), 3600, 1e-6);
  EXPECT_NEAR(mean_time_to(machine(), 1, 0), 30, 1e-9);
  EXPECT_EQ(mean_time_to(machine(), 1, 1), 0);
}

TEST(MarkovChain, StartsWhereItStarts) {
  EXPECT_NEAR(after(machine(), 1, 0)[1], 1, 1e-12);
  EXPECT_NEAR(time_shares(machine(), 1, 1e-6)[1], 1, 1e-6);
}

// (3 l + m) / 2 l^2 for two machines and one repairman.
TEST(MarkovChain, TwoMachinesAreSeldomDownTogether) {
  MarkovChain chain(3);
  chain.add(0, 1, 2.0 / 1000).add(1, 2, 1.0 / 1000).add(1, 0, 1.0 / 50).add(2, 1, 1.0 / 50);
  EXPECT_NEAR(mean_time_to(chain, 0, 2), 11500, 1e-6);
  const auto shares = stationary(chain);
  EXPECT_NEAR(shares[0] + shares[1] + shares[2], 1, 1e-12);
  EXPECT_NEAR(shares[2], 0.004524886877828076, 1e-12);
}

}  // namespace
}  // namespace txlab
