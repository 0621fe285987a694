#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/kernel/wait.hpp"

namespace txlab {
namespace {

using Lines = std::vector<std::string>;

class TaskListTest : public testing::Test {
 protected:
  Kernel kernel_;
  Scope scope_{kernel_};
  Lines lines_;
};

// Takes no time at all for a delay of zero.
Task<int> answers(Kernel& kernel, Duration delay, int value, Lines& lines) {
  if (delay > 0ms) {
    co_await Sleep(kernel, delay);
  }
  lines.push_back(std::to_string(value));
  co_return value;
}

Task<> asks_all(Kernel& kernel, std::vector<Duration> delays, int& sum, Lines& lines) {
  TaskList<int> list;
  int value = 0;
  for (const Duration delay : delays) list.add(answers(kernel, delay, ++value, lines));
  const auto results = co_await list;
  for (std::size_t i = 0; i < list.size(); ++i) sum = 10 * sum + *results[i];
  lines.push_back("all at " + std::to_string(kernel.now().time_since_epoch() / 1ms));
}

TEST_F(TaskListTest, ChildrenRunConcurrentlyAndResultsKeepTheirPlaces) {
  int digits = 0;
  scope_.spawn(asks_all(kernel_, {30ms, 10ms, 20ms}, digits, lines_));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"2", "3", "1", "all at 30"}));
  EXPECT_EQ(digits, 123);
}

TEST_F(TaskListTest, ChildrenMayEndAtOnce) {
  int digits = 0;
  scope_.spawn(asks_all(kernel_, {0ms, 0ms}, digits, lines_));
  EXPECT_EQ(lines_, (Lines{"1", "2", "all at 0"})) << "without a turn of the agenda";
  EXPECT_EQ(digits, 12);
  EXPECT_TRUE(scope_.idle());
}

TEST_F(TaskListTest, SomeChildrenEndAtOnceAndOthersLater) {
  int digits = 0;
  scope_.spawn(asks_all(kernel_, {0ms, 10ms, 0ms, 5ms}, digits, lines_));
  EXPECT_EQ(lines_, (Lines{"1", "3"}));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"1", "3", "4", "2", "all at 10"}));
  EXPECT_EQ(digits, 1234);
}

TEST_F(TaskListTest, AnEmptyListIsDone) {
  int digits = 0;
  scope_.spawn(asks_all(kernel_, {}, digits, lines_));
  EXPECT_EQ(lines_, (Lines{"all at 0"}));
}

TEST_F(TaskListTest, ACrashTakesTheChildrenOffTheAgenda) {
  int digits = 0;
  scope_.spawn(asks_all(kernel_, {10ms, 20ms, 0ms}, digits, lines_));
  kernel_.run_until(start_of_run + 15ms);
  EXPECT_EQ(kernel_.agenda().pending(), 1u);
  scope_.destroy_all();
  EXPECT_EQ(kernel_.agenda().pending(), 0u);
  EXPECT_EQ(lines_, (Lines{"3", "1"}));
}

Task<> does(Kernel& kernel, Duration delay, Lines& lines) {
  co_await Sleep(kernel, delay);
  lines.push_back("done");
}

Task<> does_both(Kernel& kernel, Lines& lines) {
  TaskList<void> list;
  list.add(does(kernel, 1ms, lines));
  list.add(does(kernel, 2ms, lines));
  co_await list;
  lines.push_back("both");
}

TEST_F(TaskListTest, ChildrenNeedNotHaveResults) {
  scope_.spawn(does_both(kernel_, lines_));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"done", "done", "both"}));
}

Task<> nests(Kernel& kernel, int depth, Lines& lines) {
  if (depth == 0) {
    co_await does(kernel, 1ms, lines);
    co_return;
  }
  TaskList<void> list;
  list.add(nests(kernel, depth - 1, lines));
  list.add(nests(kernel, depth - 1, lines));
  co_await list;
}

TEST_F(TaskListTest, ListsNest) {
  scope_.spawn(nests(kernel_, 4, lines_));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_.size(), 16u);
  EXPECT_TRUE(scope_.idle());
  scope_.spawn(nests(kernel_, 4, lines_));
  scope_.destroy_all();
  EXPECT_TRUE(kernel_.agenda().empty());
}

}  // namespace
}  // namespace txlab
