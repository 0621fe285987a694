#include "reports/decision/loosened.hpp"

#include <cmath>

#include "reports/units.hpp"

namespace txlab {

namespace {

bool meets(const ThresholdResult& result, double end) {
  const bool strict = result.text.find('=') == std::string::npos;
  if (end == result.limit) return !strict;
  return (end > result.limit) == result.wants_more;
}

}  // namespace

double limit_that_allows(const ThresholdResult& result) {
  const double far = result.wants_more ? result.value.low : result.value.high;
  if (!std::isfinite(far)) return far;
  const bool percent = result.text.find('%') != std::string::npos;
  const double scale = percent ? 100 : 1;
  const double step = step_of_quantity(scale * far, result.unit) / scale;
  const double steps = std::round(far / step);
  ThresholdResult loosened = result;
  // What is exact is a rounding error away from its own number of steps.
  loosened.limit = std::abs(far / step - steps) < 1e-9 ? far : steps * step;
  while (!meets(loosened, far)) loosened.limit += result.wants_more ? -step : step;
  return loosened.limit;
}

ThresholdResult with_limit(ThresholdResult result, double limit) {
  using Verdict = ThresholdResult::Verdict;
  result.limit = limit;
  const bool low = meets(result, result.value.low);
  const bool high = meets(result, result.value.high);
  result.verdict = !result.value.known || low != high ? Verdict::inconclusive
                   : low                              ? Verdict::pass
                                                      : Verdict::fail;
  return result;
}

}  // namespace txlab
