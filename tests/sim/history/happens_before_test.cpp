// The fingerprint of an order: the same however independent happenings fall, another one as soon
// as one host sees its messages in another order.
#include "sim/history/happens_before.hpp"

#include <gtest/gtest.h>

namespace txlab {
namespace {

using Kind = Happening::Kind;

Happening message(Kind kind, std::uint16_t from, std::uint16_t to, std::uint64_t number) {
  return {.kind = kind,
          .host = HostId{from},
          .peer = HostId{to},
          .code = 7,
          .intent = IntentId{1},
          .message = number};
}
Happening durable(std::uint16_t host, std::string_view name) {
  return {.kind = Kind::durable, .host = HostId{host}, .intent = IntentId{1}, .name = name};
}

std::uint64_t order_of(const std::vector<Happening>& happenings,
                       HappensBefore::Clock clock = HappensBefore::Clock::ignored) {
  HappensBefore order(clock);
  Instant at = start_of_run;
  for (const Happening& happening : happenings) order.on(happening, at += 1ms);
  return order.value();
}

TEST(HappensBefore, IsTheSameWhenIndependentHappeningsChangePlaces) {
  EXPECT_EQ(order_of({durable(1, "main"), durable(2, "branch")}),
            order_of({durable(2, "branch"), durable(1, "main")}));
  // Two conversations of four hosts, one after the other or mixed; the numbers of their messages
  // are those of sending.
  EXPECT_EQ(order_of({message(Kind::sent, 1, 2, 1), message(Kind::delivered, 1, 2, 1),
                      message(Kind::sent, 3, 4, 2), message(Kind::delivered, 3, 4, 2)}),
            order_of({message(Kind::sent, 3, 4, 1), message(Kind::sent, 1, 2, 2),
                      message(Kind::delivered, 1, 2, 2), message(Kind::delivered, 3, 4, 1)}));
}

TEST(HappensBefore, DiffersWhenAHostGetsItsMessagesInAnotherOrder) {
  const auto first = message(Kind::delivered, 1, 3, 1);
  const auto second = message(Kind::delivered, 2, 3, 2);
  const std::vector<Happening> sent{message(Kind::sent, 1, 3, 1), message(Kind::sent, 2, 3, 2)};
  EXPECT_NE(order_of({sent[0], sent[1], first, second}),
            order_of({sent[0], sent[1], second, first}));
}

TEST(HappensBefore, DiffersWhenAMessageIsSentBeforeOrAfterSomethingElse) {
  EXPECT_NE(order_of({durable(1, "main"), message(Kind::sent, 1, 2, 1)}),
            order_of({message(Kind::sent, 1, 2, 1), durable(1, "main")}));
  // The receiver sees the same in both cases; what it received came from another past.
  EXPECT_NE(order_of({durable(1, "main"), message(Kind::sent, 1, 2, 1),
                      message(Kind::delivered, 1, 2, 1)}),
            order_of({message(Kind::sent, 1, 2, 1), durable(1, "main"),
                      message(Kind::delivered, 1, 2, 1)}));
}

TEST(HappensBefore, DiffersWhenAMessageIsLost) {
  const auto sent = message(Kind::sent, 1, 2, 1);
  EXPECT_NE(order_of({sent}), order_of({sent, message(Kind::lost, 1, 2, 1)}));
}

TEST(HappensBefore, CountsInstantsOnlyWhenAsked) {
  const std::vector<Happening> once{durable(1, "main"), durable(2, "branch")};
  const std::vector<Happening> swapped{durable(2, "branch"), durable(1, "main")};
  EXPECT_NE(order_of(once, HappensBefore::Clock::counts),
            order_of(swapped, HappensBefore::Clock::counts));
}

}  // namespace
}  // namespace txlab
