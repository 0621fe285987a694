// The digest of a run: XXH3 over everything that was observed, in order.
//
// Two runs with the same digest observed the same happenings. A digest detects change, never
// correctness.
#pragma once

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
    const std::uint64_t block[] = {static_cast<std::uint64_t>(words)...};
    add_block(block, sizeof...(words));
  }

  // The low 64 bits of XXH3-128 over all words added so far.
  std::uint64_t value() const;

 private:
  struct State;
  static constexpr std::size_t capacity = 256;
  void add_block(const std::uint64_t* words, std::size_t count);
  void flush() const;

  std::unique_ptr<State> state_;
};

}  // namespace txlab
