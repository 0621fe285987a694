#include "sim/stats/queueing.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace txlab::queueing {
namespace {

TEST(Queueing, OneExponentialServer) {
  const Load load{0.8, 1};
  const Station station = mm1(load);
  EXPECT_NEAR(station.utilisation, 0.8, 1e-12);
  EXPECT_NEAR(station.present, 4, 1e-9);
  EXPECT_NEAR(station.waiting, 3.2, 1e-9);
  EXPECT_NEAR(station.stay, 5, 1e-9);
  EXPECT_NEAR(station.wait, 4, 1e-9);
  EXPECT_NEAR(station.waits, 0.8, 1e-12);
  EXPECT_NEAR(mm1_stay_quantile(load, 0.95), 14.97866137, 1e-8);
  EXPECT_NEAR(mm1_stay_quantile(load, 0.99), 23.02585093, 1e-8);
  EXPECT_NEAR(mm1_at_least(load, 10), 0.1073741824, 1e-12);
}

TEST(Queueing, ErlangC) {
  struct Row {
    std::uint32_t servers;
    double arrival_rate, waits, wait, waits_longer;
  };
  const Row rows[] = {{2, 1.6, 0.7111111111, 1.777777778, 0.5822085355},
                      {4, 3.2, 0.5964324718, 0.7455405897, 0.3998006419},
                      {16, 14, 0.5084822061, 0.2542411030, 0.1870601498},
                      {32, 28.8, 0.4581966215, 0.1431864442, 0.0925083024}};
  for (const Row& row : rows) {
    const Load load{row.arrival_rate, 1};
    EXPECT_NEAR(erlang_c(row.arrival_rate, row.servers), row.waits, 1e-9);
    EXPECT_NEAR(mmc(load, row.servers).wait, row.wait, 1e-8);
    EXPECT_NEAR(mmc_waits_longer(load, row.servers, 0.5), row.waits_longer, 1e-9);
  }
  EXPECT_NEAR(mmc({3.2, 1}, 4).stay, 1.745540590, 1e-8);
}

TEST(Queueing, PollaczekAndKhinchine) {
  const auto wait = [](double variation) { return mg1(0.7, {1, variation}).wait; };
  EXPECT_NEAR(wait(0), 1.166666667, 1e-8);                   // constant
  EXPECT_NEAR(wait(std::sqrt(0.5)), 1.75, 1e-8);             // Erlang-2
  EXPECT_NEAR(wait(std::sqrt(1.0 / 3)), 1.555555556, 1e-8);  // uniform on (0, 2)
  EXPECT_NEAR(wait(1), 2.333333333, 1e-8);                   // exponential
  EXPECT_NEAR(wait(0.5), 1.458333333, 1e-8);                 // lognormal
  EXPECT_NEAR(wait(2), 5.833333333, 1e-8);
  // Pareto with shape 2.5 and mean 1: variation^2 = 1/(2.5 * 0.5).
  EXPECT_NEAR(wait(std::sqrt(0.8)), 2.1, 1e-8);
}

TEST(Queueing, ThreeRoadsToOneQueue) {
  for (const double rate : {0.1, 0.5, 0.9, 0.99}) {
    EXPECT_NEAR(mm1({rate, 1}).wait, mg1(rate, {1, 1}).wait, 1e-9);
    EXPECT_NEAR(mm1({rate, 1}).wait, rate / (1 - rate), 1e-9);
  }
}

TEST(Queueing, NoWorkAndTooMuch) {
  EXPECT_EQ(mm1({0, 2}).wait, 0);
  EXPECT_EQ(mm1({0, 2}).stay, 0.5);
  EXPECT_TRUE(std::isinf(mm1({1, 1}).wait));
  EXPECT_TRUE(std::isinf(mm1({1.5, 1}).present));
  EXPECT_TRUE(std::isinf(mmc({9, 1}, 8).wait));
  EXPECT_TRUE(std::isinf(mg1(2, {1, 1}).wait));
  EXPECT_TRUE(std::isinf(mm1_stay_quantile({2, 1}, 0.5)));
  EXPECT_EQ(mmc_waits_longer({9, 1}, 8, 100), 1);
  EXPECT_EQ(mm1({1.5, 1}).waits, 1);
}

}  // namespace
}  // namespace txlab::queueing
