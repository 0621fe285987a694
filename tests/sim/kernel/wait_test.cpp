#include "sim/kernel/wait.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

namespace txlab {
namespace {

using Lines = std::vector<std::string>;

class WaitTest : public testing::Test {
 protected:
  std::string now() const { return std::to_string(kernel_.now().time_since_epoch() / 1ms); }
  Kernel kernel_;
  Scope scope_{kernel_};
  Lines lines_;
};

std::string at(const std::string& name, Kernel& kernel) {
  return name + std::to_string(kernel.now().time_since_epoch() / 1ms);
}

Task<> sleeps(Kernel& kernel, Duration delay, std::string name, Lines& lines) {
  lines.push_back("begin " + name);
  co_await Sleep(kernel, delay);
  lines.push_back(at(name, kernel));
}

TEST_F(WaitTest, ASleepOfZeroStillLetsOthersGoFirst) {
  scope_.spawn(sleeps(kernel_, 0ms, "a", lines_));
  scope_.spawn(sleeps(kernel_, 0ms, "b", lines_));
  EXPECT_EQ(lines_, (Lines{"begin a", "begin b"}));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"begin a", "begin b", "a0", "b0"}));
}

TEST_F(WaitTest, ASleepLeavesTheAgendaWithItsProcess) {
  scope_.spawn(sleeps(kernel_, 1s, "a", lines_));
  EXPECT_EQ(kernel_.agenda().pending(), 1u);
  scope_.destroy_all();
  EXPECT_EQ(kernel_.agenda().pending(), 0u);
}

TEST_F(WaitTest, SleepingForeverIsPossible) {
  scope_.spawn(sleeps(kernel_, forever, "a", lines_));
  EXPECT_FALSE(kernel_.run_until(start_of_run + std::chrono::hours(24 * 365)));
}

Task<> waits(Signal& signal, Kernel& kernel, std::string name, Lines& lines) {
  co_await signal.wait();
  lines.push_back(at(name, kernel));
}

TEST_F(WaitTest, ASignalWakesOneOrAllInTheOrderOfTheirWaiting) {
  Signal signal(kernel_);
  signal.notify_all();  // nobody waits: forgotten
  for (const char* name : {"a", "b", "c", "d"}) scope_.spawn(waits(signal, kernel_, name, lines_));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, Lines{});
  signal.notify_one();
  EXPECT_EQ(lines_, Lines{}) << "wakes up through the agenda, not inside of notify";
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"a0"}));
  signal.notify_all();
  EXPECT_FALSE(signal.awaited());
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"a0", "b0", "c0", "d0"}));
}

TEST_F(WaitTest, WaitersThatAreDestroyedLeaveTheSignalAndTheAgenda) {
  Signal signal(kernel_);
  Scope doomed(kernel_);
  scope_.spawn(waits(signal, kernel_, "a", lines_));
  doomed.spawn(waits(signal, kernel_, "x", lines_));
  scope_.spawn(waits(signal, kernel_, "b", lines_));
  doomed.spawn(waits(signal, kernel_, "y", lines_));
  doomed.destroy_all();
  doomed.spawn(waits(signal, kernel_, "z", lines_));
  signal.notify_all();
  EXPECT_EQ(kernel_.agenda().pending(), 3u);
  doomed.destroy_all();  // z was notified and dies before it runs
  EXPECT_EQ(kernel_.agenda().pending(), 2u);
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"a0", "b0"}));
}

Task<> works(Permits& permits, Kernel& kernel, Duration time, std::string name, Lines& lines) {
  const auto permit = co_await permits.acquire();
  lines.push_back(at(name + " has it ", kernel));
  co_await Sleep(kernel, time);
}

TEST_F(WaitTest, PermitsGoToWhoeverWaitedLongest) {
  Permits permits(kernel_, 2);
  for (const char* name : {"a", "b", "c", "d"}) {
    scope_.spawn(works(permits, kernel_, 10ms, name, lines_));
  }
  EXPECT_EQ(permits.free(), 0u);
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"a has it 0", "b has it 0", "c has it 10", "d has it 10"}));
  EXPECT_EQ(permits.free(), 2u);
}

Task<> returns_then_takes_again(Permits& permits, Kernel& kernel, Lines& lines) {
  {
    const auto permit = co_await permits.acquire();
    co_await Sleep(kernel, 10ms);
  }
  const auto again = co_await permits.acquire();
  lines.push_back(at("greedy ", kernel));
}

TEST_F(WaitTest, AReturnedPermitCannotBeOvertaken) {
  Permits permits(kernel_, 1);
  scope_.spawn(returns_then_takes_again(permits, kernel_, lines_));
  scope_.spawn(works(permits, kernel_, 5ms, "patient", lines_));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"patient has it 10", "greedy 15"}));
}

TEST_F(WaitTest, APermitComesBackWhenItsHolderIsDestroyed) {
  Permits permits(kernel_, 1);
  Scope doomed(kernel_);
  doomed.spawn(works(permits, kernel_, 1h, "doomed", lines_));
  scope_.spawn(works(permits, kernel_, 1ms, "next", lines_));
  kernel_.agenda().advance_to(start_of_run + 5ms);
  doomed.destroy_all();
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"doomed has it 0", "next has it 5"}));
  EXPECT_EQ(permits.free(), 1u);
}

TEST_F(WaitTest, APermitIsNotLostWithAWaiterThatDiesWhileItIsHandedOver) {
  Permits permits(kernel_, 1);
  Scope doomed(kernel_);
  Scope first(kernel_);
  first.spawn(works(permits, kernel_, 1h, "first", lines_));
  doomed.spawn(works(permits, kernel_, 1h, "doomed", lines_));
  scope_.spawn(works(permits, kernel_, 1ms, "next", lines_));
  first.destroy_all();   // the permit is on its way to the doomed one
  doomed.destroy_all();  // and goes on to the next
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"first has it 0", "next has it 0"}));
  EXPECT_EQ(permits.free(), 1u);
}

}  // namespace
}  // namespace txlab
