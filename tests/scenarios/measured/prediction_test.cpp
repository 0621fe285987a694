// The model against real PostgreSQL: predicted from one client's step times, nothing fitted.
#include "scenarios/measured/prediction.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "scenarios/measured/closed_loop.hpp"
#include "tests/places/places.hpp"

namespace txlab {
namespace {

const std::filesystem::path folder = source_folder() / "scenarios/measured";

const Measurements& measurements() {
  static const Measurements all = read_measurements(folder).value();
  return all;
}

Prediction short_prediction(PredictionSettings settings = {}) {
  settings.lasts = 20s;
  return predict(measurements(), settings);
}

const PredictedCell& cell_of(const Prediction& prediction, PurchaseMode mode,
                             const std::string& keys) {
  for (const PredictedCell& cell : prediction.cells) {
    if (cell.mode == mode && cell.keys == keys) return cell;
  }
  throw std::out_of_range(keys);
}

TEST(Measurements, are_read_whole) {
  EXPECT_EQ(measurements().purchases_per_s.size(), 27u);
  std::size_t purchases = 0;
  for (const auto& [run, steps] : measurements().steps_alone) purchases += steps.size();
  EXPECT_EQ(purchases, 10941u);
  const auto& first = measurements().steps_alone.at({PurchaseMode::two_phase, "hot1", 1}).front();
  EXPECT_EQ(first[0], 2689us);
  EXPECT_EQ(first[7], 4027us);
  EXPECT_EQ(measurements().purchases_per_s.at({PurchaseMode::outbox, "hot1", 1}), 188.0);
}

TEST(Measurements, that_are_damaged_are_refused) {
  const auto broken = std::filesystem::path(testing::TempDir()) / "txlab-measured";
  std::filesystem::create_directories(broken);
  EXPECT_FALSE(read_measurements(broken));  // no files
  for (const char* name :
       {"postgres15_steps_1_client.csv", "postgres15_throughput_4_clients.csv"}) {
    std::filesystem::copy_file(folder / name, broken / name,
                               std::filesystem::copy_options::overwrite_existing);
  }
  EXPECT_TRUE(read_measurements(broken));
  std::ofstream(broken / "postgres15_throughput_4_clients.csv", std::ios::app)
      << "outbox,4,hot1,4,940,fast,1,1,1,1\n";
  EXPECT_FALSE(read_measurements(broken));
}

// A client that is alone waits for nobody, so each step takes what was measured: half of the
// simulated ones are at most the measured median, which a histogram knows to one per cent.
TEST(Prediction, of_one_client_is_its_own_steps) {
  for (const PurchaseMode mode : {PurchaseMode::outbox, PurchaseMode::two_phase}) {
    const auto& measured = measurements().steps_alone.at({mode, "hot1", 1});
    const ClosedLoopResult alone = run_closed_loop({.mode = mode, .steps = measured});
    for (std::size_t step = 0; step < StepTimes{}.size(); ++step) {
      std::vector<Duration> times;
      for (const StepTimes& purchase : measured) times.push_back(purchase[step]);
      std::ranges::sort(times);
      const auto median = static_cast<double>(times[times.size() / 2].count());
      if (median == 0) continue;
      ASSERT_GT(alone.steps[step].count(), 0u) << step;
      EXPECT_NEAR(alone.steps[step].quantile(0.5) / median, 1, 0.05) << step;
    }
  }
}

TEST(Prediction, of_four_clients_is_close_to_what_was_measured) {
  const Prediction prediction = short_prediction();
  ASSERT_EQ(prediction.cells.size(), 9u);
  EXPECT_LE(prediction.mean_absolute_error(), 0.12);
  EXPECT_LE(prediction.largest_error(), 0.20);
}

TEST(Prediction, of_one_client_is_what_was_measured) {
  for (const auto& [run, steps] : measurements().steps_alone) {
    Duration sum{0};
    for (const StepTimes& times : steps) {
      for (const Duration step : times) sum += step;
    }
    const double alone = static_cast<double>(steps.size()) * 1e9 / static_cast<double>(sum.count());
    const ClosedLoop loop{.mode = run.mode, .steps = steps};
    EXPECT_NEAR(run_closed_loop(loop).purchases_per_s / alone, 1, 0.03) << run.keys;
  }
}

// Controls: mistakes in the model that the measurement must notice.
TEST(Prediction, is_refuted_if_locks_are_given_back_a_step_early) {
  const Prediction wrong = short_prediction({.release = ClosedLoop::Release::a_step_early});
  EXPECT_GT(wrong.largest_error(), 0.20);
  EXPECT_GT(cell_of(wrong, PurchaseMode::two_phase, "hot1").error(), 0.20);
}

// Throughput does not reveal who is handed a lock; waits do (below).
TEST(Prediction, of_throughput_is_blind_to_the_order_of_waiters) {
  const Prediction random = short_prediction();
  const Prediction in_order = short_prediction({.hand_over = HandOver::fifo});
  const auto& hot = cell_of(random, PurchaseMode::two_phase, "hot1");
  EXPECT_NEAR(cell_of(in_order, PurchaseMode::two_phase, "hot1").predicted / hot.predicted, 1,
              0.02);
}

TEST(ForcedWrites, per_purchase_are_those_that_postgres_made) {
  EXPECT_EQ(forced_writes_per_purchase(PurchaseMode::local), 1);
  EXPECT_EQ(forced_writes_per_purchase(PurchaseMode::plain), 2);
  EXPECT_EQ(forced_writes_per_purchase(PurchaseMode::outbox), 3);
  EXPECT_EQ(forced_writes_per_purchase(PurchaseMode::two_phase), 5);
  EXPECT_EQ(forced_writes_per_purchase(PurchaseMode::parallel_two_phase), 5);
}

// 15 wait whenever the row is handed over. P(W <= k) = 1 - (14/15)^k, so the median is 11 and the
// 99th percentile 67 hold times; a sample may miss either by one.
TEST(HotRowWait, is_geometric_with_random_hand_over) {
  const HotRowWait wait = hot_row_wait(HandOver::random);
  EXPECT_NEAR(wait.mean, 15, 0.1);
  EXPECT_NEAR(wait.p50, 10.5, 0.7);
  EXPECT_NEAR(wait.p99, 67, 2);
  EXPECT_NEAR(wait.p99 / wait.p50, 6.4, 0.5);
}

TEST(HotRowWait, is_the_same_for_everybody_in_order) {
  const HotRowWait wait = hot_row_wait(HandOver::fifo);
  EXPECT_NEAR(wait.mean, 15, 0.01);
  EXPECT_NEAR(wait.p99 / wait.p50, 1, 0.01);
}

}  // namespace
}  // namespace txlab
