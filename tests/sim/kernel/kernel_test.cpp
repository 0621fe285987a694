#include "sim/kernel/kernel.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "ping.hpp"
#include "sim/kernel/wait.hpp"

namespace txlab {
namespace {

using Lines = std::vector<std::string>;

Task<> sleeps(Kernel& kernel, Duration delay, int times, std::string name, Lines& lines) {
  for (int i = 0; i < times; ++i) {
    co_await Sleep(kernel, delay);
    lines.push_back(name + std::to_string(kernel.now().time_since_epoch() / 1ms));
  }
}

class KernelTest : public testing::Test {
 protected:
  Kernel kernel_;
  Scope scope_{kernel_};
  Lines lines_;
};

TEST_F(KernelTest, RunsUntilNothingIsLeft) {
  scope_.spawn(sleeps(kernel_, 10ms, 3, "a", lines_));
  scope_.spawn(sleeps(kernel_, 15ms, 2, "b", lines_));
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(lines_, (Lines{"a10", "b15", "a20", "b30", "a30"}));
  EXPECT_EQ(kernel_.now(), start_of_run + 30ms);
  EXPECT_EQ(kernel_.fired(), 5u);
  EXPECT_TRUE(scope_.idle());
}

TEST_F(KernelTest, StopsAtItsDeadlineAndGoesOnLater) {
  scope_.spawn(sleeps(kernel_, 10ms, 3, "a", lines_));
  EXPECT_FALSE(kernel_.run_until(start_of_run + 20ms));
  EXPECT_EQ(lines_, (Lines{"a10", "a20"}));
  EXPECT_TRUE(kernel_.run_until(start_of_run + 1h));
  EXPECT_EQ(lines_.size(), 3u);
}

Task<> stops_after(Kernel& kernel, Duration delay) {
  co_await Sleep(kernel, delay);
  kernel.stop();
}

TEST_F(KernelTest, StopsWhenAsked) {
  scope_.spawn(sleeps(kernel_, 10ms, 100, "a", lines_));
  scope_.spawn(stops_after(kernel_, 35ms));
  EXPECT_FALSE(kernel_.run_until(end_of_time));
  EXPECT_EQ(lines_.size(), 3u);
}

TEST_F(KernelTest, APausedScopeGoesOnInOrderWhenThePauseEnds) {
  Scope other(kernel_);
  scope_.spawn(sleeps(kernel_, 10ms, 1, "a", lines_));
  scope_.spawn(sleeps(kernel_, 20ms, 1, "b", lines_));
  scope_.spawn(sleeps(kernel_, 30ms, 2, "c", lines_));
  other.spawn(sleeps(kernel_, 25ms, 2, "other", lines_));
  kernel_.run_until(start_of_run + 5ms);
  scope_.pause_until(start_of_run + 40ms);
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"other25", "a40", "b40", "c40", "other50", "c70"}));
}

TEST_F(KernelTest, APauseCanBeExtended) {
  scope_.spawn(sleeps(kernel_, 10ms, 1, "a", lines_));
  scope_.spawn(sleeps(kernel_, 12ms, 1, "b", lines_));
  scope_.pause_until(start_of_run + 20ms);
  kernel_.run_until(start_of_run + 15ms);
  scope_.pause_until(start_of_run + 30ms);
  kernel_.run_until(end_of_time);
  EXPECT_EQ(lines_, (Lines{"a30", "b30"}));
}

TEST_F(KernelTest, APausedScopeCanBeDestroyed) {
  scope_.spawn(sleeps(kernel_, 10ms, 1, "a", lines_));
  scope_.pause_until(start_of_run + 20ms);
  kernel_.run_until(start_of_run + 15ms);
  scope_.destroy_all();
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(lines_, Lines{});
}

// Answers from a list, then 0; remembers what it was asked.
class Script : public Chooser {
 public:
  explicit Script(std::vector<std::uint32_t> answers) : answers_(std::move(answers)) {}
  std::uint32_t choose(const Site& site, std::uint32_t n) override {
    if (site.kind == Site::Kind::tie) asked_.push_back(n);
    return asked_.size() <= answers_.size() ? answers_[asked_.size() - 1] : 0;
  }
  const std::vector<std::uint32_t>& asked() const { return asked_; }

 private:
  std::vector<std::uint32_t> answers_;
  std::vector<std::uint32_t> asked_;
};

TEST_F(KernelTest, TheChooserIsAskedAboutTiesAndOnlyAboutTies) {
  Script script({});
  kernel_.set_chooser(&script);
  for (const char* name : {"a", "b", "c"}) scope_.spawn(sleeps(kernel_, 10ms, 1, name, lines_));
  scope_.spawn(sleeps(kernel_, 20ms, 1, "d", lines_));
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(script.asked(), (std::vector<std::uint32_t>{3, 2}));
  EXPECT_EQ(lines_, (Lines{"a10", "b10", "c10", "d20"}));  // 0 is first in, first out
}

TEST_F(KernelTest, TheChooserReordersTies) {
  Script script({2, 1});
  kernel_.set_chooser(&script);
  for (const char* name : {"a", "b", "c"}) scope_.spawn(sleeps(kernel_, 10ms, 2, name, lines_));
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(lines_, (Lines{"c10", "b10", "a10", "c20", "b20", "a20"}));
}

// Remembers on whom the events of each tie act.
class Tied final : public Chooser {
 public:
  std::uint32_t choose(const Site& site, std::uint32_t) override {
    seen.emplace_back(site.tied.begin(), site.tied.end());
    return 0;
  }
  std::vector<std::vector<Actor>> seen;
};

TEST_F(KernelTest, TheChooserKnowsOnWhomTheEventsOfATieAct) {
  Tied tied;
  kernel_.set_chooser(&tied);
  Scope first(kernel_, 1);
  Scope second(kernel_, 2);
  second.spawn(sleeps(kernel_, 10ms, 1, "b", lines_));
  first.spawn(sleeps(kernel_, 10ms, 1, "a", lines_));
  scope_.spawn(sleeps(kernel_, 10ms, 1, "nobody", lines_));
  EXPECT_TRUE(kernel_.run_until(end_of_time));
  EXPECT_EQ(tied.seen, (std::vector<std::vector<Actor>>{{2, 1, no_actor}, {1, no_actor}}));
}

TEST_F(KernelTest, TheChooserSeesNothingBeyondTheDeadline) {
  Script script({});
  kernel_.set_chooser(&script);
  for (const char* name : {"a", "b"}) scope_.spawn(sleeps(kernel_, 10ms, 1, name, lines_));
  EXPECT_FALSE(kernel_.run_until(start_of_run + 9ms));
  EXPECT_TRUE(script.asked().empty());
  EXPECT_TRUE(kernel_.run_until(start_of_run + 10ms));
}

// A scope that writes down at what its processes are suspended.
class Watched : public Scope {
 public:
  using Scope::Scope;
  void suspended(std::string_view what, bool idle) override {
    waits.push_back(std::string(what) + (idle ? " (idle)" : ""));
  }
  Lines waits;
};

Task<> waits_twice(Kernel& kernel, Signal& signal) {
  co_await Sleep(kernel, 1ms, "first");
  co_await signal.wait("second", true);
}

TEST_F(KernelTest, SuspensionsAreReportedOnlyToAChooser) {
  Signal signal(kernel_);
  Watched watched(kernel_);
  watched.spawn(waits_twice(kernel_, signal));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(watched.waits, Lines{});
  Script script({});
  kernel_.set_chooser(&script);
  watched.spawn(waits_twice(kernel_, signal));
  kernel_.run_until(end_of_time);
  EXPECT_EQ(watched.waits, (Lines{"first", "second (idle)"}));
  watched.destroy_all();
}

}  // namespace
}  // namespace txlab
