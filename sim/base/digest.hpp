// The digest of a run: XXH3 over everything that was observed, in order.
//
// Two runs with the same digest observed the same happenings. A digest detects change, never
// correctness.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace txlab {

class Digest {
 public:
  Digest();
  ~Digest();
  Digest(Digest&&) noexcept;
  Digest& operator=(Digest&&) noexcept;

  // `words` are hashed as little-endian 64-bit integers.
  template <typename... Words>
  void add(Words... words) {
    static_assert(sizeof...(words) <= capacity);
    if (used_ + sizeof...(words) > capacity) [[unlikely]]
      flush();
    ((words_[used_++] = static_cast<std::uint64_t>(words)), ...);
  }

  // The low 64 bits of XXH3-128 over all words added so far.
  std::uint64_t value() const;

 private:
  struct State;
  static constexpr std::size_t capacity = 256;
  void flush() const;

  std::unique_ptr<State> state_;
  std::array<std::uint64_t, capacity> words_;  // added, but not hashed so far
  mutable std::size_t used_ = 0;
};

}  // namespace txlab
