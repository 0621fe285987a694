#include "reading.hpp"
#include "scenarios/language/emit.hpp"

namespace txlab {
namespace {

const HostSettings& host(const Scenario& scenario, std::string_view name) {
  return *std::find_if(scenario.hosts.begin(), scenario.hosts.end(),
                       [&](const HostSettings& one) { return one.name == name; });
}

TEST(Example, IsReadCompletely) {
  const ReadResult result = read_scenario_text(example(), "x/morning.yaml", options_for_tests());
  ASSERT_EQ(told(result), "");
  const Scenario& scenario = *result.scenario;
  EXPECT_EQ(scenario.name, "discount-purchase");
  EXPECT_EQ(scenario.file, "x/morning.yaml");
  EXPECT_THAT(scenario.description, HasSubstr("Five strategies"));
  EXPECT_EQ(scenario.zones, (std::vector<std::string>{"az1", "az2", "az3"}));
  EXPECT_EQ(scenario.drain, 30h);
  EXPECT_DOUBLE_EQ(scenario.clock_drift_ppm, 20);
  EXPECT_LT(scenario.clock_skew.quantile(0.1), -4'000'000);
  EXPECT_GT(scenario.clock_skew.quantile(0.9), 4'000'000);
}

TEST(Example, HasItsNetwork) {
  const Scenario scenario = scenario_of(example());
  EXPECT_NEAR(scenario.network.loss.value(), 0.0001, 1e-9);
  EXPECT_NEAR(static_cast<double>(scenario.network.latency.quantile(0.99)), 2e6, 2e3);
  ASSERT_EQ(scenario.links.size(), 2u);
  EXPECT_EQ(scenario.links[0].from, "az1");
  EXPECT_EQ(scenario.links[0].to, "az2");
  EXPECT_EQ(scenario.links[1].from, "az2");
  EXPECT_EQ(scenario.links[1].to, "az1");
  EXPECT_NEAR(static_cast<double>(scenario.links[1].settings.latency.quantile(0.5)), 2.1e6, 2e3);
  EXPECT_NEAR(scenario.links[1].settings.loss.value(), 0.0001, 1e-9) << "inherited";
}

TEST(Example, HasItsMachines) {
  const Scenario scenario = scenario_of(example());
  EXPECT_EQ(host(scenario, "wallet").replicas, 2u);
  EXPECT_EQ(host(scenario, "wallet").database, "wallet-db");
  EXPECT_EQ(host(scenario, "centre").zone, "az3");
  EXPECT_EQ(host(scenario, "ops").zone, "az1") << "the first zone";
  EXPECT_EQ(scenario.broker.sync_replicas, 2u);
  EXPECT_EQ(scenario.broker.flush, Flush::sync);
  ASSERT_EQ(scenario.databases.size(), 2u);
  EXPECT_EQ(scenario.databases[1].name, "fund-db");
  EXPECT_EQ(scenario.databases[1].zone, "az2");
  EXPECT_NEAR(static_cast<double>(scenario.databases[1].fsync.quantile(0.99)), 6e6, 6e3);
}

TEST(Example, HasItsWorkload) {
  const WorkloadSettings workload = scenario_of(example()).workload;
  EXPECT_EQ(workload.customers, 20'000u);
  EXPECT_DOUBLE_EQ(workload.zipf_s, 0.9);
  EXPECT_NEAR(static_cast<double>(workload.amounts.quantile(0.5)), 100'000, 100);
  ASSERT_EQ(workload.arrivals.size(), 2u);
  EXPECT_EQ(workload.arrivals[0].process, ArrivalPhase::Process::poisson);
  EXPECT_DOUBLE_EQ(workload.arrivals[0].rate_per_s, 50);
  EXPECT_EQ(workload.arrivals[0].lasts, 2min);
  EXPECT_EQ(workload.arrivals[1].process, ArrivalPhase::Process::burst);
  EXPECT_DOUBLE_EQ(workload.arrivals[1].peak_per_s, 250);
  EXPECT_EQ(workload.arrivals[1].ramp, 5s);
  EXPECT_NEAR(workload.refusals.insufficient_cash.value(), 0.012, 1e-9);
  EXPECT_NEAR(workload.refusals.compliance.value(), 0.003, 1e-9);
  EXPECT_EQ(workload.client.timeout, 3s);
  EXPECT_EQ(workload.client.backoff_max, 5s);
  EXPECT_EQ(workload.order_id, OrderIds::client);
}

TEST(Example, HasItsStrategies) {
  const Scenario scenario = scenario_of(example());
  ASSERT_EQ(scenario.strategies.size(), 8u);
  EXPECT_EQ(scenario.strategies[0].name, "none");
  const StrategyEntry& extended = *scenario.find_strategy("reconcile-5m");
  EXPECT_EQ(extended.protocol, "async-reconciliation");
  EXPECT_EQ(extended.parameters.duration("reconcile_every"), 5min);
  EXPECT_EQ(extended.parameters.duration("lag"), 30s);
  EXPECT_EQ(extended.parameters.choice("order"), "commit-then-send");
  EXPECT_EQ(scenario.find_strategy("reconcile")->parameters.duration("lag"), 1min) << "default";
  EXPECT_EQ(scenario.find_strategy("mq-tx")->parameters.count("max_checks"), 15);
  EXPECT_TRUE(scenario.find_strategy("table")->parameters.on("alarm")) << "default";
}

TEST(Example, HasItsFaults) {
  const Scenario scenario = scenario_of(example());
  ASSERT_EQ(scenario.faults.size(), 5u);
  const FaultSettings& crashes = scenario.faults[1];
  EXPECT_EQ(crashes.name, "wallet-crashes");
  EXPECT_EQ(crashes.crash, CrashKind::power);
  EXPECT_EQ(crashes.clock.kind, FaultClock::Kind::every);
  EXPECT_NEAR(crashes.clock.every.mean(), 60e9, 1e7);
  EXPECT_EQ(crashes.target.pick.kind, FaultTarget::Pick::Kind::count);
  EXPECT_EQ(crashes.target.pick.count, 1u);
  EXPECT_EQ(crashes.restart_after, 2s);
  EXPECT_EQ(scenario.faults[2].between, (std::vector<std::string>{"az1", "az2"}));
  EXPECT_EQ(scenario.faults[2].clock.at, start_of_run + 80s);
  EXPECT_EQ(scenario.faults[2].lasts, 5s);
  EXPECT_DOUBLE_EQ(scenario.faults[3].factor, 20);
  EXPECT_EQ(scenario.faults[4].target.kind, FaultTarget::Kind::actor);
  EXPECT_EQ(scenario.faults[4].clock.event, "main.durable");
  EXPECT_NEAR(scenario.faults[4].clock.probability.value(), 0.001, 1e-9);
}

TEST(Example, HasItsJudgement) {
  const Scenario scenario = scenario_of(example());
  ASSERT_EQ(scenario.thresholds.size(), 2u);
  EXPECT_EQ(scenario.thresholds[0].strategy, "each");
  EXPECT_EQ(scenario.thresholds[1].strategy, "table");
  EXPECT_DOUBLE_EQ(scenario.thresholds[1].limit, 3000);
  ASSERT_EQ(scenario.expectations.size(), 1u);
  EXPECT_EQ(scenario.expectations[0].fails,
            (std::vector<std::string>{"p95(client_latency) < 500ms"}));
  EXPECT_THAT(scenario.expectations[0].because, HasSubstr("partition"));
  EXPECT_EQ(scenario.experiment.warmup, 10s);
  EXPECT_EQ(scenario.experiment.replications, 20u);
  EXPECT_DOUBLE_EQ(scenario.experiment.confidence, 0.95);
  EXPECT_EQ(scenario.experiment.seed, 20261123u);
  EXPECT_EQ(scenario.experiment.baseline, "mq-tx");
}

TEST(Example, ResolvedIsEnoughToRunAgain) {
  const ReadResult first = read(example(), {"experiment.seed=5", "faults.cut.for=1m30s"});
  ASSERT_TRUE(first.scenario);
  const ReadResult second = read(first.resolved_yaml);
  ASSERT_EQ(told(second), "");
  EXPECT_EQ(second.resolved_yaml, first.resolved_yaml);
  EXPECT_EQ(second.scenario->digest, first.scenario->digest);
  EXPECT_EQ(second.scenario->experiment.seed, 5u);
  EXPECT_EQ(second.scenario->faults[2].lasts, 90s);
  EXPECT_EQ(first.resolved_yaml.find("extends"), std::string::npos);
  EXPECT_EQ(first.resolved_yaml.find("x-lan"), std::string::npos);
}

TEST(Resolved, KeepsTheLinesOfADescription) {
  const ReadResult first = read(minimal("description: \"a\\n\\n  你\\n\"\nx-a: \"\\x7f\"\n"));
  ASSERT_EQ(told(first), "");
  EXPECT_EQ(read(first.resolved_yaml).scenario->description, "a\n\n  你\n");
}

// DEL may stand in a text only as an escape, and the emitter of yaml-cpp does not make one.
TEST(Emitted, HasEscapesForWhatNoTextMayHold) {
  EXPECT_EQ(language::emit(language::make_scalar("a\x7f\x01\r你", {})), "\"a\\x7f\\x01\\r你\"\n");
}

TEST(Example, DigestIsOfWhatItSaysAndNotOfHowItIsWritten) {
  const std::uint64_t digest = scenario_of(example()).digest;
  EXPECT_EQ(scenario_of("# a comment\n" + example() + "\n").digest, digest);
  EXPECT_NE(read(example(), {"experiment.seed=6"}).scenario->digest, digest);
}

TEST(Selection, KeepsOnlyWhatWasAskedFor) {
  ReadOptions options = options_for_tests();
  options.selected = {"xa", "tcc"};
  const ReadResult result = read_scenario_text(example(), "t.yaml", options);
  ASSERT_EQ(told(result), "");
  EXPECT_EQ(result.scenario->strategies.size(), 2u);
  EXPECT_EQ(result.scenario->thresholds.size(), 1u) << "that of `table` is skipped";
  EXPECT_EQ(result.scenario->expectations.size(), 1u);
  EXPECT_EQ(result.scenario->experiment.baseline, "xa") << "the first one selected";
}

TEST(Selection, OfAStrategyThatIsNotThereIsAnError) {
  ReadOptions options = options_for_tests();
  options.selected = {"mqtx"};
  EXPECT_EQ(told(read_scenario_text(example(), "t.yaml", options)),
            "t.yaml: error: the scenario has no strategy `mqtx` [unknown-name]; did you mean "
            "`mq-tx`?\n");
}

TEST(Defaults, AreEverythingButVersionWorkloadAndStrategies) {
  const Scenario scenario = scenario_of(minimal());
  EXPECT_EQ(scenario.name, "t");
  ASSERT_EQ(scenario.zones.size(), 1u);
  std::vector<std::string> names;
  for (const HostSettings& one : scenario.hosts) {
    names.push_back(one.name);
    EXPECT_EQ(one.zone, scenario.zones[0]);
    EXPECT_EQ(one.replicas, 1u);
  }
  EXPECT_EQ(names, (std::vector<std::string>{"gateway", "wallet", "fund", "mq", "centre", "ops",
                                             "mq-replica"}));
  ASSERT_EQ(scenario.databases.size(), 2u);
  EXPECT_EQ(scenario.databases[0].name, "wallet-db");
  EXPECT_EQ(scenario.databases[1].name, "fund-db");
  EXPECT_EQ(scenario.experiment.baseline, "a");
  EXPECT_TRUE(scenario.properties.empty());
}

TEST(Defaults, AbsentSectionsThatHaveNoneAreErrors) {
  EXPECT_EQ(told("name: x\n"),
            "t.yaml:1:1: error: the scenario needs `version` [missing-key]\n"
            "t.yaml:1:1: error: the scenario needs `workload` [missing-key]\n"
            "t.yaml:1:1: error: the scenario needs `strategies` [missing-key]\n");
  EXPECT_THAT(told("version: 1\nworkload: {}\nstrategies: {}\n"),
              HasSubstr("t.yaml:2:11: error: `workload` needs `arrivals` [missing-key]\n"
                        "t.yaml:3:13: error: `strategies` names no strategy [out-of-range]\n"));
  EXPECT_THAT(told("version: 2\n"), HasSubstr("this is a scenario of version 2"));
}

TEST(Hosts, TakeTheirDatabasesAlong) {
  const Scenario scenario =
      scenario_of(minimal("zones: [a, b]\n"
                          "hosts: {wallet: {zone: b, database: w}, fund: {zone: b}}\n"
                          "databases: {w: {profile: mysql-8.0}}\n"));
  ASSERT_EQ(scenario.databases.size(), 2u);
  EXPECT_EQ(scenario.databases[0].name, "w");
  EXPECT_EQ(scenario.databases[0].zone, "b") << "of the host that uses it";
  EXPECT_EQ(scenario.databases[0].hand_over, HandOver::fifo) << "of the profile";
  EXPECT_EQ(scenario.databases[1].name, "fund-db");
  EXPECT_EQ(scenario.databases[1].zone, "b");
  EXPECT_EQ(scenario.databases[1].hand_over, HandOver::random);
}

TEST(Hosts, ReadTheBrokersKeys) {
  const BrokerSettings broker =
      scenario_of(
          minimal("hosts:\n"
                  "  mq: {broker: rocketmq-5.4, flush: async, flush_every: 250ms, alarm: "
                  "off,\n"
                  "       consumers: {max_reconsume: 3}, replication: {sync: 3, ack: 2ms}, fsync: "
                  "1ms}\n"))
          .broker;
  EXPECT_EQ(broker.flush, Flush::async);
  EXPECT_EQ(broker.flush_every, 250ms);
  EXPECT_FALSE(broker.alarm);
  EXPECT_EQ(broker.consumers.max_reconsume, 3u);
  EXPECT_EQ(broker.sync_replicas, 3u);
  EXPECT_EQ(broker.replica_ack.quantile(0.5), 2'000'000);
  EXPECT_EQ(broker.fsync.quantile(0.5), 1'000'000);
}

TEST(Hosts, ReadHowMessagesAreConsumed) {
  const ConsumerSettings consumers =
      scenario_of(minimal("hosts:\n"
                          "  mq:\n"
                          "    consumers: {mode: orderly, queues: 16, threads: 64, "
                          "persist_offsets: 1s,\n"
                          "                consume_timeout: 1m, rebalance_every: 10s, "
                          "dead_letters_delayed: on, subscriptions: [a, \"a || c\"]}\n"))
          .broker.consumers;
  EXPECT_EQ(consumers.mode, ConsumeMode::orderly);
  EXPECT_EQ(consumers.queues, 16u);
  EXPECT_EQ(consumers.threads, 64u);
  EXPECT_EQ(consumers.max_reconsume, 16u) << "the default";
  EXPECT_EQ(consumers.persist_offsets, 1s);
  EXPECT_EQ(consumers.consume_timeout, 1min);
  EXPECT_EQ(consumers.rebalance_every, 10s);
  EXPECT_TRUE(consumers.dead_letters_delayed);
  ASSERT_EQ(consumers.subscriptions.size(), 2u);
  EXPECT_FALSE(consumers.subscriptions[0].wants(Tag::of("c")));
  EXPECT_TRUE(consumers.subscriptions[1].wants(Tag::of("c")));
  EXPECT_THAT(told(minimal("hosts: {mq: {consumers: {mode: pop}}}\n")), HasSubstr("orderly"));
  EXPECT_THAT(told(minimal("hosts: {wallet: {consumers: {queues: 2}}}\n")),
              HasSubstr("only `mq` is a broker"));
}

TEST(Hosts, ReadTagsOfMessages) {
  const auto tags = scenario_of(minimal("hosts: {mq: {tags: [class-a, class-c]}}\n")).broker.tags;
  EXPECT_EQ(tags, (std::vector{Tag::of("class-a"), Tag::of("class-c")}));
  EXPECT_THAT(told(minimal("hosts: {mq: {tags: [\"a || c\"]}}\n")), HasSubstr("one name"));
  EXPECT_THAT(told(minimal("hosts: {mq: {tags: [a-name-that-is-too-long]}}\n")),
              HasSubstr("16 characters"));
  EXPECT_THAT(told(minimal("hosts: {mq: {consumers: {subscriptions: [\"||\"]}}}\n")),
              HasSubstr("names no tag"));
  EXPECT_THAT(told(minimal("hosts: {fund: {tags: [a]}}\n")), HasSubstr("only `mq` is a broker"));
}

TEST(Hosts, WrongNamesAreToldWhereTheyStand) {
  EXPECT_EQ(told(minimal("hosts:\n  wallt: {}\n")),
            "t.yaml:6:3: error: unknown key `wallt` in `hosts` [unknown-key]; did you mean "
            "`wallet`?\n");
  EXPECT_EQ(told(minimal("hosts: {wallet: {zone: az1}}\n")),
            "t.yaml:5:24: error: the zone `az1` in host `wallet` is not declared [unknown-name]; "
            "declare it: `zones: [zone, az1]`\n");
  EXPECT_THAT(told(minimal("hosts: {fund: {database: walet-db}}\n")),
              HasSubstr("t.yaml:5:26: error: unknown database `walet-db` in host `fund` "
                        "[unknown-name]; did you mean `wallet-db`?\n"));
  EXPECT_EQ(told(minimal("databases: {fund-db: {profile: postgres}}\n")),
            "t.yaml:5:32: error: unknown profile `postgres` in database `fund-db` [unknown-name]; "
            "did you mean `postgres-15`?\n");
  EXPECT_EQ(told(minimal("hosts: {fund: {flush: sync}}\n")),
            "t.yaml:5:16: error: `flush` does not fit in host `fund`: only `mq` is a broker "
            "[unfit-key]\n");
  EXPECT_EQ(told(minimal("hosts: {ops: {database: fund-db}}\n")),
            "t.yaml:5:15: error: `database` does not fit in host `ops`: only `wallet` and `fund` "
            "have one [unfit-key]\n");
  EXPECT_EQ(told(minimal("zones: [mq]\n")),
            "t.yaml:5:8: error: `mq` is the name of a host [duplicate-name]\n");
}

TEST(Hosts, NumbersHaveBounds) {
  EXPECT_EQ(told(minimal("hosts: {fund: {replicas: 0}}\n")),
            "t.yaml:5:26: error: `replicas` is 0: it must be from 1 to 1000 [out-of-range]\n");
  EXPECT_EQ(told(minimal("hosts: {fund: {workers: 1.5}}\n")),
            "t.yaml:5:25: error: `1.5` is no whole number: `workers` is a count [bad-value]\n");
  EXPECT_EQ(told(minimal("hosts: {fund: 3}\n")),
            "t.yaml:5:15: error: host `fund` is a mapping, not a value [wrong-shape]; "
            "its keys: zone, replicas, workers, service, database\n");
  EXPECT_EQ(told(minimal("hosts: {fund: {workers: [1]}}\n")),
            "t.yaml:5:25: error: `workers` in host `fund` is a count, not a list [wrong-shape]; "
            "`workers: 32`\n");
  EXPECT_EQ(told(minimal("hosts: {fund: {workers: }}\n")),
            "t.yaml:5:16: error: `workers` in host `fund` has no value [missing-value]\n");
}

TEST(Network, LinksGoOneWayOrBoth) {
  const Scenario scenario =
      scenario_of(minimal("zones: [a, b]\n"
                          "network:\n"
                          "  defaults: {latency: 1ms, loss: 1%}\n"
                          "  links:\n"
                          "    - {from: a, to: b, jitter: 2ms}\n"
                          "    - {from: b, to: b, latency: 3ms}\n"));
  ASSERT_EQ(scenario.links.size(), 2u);
  EXPECT_EQ(scenario.links[0].settings.jitter.quantile(0.5), 2'000'000);
  EXPECT_EQ(scenario.links[0].settings.latency.quantile(0.5), 1'000'000);
  EXPECT_EQ(scenario.links[1].settings.latency.quantile(0.5), 3'000'000);
}

TEST(Network, LinksAreBetweenTwoKnownZonesOnce) {
  const std::string zones = minimal("zones: [a, b]\n");
  EXPECT_EQ(told(zones + "network: {links: [{between: [a, c]}]}\n"),
            "t.yaml:6:33: error: unknown zone `c` in a link of `network.links` [unknown-name]; one "
            "of: a, b\n");
  EXPECT_EQ(told(zones + "network: {links: [{between: [a]}]}\n"),
            "t.yaml:6:29: error: `between` names two zones [out-of-range]\n");
  EXPECT_EQ(told(zones + "network: {links: [{between: [a, b]}, {from: b, to: a}]}\n"),
            "t.yaml:6:38: error: the link from `b` to `a` is described twice [duplicate-name]\n");
  EXPECT_EQ(told(zones + "network: {links: [{from: a}]}\n"),
            "t.yaml:6:19: error: a link of `network.links` needs `to` [missing-key]\n");
}

TEST(Replications, OfAStudyThatStopsByItselfNameEachKeyOnce) {
  const std::string text = told(minimal(
      "experiment:\n"
      "  replications: {min: 0, max: 2, until: {metric: p95(client_latency), relative_error: 5%},"
      " foo: 1}\n"));
  EXPECT_EQ(text,
            "t.yaml:6:23: error: `min` is 0: it must be from 1 to 100000 [out-of-range]\n"
            "t.yaml:6:92: error: unknown key `foo` in `experiment.replications` [unknown-key]; one "
            "of: min, max, until\n");
}

}  // namespace
}  // namespace txlab
