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

// Purchases of the customer who buys most.
std::uint64_t first(const Customers& who, std::uint64_t draws) {
  std::uint64_t hits = 0;
  for (std::uint64_t i = 1; i <= draws; ++i) {
    hits += who.purchase(IntentId{i}).customer.value == 0;
  }
  return hits;
}

// The hundred first ranks one by one, the others together.
double fit(const Customers& who, std::uint32_t customers, double s, std::uint64_t draws) {
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
    std::uint32_t customers;
    double s, first, two, four, sixteen;  // 0: not compared
  };
  constexpr Case cases[] = {{1000, 0, 0, 0.001, 0.005989006, 0.113633578},
                            {1000, 0.5, 0, 0, 0.01166199579, 0.2056789917},
                            {1000, 0.9, 0.0950253596, 0.01695127523, 0.09264443439, 0.7861151339},
                            {1000, 0.99, 0.129383627, 0.02783748589, 0.1455915331, 0.9031543454},
                            {1000, 1.2, 0.2306398173, 0.07358414767, 0.3334366807, 0.9947273858},
                            {100'000, 0.9, 0.0450599059, 0.003821416032, 0, 0},
                            {100'000, 0.99, 0.0782574381, 0.01019119204, 0, 0}};
  std::vector<Row> rows;
  const std::uint64_t groups = effort.samples(1'200'000);
  for (const Case& one : cases) {
    WorkloadSettings workload;
    workload.customers = one.customers;
    workload.zipf_s = one.s;
    const Customers who(workload, effort.seed);
    const std::string name =
        fmt::format("zipf {}{}: ", one.s, one.customers > 1000 ? " of 100,000" : "");
    const double w = effort.width(one.s < 0.9 ? 0.1 : 0.04);
    const auto collide = [&](std::string_view how_many, double expected, std::uint32_t m) {
      const std::uint64_t some = 2 * groups / m;
      if (expected == 0) return;
      rows.push_back(share_row(fmt::format("{}{} collide", name, how_many), expected,
                               colliding(who, m, some), some, m == 16 ? effort.width(0.02) : w));
    };
    if (one.first > 0) {
      rows.push_back(share_row(name + "the first", one.first, first(who, groups), groups, w));
    }
    collide("two purchases", one.two, 2);
    collide("of four some", one.four, 4);
    collide("of sixteen some", one.sixteen, 16);
    if (one.s > 0) {
      rows.push_back(fit_row(name + "first hundred", fit(who, one.customers, one.s, groups)));
    }
  }
  return rows;
}

}  // namespace txlab::validation
