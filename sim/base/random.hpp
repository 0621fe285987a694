// Keyed random streams: randomness is looked up, never "the next draw".
//
// A stream is a key made from (seed, purpose, entity); a draw is addressed by a *logical* index,
// for example "the second attempt of purchase 17". Whoever asks for the same (stream, index) gets
// the same bits, in whatever order and however often it is asked, so every strategy meets the same
// customers, the same weather and the same crashes (common random numbers), and one more message in
// one strategy shifts nothing elsewhere. The generator is Philox4x32-10, counter based (Salmon et
// al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3), from the Random123
// library.
#pragma once

#include <cstdint>
#include <string_view>

namespace txlab {

// 128 random bits: one 64-bit number for a distribution and two 32-bit ones for yes/no decisions.
struct Draw {
  std::uint64_t bits = 0;
  std::uint32_t first = 0;
  std::uint32_t second = 0;
};

// A probability as a 32-bit threshold: `happens(p, bits)` has probability p to within 2^-32.
class Probability {
 public:
  constexpr Probability() = default;
  constexpr explicit Probability(double value)
      : threshold_(value <= 0   ? 0
                   : value >= 1 ? std::uint64_t{1} << 32
                                : static_cast<std::uint64_t>(value * 4294967296.0)) {}
  constexpr bool happens(std::uint32_t bits) const { return bits < threshold_; }
  constexpr bool never() const { return threshold_ == 0; }
  constexpr double value() const { return static_cast<double>(threshold_) / 4294967296.0; }

 private:
  std::uint64_t threshold_ = 0;
};

// FNV-1a, for purposes and names; constexpr, so a purpose costs nothing at run time.
constexpr std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  }
  return hash;
}

// A bijective 64-bit mixer (Stafford's variant 13, as in SplitMix64).
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

class Stream {
 public:
  constexpr Stream() = default;
  constexpr Stream(std::uint64_t seed, std::string_view purpose, std::uint64_t entity = 0)
      : key_(mix(mix(seed + 0x9e3779b97f4a7c15u) ^ hash_of(purpose)) ^ mix(entity + 1)) {}

  bool operator==(const Stream&) const = default;

  Draw at(std::uint64_t index, std::uint64_t part = 0) const;

  // A whole number in [0, n), without modulo bias beyond 2^-64 * n.
  std::uint64_t below(std::uint64_t n, std::uint64_t index, std::uint64_t part = 0) const {
    return static_cast<std::uint64_t>((static_cast<unsigned __int128>(at(index, part).bits) * n) >>
                                      64);
  }

 private:
  std::uint64_t key_ = 0;
};

}  // namespace txlab
