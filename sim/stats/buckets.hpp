// Log-linear counters: every power of two is cut into 128 equal buckets.
//
// A bucket is narrower than 1/128 of the values in it, so whatever is said about a value from its
// bucket alone is at most 0.8 % wrong; values below 256 have a bucket of their own. Memory is one
// page of 1 KiB per power of two that occurred, at most 57, and a page once opened is never moved
// by a later `add` to it: after warm-up counting allocates nothing. (The idea is HdrHistogram's.)
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace txlab {

// The values first..last and how many of them were counted.
struct Bucket {
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::uint64_t count = 0;
};

class Buckets {
 public:
  static constexpr std::size_t per_octave = 128;
  static constexpr std::size_t octaves = 57;  // [0, 128), [128, 256), ... [2^62, 2^63)

  Buckets() { pages_.fill(closed); }

  // value >= 0
  void add(std::int64_t value, std::uint64_t times) {
    const auto bits = static_cast<std::uint64_t>(value);
    const auto octave = static_cast<std::size_t>(std::bit_width(bits | 127)) - 7;
    std::uint8_t page = pages_[octave];
    if (page == closed) page = open(octave);
    counts_[page * per_octave + ((bits >> shift_of(octave)) & 127)] += times;
    total_ += times;
  }

  void merge(const Buckets& other);

  std::uint64_t total() const { return total_; }
  bool has(std::size_t octave) const { return pages_[octave] != closed; }
  std::uint64_t count(std::size_t octave, std::size_t step) const {
    return has(octave) ? counts_[pages_[octave] * per_octave + step] : 0;
  }

  // Those in which something was counted, in ascending order.
  std::vector<Bucket> filled() const;

  // The values that share a bucket.
  static Bucket bounds(std::size_t octave, std::size_t step) {
    const std::uint64_t leading = octave == 0 ? 0 : per_octave;
    const std::uint64_t first = (leading + step) << shift_of(octave);
    const std::uint64_t width = std::uint64_t{1} << shift_of(octave);
    return {static_cast<std::int64_t>(first), static_cast<std::int64_t>(first + (width - 1)), 0};
  }

 private:
  static constexpr std::uint8_t closed = 0xff;
  static constexpr std::size_t shift_of(std::size_t octave) { return octave - (octave > 0); }
  std::uint8_t open(std::size_t octave);

  std::array<std::uint8_t, octaves> pages_;  // where in counts_ the octave's page is
  std::vector<std::uint64_t> counts_;
  std::uint64_t total_ = 0;
};

}  // namespace txlab
