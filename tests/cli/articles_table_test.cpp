// docs/the-articles-table.md says where the article is right and where it is not. Here stand the
// directions of its verdicts; the digits are those of a command that the page names.
#include "library_results.hpp"

namespace txlab {
namespace {

const Json& measured() {
  static const Json point = result_of("the-articles-table", "--replications 2")[0];
  return point;
}

double quantile(const std::string& name, const std::string& metric, const std::string& which) {
  return strategy(measured(), name)["metrics"][metric][which]["value"].get<double>();
}

double longest_lock_ms(const std::string& name) {
  return strategy(measured(), name)["metrics"]["lock_hold"]["max"].get<double>();
}

double of(const std::string& name, const std::string& metric) {
  return mean(strategy(measured(), name), metric);
}

constexpr auto by_message = {"reconcile",  "reconcile-best", "table",
                             "table-best", "mq-tx",          "mq-tx-best"};
constexpr auto synchronous = {"xa", "xa-best", "tcc", "tcc-best"};

// Plain messages: "rather high" consistency is a matter of when the ledgers are compared.
TEST(ArticlesTable, finds_plain_messages_as_consistent_as_their_reconciliation_is_frequent) {
  constexpr double hour_ms = 3600e3;
  EXPECT_GT(quantile("reconcile", "inconsistency_window", "p99"), 20 * hour_ms);
  EXPECT_LT(quantile("reconcile-best", "inconsistency_window", "p99"), 0.1 * hour_ms);
  EXPECT_GT(quantile("reconcile", "open_yuan", "at T+1 08:30"), 0);
  EXPECT_EQ(quantile("reconcile-best", "open_yuan", "at T+1 08:30"), 0);
  for (const char* name : {"table", "xa", "tcc", "mq-tx"}) {
    EXPECT_LT(quantile(name, "inconsistency_window", "p99"), 60e3) << name;
    EXPECT_EQ(quantile(name, "open_yuan", "at T+1 08:30"), 0) << name;
  }
}

// The message table is in main's database, as the article says, and main hangs on nothing else.
TEST(ArticlesTable, finds_the_message_table_coupled_in_storage_and_in_nothing_else) {
  EXPECT_NEAR(of("table", "storage_coupling"), 2, 0.01) << "inserted and deleted";
  EXPECT_GT(of("table", "storage_coupling_writes"), 0.2) << "one deletion for up to four rows";
  EXPECT_NEAR(of("mq-tx", "storage_coupling"), 0, 0.01);
  EXPECT_NEAR(of("mq-tx", "storage_coupling_writes"), 0, 0.01);
  EXPECT_NEAR(of("table", "latency_coupling"), 0, 0.05);
  EXPECT_GT(of("table", "availability_coupling"), 0.99);
  EXPECT_NEAR(of("table", "change_coupling_messages"), 0, 0.01);
}

TEST(ArticlesTable, finds_main_apart_from_the_branch_under_messages_and_only_there) {
  for (const char* name : by_message) {
    EXPECT_GT(of(name, "availability_coupling"), 0.99) << name;
    EXPECT_NEAR(of(name, "latency_coupling"), 0, 0.05) << name;
    EXPECT_NEAR(of(name, "change_coupling"), 0, 0.2) << name;
  }
  for (const char* name : synchronous) {
    EXPECT_LT(of(name, "availability_coupling"), 0.9) << name;
    EXPECT_GT(of(name, "latency_coupling"), 0.3) << name;
    EXPECT_GE(of(name, "change_coupling_messages"), 4 - 0.01) << name;
  }
}

// XA's locks are held over two rounds, and for as long as a coordinator is away from who is in
// doubt; a reservation of TCC locks nothing.
TEST(ArticlesTable, finds_locks_in_the_way_under_xa_and_not_under_tcc) {
  EXPECT_GT(longest_lock_ms("xa"), 9'900);
  EXPECT_LT(longest_lock_ms("tcc"), 9'000);
  const Json hot = result_of(
      "the-articles-table",
      "--replications 1 --set faults=[] --set experiment.per_fault=off --set "
      "experiment.coupling=off --set 'funds={hot: {share: 100%, quota: 1000000000 CNY}}' --set "
      "'workload.arrivals=[{process: poisson, rate: 150/s, for: 20s}]'")[0];
  const auto waits = [&](const char* name) {
    return strategy(hot, name)["metrics"]["client_latency"]["p50"]["value"].get<double>();
  };
  EXPECT_GT(waits("xa"), 10 * waits("tcc")) << "150 a second times more than 6 ms is a queue";
  EXPECT_LT(waits("tcc"), 2 * waits("mq-tx"));
}

// What the article does not say: who sends the half message first cannot sell without the broker.
TEST(ArticlesTable, finds_half_messages_apart_from_the_branch_and_not_from_the_broker) {
  for (const char* fault : {"broker-away", "broker-away-at-the-cutoff"}) {
    EXPECT_GT(per_fault(measured(), fault, "mq-tx", "purchases_lost"), 10) << fault;
    for (const char* name : {"reconcile", "table", "xa", "tcc"}) {
      EXPECT_EQ(per_fault(measured(), fault, name, "purchases_lost"), 0) << fault << name;
    }
  }
  EXPECT_GT(per_fault(measured(), "fund-away", "xa", "purchases_lost"), 10);
  EXPECT_EQ(per_fault(measured(), "fund-away", "mq-tx", "purchases_lost"), 0);
}

TEST(ArticlesTable, finds_no_broken_promise_of_any_scheme) {
  for (const auto& one : measured()["strategies"]) {
    for (const auto& property : one["properties"]) {
      if (!property["withdrawn"].is_null()) continue;
      EXPECT_EQ(property["verdict"], "holds") << one["name"] << property["name"];
    }
  }
}

// The best settings of the table are those that the scenario of settings finds.
TEST(ArticlesTableSettings, have_the_least_money_at_risk) {
  const Json found = result_of("the-articles-table-settings")[0];
  const auto risk = [&](const char* name) { return mean(strategy(found, name), "money_at_risk"); };
  EXPECT_LT(risk("reconcile-1m"), risk("reconcile-24h"));
  EXPECT_LT(risk("reconcile-1m"), risk("reconcile-5m"));
  for (const char* other : {"table-500ms", "table-100ms", "table-20ms", "table-immediate"}) {
    EXPECT_LT(risk("table-direct"), risk(other)) << other;
  }
  EXPECT_LT(risk("mq-tx-1s"), risk("mq-tx-30s"));
  EXPECT_NEAR(risk("tcc-200ms"), risk("tcc-1s"), 0.05 * risk("tcc-1s"));
  for (const char* other : {"tcc-seata", "tcc-dtm"}) EXPECT_LT(risk("tcc-1s"), risk(other));
  EXPECT_NEAR(risk("xa-1s"), risk("xa-30s"), 0.05 * risk("xa-30s"));
}

}  // namespace
}  // namespace txlab
