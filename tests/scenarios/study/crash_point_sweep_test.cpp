// The crash-point sweep: every claim of every strategy holds in every case; the number of cases is
// what an independent count of the fault-free run says; and a guard that carries correctness, once
// removed, makes the sweep fail.
#include "scenarios/study/crash_point_sweep.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "small_scenario.hpp"

namespace txlab {
namespace {

struct Variant {
  std::string name;
  StrategyEntry entry;
  std::uint32_t branches = 1;
  std::uint32_t replicas = 1;
  Duration fund_flush = 1ms;  // slow: main stays prepared for a while
};

Scenario one_purchase(const Variant& variant) {
  Scenario scenario = small_scenario();
  for (HostSettings& host : scenario.hosts) {
    if (host.name == "wallet" || host.name == "fund") host.replicas = variant.replicas;
  }
  scenario.workload.branches = variant.branches;
  scenario.databases[1].fsync = always(variant.fund_flush);
  return single_purchase(scenario, variant.entry);
}

SweepResult sweep(const Variant& variant) {
  return sweep_crash_points(one_purchase(variant), variant.entry, 7);
}

std::string described(const SweepResult& result) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(result.failures.size(), 5); ++i) {
    const SweepFailure& failure = result.failures[i];
    text += failure.property + ": " + failure.where.words + " (" + failure.example + ")\n";
  }
  return text;
}

using Settings = std::vector<std::pair<std::string_view, std::string_view>>;
StrategyEntry of_seata(Settings more = {}) {
  more.insert(more.begin(), {{"coordinator", "seata"}});
  return strategy("tcc", more);
}
StrategyEntry of_dtm(Settings more = {}) {
  more.insert(more.begin(), {{"coordinator", "dtm"},
                             {"rpc_timeout", "3s"},
                             {"retry_every", "10s"},
                             {"transaction_timeout", "35s"}});
  return strategy("tcc", more);
}
StrategyEntry xa_of_seata(Settings more = {}) {
  more.insert(more.begin(),
              {{"coordinator", "seata"}, {"store", "forced"}, {"unknown_retried", "60s"}});
  return strategy("xa", more);
}

class EveryClaim : public testing::TestWithParam<Variant> {};

TEST_P(EveryClaim, holds_in_every_case) {
  const SweepResult result = sweep(GetParam());
  EXPECT_GT(result.cases, 100u);
  std::size_t cases = 0;
  for (const Place& place : result.places) cases += place.kind == Site::Kind::message ? 3 : 6;
  EXPECT_EQ(result.cases, cases);
  EXPECT_TRUE(result.failures.empty()) << described(result);
  EXPECT_GT(result.bought, result.cases / 3) << "faults must not simply prevent the purchase";
}

// Counts by itself, without the sweep's bookkeeping: waits and idle loops by a chooser of its own,
// messages by the happenings that the network reports.
class IndependentCount final : public Chooser, public Observer {
 public:
  std::uint32_t choose(const Site& site, std::uint32_t) override {
    if (!begun_ || site.kind != Site::Kind::suspension) return 0;
    if (site.idle) {
      idle_.insert(std::to_string(site.host) + std::string(site.what));
    } else {
      ++waits_;
    }
    return 0;
  }
  void on(const Happening& happening, Instant) override {
    if (happening.kind == Happening::Kind::began) begun_ = true;
    if (happening.kind == Happening::Kind::sent && begun_) ++messages_;
  }
  std::size_t places() const { return waits_ + idle_.size() + messages_; }

 private:
  bool begun_ = false;
  std::size_t waits_ = 0;
  std::size_t messages_ = 0;
  std::set<std::string> idle_;
};

TEST_P(EveryClaim, is_judged_at_as_many_places_as_an_independent_count_finds) {
  const Scenario scenario = one_purchase(GetParam());
  IndependentCount count;
  Observer* const observers[] = {&count};
  run(scenario, GetParam().entry, 7, {.chooser = &count, .observers = observers});
  EXPECT_EQ(sweep(GetParam()).places.size(), count.places());
}

INSTANTIATE_TEST_SUITE_P(
    Strategies, EveryClaim,
    testing::Values(
        Variant{"none", strategy("none")}, Variant{"reconcile", strategy("async-reconciliation")},
        Variant{"reconcile_by_reversal", strategy("async-reconciliation", {{"repair", "reverse"}})},
        Variant{"table", strategy("local-message-table")},
        Variant{"table_direct", strategy("local-message-table", {{"delivery", "direct"}})},
        Variant{"table_by_cursor", strategy("local-message-table", {{"relay", "id-cursor"}})},
        Variant{"table_at_once", strategy("local-message-table", {{"relay", "immediate"}})},
        Variant{"table_by_the_log", strategy("local-message-table", {{"relay", "log-tailing"}})},
        Variant{"xa", strategy("xa")},
        Variant{"xa_scanning_all_the_time", strategy("xa", {{"recovery_scan", "20ms"}}), 1, 1,
                200ms},
        Variant{"xa_presumed_nothing", strategy("xa", {{"presumption", "nothing"}})},
        Variant{"xa_presumed_commit", strategy("xa", {{"presumption", "commit"}})},
        Variant{"xa_presumed_commit_scanning_all_the_time",
                strategy("xa", {{"presumption", "commit"}, {"recovery_scan", "20ms"}}), 1, 1,
                200ms},
        Variant{"xa_presumed_commit_2_replicas", strategy("xa", {{"presumption", "commit"}}), 1, 2},
        Variant{"xa_with_a_reader", strategy("xa", {{"readers", "1"}})},
        Variant{"xa_one_phase", strategy("xa", {{"ledgers", "together"}})},
        Variant{"xa_alone_in_two_phases",
                strategy("xa", {{"ledgers", "together"}, {"one_phase", "off"}})},
        Variant{"xa_mysql", strategy("xa", {{"dialect", "mysql"}})},
        Variant{"xa_of_seata_with_a_forced_store", xa_of_seata()},
        Variant{"xa_of_seata_mysql", xa_of_seata({{"dialect", "mysql"}})},
        Variant{"xa_of_seata_slow", xa_of_seata(), 1, 1, 200ms},
        Variant{"xa_of_seata_3_branches", xa_of_seata(), 3},
        Variant{"xa_of_seata_2_replicas", xa_of_seata(), 1, 2},
        Variant{"tcc_of_seata_with_a_forced_store", of_seata()},
        Variant{"tcc_of_seata_3_branches", of_seata(), 3}, Variant{"tcc_of_dtm", of_dtm()},
        Variant{"tcc_of_dtm_3_branches", of_dtm(), 3},
        Variant{"tcc_of_dtm_2_replicas", of_dtm(), 1, 2},
        Variant{"send_first", strategy("async-reconciliation", {{"order", "send-then-commit"}})},
        Variant{"tcc", strategy("tcc")}, Variant{"messages", strategy("transactional-message")},
        Variant{"messages_centre", strategy("transactional-message", {{"centre", "service"}})},
        Variant{"two_step", strategy("two-step")},
        Variant{"two_step_3_branches", strategy("two-step"), 3},
        Variant{"two_step_2_replicas", strategy("two-step"), 1, 2},
        Variant{"reconcile_3_branches", strategy("async-reconciliation"), 3},
        Variant{"table_3_branches", strategy("local-message-table"), 3},
        Variant{"xa_3_branches", strategy("xa"), 3}, Variant{"tcc_3_branches", strategy("tcc"), 3},
        Variant{"messages_3_branches", strategy("transactional-message"), 3},
        Variant{"table_2_replicas", strategy("local-message-table"), 1, 2},
        Variant{"xa_2_replicas", strategy("xa"), 1, 2},
        Variant{"messages_2_replicas", strategy("transactional-message"), 1, 2},
        Variant{"messages_logged_2_replicas",
                strategy("transactional-message", {{"listener", "logged"}}), 1, 2}),
    [](const auto& instance) { return instance.param.name; });

struct Removed {
  std::string guard;
  StrategyEntry entry;
  std::string breaks;
  bool impatient = false;  // a customer who does not repeat the request (that heals some losses)
  Flush flush = Flush::sync;
  Duration fund_flush = 1ms;
};

class WithoutAGuard : public testing::TestWithParam<Removed> {};

TEST_P(WithoutAGuard, the_sweep_fails) {
  Scenario scenario = one_purchase({"", GetParam().entry, 1, 1, GetParam().fund_flush});
  if (GetParam().impatient) scenario.workload.client.retries = 0;
  scenario.broker.flush = GetParam().flush;
  const SweepResult result = sweep_crash_points(scenario, GetParam().entry, 7);
  const bool found = std::ranges::any_of(result.failures, [](const SweepFailure& failure) {
    return failure.property == GetParam().breaks;
  });
  EXPECT_TRUE(found) << "expected to break " << GetParam().breaks << ", found:\n"
                     << described(result);
}

StrategyEntry off(std::string_view protocol, std::string_view guard) {
  return strategy(protocol, {{guard, "off"}});
}

INSTANTIATE_TEST_SUITE_P(
    Guards, WithoutAGuard,
    testing::Values(
        Removed{"reconciliation", off("async-reconciliation", "reconcile"), "main-branch-agreement",
                true},
        Removed{"dedup_after_plain_messages", off("async-reconciliation", "dedup"),
                "no-duplicate-purchase"},
        Removed{"atomic_message_row", off("local-message-table", "atomic"),
                "main-branch-agreement"},
        Removed{"dedup_after_the_table", off("local-message-table", "dedup"),
                "no-duplicate-purchase"},
        Removed{"recovery_scan", off("xa", "recovery"), "main-branch-agreement"},
        Removed{"forced_decision_of_xa", off("xa", "forced_decision"), "no-branch-without-main"},
        Removed{"recovery_of_presumed_commit",
                strategy("xa", {{"presumption", "commit"}, {"recovery", "off"}}),
                "main-branch-agreement"},
        Removed{"forced_decision_of_presumed_commit",
                strategy("xa", {{"presumption", "commit"}, {"forced_decision", "off"}}),
                "no-branch-without-main"},
        Removed{"live_transaction_guard",
                strategy("xa", {{"live_guard", "off"}, {"recovery_scan", "20ms"}}), "told-truth",
                false, Flush::sync, 200ms},
        Removed{"suspension_guard", off("tcc", "suspension_guard"), "nothing-stuck-unseen"},
        Removed{"fence_of_seata", of_seata({{"fence", "off"}}), "nothing-stuck-unseen"},
        Removed{"barrier_of_dtm", of_dtm({{"fence", "off"}}), "nothing-stuck-unseen"},
        Removed{"forced_store_of_seata", of_seata({{"store", "async"}}), "main-branch-agreement"},
        Removed{"forced_store_of_xa_of_seata", xa_of_seata({{"store", "async"}}),
                "main-branch-agreement"},
        Removed{"asking_again_for_an_unknown_branch", xa_of_seata({{"unknown_retried", "0s"}}),
                "main-branch-agreement", true, Flush::sync, 7s},
        Removed{"forced_store_of_dtm", of_dtm({{"store", "async"}}), "told-truth"},
        Removed{"recovery_of_tcc", off("tcc", "recovery"), "told-eventually"},
        Removed{"forced_decision_of_tcc", off("tcc", "forced_decision"), "no-branch-without-main"},
        Removed{"check_back", off("transactional-message", "check_back"), "main-branch-agreement"},
        Removed{"dedup_after_messages", off("transactional-message", "dedup"),
                "no-duplicate-purchase"},
        Removed{"business_key_after_the_table",
                strategy("local-message-table", {{"dedup", "message-id"}}),
                "no-duplicate-purchase"},
        Removed{"business_key_after_messages",
                strategy("transactional-message", {{"dedup", "message-id"}}),
                "no-duplicate-purchase"},
        Removed{"atomic_dedup_after_the_table",
                strategy("local-message-table", {{"dedup_atomic", "off"}}),
                "main-branch-agreement"},
        Removed{"atomic_dedup_after_messages", off("transactional-message", "dedup_atomic"),
                "main-branch-agreement"},
        Removed{"synchronous_flush", strategy("transactional-message"), "main-branch-agreement",
                false, Flush::async}),
    [](const auto& instance) { return instance.param.guard; });

// Whatever the broker copies keeps the id of the message; who sends again gives another one.
TEST(RecognisingMessagesById, is_enough_as_long_as_nobody_sends_an_order_twice) {
  const StrategyEntry by_id = strategy("transactional-message", {{"dedup", "message-id"}});
  Scenario scenario = one_purchase({"", by_id});
  scenario.workload.client.retries = 0;
  SweepResult result = sweep_crash_points(scenario, by_id, 7);
  std::erase_if(result.failures, [](const SweepFailure& failure) {
    const std::string_view what = failure.where.place.what;
    return what == "place" || what == "submit";  // the request itself arrived twice
  });
  EXPECT_TRUE(result.failures.empty()) << described(result);
  EXPECT_GT(result.duplicates, 0u);
}

// A lease only saves work as long as the consumer recognises doubles.
TEST(WithoutALease, there_are_more_duplicates_and_no_violation) {
  const SweepResult with = sweep({"", strategy("local-message-table"), 1, 2});
  const SweepResult without =
      sweep({"", strategy("local-message-table", {{"relay", "no-lock"}}), 1, 2});
  EXPECT_TRUE(without.failures.empty()) << described(without);
  EXPECT_GT(without.duplicates, 2 * with.duplicates);
}

TEST(ASweepOfNaive, finds_what_it_does_not_claim_to_prevent) {
  // naive claims nothing, so nothing is a broken claim; the violators' tests show what breaks.
  EXPECT_TRUE(sweep({"", strategy("naive")}).failures.empty());
}

}  // namespace
}  // namespace txlab
