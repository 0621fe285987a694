#include "sim/base/time.hpp"

#include <gtest/gtest.h>

#include "sim/base/ids.hpp"
#include "sim/base/money.hpp"

namespace txlab {
namespace {

TEST(Time, AddingForeverEndsAtTheEndOfTime) {
  EXPECT_EQ(saturating_add(start_of_run + 5s, 3s), start_of_run + 8s);
  EXPECT_EQ(saturating_add(start_of_run + 5s, forever), end_of_time);
  EXPECT_EQ(saturating_add(start_of_run, forever), end_of_time);
  EXPECT_EQ(saturating_add(end_of_time, 1ns), end_of_time);
}

TEST(Time, TheNextTickIsNeverNow) {
  EXPECT_EQ(next_tick_delay(start_of_run, 10ms), 10ms);
  EXPECT_EQ(next_tick_delay(start_of_run + 3ms, 10ms), 7ms);
  EXPECT_EQ(next_tick_delay(start_of_run + 10ms - 1ns, 10ms), 1ns);
  EXPECT_EQ(next_tick_delay(start_of_run + 10ms, 10ms), 10ms);
}

TEST(Time, AClockThatWasSetBackTicksToo) {
  EXPECT_EQ(next_tick_delay(LocalInstant{-3ms}, 10ms), 3ms);
  EXPECT_EQ(next_tick_delay(LocalInstant{-10ms}, 10ms), 10ms);
}

TEST(Money, IsExact) {
  EXPECT_EQ(yuan(100) - Money{1} + Money{1}, yuan(100));
  EXPECT_EQ(-yuan(1), Money{-100});
  EXPECT_LT(yuan(1), Money{101});
  Money sum;
  sum += yuan(2);
  sum -= Money{50};
  EXPECT_EQ(sum.fen, 150);
}

TEST(Id, ZeroIsNobody) {
  EXPECT_FALSE(IntentId{});
  EXPECT_TRUE(IntentId{3});
  EXPECT_NE(std::hash<IntentId>{}(IntentId{3}), std::hash<IntentId>{}(IntentId{4}));
}

}  // namespace
}  // namespace txlab
