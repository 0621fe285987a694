// Where a quantity changes its sign along an axis, and how well that place is known.
//
// The quantity was measured at a few points of the axis, by the same replications at each, and is
// taken as linear between them. At any place its mean over the replications has a Student-t
// interval; the places around the change where that interval holds zero are those at which the
// change may be. On a straight line this is Fieller's interval for a ratio (E. C. Fieller, "Some
// problems in interval estimation", J. R. Statist. Soc. B 16, 1954, 175-185), which needs no
// resampling and is honest where the slope is hardly known: then an end is open.
#pragma once

#include <span>
#include <vector>

namespace txlab {

struct MeasuredPoint {
  double at = 0;                        // rising from point to point
  std::vector<double> per_replication;  // not finite: that replication had nothing to say
};

struct ChangeInterval {
  double low = 0;      // -infinity: the change may be before the first point
  double high = 0;     // +infinity: or after the last
  bool known = false;  // false: fewer than two replications tell
};

// `change`: where the mean is zero, between the first point and the last; 0 < confidence < 1.
ChangeInterval change_interval(std::span<const MeasuredPoint> points, double change,
                               double confidence);

}  // namespace txlab
