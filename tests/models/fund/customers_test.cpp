// Who buys what: drawn by the purchase's number and nothing else, with the laws that the scenario
// names.
#include "models/fund/customers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace txlab {
namespace {

constexpr std::uint64_t purchases = 100'000;

double chi_square(const std::vector<double>& expected, const std::vector<std::uint64_t>& seen) {
  double sum = 0;
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const double off = static_cast<double>(seen[i]) - expected[i];
    sum += off * off / expected[i];
  }
  return sum;
}

// The first `ranks` customers, and all others together.
std::vector<std::uint64_t> buyers(const WorkloadSettings& workload, std::size_t ranks) {
  const Customers customers(workload, 5);
  std::vector<std::uint64_t> seen(ranks + 1);
  for (std::uint64_t n = 1; n <= purchases; ++n) {
    const std::uint32_t who = customers.purchase(IntentId{n}).customer.value;
    EXPECT_LT(who, workload.customers);
    ++seen[std::min<std::size_t>(who, ranks)];
  }
  return seen;
}

TEST(Customers, buy_by_zipfs_law) {
  constexpr std::size_t ranks = 10;
  for (const double s : {0.5, 0.9, 1.0, 1.3}) {
    WorkloadSettings workload;
    workload.customers = 20'000;
    workload.zipf_s = s;
    double total = 0;
    for (std::uint32_t rank = 1; rank <= workload.customers; ++rank) total += std::pow(rank, -s);
    std::vector<double> expected;
    for (std::size_t rank = 1; rank <= ranks; ++rank) {
      expected.push_back(purchases * std::pow(static_cast<double>(rank), -s) / total);
    }
    expected.push_back(purchases - std::accumulate(expected.begin(), expected.end(), 0.0));
    // 10 degrees of freedom: beyond 29.6 in one of a thousand.
    EXPECT_LT(chi_square(expected, buyers(workload, ranks)), 29.6) << s;
  }
}

// Four standard deviations of a binomial.
TEST(Customers, leave_between_two_steps_as_often_as_the_scenario_says) {
  constexpr double leave = 0.08;
  WorkloadSettings workload;
  workload.two_step = {.leave = Probability(leave), .think = Distribution::constant(5)};
  const Customers customers(workload, 5);
  std::uint64_t left = 0;
  for (std::uint64_t n = 1; n <= purchases; ++n) left += customers.leaves(IntentId{n});
  EXPECT_NEAR(static_cast<double>(left), leave * purchases,
              4 * std::sqrt(purchases * leave * (1 - leave)));
  EXPECT_EQ(customers.thinks(IntentId{1}), 5ns);
}

TEST(Customers, buy_equally_often_without_skew) {
  WorkloadSettings workload;
  workload.customers = 11;
  const std::vector<double> expected(11, purchases / 11.0);
  EXPECT_LT(chi_square(expected, buyers(workload, 10)), 29.6);
}

TEST(Customers, want_amounts_of_the_given_law) {
  WorkloadSettings workload;
  workload.amounts = Distribution::lognormal(100'000, 20'000'000);
  const Customers customers(workload, 5);
  std::vector<std::int64_t> amounts;
  for (std::uint64_t n = 1; n <= purchases; ++n) {
    amounts.push_back(customers.purchase(IntentId{n}).amount.fen);
  }
  std::ranges::sort(amounts);
  EXPECT_GT(amounts.front(), 0);
  EXPECT_NEAR(static_cast<double>(amounts[purchases / 2]), 100'000, 3'000);
  EXPECT_NEAR(static_cast<double>(amounts[purchases / 100 * 99]), 20e6, 2e6);
}

TEST(Customers, are_the_same_in_whatever_order_they_are_asked_for) {
  WorkloadSettings workload;
  workload.zipf_s = 0.9;
  const Customers one(workload, 5);
  const Customers same(workload, 5);
  const Customers other(workload, 6);
  int differ = 0;
  for (std::uint64_t n = 1'000; n > 0; --n) {
    const Purchase expected = one.purchase(IntentId{n});
    EXPECT_EQ(same.purchase(IntentId{n}).customer, expected.customer);
    EXPECT_EQ(same.purchase(IntentId{n}).amount, expected.amount);
    differ += other.purchase(IntentId{n}).customer != expected.customer;
  }
  EXPECT_GT(differ, 500);
}

TEST(Customers, pay_a_fee_that_is_rounded_half_up) {
  const Customers customers({}, 1);
  EXPECT_EQ(customers.fee({100'000}).fen, 150);
  EXPECT_EQ(customers.fee({1}).fen, 0);
  EXPECT_EQ(customers.fee({333}).fen, 0);    // 0.4995
  EXPECT_EQ(customers.fee({1'000}).fen, 2);  // 1.5
  EXPECT_EQ(customers.purchase(IntentId{1}).fee.fen, 150);
}

TEST(Customers, are_refused_at_the_given_rates) {
  WorkloadSettings workload;
  workload.refusals = {.insufficient_cash = Probability(0.1),
                       .fund_paused = Probability(0.05),
                       .quota = Probability(0.2),
                       .compliance = Probability(0.02)};
  const Customers customers(workload, 5);
  std::array<std::uint64_t, 4> refused{};
  for (std::uint64_t n = 1; n <= purchases; ++n) {
    refused[0] += customers.insufficient_cash(IntentId{n});
    const auto why = customers.branch_refusal(IntentId{n});
    if (why) ++refused[static_cast<std::size_t>(*why)];
  }
  // Each cause is asked about when the ones before it did not refuse.
  const std::array expected{0.1, 0.05, 0.95 * 0.2, 0.95 * 0.8 * 0.02};
  for (std::size_t i = 0; i < refused.size(); ++i) {
    const double mean = purchases * expected[i];
    EXPECT_NEAR(static_cast<double>(refused[i]), mean, 4 * std::sqrt(mean)) << i;
  }
}

TEST(Customers, without_cash_pay_with_a_card_on_which_there_is_none) {
  WorkloadSettings workload;
  workload.customers = 10;
  workload.refusals.insufficient_cash = Probability(0.5);
  const Customers customers(workload, 5);
  for (std::uint64_t n = 1; n <= 100; ++n) {
    const Purchase purchase = customers.purchase(IntentId{n});
    EXPECT_EQ(purchase.card > 10, customers.insufficient_cash(IntentId{n}));
  }
}

TEST(Customers, want_each_type_of_transaction_as_its_share_says) {
  WorkloadSettings workload;
  workload.types = {0.7, 0.2, 0.1};
  const Customers customers(workload, 5);
  std::array<std::uint64_t, transaction_types> wanted{};
  for (std::uint64_t n = 1; n <= purchases; ++n) {
    const Purchase purchase = customers.purchase(IntentId{n});
    EXPECT_EQ(purchase.type, customers.type(IntentId{n}));
    ++wanted[static_cast<std::size_t>(purchase.type)];
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const double mean = purchases * workload.types[i];
    EXPECT_NEAR(static_cast<double>(wanted[i]), mean, 4 * std::sqrt(mean)) << i;
  }
}

// Units cannot be spent twice, and to sell a fund takes nothing from its quota.
TEST(Customers, earmark_fund_units_and_sell_without_a_quota) {
  WorkloadSettings workload;
  workload.types = {0, 1, 0};
  workload.earmark = false;
  workload.withdrawals = WithdrawalSettings{.share = 1};
  workload.funds = {{.name = "a", .quota = yuan(1)}};
  const Customers customers(workload, 5);
  EXPECT_FALSE(customers.purchase(IntentId{1}).loose);
  EXPECT_FALSE(customers.purchase(IntentId{1}).quota);
  EXPECT_FALSE(customers.withdraws(IntentId{1}));
}

}  // namespace
}  // namespace txlab
