#include "sim/stats/histogram.hpp"

#include <algorithm>
#include <cmath>

namespace txlab {

void Histogram::merge(const Histogram& other) {
  complete_.merge(other.complete_);
  censored_.merge(other.censored_);
  sum_ += other.sum_;
  minimum_ = std::min(minimum_, other.minimum_);
  maximum_ = std::max(maximum_, other.maximum_);
}

double Histogram::mean() const {
  if (count() == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(sum_) / static_cast<double>(count());
}

// Half a millionth of a rank below is forgiven: 0.07 * 100 is 7.000000000000001 in binary.
std::uint64_t Histogram::rank_of(double q) const {
  CHECK(q >= 0 && q <= 1);
  const double rank = std::ceil(q * static_cast<double>(count()) - 5e-7);
  return std::clamp<std::uint64_t>(rank < 1 ? 1 : static_cast<std::uint64_t>(rank), 1, count());
}

// The bucket of the value of this rank, among the complete values and those of `also`. A rank
// beyond them all finds a bucket without a count.
Histogram::Found Histogram::find(std::uint64_t rank, const Buckets* also) const {
  std::uint64_t before = 0;
  for (std::size_t octave = 0; octave < Buckets::octaves; ++octave) {
    if (!complete_.has(octave) && !(also && also->has(octave))) continue;
    for (std::size_t step = 0; step < Buckets::per_octave; ++step) {
      const std::uint64_t inside =
          complete_.count(octave, step) + (also ? also->count(octave, step) : 0);
      if (before + inside >= rank) {
        Bucket bucket = Buckets::bounds(octave, step);
        bucket.count = inside;
        return {bucket, rank - before};
      }
      before += inside;
    }
  }
  return {};
}

double Histogram::quantile(double q) const {
  if (count() == 0) return std::numeric_limits<double>::quiet_NaN();
  const std::uint64_t rank = rank_of(q);
  if (rank == 1) return static_cast<double>(minimum_);
  if (rank == count()) return static_cast<double>(maximum_);
  const Found found = find(rank, &censored_);
  CHECK(found.bucket.count > 0);
  // As if the values of a bucket were spread evenly over it.
  const double share =
      (static_cast<double>(found.rank_inside) - 0.5) / static_cast<double>(found.bucket.count);
  const auto width = static_cast<double>(found.bucket.last - found.bucket.first);
  return std::clamp(static_cast<double>(found.bucket.first) + width * share,
                    static_cast<double>(minimum_), static_cast<double>(maximum_));
}

bool Histogram::quantile_is_censored(double q) const {
  if (censored_.total() == 0) return false;
  const std::uint64_t rank = rank_of(q);
  if (rank > complete_.total()) return true;
  return find(rank, nullptr).bucket.first != find(rank, &censored_).bucket.first;
}

std::vector<Bucket> Histogram::buckets() const {
  std::vector<Bucket> found;
  for (std::size_t octave = 0; octave < Buckets::octaves; ++octave) {
    if (!complete_.has(octave) && !censored_.has(octave)) continue;
    for (std::size_t step = 0; step < Buckets::per_octave; ++step) {
      const std::uint64_t count = complete_.count(octave, step) + censored_.count(octave, step);
      if (count == 0) continue;
      found.push_back(Buckets::bounds(octave, step));
      found.back().count = count;
    }
  }
  return found;
}

}  // namespace txlab
