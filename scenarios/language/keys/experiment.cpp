// The top of the file, strategies, faults, what must hold, and how it is measured.
#include "scenarios/language/keys/key.hpp"

namespace txlab::language {

namespace {

using enum KeyType;

constexpr Key top[] = {
    {"version", count, "must be there", "of the file format", "1", "1"},
    {"name", text, "the name of the file", "what the scenario is called", "", "first"},
    {"description", text, "none", "one sentence; the report begins with it", "",
     "What does a second without the broker cost?"},
    {"include", list, "[]", "other files; what stands here counts more", "paths", "[zones.yaml]"},
    {"profiles", mapping, "{}",
     "changes under a name, which `--profile NAME` lays over the scenario",
     "0 to 50, names of yours", "{quick: {experiment: {replications: 2}}}"},
    {"strategies", mapping, "must be there",
     "what is compared: names of yours, each with a protocol and its parameters "
     "(txlab explain strategies.PROTOCOL)",
     "1 to 200", "{mq-tx: {protocol: transactional-message}}"},
    {"strategies.NAME.protocol", name, "must be there, or extends", "which protocol",
     "txlab list strategies", "xa"},
    {"strategies.NAME.extends", name, "none", "another strategy, whose parameters it has, too",
     "one of `strategies`", "reconcile"},
    {"strategies.NAME.profile", name, "the protocol's defaults",
     "the parameters of a version of a real system", "txlab list profiles", "seata-2"},
};

constexpr Key faults[] = {
    {"faults", list, "[]",
     "what goes wrong; the same at the same time for every strategy; together at most 100,000 "
     "firings a run",
     "0 to 1,000", "[{fault: crash, target: {host: mq}, at: 40s, restart_after: 3s}]"},
    {"faults.NAME.name", name, "fault-1, fault-2, ...", "what reports and --set call it",
     "each once", "broker-crash"},
    {"faults.NAME.fault", name, "must be there", "what happens",
     "crash | pause | slow | slow-disk | error | clock-offset | clock-drift | clock-step | "
     "partition | hold | degrade",
     "crash"},
    {"faults.NAME.at", duration, "one clock must be there", "once, so long after time 0", "",
     "40s"},
    {"faults.NAME.every", time_distribution, "one clock must be there",
     "again and again, with these gaps", "more than 0", "{dist: exponential, mean: 60s}"},
    {"faults.NAME.rate", rate, "one clock must be there", "again and again, at random",
     "more than 0", "6/h"},
    {"faults.NAME.when", mapping, "one clock must be there", "when something happens", "",
     "{event: main.durable, probability: 0.1%}"},
    {"faults.NAME.when.event", name, "must be there", "what has to happen", "txlab list events",
     "main.durable"},
    {"faults.NAME.when.probability", probability, "100%", "each time it happens"},
    {"faults.NAME.when.times", count, "as often as it happens", "at most so often", "1 or more",
     "1"},
    {"faults.NAME.times", count, "as often as the clock says", "every, rate: at most so often",
     "1 or more", "1"},
    {"faults.NAME.target", mapping, "must be there",
     "whom it meets: a host, a database (its disk), or `actor`, where the event of `when` happened",
     "or actor", "{host: wallet, pick: one}",
     "fault: crash | pause | slow | slow-disk | error | clock-offset | clock-drift | clock-step"},
    {"faults.NAME.target.host", name, "must be there, or database", "all replicas of it, or `pick`",
     "one of `hosts`", "wallet"},
    {"faults.NAME.target.database", name, "must be there, or host", "its server",
     "one of `databases`", "wallet-db"},
    {"faults.NAME.target.pick", text, "all", "how many of the replicas, rounded up",
     "one | all | a count | a share", "50%"},
    {"faults.NAME.kind", name, "process", "what is lost: RAM; also what was not flushed; all",
     "process | power | host-lost", "power", "fault: crash"},
    {"faults.NAME.unsynced", name, "gone",
     "kind: power: what becomes of writes that were not flushed", "gone | torn | kept", "torn",
     "fault: crash"},
    {"faults.NAME.restart_after", duration, "never", "when it is back", "", "3s", "fault: crash"},
    {"faults.NAME.for", positive_duration, "must be there", "how long it lasts", "", "",
     "fault: pause | slow | slow-disk | error | clock-offset | clock-drift | partition | hold | "
     "degrade"},
    {"faults.NAME.factor", number, "must be there", "so many times as long", "at least 1", "20",
     "fault: slow | slow-disk"},
    {"faults.NAME.share", probability, "100%",
     "of the requests that are answered with an error and not executed", "more than 0%", "50%",
     "fault: error"},
    {"faults.NAME.offset", signed_duration, "must be there", "so far ahead, or behind with a minus",
     "", "-2s", "fault: clock-offset | clock-step"},
    {"faults.NAME.drift", ppm, "must be there", "so much fast, or slow with a minus", "", "200ppm",
     "fault: clock-drift"},
    {"faults.NAME.between", list, "must be there", "the two ends", "two zones or hosts",
     "[az1, az2]", "fault: partition | hold | degrade"},
    {"faults.NAME.direction", name, "both",
     "which messages: both ways, or first to second, or back", "both | forward | backward",
     "forward", "fault: partition | hold | degrade"},
    {"faults.NAME.latency", time_distribution, "0s", "added to every message", "", "50ms",
     "fault: degrade"},
    {"faults.NAME.loss", probability, "0%", "of the messages", "", "5%", "fault: degrade"},
};

constexpr Key experiment[] = {
    {"drain", duration, "30h",
     "how long a run goes on after the last customer, at most; it ends when the world is quiet", "",
     "60h"},
    {"properties", list, "all nine", "which are judged", "txlab list properties",
     "[conservation, told-truth]"},
    {"thresholds", mapping, "{}",
     "limits: by strategy, or `each` for all; a list of `statistic(metric) < value`", "0 to 201",
     "{each: [p99(client_latency) < 1s]}"},
    {"thresholds.NAME", list, "none",
     "of one strategy, or `each`: statistics are mean, min, max, p50 to p99.9, count, rate, or "
     "`at` "
     "an instant of the calendar",
     "txlab list metrics", "[p99(client_latency) < 1s]"},
    {"requirements", list, "[]",
     "what a strategy must meet to be chosen, written like thresholds; says which remain, fails no "
     "run",
     "0 to 100, each once", "[p99(inconsistency_window) < 3s, declared_tables <= 1]"},
    {"expect", mapping, "{}", "what fails on purpose, by strategy; it fails the run if it does not",
     "0 to 200", "{xa: {fails: [p99(client_latency) < 1s], because: locks wait out the outage}}"},
    {"expect.NAME.fails", list, "must be there", "thresholds as written, or properties",
     "1 to 1,000", "[told-truth]"},
    {"expect.NAME.because", text, "must be there", "the reason, for readers", "",
     "locks wait out the outage"},
    {"experiment", mapping, "20 replications", "how often, how sure, compared with whom", "",
     "{warmup: 10s, replications: 20, seed: 7}"},
    {"experiment.warmup", duration, "0s", "purchases that come before are not measured",
     "shorter than the arrivals"},
    {"experiment.replications", count, "20",
     "runs of every strategy, each with other customers and weather; or {min, max, until}",
     "1 to 100,000", "20"},
    {"experiment.replications.min", count, "must be there", "at least so many", "1 to 100,000",
     "10"},
    {"experiment.replications.max", count, "must be there", "at most so many; not below `min`",
     "1 to 100,000", "100"},
    {"experiment.replications.until", mapping, "must be there", "when there are enough", "",
     "{metric: p95(client_latency), relative_error: 5%}"},
    {"experiment.replications.until.metric", text, "must be there", "what has to be known well",
     "statistic(metric)", "p95(client_latency)"},
    {"experiment.replications.until.relative_error", share, "must be there",
     "half the interval, of the value", "more than 0%", "5%"},
    {"experiment.confidence", share, "95%", "of all intervals", "50% to 99.99%", "95%"},
    {"experiment.seed", seed, "1", "of replication 0; replication r has this and r"},
    {"experiment.baseline", name, "the first strategy", "with whom all are compared",
     "one of `strategies`", "mq-tx"},
    {"experiment.per_fault", toggle, "off", "also runs every fault alone: what one firing costs"},
    {"experiment.coupling", toggle, "off",
     "also runs with a slower branch, with one more, and `none`: how much main hangs on the "
     "branch"},
    {"sweep", list, "[]", "axes; every combination of their values is a point", "0 to 10",
     "[{set: workload.refusals.quota, values: [0%, 5%, 10%]}]"},
    {"sweep.NAME.set", text, "must be there", "the key that changes", "a path, as in --set",
     "workload.refusals.quota"},
    {"sweep.NAME.values", list, "must be there", "what it is set to, in turn", "at least one",
     "[0%, 5%, 10%]"},
    {"sweep.NAME.crossing", list, "[]",
     "statistics by which the better of two changes along this axis: of the two values of another "
     "axis, or of each strategy and the baseline",
     "statistic(metric)", "[mean(time_to_final_answer)]"},
};

}  // namespace

std::span<const Key> top_keys() { return top; }
std::span<const Key> fault_keys() { return faults; }
std::span<const Key> experiment_keys() { return experiment; }

}  // namespace txlab::language
