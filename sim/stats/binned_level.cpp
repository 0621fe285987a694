#include "sim/stats/binned_level.hpp"

#include <algorithm>

#include "sim/base/check.hpp"

namespace txlab {

BinnedLevel::BinnedLevel(const TimeBins& bins) : bins_(bins), sums_(bins.size()) {}

void BinnedLevel::Sum::see(std::int64_t value, Duration lasting) {
  least = std::min(least, value);
  greatest = std::max(greatest, value);
  area += static_cast<double>(value) * static_cast<double>(lasting.count());
}

void BinnedLevel::stay(Instant until) {
  while (bin_ + 1 < bins_.size() && until >= bins_.end_of(bin_)) {
    const Instant edge = bins_.end_of(bin_);
    if (edge > since_) sums_[bin_].see(value_, edge - since_);
    since_ = edge;
    ++bin_;
  }
  if (until > since_) sums_[bin_].see(value_, until - since_);
  since_ = until;
}

void BinnedLevel::change(Instant now, std::int64_t value) {
  CHECK(now >= since_);
  stay(now);
  value_ = value;
  changed_ = true;
  sums_[bin_].see(value, Duration{0});
}

std::vector<BinnedLevel::Bin> BinnedLevel::finish() {
  const Instant end = std::max(bins_.edges().back(), since_);
  stay(end);
  std::vector<Bin> out;
  for (std::size_t i = 0; i < sums_.size(); ++i) {
    const Instant closes = i + 1 == sums_.size() ? end : bins_.end_of(i);
    const auto width = static_cast<double>((closes - bins_.begin_of(i)).count());
    out.push_back({sums_[i].least, sums_[i].greatest, sums_[i].area / width});
  }
  return out;
}

}  // namespace txlab
