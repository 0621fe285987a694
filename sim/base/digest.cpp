#include "sim/base/digest.hpp"

#include <bit>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace txlab {

static_assert(std::endian::native == std::endian::little, "digests are defined little-endian");

struct Digest::State {
  XXH3_state_t hash;
};

Digest::Digest() : state_(std::make_unique<State>()) { XXH3_128bits_reset(&state_->hash); }
Digest::~Digest() = default;
Digest::Digest(Digest&&) noexcept = default;
Digest& Digest::operator=(Digest&&) noexcept = default;

void Digest::flush() const {
  XXH3_128bits_update(&state_->hash, words_.data(), used_ * sizeof(std::uint64_t));
  used_ = 0;
}

std::uint64_t Digest::value() const {
  flush();
  return XXH3_128bits_digest(&state_->hash).low64;
}

}  // namespace txlab
