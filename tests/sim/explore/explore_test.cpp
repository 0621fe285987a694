// Searches, replay and shrinking on a world of a few lines, whose every run can be counted by hand.
#include <gtest/gtest.h>

#include <set>

#include "sim/explore/crash_points.hpp"
#include "sim/explore/portfolio.hpp"
#include "sim/explore/random_walk.hpp"
#include "sim/explore/replaying.hpp"
#include "sim/explore/shrink.hpp"

namespace txlab {
namespace {

// Ten messages, one after the other. Two bugs: bit 1 if messages 3 and 7 are both lost, bit 2 if
// message 5 comes late. A lost message is sent once more.
Outcome ten_messages(Chooser& chooser, Observer*) {
  bool lost[10]{};
  Outcome outcome;
  for (std::uint16_t i = 0; i < 10; ++i) {
    const Site site{.kind = Site::Kind::message, .host = i, .what = "m"};
    const std::uint32_t answer = chooser.choose(site, 4);
    if (answer == 1) {
      lost[i] = true;
      chooser.choose({.kind = Site::Kind::message, .host = i, .what = "again"}, 4);
    }
    if (i == 5 && answer == 3) outcome.broken |= 2;
    outcome.digest = outcome.digest * 5 + answer;
  }
  if (lost[3] && lost[7]) outcome.broken |= 1;
  return outcome;
}

struct Found {
  std::uint64_t runs = 0;
  std::vector<std::uint64_t> breaking;  // run numbers
  std::vector<std::uint64_t> digests;
  std::vector<std::uint64_t> places;
};

template <typename AnySearch>
Found all_of(AnySearch search, std::uint64_t budget, unsigned threads = 1) {
  Found found;
  const Subject subject = &ten_messages;
  Portfolio portfolio({budget, threads, nullptr},
                      [&](const Stage&, std::uint64_t run, const Tried& tried) {
                        ++found.runs;
                        if (tried.outcome.broken != 0) found.breaking.push_back(run);
                        found.digests.push_back(tried.outcome.digest);
                        found.places.push_back(tried.policy->places());
                      });
  std::vector<Stage> stages{{search, subject, 7}};
  portfolio.take_turns(stages);
  return found;
}

const std::vector<Place> messages(10, Place{.kind = Site::Kind::message});

TEST(CrashPoints, TryEachOfThreeFaultsOfEachMessageOnce) {
  const Found found = all_of(CrashPoints(messages), 1000);
  EXPECT_EQ(found.runs, 30u);
  EXPECT_EQ(found.breaking, std::vector<std::uint64_t>{17});  // place 5, the third fault
}

TEST(CrashPoints, TryEachOfSixFaultsAtEachWaitOnce) {
  const std::vector<Place> places{{.kind = Site::Kind::suspension},
                                  {.kind = Site::Kind::message},
                                  {.kind = Site::Kind::suspension}};
  const CrashPoints search(places);
  std::set<std::pair<std::uint64_t, std::uint32_t>> tried;
  for (std::uint64_t run = 0; run < *search.runs(); ++run) {
    const PlacedFault fault = search.fault(run);
    EXPECT_LE(fault.answer, faults_at(places[fault.place].kind));
    tried.emplace(fault.place, fault.answer);
  }
  EXPECT_EQ(tried.size(), 6u + 3u + 6u);
  EXPECT_EQ(search.runs(), tried.size());
}

TEST(CrashPairs, TryEverySecondFaultAfterEveryFirstOnce) {
  const Found singles = all_of(CrashPoints(messages), 1000);
  // A loss (one fault in three) adds a place behind it.
  const Found pairs = all_of(CrashPairs(singles.places), 10000);
  std::uint64_t expected = 0;
  for (std::uint64_t place = 0; place < 10; ++place) {
    expected += 2 * 3 * (9 - place) + 3 * (10 - place);
  }
  EXPECT_EQ(pairs.runs, expected);
  // Messages 3 and 7 lost, or the late message 5 with any other fault: before it 15, of which the
  // five losses add a place; behind it 12.
  EXPECT_EQ(pairs.breaking.size(), 1u + 15u + 12u);
}

TEST(Portfolio, GivesTheSameOnAnyNumberOfThreads) {
  const RandomWalk walk({.seed = 3, .places = 10});
  const Found alone = all_of(walk, 500, 1);
  EXPECT_EQ(alone.digests, all_of(walk, 500, 4).digests);
  EXPECT_EQ(alone.runs, 500u);
}

TEST(Portfolio, OfASmallerBudgetIsAPrefix) {
  const RandomWalk walk({.seed = 3, .places = 10});
  const Found longer = all_of(walk, 500);
  Found shorter = all_of(walk, 123);
  EXPECT_TRUE(std::equal(shorter.digests.begin(), shorter.digests.end(), longer.digests.begin()));
}

TEST(RandomWalk, FindsAPairOfFaultsThatNoSingleFaultShows) {
  const RandomWalk walk({.seed = 3, .places = 10});
  const Found found = all_of(walk, 2000);
  EXPECT_GT(found.breaking.size(), 5u);
  EXPECT_LT(found.breaking.size(), 1000u);
}

TEST(Shrinking, KeepsTheTwoFaultsThatMatter) {
  // Losses of 1, 3, 6 and 7; the questions behind a loss move by one.
  Choices all;
  for (const std::uint64_t question : {1u, 4u, 8u, 10u}) {
    all.push_back({.question = question, .answer = 1, .place = {}});
  }
  const Subject subject = &ten_messages;
  const ShrunkRun found = repeat(subject, all, Addressing::question);
  ASSERT_EQ(found.outcome.broken, 1u);
  const ShrunkRun small = shrink(subject, 1, found, 5000);
  ASSERT_EQ(small.choices.size(), 2u);
  EXPECT_EQ(small.choices[0].place.host, 3);
  EXPECT_EQ(small.choices[1].place.host, 7);
  EXPECT_EQ(small.questions, 12u);
  EXPECT_LE(small.tried, 5000u);
}

TEST(Shrinking, StopsWhenItsRunsAreUsedUp) {
  Choices all;
  for (const std::uint64_t question : {1u, 4u, 8u, 10u}) {
    all.push_back({.question = question, .answer = 1, .place = {}});
  }
  const Subject subject = &ten_messages;
  const ShrunkRun small = shrink(subject, 1, repeat(subject, all, Addressing::question), 2);
  EXPECT_LE(small.tried, 3u);
  EXPECT_EQ(small.outcome.broken, 1u);
}

TEST(Replaying, IsTolerantAndCountsWhatDoesNotFit) {
  const Place first{Site::Kind::message, 1, 0, "m", false};
  Replaying replaying({{.question = 0, .answer = 3, .place = first},
                       {.question = 1, .answer = 9, .place = first},
                       {.question = 8, .answer = 1, .place = first}});
  const Site there{.kind = Site::Kind::message, .host = 1, .what = "m"};
  EXPECT_EQ(replaying.choose(there, 4), 3u);
  EXPECT_EQ(replaying.misaligned(), 0u);
  EXPECT_EQ(replaying.choose(there, 2), 1u);  // too large: the largest there is
  EXPECT_EQ(replaying.choose(there, 4), 0u);
  EXPECT_EQ(replaying.misaligned(), 1u);
  EXPECT_EQ(replaying.left_over(), 1u);
}

TEST(Following, FindsAPlaceAtWhateverQuestionItComesUp) {
  const Place place{Site::Kind::message, 1, 0, "m", false};
  Following following({{.question = 0, .answer = 2, .place = place, .occurrence = 1}});
  const Site there{.kind = Site::Kind::message, .host = 1, .what = "m"};
  const Site elsewhere{.kind = Site::Kind::message, .host = 2, .what = "m"};
  EXPECT_EQ(following.choose(elsewhere, 4), 0u);
  EXPECT_EQ(following.choose(there, 4), 0u);  // the first time
  EXPECT_EQ(following.choose(elsewhere, 4), 0u);
  EXPECT_EQ(following.choose(there, 4), 2u);
  EXPECT_EQ(following.left_over(), 0u);
}

}  // namespace
}  // namespace txlab
