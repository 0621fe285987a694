#include "reading.hpp"

namespace txlab {
namespace {

TEST(Calendar, is_absent_unless_the_scenario_has_one) {
  EXPECT_FALSE(scenario_of(minimal()).workload.calendar);
  const auto calendar = scenario_of(minimal("calendar: {}\n")).workload.calendar;
  ASSERT_TRUE(calendar);
  EXPECT_EQ(calendar->start, 9h + 30min);
  EXPECT_EQ(calendar->cutoff, 15h);
  EXPECT_EQ(calendar->late, Calendar::Late::next_day);
}

TEST(Calendar, reads_times_of_day_with_and_without_quotes) {
  const auto calendar = scenario_of(minimal("calendar: {start: \"14:00\", cutoff: 14:30, "
                                            "file_export: 21:15, confirm: 08:00, late: honour}\n"))
                            .workload.calendar;
  EXPECT_EQ(calendar->start, 14h);
  EXPECT_EQ(calendar->cutoff, 14h + 30min);
  EXPECT_EQ(calendar->file_export, 21h + 15min);
  EXPECT_EQ(calendar->confirm, 8h);
  EXPECT_EQ(calendar->late, Calendar::Late::honour);
}

TEST(Calendar, tells_what_is_no_time_of_day) {
  for (const char* const text : {"15", "15h", "24:00", "12:60", "9:5", "noon"}) {
    EXPECT_THAT(told(minimal("calendar: {cutoff: " + std::string(text) + "}\n")),
                HasSubstr("t.yaml:5:20: error: `" + std::string(text) + "` is not one"));
  }
}

TEST(Calendar, exports_its_file_after_the_cut_off) {
  EXPECT_EQ(told(minimal("calendar: {file_export: 14:00}\n")),
            "t.yaml:5:25: error: the file would be exported before the cut-off of its date "
            "[out-of-range]\n");
}

TEST(Calendar, has_no_other_keys) {
  EXPECT_THAT(told(minimal("calendar: {cutof: 15:00}\n")), HasSubstr("unknown key `cutof`"));
  EXPECT_THAT(told(minimal("calendar: {late: refuse}\n")), HasSubstr("`refuse`"));
}

std::string with_threshold(std::string_view that, std::string_view calendar = "calendar: {}\n") {
  return minimal(std::string(calendar) + "thresholds: {a: [\"" + std::string(that) + "\"]}\n");
}

TEST(Instants, are_named_by_day_and_time) {
  const Scenario scenario = scenario_of(with_threshold("open_yuan(at T+1 08:30) == 0 CNY"));
  const Threshold& threshold = scenario.thresholds.at(0);
  EXPECT_EQ(threshold.metric, "open_yuan");
  EXPECT_EQ(threshold.statistic, "at T+1 08:30");
  EXPECT_EQ(threshold.at, (Moment{1, 8h + 30min}));
  EXPECT_EQ(threshold.limit, 0);
  const Scenario same_day = scenario_of(with_threshold("open_yuan(at T 15:00) < 200k CNY"));
  EXPECT_EQ(same_day.thresholds.at(0).at, (Moment{0, 15h}));
  EXPECT_EQ(same_day.thresholds.at(0).limit, 200'000);
}

TEST(Instants, need_a_calendar) {
  EXPECT_THAT(told(with_threshold("open_yuan(at T 15:00) == 0 CNY", "")),
              HasSubstr("there is no `calendar`, so instants have no names"));
}

TEST(Instants, are_told_when_they_are_missing_or_wrong) {
  EXPECT_THAT(told(with_threshold("open_yuan == 0 CNY")), HasSubstr("is read at an instant"));
  EXPECT_THAT(told(with_threshold("p99(open_yuan) == 0 CNY")),
              HasSubstr("`open_yuan` is read at an instant"));
  for (const char* const wrong :
       {"at 15:00", "at T", "at T+ 15:00", "at T-1 15:00", "at T 25:00"}) {
    EXPECT_THAT(told(with_threshold("open_yuan(" + std::string(wrong) + ") == 0 CNY")),
                HasSubstr("`" + std::string(wrong) + "` is no instant of the calendar"));
  }
  EXPECT_THAT(told(with_threshold("open_yuan(at T 15:00) < 5s")), HasSubstr("an amount of money"));
}

TEST(Funds, have_shares_a_pause_and_a_quota) {
  const auto funds = scenario_of(minimal("funds: {hot: {share: 60%, quota: 1M CNY}, "
                                         "pausing: {share: 40%, paused_from: 1m}}\n"))
                         .workload.funds;
  ASSERT_EQ(funds.size(), 2u);
  EXPECT_EQ(funds[0].name, "hot");
  EXPECT_EQ(funds[0].share, 0.6);
  EXPECT_EQ(funds[0].quota, yuan(1'000'000));
  EXPECT_FALSE(funds[0].paused_from);
  EXPECT_EQ(funds[1].paused_from, 1min);
}

TEST(Funds, are_absent_unless_named) { EXPECT_TRUE(scenario_of(minimal()).workload.funds.empty()); }

TEST(Funds, share_all_purchases_among_them) {
  EXPECT_EQ(told(minimal("funds: {a: {share: 60%}, b: {share: 30%}}\n")),
            "t.yaml:5:8: error: the shares add up to 90%, not to 100% [out-of-range]\n");
  EXPECT_THAT(told(minimal("funds: {a: {quota: 5 CNY}}\n")), HasSubstr("`share`"));
  EXPECT_THAT(told(minimal("funds: {}\n")), HasSubstr("`funds` names 0, not 1 to 31"));
  EXPECT_THAT(told(minimal("funds: {a: {share: 100%, paused: 5s}}\n")),
              HasSubstr("unknown key `paused` in fund `a`"));
}

TEST(Precheck, is_a_list_of_checks) {
  const Prechecks some =
      scenario_of(minimal("precheck: [suitability, fund_status]\n")).workload.precheck;
  EXPECT_TRUE(some.has(Precheck::suitability));
  EXPECT_TRUE(some.has(Precheck::fund_status));
  EXPECT_FALSE(some.has(Precheck::quota));
  EXPECT_TRUE(scenario_of(minimal()).workload.precheck.none());
  EXPECT_TRUE(scenario_of(minimal("precheck: []\n")).workload.precheck.none());
  EXPECT_EQ(scenario_of(minimal("precheck_takes: 2ms\n")).workload.precheck_takes.sample(1),
            2'000'000);
  EXPECT_EQ(told(minimal("precheck: [quotas]\n")),
            "t.yaml:5:12: error: unknown precheck `quotas` in the scenario [unknown-name]; did you "
            "mean `quota`?\n");
}

TEST(Payment, has_a_bank_that_takes_its_time) {
  EXPECT_FALSE(scenario_of(minimal()).workload.payment);
  EXPECT_FALSE(scenario_of(minimal("payment: none\n")).workload.payment);
  const auto payment = scenario_of(minimal("payment: {latency: 2s, unknown: 1%, refusal: 0.5%, "
                                           "query_every: 5s}\n"))
                           .workload.payment;
  ASSERT_TRUE(payment);
  EXPECT_EQ(payment->latency.quantile(0.5), 2'000'000'000);
  EXPECT_NEAR(payment->unknown.value(), 0.01, 1e-9);
  EXPECT_NEAR(payment->refusal.value(), 0.005, 1e-9);
  EXPECT_EQ(payment->query_every, 5s);
  EXPECT_THAT(told(minimal("payment: {unknown: 0.5}\n")), HasSubstr("error"));
}

TEST(Refusals, are_found_by_whom_they_are_found) {
  const RefusalRates rates =
      scenario_of(
          "version: 1\nworkload: {arrivals: [{process: constant, rate: 5/s, for: 10s}], "
          "refusals: {suitability: 1%, expired_identity: 2%, customer_limit: 3%, "
          "bank_limit: 4%, money_fund: 5%, agent: 6%, pro_rata: 7%}}\n"
          "strategies: {a: {protocol: xa}}\n")
          .workload.refusals;
  EXPECT_NEAR(rates.suitability.value(), 0.01, 1e-9);
  EXPECT_NEAR(rates.expired_identity.value(), 0.02, 1e-9);
  EXPECT_NEAR(rates.customer_limit.value(), 0.03, 1e-9);
  EXPECT_NEAR(rates.bank_limit.value(), 0.04, 1e-9);
  EXPECT_NEAR(rates.money_fund.value(), 0.05, 1e-9);
  EXPECT_NEAR(rates.agent.value(), 0.06, 1e-9);
  EXPECT_NEAR(rates.pro_rata.value(), 0.07, 1e-9);
}

TEST(OnBranchRefused, has_three_ways) {
  const auto way = [](const std::string& name) {
    return scenario_of(minimal("on_branch_refused: " + name + "\n")).workload.on_branch_refused;
  };
  EXPECT_EQ(scenario_of(minimal()).workload.on_branch_refused, OnBranchRefused::wallet_held);
  EXPECT_EQ(way("wallet-held"), OnBranchRefused::wallet_held);
  EXPECT_EQ(way("redeem-ordinary"), OnBranchRefused::redeem_ordinary);
  EXPECT_EQ(way("redeem-fast"), OnBranchRefused::redeem_fast);
  EXPECT_THAT(told(minimal("on_branch_refused: redeem\n")), HasSubstr("`redeem`"));
}

TEST(Earmark, is_on_and_nobody_withdraws_unless_the_scenario_says_so) {
  EXPECT_TRUE(scenario_of(minimal()).workload.earmark);
  EXPECT_FALSE(scenario_of(minimal()).workload.withdrawals);
  const auto off = scenario_of(minimal("earmark: off\nwithdrawals: {share: 2%, after: 5s}\n"));
  EXPECT_FALSE(off.workload.earmark);
  ASSERT_TRUE(off.workload.withdrawals);
  EXPECT_EQ(off.workload.withdrawals->share, 0.02);
  EXPECT_EQ(off.workload.withdrawals->after, 5s);
  EXPECT_THAT(told(minimal("earmark: maybe\n")), HasSubstr("error"));
  EXPECT_THAT(told(minimal("withdrawals: {after: 5s}\n")), HasSubstr("`share`"));
}

TEST(Operators, are_nobody_unless_the_scenario_has_them) {
  EXPECT_FALSE(scenario_of(minimal()).operators);
  const auto operators = scenario_of(minimal("operators: {}\n")).operators;
  ASSERT_TRUE(operators);
  EXPECT_EQ(operators->people, 1u);
  EXPECT_FALSE(operators->hours);
  EXPECT_EQ(operators->per_case, 10min);
  EXPECT_TRUE(operators->may(OperatorAction::force_xa));
}

TEST(Operators, keep_the_hours_of_the_calendar) {
  const auto operators =
      scenario_of(minimal("calendar: {start: \"08:00\"}\n"
                          "operators: {people: 3, hours: \"09:00-17:30\", per_case: 5m, "
                          "actions: [resume-half, replay-dead-letter]}\n"))
          .operators;
  ASSERT_TRUE(operators && operators->hours);
  EXPECT_EQ(operators->people, 3u);
  EXPECT_EQ(operators->hours->until_open(0s), 1h);
  EXPECT_EQ(operators->hours->until_open(1h), 0s);
  EXPECT_EQ(operators->hours->until_closed(2h), 7h + 30min);
  EXPECT_EQ(operators->hours->until_closed(10h), 0s);
  EXPECT_EQ(operators->hours->until_open(10h), 15h);
  EXPECT_TRUE(operators->may(OperatorAction::resume_half));
  EXPECT_FALSE(operators->may(OperatorAction::force_xa));
}

TEST(Operators, have_no_hours_without_a_calendar_and_none_that_end_before_they_begin) {
  EXPECT_THAT(told(minimal("operators: {hours: \"09:00-18:00\"}\n")),
              HasSubstr("without a calendar there is no time of day to open at [unfit-key]"));
  for (const char* const hours : {"18:00-09:00", "09:00", "9-18", "09:00-"}) {
    EXPECT_THAT(told(minimal("calendar: {}\noperators: {hours: \"" + std::string(hours) + "\"}\n")),
                HasSubstr("`hours` are from one time of day to a later one"));
  }
  EXPECT_THAT(told(minimal("operators: {actions: [replay]}\n")), HasSubstr("replay"));
}

TEST(Background, needs_a_rate) {
  EXPECT_FALSE(scenario_of(minimal()).workload.background);
  const auto background =
      scenario_of(minimal("background: {rate: 200/s, rows: 3, connections: 16}\n"))
          .workload.background;
  ASSERT_TRUE(background);
  EXPECT_EQ(background->rate_per_s, 200);
  EXPECT_EQ(background->rows, 3u);
  EXPECT_EQ(background->connections, 16u);
  EXPECT_THAT(told(minimal("background: {rows: 3}\n")), HasSubstr("rate"));
}

}  // namespace
}  // namespace txlab
