// Which rows are hot: the customers that the workload draws follow Zipf's law, p_i ~ i^-s. How
// often some of m purchases in flight are of one customer is exact (1 - m! e_m(p), elementary
// symmetric polynomials of the p_i).
#include <fmt/format.h>

#include <cmath>
#include <set>

#include "models/fund/customers.hpp"
#include "scenarios/validation/checks.hpp"
#include "sim/stats/fit.hpp"

namespace txlab::validation {

namespace {

constexpr std::uint32_t customers = 1000;

// Groups of m purchases that follow each other, and share no purchase with another group.
std::uint64_t colliding(const Customers& who, std::uint32_t m, std::uint64_t groups) {
  std::uint64_t hits = 0;
  for (std::uint64_t group = 0; group < groups; ++group) {
    std::set<std::uint32_t> seen;
    for (std::uint32_t i = 0; i < m; ++i) {
      seen.insert(who.purchase(IntentId{group * m + i + 1}).customer.value);
    }
    hits += seen.size() < m;
  }
  return hits;
}

// The hundred first ranks one by one, the others together.
double fit(const Customers& who, double s, std::uint64_t draws) {
  std::vector<double> shares(101, 0.0);
  double total = 0;
  for (std::uint32_t rank = 1; rank <= customers; ++rank) total += std::pow(rank, -s);
  for (std::uint32_t rank = 1; rank <= customers; ++rank) {
    shares[std::min(rank, 101u) - 1] += std::pow(rank, -s) / total;
  }
  std::vector<std::uint64_t> counts(101);
  for (std::uint64_t i = 1; i <= draws; ++i) {
    ++counts[std::min(who.purchase(IntentId{i}).customer.value, 100u)];
  }
  return chi_square_p(counts, shares);
}

}  // namespace

std::vector<Row> favourites(const Effort& effort) {
  struct Case {
    double s, two, four, sixteen;
  };
  constexpr Case cases[] = {{0, 0.001, 0.005989006, 0.113633578},
                            {0.9, 0.01695127523, 0.09264443439, 0.7861151339},
                            {0.99, 0.02783748589, 0.1455915331, 0.9031543454},
                            {1.2, 0.07358414767, 0.3334366807, 0.9947273858}};
  std::vector<Row> rows;
  const std::uint64_t groups = effort.samples(1'200'000);
  for (const Case& one : cases) {
    WorkloadSettings workload;
    workload.customers = customers;
    workload.zipf_s = one.s;
    const Customers who(workload, effort.seed);
    const std::string name = fmt::format("zipf {}: ", one.s);
    const double w = effort.width(one.s == 0 ? 0.1 : 0.02);
    rows.push_back(
        share_row(name + "two purchases collide", one.two, colliding(who, 2, groups), groups, w));
    rows.push_back(share_row(name + "of four some collide", one.four, colliding(who, 4, groups / 2),
                             groups / 2, w));
    rows.push_back(share_row(name + "of sixteen some collide", one.sixteen,
                             colliding(who, 16, groups / 4), groups / 4, effort.width(0.02)));
    if (one.s > 0) rows.push_back(fit_row(name + "first hundred", fit(who, one.s, groups)));
  }
  return rows;
}

}  // namespace txlab::validation
