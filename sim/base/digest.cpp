#include "sim/base/digest.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace txlab {

static_assert(std::endian::native == std::endian::little, "digests are defined little-endian");

struct Digest::State {
  XXH3_state_t hash;
  std::uint64_t words[capacity];
  std::size_t used = 0;
};

Digest::Digest() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->hash); }
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::add_block(const std::uint64_t* words, std::size_t count) {
  if (state_->used + count > capacity) flush();
  std::copy_n(words, count, state_->words + state_->used);
  state_->used += count;
}

void Digest::flush() const {
  XXH3_128bits_update(&state_->hash, state_->words, state_->used * sizeof(std::uint64_t));
  state_->used = 0;
}

std::uint64_t Digest::value() const {
  flush();
  return XXH3_128bits_digest(&state_->hash).low64;
}

}  // namespace txlab
