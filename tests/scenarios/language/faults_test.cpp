#include "reading.hpp"

namespace txlab {
namespace {

// A scenario with this one fault, in braces, which begins at line 8, column 10.
std::string with_fault(std::string_view fault) {
  return "version: 1\n"
         "workload:\n"
         "  arrivals: [{process: constant, rate: 5/s, for: 10m}]\n"
         "strategies: {a: {protocol: xa}}\n"
         "zones: [az1, az2]\n"
         "hosts: {wallet: {replicas: 2}}\n"
         "# the fault\n"
         "faults: [{" +
         std::string(fault) + "}]\n";
}
FaultSettings fault_of(std::string_view fault) {
  return scenario_of(with_fault(fault)).faults.at(0);
}
std::string told_fault(std::string_view fault) { return told(with_fault(fault)); }

TEST(Faults, CrashKillsAProcessAMachineOrADisk) {
  const FaultSettings crash = fault_of("fault: crash, target: {host: mq}, at: 40s");
  EXPECT_EQ(crash.name, "fault-1");
  EXPECT_EQ(crash.crash, CrashKind::process);
  EXPECT_EQ(crash.target.pick.kind, FaultTarget::Pick::Kind::all);
  EXPECT_FALSE(crash.restart_after);
  const FaultSettings torn = fault_of(
      "fault: crash, kind: power, unsynced: torn, target: {database: fund-db}, at: 4s, "
      "restart_after: 0s");
  EXPECT_EQ(torn.unsynced, Unsynced::torn);
  EXPECT_EQ(torn.target.kind, FaultTarget::Kind::database);
  EXPECT_EQ(torn.target.name, "fund-db");
  EXPECT_EQ(torn.restart_after, 0s);
  EXPECT_EQ(fault_of("fault: crash, kind: host-lost, target: {host: mq}, at: 4s").crash,
            CrashKind::host_lost);
}

TEST(Faults, HaveElevenKinds) {
  EXPECT_EQ(fault_of("fault: pause, target: {host: mq}, at: 4s, for: 2s").kind, FaultKind::pause);
  EXPECT_EQ(fault_of("fault: slow, target: {host: mq}, at: 4s, for: 2s, factor: 20").factor, 20);
  EXPECT_EQ(
      fault_of("fault: slow-disk, target: {database: fund-db}, at: 4s, for: 2s, factor: 3").kind,
      FaultKind::slow_disk);
  const FaultSettings release =
      fault_of("fault: error, target: {host: fund}, at: 4s, for: 2h, share: 50%");
  EXPECT_EQ(release.kind, FaultKind::error);
  EXPECT_NEAR(release.share.value(), 0.5, 1e-9);
  EXPECT_EQ(fault_of("fault: error, target: {host: fund}, at: 4s, for: 2h").share.value(), 1);
  EXPECT_EQ(
      fault_of("fault: clock-offset, target: {host: mq}, at: 4s, for: 2s, offset: -50ms").offset,
      -50ms);
  EXPECT_EQ(
      fault_of("fault: clock-drift, target: {host: mq}, at: 4s, for: 2s, drift: -90ppm").drift_ppm,
      -90);
  EXPECT_EQ(fault_of("fault: clock-step, target: {host: mq}, at: 4s, offset: 1h").offset, 1h);
  const FaultSettings cut =
      fault_of("fault: partition, between: [az1, mq], direction: forward, at: 4s, for: 2s");
  EXPECT_EQ(cut.direction, FaultSettings::Direction::forward);
  EXPECT_EQ(cut.between, (std::vector<std::string>{"az1", "mq"}));
  EXPECT_EQ(fault_of("fault: hold, between: [az1, az2], at: 4s, for: 2s").kind, FaultKind::hold);
  const FaultSettings bad =
      fault_of("fault: degrade, between: [az1, az2], at: 4s, for: 2s, latency: 80ms, loss: 25%");
  EXPECT_EQ(bad.extra_latency.quantile(0.5), 80'000'000);
  EXPECT_NEAR(bad.extra_loss.value(), 0.25, 1e-9);
}

TEST(Faults, HaveFourClocks) {
  const std::string crash = "fault: crash, target: {host: mq}, restart_after: 1s, ";
  EXPECT_EQ(fault_of(crash + "at: 1m").clock.at, start_of_run + 1min);
  const FaultClock every = fault_of(crash + "every: 30s, times: 3").clock;
  EXPECT_EQ(every.kind, FaultClock::Kind::every);
  EXPECT_EQ(every.every.quantile(0.5), 30'000'000'000);
  EXPECT_EQ(every.times, 3u);
  const FaultClock rate = fault_of(crash + "rate: 6/m").clock;
  EXPECT_EQ(rate.kind, FaultClock::Kind::rate);
  EXPECT_DOUBLE_EQ(rate.rate_per_s, 0.1);
  const FaultClock when =
      fault_of("fault: crash, target: actor, when: {event: main.durable, times: 1}").clock;
  EXPECT_EQ(when.kind, FaultClock::Kind::when);
  EXPECT_EQ(when.event, "main.durable");
  EXPECT_DOUBLE_EQ(when.probability.value(), 1);
  EXPECT_EQ(when.times, 1u);
}

TEST(Faults, PickSomeReplicas) {
  using Pick = FaultTarget::Pick;
  const auto pick = [](const std::string& text) {
    return fault_of("fault: pause, target: {host: wallet, pick: " + text + "}, at: 1s, for: 1s")
        .target.pick;
  };
  EXPECT_EQ(pick("one").kind, Pick::Kind::count);
  EXPECT_EQ(pick("one").count, 1u);
  EXPECT_EQ(pick("2").count, 2u);
  EXPECT_EQ(pick("all").kind, Pick::Kind::all);
  EXPECT_EQ(pick("50%").kind, Pick::Kind::share);
  EXPECT_DOUBLE_EQ(pick("50%").share, 0.5);
  EXPECT_THAT(told_fault("fault: pause, target: {host: mq, pick: 0}, at: 1s, for: 1s"),
              HasSubstr("`pick` says how many of the replicas"));
  EXPECT_THAT(told_fault("fault: pause, target: {host: mq, pick: some}, at: 1s, for: 1s"),
              HasSubstr("`one`, `all`, a count such as `2`, or a share such as `50%`"));
}

TEST(Faults, NeedExactlyOneClock) {
  EXPECT_EQ(told_fault("name: x, fault: crash, target: {host: mq}"),
            "t.yaml:8:10: error: fault `x` needs a clock: `at`, `every`, `rate` or `when` "
            "[missing-key]\n");
  EXPECT_EQ(told_fault("name: x, fault: crash, target: {host: mq}, at: 4s, every: 4s"),
            "t.yaml:8:62: error: `every` does not fit in fault `x`: it has `at` already, and one "
            "clock is enough [unfit-key]\n");
  EXPECT_THAT(told_fault("fault: crash, target: {host: mq}, at: 4s, times: 3"),
              HasSubstr("`times` does not fit in fault `fault-1`: `at` comes once"));
  EXPECT_THAT(told_fault("fault: crash, target: {host: mq}, every: 0s"),
              HasSubstr("`every` is nothing"));
  EXPECT_THAT(told_fault("fault: crash, target: {host: mq}, rate: 0/s"),
              HasSubstr("`rate` is 0/s: it must be more than 0"));
}

TEST(Faults, TargetsMustBeThere) {
  EXPECT_EQ(told_fault("name: x, fault: crash, target: {host: walet}, at: 4s"),
            "t.yaml:8:49: error: unknown host `walet` in fault `x` [unknown-name]; did you mean "
            "`wallet`?\n");
  EXPECT_EQ(told_fault("name: x, fault: crash, target: {database: fund}, at: 4s"),
            "t.yaml:8:53: error: unknown database `fund` in fault `x` [unknown-name]; did you mean "
            "`fund-db`?\n");
  EXPECT_EQ(told_fault("name: x, fault: hold, between: [az1, az3], at: 4s, for: 1s"),
            "t.yaml:8:48: error: unknown zone or host `az3` in fault `x` [unknown-name]; one of: "
            "az1, az2, gateway, wallet, fund, mq, centre, ops, mq-replica\n");
  EXPECT_THAT(told_fault("fault: hold, between: [az1], at: 4s, for: 1s"),
              HasSubstr("`between` names two zones or hosts"));
  EXPECT_THAT(told_fault("fault: crash, target: actr, when: {event: main.durable}"),
              HasSubstr("unknown target `actr` in fault `fault-1` [unknown-name]; did you mean "
                        "`actor`?"));
  EXPECT_THAT(told_fault("fault: crash, target: actor, at: 4s"),
              HasSubstr("`actor` is the host of the event of `when` [unfit-key]"));
  EXPECT_THAT(told_fault("fault: crash, target: {}, at: 4s"),
              HasSubstr("a target needs `host` or `database`"));
  EXPECT_THAT(told_fault("fault: crash, at: 4s"), HasSubstr("fault `fault-1` needs `target`"));
  EXPECT_THAT(told_fault("fault: clock-step, offset: 1s, target: {database: fund-db}, at: 4s"),
              HasSubstr("clock faults target hosts"));
}

TEST(Faults, EventsMustBeKnown) {
  EXPECT_THAT(told_fault("fault: crash, target: actor, when: {event: main.durabel}"),
              HasSubstr("unknown event `main.durabel` in `when` of fault `fault-1` [unknown-name]; "
                        "did you mean `main.durable`?"));
}

TEST(Faults, KeysBelongToKinds) {
  EXPECT_EQ(told_fault("name: x, fault: crash, target: {host: mq}, at: 4s, factor: 3"),
            "t.yaml:8:62: error: `factor` does not fit in fault `x`: `crash` has target, kind, "
            "unsynced, restart_after [unfit-key]\n");
  EXPECT_THAT(told_fault("fault: crash, target: {host: mq}, at: 4s, unsynced: torn"),
              HasSubstr("only `kind: power` loses writes"));
  EXPECT_THAT(told_fault("fault: pause, target: {host: mq}, at: 4s"), HasSubstr("needs `for`"));
  EXPECT_THAT(told_fault("fault: slow, target: {host: mq}, at: 4s, for: 1s, factor: 0.5"),
              HasSubstr("it must be at least 1"));
  EXPECT_THAT(told_fault("fault: degrade, between: [az1, az2], at: 4s, for: 1s"),
              HasSubstr("needs `latency` or `loss`"));
  EXPECT_THAT(told_fault("fault: error, target: {host: mq}, at: 4s, for: 1s"),
              HasSubstr("`error` is a bad release of a service"));
  EXPECT_THAT(told_fault("fault: error, target: {host: fund}, at: 4s, for: 1s, share: 0%"),
              HasSubstr("`share` is 0%: it must be more than 0%"));
  EXPECT_THAT(told_fault("fault: crahs, target: {host: mq}, at: 4s"),
              HasSubstr("unknown fault `crahs` in fault `fault-1` [unknown-name]; did you mean "
                        "`crash`?"));
}

TEST(Faults, HaveDifferentNames) {
  EXPECT_EQ(told(minimal("faults:\n"
                         "  - {name: a, fault: crash, target: {host: mq}, at: 1s}\n"
                         "  - {name: a, fault: crash, target: {host: mq}, at: 2s}\n")),
            "t.yaml:7:12: error: two faults are named `a` [duplicate-name]\n");
}

TEST(Lint, WarnsOfFaultsThatComeTooLate) {
  const ReadResult result = read(with_fault("name: x, fault: crash, target: {host: mq}, at: 11m"));
  EXPECT_TRUE(result.scenario);
  EXPECT_EQ(told(result),
            "t.yaml:8:58: warning: fault `x` comes after the last arrival (600s) "
            "[fault-outside-run]; the world may be quiet by then\n");
}

TEST(Lint, WarnsOfMorePicksThanReplicas) {
  const ReadResult result =
      read(with_fault("name: x, fault: crash, target: {host: wallet, pick: 3}, at: 1s"));
  EXPECT_TRUE(result.scenario);
  EXPECT_EQ(told(result),
            "t.yaml:8:63: warning: fault `x` picks 3 of 2 replicas of `wallet` [pick-too-many]\n");
}

TEST(Lint, WarnsOfDatabasesNobodyUses) {
  EXPECT_EQ(told(minimal("databases: {wallet_db: {}}\n")),
            "t.yaml:5:13: warning: no host uses the database `wallet_db` [unused-database]; did "
            "you mean `wallet-db`?\n");
}

}  // namespace
}  // namespace txlab
