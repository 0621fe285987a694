#include "sim/stats/regression.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/stats/student_t.hpp"

namespace txlab {

std::optional<Regression> least_squares(std::span<const std::vector<double>> rows,
                                        std::span<const double> values, double confidence) {
  CHECK(rows.size() == values.size());
  if (rows.empty()) return std::nullopt;
  const auto count = static_cast<Eigen::Index>(rows.size());
  const auto columns = static_cast<Eigen::Index>(rows.front().size()) + 1;
  if (count < columns) return std::nullopt;
  Eigen::MatrixXd design(count, columns);
  Eigen::VectorXd observed(count);
  for (Eigen::Index i = 0; i < count; ++i) {
    const std::vector<double>& row = rows[static_cast<std::size_t>(i)];
    CHECK(static_cast<Eigen::Index>(row.size()) + 1 == columns);
    design(i, 0) = 1;
    for (Eigen::Index k = 1; k < columns; ++k) design(i, k) = row[static_cast<std::size_t>(k - 1)];
    observed(i) = values[static_cast<std::size_t>(i)];
  }
  // Columns of very different size are told apart by their direction alone.
  const Eigen::VectorXd sizes =
      design.colwise().norm().unaryExpr([](double size) { return size > 0 ? size : 1.0; });
  const Eigen::MatrixXd scaled = design * sizes.cwiseInverse().asDiagonal();
  const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> factored(scaled);
  if (factored.rank() < columns) return std::nullopt;
  const Eigen::VectorXd solution = factored.solve(observed);
  const Eigen::Index degrees = count - columns;
  const double left_over = (observed - scaled * solution).squaredNorm();
  // The inverse of X'X is that of R'R, with the columns back in their places.
  const Eigen::MatrixXd upper =
      factored.matrixR().topLeftCorner(columns, columns).triangularView<Eigen::Upper>();
  const Eigen::MatrixXd inverse =
      factored.colsPermutation() *
      upper.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(columns, columns));
  const double t =
      degrees > 0 ? student_t_quantile(1 - (1 - confidence) / 2, static_cast<double>(degrees)) : 0;
  const auto coefficient = [&](Eigen::Index k) {
    Coefficient one{.value = solution(k) / sizes(k), .known = degrees > 0};
    if (one.known) {
      one.standard_error =
          std::sqrt(left_over / static_cast<double>(degrees)) * inverse.row(k).norm() / sizes(k);
    }
    one.low = one.value - t * one.standard_error;
    one.high = one.value + t * one.standard_error;
    return one;
  };
  Regression regression{.intercept = coefficient(0)};
  for (Eigen::Index k = 1; k < columns; ++k) regression.factors.push_back(coefficient(k));
  return regression;
}

}  // namespace txlab
