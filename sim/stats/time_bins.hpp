// TimeBins: simulated time cut into bins, of one width over the part that people look at and ever
// wider behind it, so that a morning of seconds and a repair of the next day fit on one axis.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/base/time.hpp"

namespace txlab {

class TimeBins {
 public:
  // At most about 300 of one width, a round one such as 100 ms or 2 s, from time 0 to
  // `looked_at`; then each wider by a twentieth than the one before, until `end`. There is at
  // least one bin, and an instant behind the last belongs to the last.
  TimeBins(Duration looked_at, Duration end);

  std::size_t size() const { return edges_.size() - 1; }
  Instant begin_of(std::size_t bin) const { return edges_[bin]; }
  Instant end_of(std::size_t bin) const { return edges_[bin + 1]; }
  // size() + 1 of them, rising.
  const std::vector<Instant>& edges() const { return edges_; }
  // The bin that has the instant in it: begin <= at < end.
  std::size_t bin_of(Instant at) const;

 private:
  std::vector<Instant> edges_;
};

}  // namespace txlab
