#include "sim/stats/markov.hpp"

#include <Eigen/Dense>
#include <unsupported/Eigen/MatrixFunctions>

#include "sim/base/check.hpp"

namespace txlab {

namespace {

Eigen::Index index_of(std::size_t state) { return static_cast<Eigen::Index>(state); }

Eigen::MatrixXd matrix_of(const MarkovChain& chain) {
  const auto n = index_of(chain.states());
  Eigen::MatrixXd generator(n, n);
  for (std::size_t from = 0; from < chain.states(); ++from) {
    for (std::size_t to = 0; to < chain.states(); ++to) {
      generator(index_of(from), index_of(to)) = chain.generator(from, to);
    }
  }
  return generator;
}

std::vector<double> values_of(const Eigen::VectorXd& vector) {
  return {vector.data(), vector.data() + vector.size()};
}

}  // namespace

MarkovChain& MarkovChain::add(std::size_t from, std::size_t to, double per_s) {
  CHECK(from < states_ && to < states_ && from != to);
  CHECK(per_s >= 0);
  rates_[from * states_ + to] += per_s;
  rates_[from * states_ + from] -= per_s;
  return *this;
}

// pi Q = 0, with one of the equations, which depend on each other, replaced by sum pi = 1.
std::vector<double> stationary(const MarkovChain& chain) {
  Eigen::MatrixXd equations = matrix_of(chain).transpose();
  equations.row(0).setOnes();
  const Eigen::VectorXd right = Eigen::VectorXd::Unit(equations.rows(), 0);
  return values_of(equations.fullPivLu().solve(right));
}

std::vector<double> after(const MarkovChain& chain, std::size_t start, double seconds) {
  const Eigen::MatrixXd transitions = (matrix_of(chain) * seconds).exp();
  return values_of(transitions.row(index_of(start)).transpose());
}

// The integral of exp(Qt) stands in the corner of the exponential of a matrix twice as large
// (C. F. Van Loan, "Computing integrals involving the matrix exponential", IEEE TAC 23, 1978).
std::vector<double> time_shares(const MarkovChain& chain, std::size_t start, double seconds) {
  CHECK(seconds > 0);
  const auto n = index_of(chain.states());
  Eigen::MatrixXd large = Eigen::MatrixXd::Zero(2 * n, 2 * n);
  large.topLeftCorner(n, n) = matrix_of(chain) * seconds;
  large.topRightCorner(n, n) = Eigen::MatrixXd::Identity(n, n);
  const Eigen::MatrixXd whole = large.exp();
  return values_of(whole.topRightCorner(n, n).row(index_of(start)).transpose());
}

// The rows of the other states, where -Q m = 1.
double mean_time_to(const MarkovChain& chain, std::size_t start, std::size_t goal) {
  CHECK(start < chain.states() && goal < chain.states());
  if (start == goal) return 0;
  Eigen::MatrixXd equations = -matrix_of(chain);
  equations.row(index_of(goal)).setZero();
  equations(index_of(goal), index_of(goal)) = 1;
  Eigen::VectorXd right = Eigen::VectorXd::Ones(equations.rows());
  right(index_of(goal)) = 0;
  const Eigen::VectorXd times = equations.fullPivLu().solve(right);
  return times(index_of(start));
}

}  // namespace txlab
