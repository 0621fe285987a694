#include "sim/base/ring.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <memory>

#include "sim/base/random.hpp"

namespace txlab {
namespace {

TEST(Ring, IsAQueue) {
  const Stream stream(1, "test.ring");
  Ring<std::uint64_t> ring;
  std::deque<std::uint64_t> model;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const Draw draw = stream.at(i);
    const bool growing = i / 20'000 % 2 == 0;
    if (draw.first % 8 < (growing ? 5u : 3u)) {
      ring.push_back(i);
      model.push_back(i);
    } else if (!model.empty() && draw.first % 3 == 0) {
      ring.pop_back();
      model.pop_back();
    } else if (!model.empty()) {
      ASSERT_EQ(ring.front(), model.front());
      ring.pop_front();
      model.pop_front();
    }
    ASSERT_EQ(ring.size(), model.size());
    if (!model.empty()) {
      const std::size_t index = draw.second % model.size();
      ASSERT_EQ(ring[index], model[index]);
    }
  }
  ring.clear();
  EXPECT_TRUE(ring.empty());
}

TEST(Ring, HoldsWhatCanOnlyBeMoved) {
  Ring<std::unique_ptr<int>> ring;
  for (int i = 0; i < 100; ++i) ring.push_back(std::make_unique<int>(i));
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(*ring.front(), i);
    ring.pop_front();
  }
}

TEST(RingDeathTest, NothingComesOutOfAnEmptyOne) {
  Ring<int> ring;
  EXPECT_EXIT(ring.pop_front(), testing::ExitedWithCode(70), "size_ > 0");
  EXPECT_EXIT(ring.pop_back(), testing::ExitedWithCode(70), "size_ > 0");
}

}  // namespace
}  // namespace txlab
