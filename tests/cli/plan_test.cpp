// plan: what would run, and that it does.
#include "library_results.hpp"

namespace txlab {
namespace {

Json plan_of(const std::string& scenario, const std::string& more = "") {
  const Ran ran =
      txlab_says("plan scenarios/library/" + scenario + ".yaml --format json -j 2 " + more);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  return Json::parse(ran.out);
}

TEST(PlanVerb, lists_the_firings_of_the_first_replication_and_what_is_waited_for) {
  const Json plan = plan_of("discount-purchase");
  EXPECT_EQ(plan["schema"], "txlab.plan/1");
  EXPECT_EQ(plan["trials"]["min"], 8 * 20);
  std::map<std::string, int> firings;
  std::int64_t last = 0;
  for (const auto& firing : plan["firings"]) {
    ++firings[firing["fault"]];
    EXPECT_GE(firing["at_ns"].get<std::int64_t>(), last);
    last = firing["at_ns"];
  }
  EXPECT_EQ(firings["broker-crash"], 1);
  EXPECT_EQ(firings["cut"], 1);
  EXPECT_GE(firings["wallet-crashes"], 1) << "once a minute on the average, in 150 s";
  EXPECT_EQ(firings.count("worst-moment"), 0u);
  ASSERT_EQ(plan["conditional"].size(), 1u);
  EXPECT_EQ(plan["conditional"][0]["event"], "main.durable");
}

TEST(PlanVerb, counts_the_points_of_a_sweep_and_obeys_flags) {
  const Json plan = plan_of("synchronous-flush", "--replications 7 -s mq-tx --seed 5");
  EXPECT_EQ(plan["points"], 2);
  EXPECT_EQ(plan["trials"]["min"], 14);
  EXPECT_EQ(plan["seed"], 5);
  EXPECT_EQ(plan["strategies"].size(), 1u);
}

// Without faults, and from a thirtieth of the time or less: half as many to twice as many.
TEST(PlanVerb, estimates_how_many_events_a_run_has) {
  for (const char* scenario : {"calm", "discount-purchase"}) {
    const Json plan = plan_of(scenario, "--replications 1");
    double events = 0;
    const Json point =
        result_of(scenario, "--replications 1 --set expect={} --set thresholds={}")[0];
    for (const auto& one : point["strategies"]) events += one["events"].get<double>();
    EXPECT_GT(plan["estimate"]["events"].get<double>(), events / 2) << scenario;
    EXPECT_LT(plan["estimate"]["events"].get<double>(), events * 2) << scenario;
  }
}

TEST(PlanVerb, tells_people_the_same) {
  const Ran ran = txlab_says("plan scenarios/library/coordinator-crash.yaml");
  EXPECT_EQ(ran.exit_code, 0);
  for (const char* words :
       {"30 runs: 3 strategies, 1 point", "60s  centre-dies", "until 70s",
        "at prepared.durable, with probability 1.00%, at most 2 times a run", "about "}) {
    EXPECT_NE(ran.out.find(words), std::string::npos) << words << '\n' << ran.out;
  }
}

// A fault that comes every 200 us is one that somebody may want, and no reason to print megabytes.
TEST(PlanVerb, lists_the_first_thousand_firings_and_counts_the_others) {
  const std::string file = scenario_file("plan-often.yaml", R"(
version: 1
workload: {arrivals: [{process: constant, rate: 5/s, for: 1s}]}
strategies: {a: {protocol: xa}}
faults: [{name: blink, fault: pause, target: {host: mq}, every: 200us, for: 1us}]
)");
  const std::string told = txlab_says("plan " + file).out;
  EXPECT_NE(told.find(" 0.2s  blink  mq until 0.200001s\n"
                      "  and 3,999 more until 0.9998s (all of them: --format json)"),
            std::string::npos)
      << told.substr(told.size() - 500);
  EXPECT_EQ(Json::parse(txlab_says("plan " + file + " --format json").out)["firings"].size(), 4999);
}

TEST(PlanVerb, names_what_is_swept) {
  const std::string told = txlab_says("plan scenarios/library/synchronous-flush.yaml").out;
  EXPECT_NE(told.find("20 runs: 2 strategies, 2 points"), std::string::npos) << told;
  EXPECT_NE(told.find("hosts.mq.flush: sync, async"), std::string::npos) << told;
}

// The faults of a point are its own: at the second one, the sweep's first axis has moved on.
TEST(PlanVerb, looks_at_the_point_that_is_asked_for) {
  const std::string file = "scenarios/library/synchronous-flush.yaml";
  EXPECT_EQ(plan_of("synchronous-flush")["point"]["set"]["hosts.mq.flush"], "sync");
  EXPECT_EQ(plan_of("synchronous-flush", "--point 2")["point"]["set"]["hosts.mq.flush"], "async");
  const std::string told = txlab_says("plan " + file + " --point 2").out;
  EXPECT_NE(told.find("at point 2 of 2, hosts.mq.flush=async (others: --point N)"),
            std::string::npos)
      << told;
  const Ran beyond = txlab_says("plan " + file + " --point 3");
  EXPECT_EQ(beyond.exit_code, 2);
  EXPECT_NE(beyond.err.find("there is no point 3: the sweep has 2"), std::string::npos);
}

TEST(PlanVerb, tells_what_is_wrong_with_a_scenario) {
  const Ran ran = txlab_says("plan " + scenario_file("plan-bad.yaml", "version: 1\n"));
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("the scenario needs `strategies`"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace txlab
