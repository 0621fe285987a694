// How many are still open after so long: the survival curve of a quantity of which some values
// were cut off while they were still growing.
//
// The product-limit estimator (E. L. Kaplan and P. Meier, "Nonparametric Estimation from
// Incomplete Observations", JASA 53, 1958): a value that was cut off counts among those that may
// still end until then, and says nothing about later. Without any it is the share above.
#pragma once

#include <span>
#include <vector>

#include "sim/stats/histogram.hpp"

namespace txlab {

struct SurvivalPoint {
  double at = 0;     // in the unit of the histogram
  double above = 0;  // the share of all values that are greater; 1 - `above` is the quantile
};

// One point for each bucket with a value that is known, at its upper end, in rising order. The
// first has what is above the least value. If the greatest were cut off, the curve does not come
// down to 0.
std::vector<SurvivalPoint> survival_curve(const Histogram& histogram);

// So few of them that a picture shows no difference: a point is left out if the share above has
// fallen since the last one by less than a hundredth of all, and by less than a fourteenth of
// itself. The tail, where shares are small, is kept as finely as the rest.
std::vector<SurvivalPoint> thinned(std::span<const SurvivalPoint> curve);

}  // namespace txlab
