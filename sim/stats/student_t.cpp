#include "sim/stats/student_t.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

#include "sim/base/check.hpp"

namespace txlab {

double student_t_quantile(double probability, double degrees) {
  CHECK(probability > 0 && probability < 1);
  CHECK(degrees > 0);
  return boost::math::quantile(boost::math::students_t(degrees), probability);
}

double student_t_two_sided(double t, double degrees) {
  CHECK(degrees > 0);
  if (std::isinf(t)) return 0;
  const boost::math::students_t law(degrees);
  return 2 * boost::math::cdf(boost::math::complement(law, std::abs(t)));
}

}  // namespace txlab
