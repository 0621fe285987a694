// What is kept of a run, and what could have had a hand in what.
#include "sim/history/history.hpp"

#include <gtest/gtest.h>

#include "sim/history/vector_clocks.hpp"

namespace txlab {
namespace {

using Kind = Happening::Kind;
using Flow = Envelope::Flow;

class AHistory : public testing::Test {
 protected:
  void happens(Kind kind, std::uint16_t from, std::uint16_t to, std::uint64_t message = 0,
               Flow flow = Flow::one_way, std::uint64_t intent = 1) {
    fold.on({.kind = kind,
             .flow = flow,
             .host = HostId{from},
             .peer = HostId{to},
             .intent = IntentId{intent},
             .name = "note",
             .message = message},
            start_of_run);
  }
  void sent(std::uint16_t from, std::uint16_t to, std::uint64_t message = 0) {
    happens(Kind::sent, from, to, message);
  }
  void arrives(std::uint16_t from, std::uint16_t to, std::uint64_t message = 0) {
    happens(Kind::delivered, from, to, message);
  }
  const std::vector<HistoryEvent>& events() const { return fold.history().events; }

  HistoryFold fold{{"customers", "one", "two"}, HostId{0}};
};

TEST_F(AHistory, TiesArrivalsToTheirSendingsThoughTheyOvertakeEachOther) {
  sent(1, 2, 7);
  sent(1, 2, 8);
  arrives(1, 2, 8);
  arrives(1, 2, 7);
  EXPECT_EQ(events()[2].sending, 1u);
  EXPECT_EQ(events()[3].sending, 0u);
}

TEST_F(AHistory, TiesBothCopiesOfADoubledMessageToOneSending) {
  sent(1, 2);
  happens(Kind::duplicated, 1, 2);
  arrives(1, 2);
  happens(Kind::lost, 1, 2);
  for (std::size_t i = 1; i <= 3; ++i) EXPECT_EQ(events()[i].sending, 0u) << i;
}

TEST_F(AHistory, PutsAnArrivalAtItsReceiver) {
  sent(1, 2);
  arrives(1, 2);
  EXPECT_EQ(events()[0].host, HostId{1});
  EXPECT_EQ(events()[1].host, HostId{2});
  EXPECT_EQ(events()[1].peer, HostId{1});
}

TEST_F(AHistory, OfOnePurchaseKeepsItsOwnEventsAndCrashesAndTheirTies) {
  happens(Kind::sent, 1, 2, 9, Flow::one_way, 2);
  sent(1, 2);
  fold.on({.kind = Kind::crashed, .host = HostId{1}}, start_of_run);
  happens(Kind::delivered, 1, 2, 9, Flow::one_way, 2);
  arrives(1, 2);
  const History one = about(fold.history(), IntentId{1});
  ASSERT_EQ(one.events.size(), 3u);
  EXPECT_EQ(one.events[1].kind, Kind::crashed);
  EXPECT_EQ(one.events[2].sending, 0u);
}

TEST_F(AHistory, OfOnePurchaseHasAllCrashesOrThoseOfItsTime) {
  fold.on({.kind = Kind::crashed, .host = HostId{1}}, start_of_run);
  sent(1, 2);
  fold.on({.kind = Kind::crashed, .host = HostId{1}}, start_of_run);
  EXPECT_EQ(about(fold.history(), IntentId{1}).events.size(), 3u);
  EXPECT_EQ(about(fold.history(), IntentId{1}, Crashes::meanwhile).events.size(), 1u);
}

TEST(AHistoryFold, KeepsTheRecordsOfTheOthersIfAskedTo) {
  HistoryFold fold({"customers", "one"}, HostId{0}, {.only = IntentId{1}, .records = true});
  fold.on({.kind = Kind::durable, .host = HostId{1}, .intent = IntentId{2}}, start_of_run);
  fold.on({.kind = Kind::told, .intent = IntentId{2}}, start_of_run);
  EXPECT_EQ(fold.history().events.size(), 1u);
}

TEST_F(AHistory, KeepsABatchThatChangesARowOfThePurchase) {
  RowChange change{};
  change.after.intent = IntentId{1};
  fold.on({.kind = Kind::durable, .host = HostId{1}, .name = "batch", .changes = {&change, 1}},
          start_of_run);
  EXPECT_EQ(about(fold.history(), IntentId{1}).events.size(), 1u);
  EXPECT_EQ(about(fold.history(), IntentId{2}).events.size(), 0u);
}

// One sends to two; what one does afterwards and what two did before know nothing of each other.
TEST_F(AHistory, HasClocksThatKnowWhatCouldHaveHadAHandInWhat) {
  sent(2, 0, 1);
  sent(1, 2);
  sent(1, 0, 2);
  arrives(1, 2);
  happens(Kind::lost, 1, 0, 2);
  const auto clocks = vector_clocks(fold.history());
  EXPECT_EQ(clocks[1], (VectorClock{0, 1, 0}));
  EXPECT_EQ(clocks[3], (VectorClock{0, 1, 2}));
  EXPECT_TRUE(clocks[4].empty());
  EXPECT_TRUE(happened_before(clocks[1], clocks[3]));
  EXPECT_TRUE(happened_before(clocks[0], clocks[3]));
  EXPECT_FALSE(happened_before(clocks[2], clocks[3]));
  EXPECT_FALSE(happened_before(clocks[3], clocks[2]));
  EXPECT_FALSE(happened_before(clocks[3], clocks[3]));
}

}  // namespace
}  // namespace txlab
