#include "sim/kernel/agenda.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <map>
#include <vector>

#include "ping.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

class AgendaTest : public testing::Test {
 protected:
  Ping& ping(int name) { return pings_.emplace_back(agenda_, fired_, name); }
  Ping& add(Duration at, int name) {
    Ping& event = ping(name);
    agenda_.add(start_of_run + at, event);
    return event;
  }
  // The names in the order in which the agenda gives them out.
  std::vector<int> drain(Instant deadline = end_of_time) {
    std::vector<int> names;
    while (Event* event = agenda_.take(deadline)) names.push_back(static_cast<Ping*>(event)->name);
    return names;
  }

  Agenda agenda_;
  std::vector<int> fired_;
  std::deque<Ping> pings_;
};

TEST_F(AgendaTest, GivesEventsInTheOrderOfTheirTimes) {
  add(30ms, 3);
  add(10ms, 1);
  add(20ms, 2);
  EXPECT_EQ(agenda_.next_time(), start_of_run + 10ms);
  EXPECT_EQ(drain(), (std::vector{1, 2, 3}));
  EXPECT_EQ(agenda_.now(), start_of_run + 30ms);
  EXPECT_TRUE(agenda_.empty());
}

TEST_F(AgendaTest, EventsOfOneInstantAreFirstInFirstOut) {
  for (int name = 0; name < 100; ++name) add(name % 2 == 0 ? 5ms : 7ms, name);
  const auto names = drain();
  ASSERT_EQ(names.size(), 100u);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(names[static_cast<std::size_t>(i)], 2 * i);
    EXPECT_EQ(names[static_cast<std::size_t>(50 + i)], 2 * i + 1);
  }
}

TEST_F(AgendaTest, WhatIsAddedForNowComesAfterWhatWasAddedForNowEarlier) {
  add(5ms, 1);
  add(5ms, 2);
  ASSERT_EQ(static_cast<Ping*>(agenda_.take())->name, 1);
  add(5ms, 3);  // now is 5 ms: the ring; 2 is still in the heap
  add(6ms, 5);
  add(5ms, 4);
  EXPECT_EQ(agenda_.next_time(), start_of_run + 5ms);
  EXPECT_EQ(drain(), (std::vector{2, 3, 4, 5}));
}

TEST_F(AgendaTest, ManyEventsOfThePresentInstantKeepTheirOrder) {
  std::vector<int> expected;
  for (int name = 0; name < 1000; ++name) {  // the ring grows several times, also when it wraps
    add(0ms, name);
    add(0ms, 10'000 + name);
    expected.push_back(name);
    expected.push_back(10'000 + name);
    if (name % 3 == 0) {
      ASSERT_EQ(static_cast<Ping*>(agenda_.take())->name,
                expected[static_cast<std::size_t>(name / 3)]);
    }
  }
  expected.erase(expected.begin(), expected.begin() + 334);
  EXPECT_EQ(drain(), expected);
}

TEST_F(AgendaTest, ACancelledEventDoesNotFireAndCanBeAddedAgain) {
  Ping& one = add(10ms, 1);
  add(20ms, 2);
  EXPECT_TRUE(one.armed());
  agenda_.cancel(one);
  EXPECT_FALSE(one.armed());
  EXPECT_EQ(agenda_.pending(), 1u);
  EXPECT_EQ(agenda_.next_time(), start_of_run + 20ms);
  agenda_.cancel(one);  // nothing to cancel
  agenda_.add(start_of_run + 20ms, one);
  EXPECT_EQ(drain(), (std::vector{2, 1}));
}

TEST_F(AgendaTest, AnEventOfThePresentInstantCanBeCancelled) {
  Ping& one = add(0ms, 1);
  add(0ms, 2);
  Ping& three = add(0ms, 3);
  agenda_.cancel(one);
  agenda_.cancel(three);
  EXPECT_EQ(agenda_.pending(), 1u);
  EXPECT_EQ(drain(), (std::vector{2}));
  EXPECT_TRUE(agenda_.empty());
}

TEST_F(AgendaTest, NothingIsTakenBeyondTheDeadline) {
  add(10ms, 1);
  add(20ms, 2);
  EXPECT_EQ(drain(start_of_run + 10ms), (std::vector{1}));
  EXPECT_EQ(agenda_.now(), start_of_run + 10ms);
  agenda_.advance_to(start_of_run + 15ms);
  EXPECT_EQ(agenda_.now(), start_of_run + 15ms);
  add(15ms, 3);
  EXPECT_EQ(drain(start_of_run + 14ms), std::vector<int>{});
  EXPECT_EQ(drain(), (std::vector{3, 2}));
}

TEST_F(AgendaTest, TheEndOfTimeIsATimeLikeOthers) {
  agenda_.add(end_of_time, ping(1));
  EXPECT_EQ(drain(), (std::vector{1}));
  EXPECT_EQ(agenda_.now(), end_of_time);
}

TEST_F(AgendaTest, TiesAreCountedAndCanBeTakenInAnyOrder) {
  add(5ms, 0);
  Ping& cancelled = add(5ms, 1);
  add(5ms, 2);
  add(5ms, 3);
  add(6ms, 4);
  agenda_.cancel(cancelled);
  EXPECT_EQ(agenda_.ties(), 3u);
  EXPECT_EQ(static_cast<Ping&>(agenda_.take_tie(1)).name, 2);
  EXPECT_EQ(agenda_.now(), start_of_run + 5ms);
  add(5ms, 5);  // joins the ties at the end
  EXPECT_EQ(agenda_.ties(), 3u);
  EXPECT_EQ(static_cast<Ping&>(agenda_.take_tie(2)).name, 5);
  EXPECT_EQ(drain(), (std::vector{0, 3, 4}));
}

// Cancelled timers are the rule, not the exception: every call that is answered leaves one.
TEST_F(AgendaTest, CancelledTimersDoNotFillTheQueue) {
  constexpr std::size_t live = 500;
  std::deque<Ping*> timers;
  const Stream stream(1, "test.timers");
  for (std::uint64_t i = 0; i < 200'000; ++i) {
    if (timers.size() == live) {
      agenda_.cancel(*timers.front());
      timers.push_back(timers.front());
      timers.pop_front();
    } else {
      timers.push_back(&ping(0));
    }
    const auto delay = static_cast<std::int64_t>(stream.below(1'000'000, i));
    agenda_.add(saturating_add(agenda_.now(), Duration{1'000'000 + delay}), *timers.back());
    ASSERT_LE(agenda_.heap_size(), 4 * agenda_.pending() + 128);
  }
  EXPECT_EQ(agenda_.pending(), live);
}

TEST_F(AgendaTest, AQueueOfNothingButCancelledTimersBecomesSmall) {
  std::vector<Ping*> timers;
  for (int i = 0; i < 10'000; ++i) timers.push_back(&add(Duration{1 + i * 7919 % 10'000}, i));
  for (Ping* timer : timers) agenda_.cancel(*timer);
  EXPECT_TRUE(agenda_.empty());
  EXPECT_LE(agenda_.heap_size(), 128u);
  EXPECT_EQ(agenda_.take(), nullptr);
}

// The obvious agenda: a sorted multimap, which is first in, first out among equals.
class Model {
 public:
  void add(std::int64_t at, int name) { where_[name] = pending_.emplace(at, name); }
  void cancel(int name) {
    pending_.erase(where_.at(name));
    where_.erase(name);
  }
  int take() {
    const auto first = pending_.begin();
    const int name = first->second;
    where_.erase(name);
    pending_.erase(first);
    return name;
  }
  bool holds(int name) const { return where_.contains(name); }
  std::size_t size() const { return pending_.size(); }
  std::int64_t next() const { return pending_.begin()->first; }

 private:
  std::multimap<std::int64_t, int> pending_;
  std::map<int, std::multimap<std::int64_t, int>::iterator> where_;
};

class AgendaAgainstModel : public testing::TestWithParam<int> {};

TEST_P(AgendaAgainstModel, RandomAddsCancelsAndTakesAgree) {
  const int horizon = GetParam();  // a small one gives many ties
  const Stream stream(static_cast<std::uint64_t>(horizon), "test.agenda");
  Agenda agenda;
  Model model;
  std::vector<int> unused;
  std::deque<Ping> pings;
  constexpr int names = 3000;
  for (int name = 0; name < names; ++name) pings.emplace_back(agenda, unused, name);
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const Draw draw = stream.at(i);
    Ping& event = pings[draw.bits % names];
    const bool growing = i / 10'000 % 2 == 0;
    if (model.holds(event.name)) {
      if (draw.first % 2 == 0) {
        agenda.cancel(event);
        model.cancel(event.name);
      }
    } else if (draw.first % 16 < (growing ? 12 : 5)) {
      const auto delay = Duration{draw.second % static_cast<std::uint32_t>(horizon)};
      agenda.add(agenda.now() + delay, event);
      model.add((agenda.now() + delay).time_since_epoch().count(), event.name);
    } else if (model.size() > 0) {
      ASSERT_EQ(agenda.next_time().time_since_epoch().count(), model.next());
      ASSERT_EQ(static_cast<Ping*>(agenda.take())->name, model.take()) << "operation " << i;
    }
    ASSERT_EQ(agenda.pending(), model.size());
    ASSERT_LE(agenda.heap_size(), 4 * agenda.pending() + 128);
  }
  while (model.size() > 0) ASSERT_EQ(static_cast<Ping*>(agenda.take())->name, model.take());
  EXPECT_EQ(agenda.take(), nullptr);
}

INSTANTIATE_TEST_SUITE_P(Horizons, AgendaAgainstModel, testing::Values(2, 10, 1000, 1'000'000));

TEST_F(AgendaTest, TiesAgreeWithTheModelWhenSomebodyElseChooses) {
  const Stream stream(9, "test.ties");
  for (int name = 0; name < 300; ++name) {
    add(Duration{static_cast<std::int64_t>(stream.below(20, static_cast<std::uint64_t>(name)))},
        name);
  }
  std::map<std::int64_t, std::vector<int>> model;
  for (const Ping& event : pings_) {
    const auto at = stream.below(20, static_cast<std::uint64_t>(event.name));
    model[static_cast<std::int64_t>(at)].push_back(event.name);
  }
  for (std::uint64_t i = 0; !agenda_.empty(); ++i) {
    auto& due = model.begin()->second;
    ASSERT_EQ(agenda_.ties(), due.size());
    const auto rank = stream.below(due.size(), 1000 + i);
    ASSERT_EQ(static_cast<Ping&>(agenda_.take_tie(rank)).name, due[rank]);
    due.erase(due.begin() + static_cast<std::ptrdiff_t>(rank));
    if (due.empty()) model.erase(model.begin());
  }
  EXPECT_TRUE(model.empty());
}

TEST(AgendaDeathTest, ThePastIsClosed) {
  Agenda agenda;
  std::vector<int> fired;
  Ping ping(agenda, fired, 1);
  agenda.advance_to(start_of_run + 5ms);
  EXPECT_EXIT(agenda.add(start_of_run + 4ms, ping), testing::ExitedWithCode(70), "at >= now_");
  agenda.add(start_of_run + 9ms, ping);
  EXPECT_EXIT(agenda.add(start_of_run + 9ms, ping), testing::ExitedWithCode(70), "armed");
}

}  // namespace
}  // namespace txlab
