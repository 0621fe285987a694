#include "sim/stats/buckets.hpp"

namespace txlab {

std::uint8_t Buckets::open(std::size_t octave) {
  const auto page = static_cast<std::uint8_t>(counts_.size() / per_octave);
  counts_.resize(counts_.size() + per_octave);
  pages_[octave] = page;
  return page;
}

void Buckets::merge(const Buckets& other) {
  for (std::size_t octave = 0; octave < octaves; ++octave) {
    if (!other.has(octave)) continue;
    const std::uint8_t page = has(octave) ? pages_[octave] : open(octave);
    for (std::size_t step = 0; step < per_octave; ++step) {
      counts_[page * per_octave + step] += other.count(octave, step);
    }
  }
  total_ += other.total_;
}

std::vector<Bucket> Buckets::filled() const {
  std::vector<Bucket> found;
  for (std::size_t octave = 0; octave < octaves; ++octave) {
    if (!has(octave)) continue;
    for (std::size_t step = 0; step < per_octave; ++step) {
      if (count(octave, step) == 0) continue;
      found.push_back(bounds(octave, step));
      found.back().count = count(octave, step);
    }
  }
  return found;
}

}  // namespace txlab
