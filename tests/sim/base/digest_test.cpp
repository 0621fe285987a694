#include "sim/base/digest.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace txlab {
namespace {

TEST(Digest, IsTheSameForTheSameWords) {
  Digest a;
  Digest b;
  for (std::uint64_t i = 0; i < 10'000; ++i) {
    a.add(i, i * i);
    b.add(i, i * i);
  }
  EXPECT_EQ(a.value(), b.value());
}

TEST(Digest, IsSensitiveToOrder) {
  Digest a;
  Digest b;
  a.add(1, 2);
  b.add(2, 1);
  EXPECT_NE(a.value(), b.value());
}

TEST(Digest, IsSensitiveToEveryWord) {
  Digest whole;
  Digest shorter;
  Digest other;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    whole.add(i);
    other.add(i == 500 ? 501 : i);
    if (i < 999) shorter.add(i);
  }
  EXPECT_NE(whole.value(), shorter.value());
  EXPECT_NE(whole.value(), other.value());
}

TEST(Digest, HowTheWordsAreGroupedDoesNotMatter) {
  Digest one_by_one;
  Digest in_threes;
  for (std::uint64_t i = 0; i < 3000; i += 3) {
    one_by_one.add(i);
    one_by_one.add(i + 1);
    one_by_one.add(i + 2);
    in_threes.add(i, i + 1, i + 2);
  }
  EXPECT_EQ(one_by_one.value(), in_threes.value());
}

TEST(Digest, ReadingItInBetweenChangesNothing) {
  Digest read;
  Digest unread;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    read.add(i);
    unread.add(i);
    if (i % 7 == 0) static_cast<void>(read.value());
  }
  EXPECT_EQ(read.value(), unread.value());
}

TEST(Digest, IsXxh3OfLittleEndianWords) {
  // XXH3_128bits of nothing, low half.
  EXPECT_EQ(Digest().value(), 0x6001c324468d497fu);
  Digest moved_from;
  moved_from.add(1);
  const std::uint64_t before = moved_from.value();
  const Digest moved = std::move(moved_from);
  EXPECT_EQ(moved.value(), before);
}

}  // namespace
}  // namespace txlab
