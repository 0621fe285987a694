// Warnings beyond types: each trap is found, and what lies just beside it is not.
#include <gmock/gmock.h>

#include "library_results.hpp"

namespace txlab {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// The codes that lint has for a scenario of one minute, with these sections besides.
std::vector<std::string> warned(const std::string& strategies, const std::string& more = "",
                                const std::string& arrivals = "poisson, rate: 50/s, for: 60s") {
  const std::string text = "version: 1\nworkload:\n  arrivals: [{process: " + arrivals +
                           "}]\nstrategies: {" + strategies + "}\n" + more;
  const Ran ran = txlab_says("lint --format json " + scenario_file("trap.yaml", text));
  EXPECT_EQ(ran.exit_code, 0) << text << ran.out;
  std::vector<std::string> codes;
  const Json found = Json::parse(ran.out);
  for (const auto& one : found["diagnostics"]) {
    EXPECT_EQ(one["severity"], "warning") << one["message"];
    EXPECT_GT(one["line"], 0);
    codes.push_back(one["code"]);
  }
  return codes;
}

const std::string tcc = "a: {protocol: tcc}";
const std::string mq_tx = "a: {protocol: transactional-message}";

std::string crash(const std::string& host, const std::string& at, const std::string& away) {
  return "faults: [{name: f, fault: crash, target: {host: " + host + "}, at: " + at +
         (away.empty() ? "" : ", restart_after: " + away) + "}]\n";
}

TEST(Traps, of_a_fault_behind_the_arrivals) {
  EXPECT_THAT(warned(tcc, crash("mq", "61s", "1s")), ElementsAre("fault-outside-run"));
  EXPECT_THAT(warned(tcc, crash("mq", "59s", "1s")), IsEmpty());
}

TEST(Traps, of_a_fault_that_most_likely_never_comes) {
  const auto with = [](const std::string& clock) {
    return warned(tcc, "faults: [{name: f, fault: crash, target: {host: mq}, " + clock +
                           ", restart_after: 1s}]\nexperiment: {replications: 10}\n");
  };
  EXPECT_THAT(with("every: {dist: exponential, mean: 20m}"), ElementsAre("fault-outside-run"))
      << "0.5 in ten minutes";
  EXPECT_THAT(with("every: {dist: exponential, mean: 10m}"), IsEmpty()) << "1 in ten minutes";
  EXPECT_THAT(with("every: 61s"), ElementsAre("fault-outside-run"));
  EXPECT_THAT(with("every: 59s"), IsEmpty());
}

TEST(Traps, of_a_run_that_ends_before_the_fault) {
  const std::string fault = "faults: [{name: f, fault: pause, target: {host: mq}, at: 30s, for: ";
  EXPECT_THAT(warned("a: {protocol: none}", fault + "31h}]\n"), ElementsAre("fault-outlasts-run"));
  EXPECT_THAT(warned("a: {protocol: none}", fault + "25h}]\n"), IsEmpty());
}

// 15 checks of 30 s, redelivery for 4 h 45 min 40 s, and the slack of two minutes: 4 h 55 min.
TEST(Traps, of_a_drain_that_is_shorter_than_what_a_strategy_may_need) {
  const std::string fault = crash("mq", "30s", "10s");
  EXPECT_THAT(warned(mq_tx, fault + "drain: 4h\n"), ElementsAre("drain-too-short"));
  EXPECT_THAT(warned(mq_tx, fault + "drain: 5h\n"), IsEmpty());
  EXPECT_THAT(warned(mq_tx, "drain: 4h\n"), IsEmpty()) << "nothing goes wrong";
  EXPECT_THAT(warned("a: {protocol: none}", fault + "drain: 4h\n"), IsEmpty());
}

TEST(Traps, of_checks_that_end_before_the_outage_does) {
  const std::string few =
      "a: {protocol: transactional-message, check_interval: 10s, max_checks: 3, immunity: 6s}";
  EXPECT_THAT(warned(few, crash("wallet", "30s", "40s")), ElementsAre("checks-end-too-early"));
  EXPECT_THAT(warned(few, crash("wallet", "30s", "35s")), IsEmpty()) << "3 x 10 s + 6 s";
  EXPECT_THAT(warned(few, crash("fund", "30s", "40s")), IsEmpty()) << "it is not asked";
  EXPECT_THAT(warned(few,
                     "faults: [{name: f, fault: crash, target: {database: wallet-db}, at: 30s, "
                     "restart_after: 40s}]\n"),
              ElementsAre("checks-end-too-early"))
      << "who answers looks there";
  EXPECT_THAT(warned(mq_tx, crash("wallet", "30s", "40s")), IsEmpty()) << "15 x 30 s";
  EXPECT_THAT(
      warned(few, crash("wallet", "30s", "40s") +
                      "expect: {a: {fails: [main-branch-agreement], because: \"asked\"}}\n"),
      IsEmpty())
      << "somebody knows";
}

TEST(Traps, of_a_timer_that_is_longer_than_the_run) {
  const std::string reconcile = "a: {protocol: async-reconciliation, reconcile_every: 2h}";
  EXPECT_THAT(warned(reconcile, "drain: 1h58m\n"), ElementsAre("timer-never-fires"));
  EXPECT_THAT(warned(reconcile, "drain: 2h\n"), IsEmpty());
}

TEST(Traps, of_a_timeout_that_is_over_before_an_answer_can_be_there) {
  const auto at_a_distance = [](const std::string& latency) {
    return warned("a: {protocol: none}", "network: {defaults: {latency: " + latency + "}}\n");
  };
  EXPECT_THAT(at_a_distance("1600ms"), ElementsAre("timeout-too-short")) << "a customer waits 3 s";
  EXPECT_THAT(at_a_distance("1400ms"), IsEmpty());
  const std::string far = "network: {defaults: {latency: 600ms}}\n";
  EXPECT_THAT(warned("a: {protocol: tcc, try_timeout: 1s}", far), ElementsAre("timeout-too-short"));
  EXPECT_THAT(warned("a: {protocol: tcc, try_timeout: 1300ms}", far), IsEmpty());
}

TEST(Traps, of_more_arrivals_than_a_service_can_serve) {
  const auto with = [](const std::string& wallet, const std::string& arrivals) {
    return warned(tcc, "hosts: {wallet: {" + wallet + ", database: wallet-db}}\n", arrivals);
  };
  const std::string steady = "poisson, rate: 50/s, for: 60s";
  EXPECT_THAT(with("workers: 4, service: 81ms", steady), ElementsAre("overload")) << "49.4/s";
  EXPECT_THAT(with("workers: 4, service: 79ms", steady), IsEmpty()) << "50.6/s";
  EXPECT_THAT(with("replicas: 2, workers: 4, service: 81ms", steady), IsEmpty());
  const std::string burst = "burst, base: 40/s, peak: 90/s, ramp: 5s, for: 60s";
  EXPECT_THAT(with("workers: 4, service: 81ms", burst), IsEmpty()) << "bursts are meant";
}

// Twice the time, twice the queue; below the capacity the queue does not depend on the time.
TEST(Traps, of_load_are_what_a_run_suffers_from) {
  const auto longest_queue = [](const std::string& service, const std::string& lasts) {
    const std::string text =
        "version: 1\nhosts: {wallet: {workers: 4, service: " + service +
        ", database: wallet-db}}\nworkload: {arrivals: [{process: poisson, rate: 50/s, for: " +
        lasts +
        "}], client: {timeout: 10m, retries: 0}}\nstrategies: {a: {protocol: none}}\n"
        "experiment: {replications: 2, seed: 1}\n";
    const Ran ran =
        txlab_says("run --no-progress --format json " + scenario_file("load.yaml", text));
    const Json result = Json::parse(ran.out);
    return strategy(result["points"][0], "a")["metrics"]["max_backlog"]["max"].get<double>();
  };
  EXPECT_NEAR(longest_queue("100ms", "120s") / longest_queue("100ms", "60s"), 2, 0.4) << "40/s";
  EXPECT_NEAR(longest_queue("60ms", "120s") / longest_queue("60ms", "60s"), 1, 0.4) << "67/s";
}

TEST(Traps, of_a_database_with_too_few_connections) {
  const auto with = [](const std::string& connections) {
    return warned(tcc, "databases: {wallet-db: {fsync: 90ms, statement: 10ms, connections: " +
                           connections + "}, fund-db: {}}\n");
  };
  EXPECT_THAT(with("4"), ElementsAre("overload")) << "40/s";
  EXPECT_THAT(with("6"), IsEmpty()) << "60/s";
}

TEST(Traps, of_a_row_that_too_many_want) {
  const auto with = [](const std::string& share, const std::string& rest) {
    return warned(tcc, "databases: {wallet-db: {}, fund-db: {fsync: 40ms}}\nfunds: {hot: {share: " +
                           share + ", quota: 1M CNY}, other: {share: " + rest + "}}\n");
  };
  EXPECT_THAT(with("60%", "40%"), ElementsAre("hot-row")) << "30/s, and 25/s get through";
  EXPECT_THAT(with("40%", "60%"), IsEmpty()) << "20/s";
}

TEST(Traps, of_replicas_that_are_no_machines) {
  EXPECT_THAT(warned(tcc, "hosts: {centre: {replicas: 2}}\n"), ElementsAre("idle-replicas"));
  EXPECT_THAT(warned(tcc, "hosts: {mq: {replicas: 3}}\n"), ElementsAre("idle-replicas"));
  EXPECT_THAT(warned(tcc, "hosts: {fund: {replicas: 3, database: fund-db}}\n"), IsEmpty());
}

TEST(Traps, of_copies_that_are_waited_for_and_are_not_there) {
  const auto with = [](const std::string& replication) {
    return warned(mq_tx, "hosts: {mq: {replication: {" + replication + "}}}\n");
  };
  EXPECT_THAT(with("copies: 2, sync: 3"), ElementsAre("too-few-copies"));
  EXPECT_THAT(with("copies: 3, sync: 3"), IsEmpty());
  EXPECT_THAT(with("copies: 2, sync: 2, min_in_sync: 3"), ElementsAre("too-few-copies"));
  EXPECT_THAT(with("sync: 3"), IsEmpty()) << "no machines, an acknowledgement takes longer";
}

TEST(Traps, of_xa_that_speaks_to_mysql_as_to_postgres) {
  const auto with = [](const std::string& xa, const std::string& profile) {
    return warned("xa: {protocol: xa" + xa + "}\n", "databases: {wallet-db: {profile: " + profile +
                                                        "}, fund-db: {profile: " + profile +
                                                        "}}\n");
  };
  EXPECT_THAT(with("", "mysql-8.0"), ElementsAre("other-dialect"));
  EXPECT_THAT(with("", "mariadb-10.11"), ElementsAre("other-dialect"));
  EXPECT_THAT(with(", dialect: mysql", "mysql-8.0"), IsEmpty());
  EXPECT_THAT(with("", "postgres-15"), IsEmpty());
}

TEST(Traps, of_a_percentile_that_the_sample_does_not_reach) {
  const auto with = [](const std::string& arrivals) {
    return warned(tcc, "thresholds: {each: [p99.9(client_latency) < 500ms]}\n", arrivals);
  };
  EXPECT_THAT(with("constant, rate: 10/s, for: 90s"), ElementsAre("undecidable-threshold"));
  EXPECT_THAT(with("constant, rate: 10/s, for: 110s"), IsEmpty()) << "1,100 purchases";
}

TEST(Traps, of_a_metric_that_has_no_value_in_this_scenario) {
  const std::string recovery = "thresholds: {each: [max(recovery_time) < 5s]}\n";
  EXPECT_THAT(warned(tcc, recovery), ElementsAre("undecidable-threshold"));
  EXPECT_THAT(warned(tcc, recovery + crash("fund", "30s", "1s")), IsEmpty());
  const std::string coupling = "thresholds: {each: [mean(latency_coupling) < 2]}\nexperiment: ";
  EXPECT_THAT(warned(tcc, coupling + "{replications: 5}\n"), ElementsAre("undecidable-threshold"));
  EXPECT_THAT(warned(tcc, coupling + "{replications: 5, coupling: on}\n"), IsEmpty());
}

TEST(Traps, of_a_property_that_nobody_claims) {
  const std::string agreement = "properties: [main-branch-agreement]\n";
  EXPECT_THAT(warned("a: {protocol: naive}", agreement), ElementsAre("unclaimed-property"));
  EXPECT_THAT(warned("a: {protocol: naive}, b: {protocol: tcc}", agreement), IsEmpty());
}

TEST(Traps, of_a_sweep_that_nobody_waits_for) {
  const auto with = [](const std::string& replications) {
    return warned(tcc, "experiment: {replications: " + replications +
                           "}\nsweep: [{set: workload.customers, values: [1k, 2k, 3k]}, {set: "
                           "experiment.seed, values: [1, 2, 3, 4]}]\n");
  };
  EXPECT_THAT(with("10000"), ElementsAre("sweep-too-large")) << "120,000 runs";
  EXPECT_THAT(with("8000"), IsEmpty()) << "96,000 runs";
}

TEST(Traps, have_a_page_each) {
  for (const char* code :
       {"fault-outside-run", "fault-outlasts-run", "drain-too-short", "checks-end-too-early",
        "timer-never-fires", "timeout-too-short", "overload", "hot-row", "idle-replicas",
        "too-few-copies", "other-dialect", "undecidable-threshold", "unclaimed-property",
        "sweep-too-large", "pick-too-many", "warmup-too-long", "unused-database", "infinite-mean",
        "heavy-tail"}) {
    const Ran ran = txlab_says(std::string("explain ") + code);
    EXPECT_EQ(ran.exit_code, 0) << code;
    EXPECT_GT(std::count(ran.out.begin(), ran.out.end(), '\n'), 3) << ran.out;
  }
}

}  // namespace
}  // namespace txlab
