// The searches that learn, and the priority walk, on worlds whose runs can be counted by hand.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/explore/exhaustive.hpp"
#include "sim/explore/lineage.hpp"
#include "sim/explore/portfolio.hpp"
#include "sim/explore/priority_walk.hpp"
#include "sim/world/network.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;

// A world that consists of what it asks and reports.
class Script {
 public:
  Script(Chooser& chooser, Observer* watcher) : chooser_(chooser), watcher_(watcher) {}

  std::uint32_t tie(std::vector<Actor> actors) {
    const auto n = static_cast<std::uint32_t>(actors.size());
    return chooser_.choose({.kind = Site::Kind::tie, .what = "tie", .tied = actors}, n);
  }
  // Whether it arrives, with whatever delay; its fate.
  MessageChoice send(std::uint16_t from, std::uint16_t to, std::string_view name) {
    Happening happening{.kind = Kind::sent,
                        .host = HostId{from},
                        .peer = HostId{to},
                        .intent = IntentId{1},
                        .name = name,
                        .message = ++sent_};
    report(happening);
    const auto fate = static_cast<MessageChoice>(chooser_.choose(
        {.kind = Site::Kind::message, .host = from, .peer = to, .what = name}, message_choices));
    happening.kind = fate == MessageChoice::lose ? Kind::lost : Kind::delivered;
    if (fate == MessageChoice::duplicate) {
      Happening twice = happening;
      twice.kind = Kind::duplicated;
      report(twice);
    }
    at_ += fate == MessageChoice::delay_past_timeout ? 5s
           : fate == MessageChoice::overtaken        ? 1s
                                                     : 0s;
    report(happening);
    return fate;
  }
  void changed(std::uint16_t host, std::string_view name) {
    const RowChange row{};
    report({.kind = Kind::durable,
            .host = HostId{host},
            .intent = IntentId{1},
            .name = name,
            .changes = std::span(&row, 1)});
  }

 private:
  void report(const Happening& happening) {
    if (watcher_ != nullptr) watcher_->on(happening, at_);
  }
  Chooser& chooser_;
  Observer* watcher_;
  Instant at_ = start_of_run;
  std::uint64_t sent_ = 0;
};

struct Searched {
  std::vector<std::uint64_t> breaking;
  std::vector<std::uint64_t> digests;
  std::vector<std::size_t> choices;
};

template <typename AnySearch>
Searched all_of(AnySearch& search, const Subject& subject, std::uint64_t budget,
                unsigned threads = 1, std::uint64_t share = 7) {
  Searched found;
  Portfolio portfolio({budget, threads, nullptr},
                      [&](const Stage&, std::uint64_t run, const Tried& tried) {
                        if (tried.outcome.broken != 0) found.breaking.push_back(run);
                        found.digests.push_back(tried.outcome.digest);
                        found.choices.push_back(tried.choices.size());
                      });
  std::vector<Stage> stages{{search, subject, share}};
  portfolio.take_turns(stages);
  return found;
}

// Two events at one instant, on the same host or on two, then two messages of a third. Broken if
// the second event came first and the last message is lost.
Subject tie_and_two_messages(Actor first, Actor second) {
  return [=](Chooser& chooser, Observer* watcher) {
    Script world(chooser, watcher);
    const std::uint32_t rank = world.tie({first, second});
    world.changed(rank == 0 ? first : second, rank == 0 ? "a" : "b");
    world.changed(rank == 0 ? second : first, rank == 0 ? "b" : "a");
    const MessageChoice one = world.send(3, 4, "one");
    const MessageChoice two = world.send(3, 4, "two");
    Outcome outcome;
    outcome.broken = rank == 1 && two == MessageChoice::lose ? 1 : 0;
    outcome.digest =
        rank * 100 + static_cast<std::uint64_t>(one) * 10 + static_cast<std::uint64_t>(two);
    return outcome;
  };
}

TEST(Exhaustive, TriesEveryCombinationWithinItsBudgetOnce) {
  Exhaustive search({.faults = 1, .delays = 1});
  const Searched found = all_of(search, tie_and_two_messages(1, 1), 1000);
  // The calm run; the other order; of each message three faults and a delay; a delay of one and a
  // fault of the other: the tie with either message, the messages with each other.
  EXPECT_EQ(found.digests.size(), 1u + 1u + 2 * 4u + 2 * 3u + 2 * 3u);
  EXPECT_EQ(found.breaking.size(), 1u);
  EXPECT_TRUE(search.finished());
  EXPECT_EQ(search.complete(), 2u);
  std::vector<std::uint64_t> once = found.digests;
  std::ranges::sort(once);
  EXPECT_EQ(std::ranges::unique(once).begin(), once.end());
}

TEST(Exhaustive, GoesOnFromAStateOnce) {
  Exhaustive search({.faults = 1, .delays = 1});
  const Searched found = all_of(search, tie_and_two_messages(1, 2), 1000);
  // The tie commutes: behind it the state is that of the calm run, which has more of the budget.
  EXPECT_EQ(found.digests.size(), 1u + 1u + 2 * 4u + 2 * 3u);
  EXPECT_GT(search.met_before(), 0u);
}

TEST(Exhaustive, TriesFewerChoicesFirstAndSaysHowFarItCame) {
  Exhaustive search({.faults = 1, .delays = 1});
  const Searched found = all_of(search, tie_and_two_messages(1, 1), 12);
  EXPECT_TRUE(std::ranges::is_sorted(found.choices));
  EXPECT_EQ(search.complete(), 1u);
  EXPECT_FALSE(search.finished());
}

TEST(Exhaustive, ThatRemembersNoStatesTriesMore) {
  Exhaustive forgetful({.faults = 1, .delays = 1, .most_states = 0});
  const Searched found = all_of(forgetful, tie_and_two_messages(1, 2), 1000);
  EXPECT_EQ(found.digests.size(), 1u + 1u + 2 * 4u + 2 * 3u + 2 * 3u);
  EXPECT_TRUE(forgetful.finished());
}

TEST(Exhaustive, ThatMayNotProposeAllDoesNotClaimToBeFinished) {
  Exhaustive limited({.faults = 1, .delays = 1, .most_runs = 15});
  const Searched found = all_of(limited, tie_and_two_messages(1, 1), 1000);
  EXPECT_EQ(found.digests.size(), 15u);
  EXPECT_FALSE(limited.finished());
  EXPECT_EQ(limited.complete(), 1u);
}

TEST(Exhaustive, IsTheSameInBatchesOfAnySizeOnAnyNumberOfThreads) {
  Exhaustive alone({.faults = 2, .delays = 2});
  Exhaustive together({.faults = 2, .delays = 2});
  const Subject subject = tie_and_two_messages(1, 2);
  EXPECT_EQ(all_of(alone, subject, 60, 1, 1).digests, all_of(together, subject, 60, 3, 50).digests);
}

// Of three simultaneous events on three hosts, an order that only commutes is not tried: after
// "third first", choosing the second next gives what "second, then third" gave.
TEST(Exhaustive, LetsOrdersSleepThatOnlyCommute) {
  const Subject subject = [](Chooser& chooser, Observer* watcher) {
    Script world(chooser, watcher);
    std::vector<Actor> left{1, 2, 3};
    std::uint64_t digest = 0;
    while (left.size() > 1) {
      const std::uint32_t rank = world.tie(left);
      digest = digest * 10 + left[rank];
      world.changed(left[rank], "done");
      left.erase(left.begin() + rank);
    }
    Outcome outcome;
    outcome.digest = digest;
    return outcome;
  };
  Exhaustive search({.faults = 0, .delays = 2});
  const Searched found = all_of(search, subject, 1000);
  // 12, 21, 31 and, of the second ties, 13 and 23; but not 32.
  EXPECT_EQ(std::ranges::count(found.digests, 32u), 0);
  EXPECT_EQ(found.digests.size(), 5u);
}

// A request that is sent again if it is lost, and a message that has nothing to do with it. Broken
// if both requests are lost.
Outcome request_and_retry(Chooser& chooser, Observer* watcher) {
  Script world(chooser, watcher);
  world.send(7, 8, "unrelated");
  Outcome outcome;
  bool done = world.send(1, 2, "request") != MessageChoice::lose;
  if (!done) done = world.send(1, 2, "request") != MessageChoice::lose;
  if (done) {
    world.changed(2, "branch");
    world.send(2, 1, "thanks");
  }
  outcome.broken = done ? 0 : 1;
  return outcome;
}

TEST(Lineage, TriesOnlyWhatTheOutcomeRestsOn) {
  Lineage search(2);
  const Searched found = all_of(search, &request_and_retry, 1000);
  // The calm run, the request lost, and the retry lost as well; neither the unrelated message nor
  // what came after the outcome.
  EXPECT_EQ(found.choices, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(found.breaking, std::vector<std::uint64_t>{2});
  EXPECT_EQ(search.complete(), 2u);
}

TEST(Lineage, IsTheSameInBatchesOfAnySizeOnAnyNumberOfThreads) {
  Lineage alone(2);
  Lineage together(2);
  EXPECT_EQ(all_of(alone, &request_and_retry, 100, 1, 1).choices,
            all_of(together, &request_and_retry, 100, 3, 50).choices);
}

TEST(PriorityWalk, FindsABugOfDepthTwoAsOftenAsItsBoundSays) {
  // Two hosts and five steps: the tie, and each message twice. The bug needs the first host to come
  // last, and the second message to be late.
  const Subject subject = [](Chooser& chooser, Observer* watcher) {
    Script world(chooser, watcher);
    const std::uint32_t rank = world.tie({1, 2});
    world.send(3, 4, "one");
    const MessageChoice two = world.send(3, 4, "two");
    Outcome outcome;
    outcome.broken = rank == 1 && two == MessageChoice::delay_past_timeout ? 1 : 0;
    return outcome;
  };
  PriorityWalk search({.seed = 5, .hosts = 2, .steps = 5});
  const Searched found = all_of(search, subject, 8000);
  const auto of_depth_two = std::ranges::count_if(
      found.breaking, [](std::uint64_t run) { return PriorityWalk::depth_of(run) == 2; });
  // 2,000 runs of depth 2 with at least 1/10 each: 200 with a deviation of 13.4; three of them.
  EXPECT_GE(of_depth_two, 200 - 41);
  const bool shallow = std::ranges::any_of(
      found.breaking, [](std::uint64_t run) { return PriorityWalk::depth_of(run) == 1; });
  EXPECT_FALSE(shallow);
}

TEST(PriorityWalk, SaysHowLikelyItHasMissedABug) {
  const PriorityWalk search({.seed = 5, .hosts = 4, .steps = 10});
  // Of 40 runs ten have each depth: (1 - 1/4)^10 and (1 - 1/40)^10.
  EXPECT_NEAR(search.miss_bound(1, 40), std::pow(0.75, 10), 1e-12);
  EXPECT_NEAR(search.miss_bound(2, 40), std::pow(0.975, 10), 1e-12);
  EXPECT_NEAR(search.miss_bound(2, 41), std::pow(0.975, 10), 1e-12);
  EXPECT_NEAR(search.miss_bound(2, 42), std::pow(0.975, 11), 1e-12);
  EXPECT_EQ(search.miss_bound(3, 0), 1);
}

TEST(StepCount, CountsTiesOnceAndMessagesTwice) {
  StepCount count;
  Script world(count, nullptr);
  world.tie({1, 2});
  world.send(1, 2, "one");
  world.send(1, 2, "two");
  EXPECT_EQ(count.steps(), 5u);
}

}  // namespace
}  // namespace txlab
