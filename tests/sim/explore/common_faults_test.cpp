// Common faults strike a host or a link by count, whatever the protocol calls what it does there.
#include "sim/explore/common_faults.hpp"

#include <gtest/gtest.h>

namespace txlab {
namespace {

Site wait(std::uint16_t host, std::string_view what, bool idle = false) {
  return {.kind = Site::Kind::suspension, .host = host, .what = what, .idle = idle};
}
Site message(std::uint16_t host, std::uint16_t peer, std::string_view what) {
  return {.kind = Site::Kind::message, .host = host, .peer = peer, .what = what};
}

TEST(ACommonFault, StrikesTheSoManiethWaitOfItsHostWhateverItIsCalled) {
  CommonFaults faults({{{Site::Kind::suspension, 3, 0}, 1, 2}});
  EXPECT_EQ(faults.choose(wait(3, "prepare"), 4), 0u);
  EXPECT_EQ(faults.choose(wait(4, "prepare"), 4), 0u);
  EXPECT_EQ(faults.choose(wait(3, "try"), 4), 2u);
  EXPECT_EQ(faults.choose(wait(3, "confirm"), 4), 0u);
}

TEST(ACommonFault, StrikesOneDirectionOfALink) {
  CommonFaults faults({{{Site::Kind::message, 1, 2}, 0, 1}});
  EXPECT_EQ(faults.choose(message(2, 1, "reply"), 4), 0u);
  EXPECT_EQ(faults.choose(message(1, 2, "request"), 4), 1u);
  EXPECT_EQ(faults.choose(message(1, 2, "request"), 4), 0u);
}

TEST(ACommonFault, CountsAnIdleLoopOnceAndTiesNever) {
  CommonFaults faults({{{Site::Kind::suspension, 3, 0}, 1, 1}});
  EXPECT_EQ(faults.choose(wait(3, "poll", true), 4), 0u);
  EXPECT_EQ(faults.choose(wait(3, "poll", true), 4), 0u);
  EXPECT_EQ(faults.choose({.kind = Site::Kind::tie, .host = 3}, 4), 0u);
  EXPECT_EQ(faults.choose(wait(3, "work"), 4), 1u);
  EXPECT_EQ(faults.seen().size(), 1u);
  EXPECT_EQ(faults.seen().begin()->second, 2u);
}

TEST(ACommonFault, IsAsBadAsTheQuestionAllows) {
  CommonFaults faults({{{Site::Kind::suspension, 3, 0}, 0, 3}});
  EXPECT_EQ(faults.choose(wait(3, "service"), 2), 1u);
}

}  // namespace
}  // namespace txlab
