#include "sim/kernel/task.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "sim/kernel/wait.hpp"

namespace txlab {
namespace {

using Lines = std::vector<std::string>;

// Says when it is destroyed; a moved-from one is nobody.
class Witness {
 public:
  Witness(Lines& lines, std::string name) : lines_(&lines), name_(std::move(name)) {}
  Witness(Witness&& other) noexcept
      : lines_(std::exchange(other.lines_, nullptr)), name_(std::move(other.name_)) {}
  Witness& operator=(Witness&&) = delete;
  ~Witness() {
    if (lines_ != nullptr) lines_->push_back(name_);
  }

 private:
  Lines* lines_;
  std::string name_;
};

class TaskTest : public testing::Test {
 protected:
  Kernel kernel_;
  Scope scope_{kernel_};
  Lines lines_;
};

Task<int> doubled(Kernel& kernel, int value) {
  co_await Sleep(kernel, 1ms);
  co_return 2 * value;
}

Task<int> sum_of_doubles(Kernel& kernel, int n) {
  int sum = 0;
  for (int i = 1; i <= n; ++i) {
    const int twice = co_await doubled(kernel, i);
    sum += twice;
  }
  co_return sum;
}

Task<std::unique_ptr<std::string>> text() {
  co_return std::make_unique<std::string>("a result that can only be moved");
}

Task<> asks(Kernel& kernel, int& sum, std::string& answer) {
  sum = co_await sum_of_doubles(kernel, 4);
  const auto owned = co_await text();
  answer = *owned;
}

TEST_F(TaskTest, ResultsComeBackThroughNestedTasks) {
  int sum = 0;
  std::string answer;
  scope_.spawn(asks(kernel_, sum, answer));
  EXPECT_EQ(sum, 0);
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(sum, 20);
  EXPECT_EQ(answer, "a result that can only be moved");
  EXPECT_EQ(kernel_.now(), start_of_run + 4ms);
  EXPECT_TRUE(scope_.idle());
}

Task<> leaf(Kernel& kernel, Lines& lines, std::string name, [[maybe_unused]] Witness parameter) {
  const Witness local(lines, name + ".leaf.local");
  co_await Sleep(kernel, 1s);
  lines.push_back(name + " woke");
}

Task<> trunk(Kernel& kernel, Lines& lines, std::string name) {
  const Witness local(lines, name + ".trunk.local");
  co_await leaf(kernel, lines, name, Witness(lines, name + ".leaf.parameter"));
}

TEST_F(TaskTest, ATaskThatIsNotAwaitedNeverStarts) {
  { const auto unawaited = leaf(kernel_, lines_, "x", Witness(lines_, "x.leaf.parameter")); }
  EXPECT_EQ(lines_, (Lines{"x.leaf.parameter"}));
  EXPECT_TRUE(kernel_.agenda().empty());
}

TEST_F(TaskTest, AScopeDestroysItsProcessesNewestFirstAndEachInnermostFirst) {
  scope_.spawn(trunk(kernel_, lines_, "a"));
  scope_.spawn(trunk(kernel_, lines_, "b"));
  EXPECT_EQ(kernel_.agenda().pending(), 2u);
  kernel_.run_until(start_of_run + 1ms);
  scope_.destroy_all();
  EXPECT_EQ(lines_, (Lines{"b.leaf.local", "b.leaf.parameter", "b.trunk.local",  //
                           "a.leaf.local", "a.leaf.parameter", "a.trunk.local"}));
  EXPECT_TRUE(kernel_.agenda().empty());
  EXPECT_TRUE(scope_.idle());
}

TEST_F(TaskTest, DestructorsRunOnceWhenTheProcessEndsByItself) {
  scope_.spawn(trunk(kernel_, lines_, "a"));
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(lines_, (Lines{"a woke", "a.leaf.local", "a.leaf.parameter", "a.trunk.local"}));
  scope_.destroy_all();
  EXPECT_EQ(lines_.size(), 4u);
}

TEST_F(TaskTest, AScopeThatEndsDestroysItsProcesses) {
  {
    Scope inner(kernel_);
    inner.spawn(trunk(kernel_, lines_, "a"));
    EXPECT_FALSE(inner.idle());
  }
  EXPECT_EQ(lines_.size(), 3u);
  EXPECT_TRUE(kernel_.agenda().empty());
}

TEST_F(TaskTest, ProcessesThatEndLeaveTheOthersInPlace) {
  for (int i = 0; i < 5; ++i) scope_.spawn(trunk(kernel_, lines_, std::to_string(i)));
  kernel_.agenda().advance_to(start_of_run + 500ms);
  for (int i = 5; i < 8; ++i) scope_.spawn(trunk(kernel_, lines_, std::to_string(i)));
  kernel_.run_until(start_of_run + 1s);  // the first five end
  lines_.clear();
  scope_.destroy_all();
  EXPECT_EQ(lines_, (Lines{"7.leaf.local", "7.leaf.parameter", "7.trunk.local",  //
                           "6.leaf.local", "6.leaf.parameter", "6.trunk.local",  //
                           "5.leaf.local", "5.leaf.parameter", "5.trunk.local"}));
}

Task<> spawns(Kernel& kernel, Scope& scope, Lines& lines, int depth) {
  co_await Sleep(kernel, 1ms);
  lines.push_back(std::to_string(depth));
  if (depth > 0) scope.spawn(spawns(kernel, scope, lines, depth - 1));
}

TEST_F(TaskTest, AProcessCanSpawnOthers) {
  scope_.spawn(spawns(kernel_, scope_, lines_, 3));
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(lines_, (Lines{"3", "2", "1", "0"}));
}

// The lowest address of the stack that a process has seen, after its first turns and in the end.
struct Stack {
  std::uintptr_t early = ~std::uintptr_t{0};
  std::uintptr_t late = ~std::uintptr_t{0};
};

Task<> turns(Kernel& kernel, int& turn, Stack& lowest) {
  for (turn = 0; turn < 1'000'000; ++turn) {
    const auto here = reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
    lowest.late = std::min(lowest.late, here);
    if (turn == 10) lowest.early = lowest.late;
    co_await Sleep(kernel, Duration{turn % 3});
  }
}

TEST_F(TaskTest, AMillionTurnsOfALoopDoNotGrowTheStack) {
  int turn = 0;
  Stack lowest;
  scope_.spawn(turns(kernel_, turn, lowest));
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(turn, 1'000'000);
  EXPECT_LE(lowest.early - lowest.late, 4096u);
}

Task<int> one() { co_return 1; }

Task<> counts(Kernel& kernel, int& sum) {
  for (int i = 0; i < 1'000'000; ++i) {
    const int next = co_await one();  // ends without suspending
    sum += next;
  }
  co_await Sleep(kernel, 1ms);
}

TEST_F(TaskTest, AMillionChildrenThatEndAtOnceDoNotGrowTheStack) {
#ifdef TXLAB_SANITIZED
  GTEST_SKIP() << "the sanitizers keep the compiler from making tail calls";
#endif
  int sum = 0;
  scope_.spawn(counts(kernel_, sum));
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(sum, 1'000'000);
}

Task<> throws(Kernel& kernel) {
  co_await Sleep(kernel, 1ms);
  throw 1;
}

using TaskDeathTest = TaskTest;

TEST_F(TaskDeathTest, NoExceptionLeavesATask) {
  scope_.spawn(throws(kernel_));
  EXPECT_EXIT(kernel_.run_until(end_of_time), testing::ExitedWithCode(70), "no exception");
}

}  // namespace
}  // namespace txlab
