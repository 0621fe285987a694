// Linear regression: how much each of several factors changes a value, all others being equal.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace txlab {

struct Coefficient {
  double value = 0;
  double low = 0;
  double high = 0;
  double standard_error = 0;
  bool known = false;  // false: no more values than coefficients, so there is no interval
};

struct Regression {
  Coefficient intercept;
  std::vector<Coefficient> factors;  // one per column
};

// Least squares of `values` on the columns of `rows` and an intercept, with Student-t intervals of
// this confidence from what is left over (Draper and Smith, Applied Regression Analysis, 3rd ed.,
// section 5.1). Nothing if the columns cannot be told apart, or there are fewer values than
// coefficients. Every row has as many entries.
std::optional<Regression> least_squares(std::span<const std::vector<double>> rows,
                                        std::span<const double> values, double confidence);

}  // namespace txlab
