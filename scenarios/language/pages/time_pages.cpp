// Warnings about faults, timers, ends and judgement that miss each other.
#include "scenarios/language/pages/code_page.hpp"

namespace txlab::language {

namespace {

constexpr CodePage time_codes[] = {
    {"fault-outside-run",
     "# arrivals last 60s\n"
     "faults:\n"
     "  - {fault: crash, target: {host: mq}, at: 90s, restart_after: 3s}\n",
     "faults:\n"
     "  - {fault: crash, target: {host: mq}, at: 30s, restart_after: 3s}\n",
     R"(Faults that repeat, and those that wait for an event, happen while customers arrive; one
with `at` happens whenever that is. Behind the last arrival the world may be quiet already,
and nothing is left that the fault could hit. A fault with a rate may be so rare that no
replication meets it, and the study says nothing about it, though it looks as if it did.

Move the fault to the front, or let the arrivals go on. `txlab plan` lists every firing.
)"},
    {"fault-outlasts-run",
     "drain: 1m\n"
     "faults:\n"
     "  - {fault: crash, target: {host: mq}, at: 30s, restart_after: 2h}\n",
     "faults:\n"
     "  - {fault: crash, target: {host: mq}, at: 30s, restart_after: 2h}\n",
     R"(The run ends `drain` after the last arrival, whether the fault is over or not. What waits
for its end stays open, and `eventually` is judged as if it had never come.

Make `drain` longer than the fault (it is 30h by default): it costs nothing where nothing
happens. A machine that is to stay away for good has no `restart_after`.
)"},
    {"drain-too-short",
     "drain: 4h\n"
     "faults:\n"
     "  - {fault: crash, target: {host: mq}, at: 30s, restart_after: 10s}\n",
     "drain: 5h\n"
     "faults:\n"
     "  - {fault: crash, target: {host: mq}, at: 30s, restart_after: 10s}\n",
     R"(Strategies go on after a fault by timers: scans, checks, reconciliations, deliveries with
growing pauses. Each strategy has a bound by which everything is settled or stands in a
list that people watch (`txlab explain strategies.NAME` adds it up). If the run ends before,
what would have been settled counts as open, money at risk is cut off, and strategies with
long timers look worse than they are.

Leave `drain` out (30h: the run ends earlier if the world is quiet), or shorten the timers.
)"},
    {"checks-end-too-early",
     "strategies:\n"
     "  a: {protocol: transactional-message, check_interval: 5s, max_checks: 3}\n"
     "faults:\n"
     "  - {fault: crash, target: {host: wallet}, at: 30s, restart_after: 60s}\n",
     "strategies:\n"
     "  a: {protocol: transactional-message, check_interval: 5s, max_checks: 15}\n"
     "faults:\n"
     "  - {fault: crash, target: {host: wallet}, at: 30s, restart_after: 60s}\n",
     R"(A broker asks about a half message `max_checks` times, every `check_interval`. While the
producers are away nobody answers, and the questions are used up all the same. After the
last one the half message is parked or rolled back, though main may be done.

Ask for longer than the longest outage. If that is the question of the scenario, say so
under `expect`, and there is no warning.
)"},
    {"timer-never-fires",
     "strategies: {reconcile: {protocol: async-reconciliation, reconcile_every: 24h}}\n"
     "drain: 10m\n",
     "strategies: {reconcile: {protocol: async-reconciliation, reconcile_every: 24h}}\n"
     "drain: 30h\n",
     R"(Somebody has shortened the run, or its `drain`, and left a timer as it was in real life: a
reconciliation of 24h in a run of 10m never takes place. Time can only be compressed as a
whole; timers of clients, databases and brokers go by the same clock.

Leave `drain` at its 30h (empty time costs nothing), or shorten all timers in proportion.
)"},
    {"timeout-too-short",
     "network: {defaults: {latency: 2s}}          # an answer takes 4s\n"
     "workload: {client: {timeout: 3s}}\n",
     "network: {defaults: {latency: 20ms}}\n"
     "workload: {client: {timeout: 3s}}\n",
     R"(Distances were stretched (another continent, a slow line) and a timeout was left as it was,
or a timeout was shortened to save time in a run. If the way there and back alone takes longer
than somebody waits, everything is sent again, told late, or given up, and the run measures that
and not the protocol.

Timeouts, distances and timers of one scenario belong to one scale of time. If impatience is
the question, say so under `expect`.
)"},
    {"undecidable-threshold", "thresholds: {each: [max(recovery_time) < 10s]}\n",
     "thresholds: {each: [max(recovery_time) < 10s]}\n"
     "faults:\n"
     "  - {fault: crash, target: {host: mq}, at: 30s, restart_after: 3s}\n",
     R"(Some metrics have no value unless the scenario has what they measure: a recovery time needs
a fault, a coupling `coupling: on`. And a percentile needs values on both sides of it: the p99.9
of 200 purchases is the largest of them, and a single one decides. Ten purchases beyond the
percentile are a good rule (10,000 for p99.9). The verdict would be `inconclusive`, and the
program would exit with 3.
)"},
    {"unclaimed-property",
     "strategies: {a: {protocol: naive}}\nproperties: [main-branch-agreement]\n",
     "strategies: {a: {protocol: tcc}}\nproperties: [main-branch-agreement]\n",
     R"(`properties` lists what is judged. A property that no strategy of the scenario claims is
shown, but may be violated with exit code 0, so listing it alone protects nothing.
`txlab explain strategies.NAME` tells what is claimed; parameters may withdraw a claim.
)"},
    {"sweep-too-large",
     "experiment: {replications: 10000}\n"
     "sweep:\n"
     "  - {set: workload.customers, values: [1k, 2k, 3k]}\n"
     "  - {set: workload.client.retries, values: [0, 1, 2, 3]}\n",
     "experiment: {replications: 20}\n"
     "sweep:\n"
     "  - {set: workload.customers, values: [1k, 2k, 3k]}\n"
     "  - {set: workload.client.retries, values: [0, 1, 2, 3]}\n",
     R"(Axes multiply: three with ten values each are a thousand points, and every point takes all
strategies times all replications. `txlab plan` estimates the time. Fewer values first; then
more of them where the curve bends. `replications: {min: 5, max: 40, until: ...}` spends runs
where they are needed.
)"},
    {"warmup-too-long", "experiment: {warmup: 60s}     # arrivals last 60s\n",
     "experiment: {warmup: 10s}\n",
     R"(Purchases that begin during `warmup` are not measured, so that queues and caches have the
state of a day's work when measuring begins. If it is as long as the arrivals, nothing is left.
)"},
};

}  // namespace

std::span<const CodePage> time_pages() { return time_codes; }

}  // namespace txlab::language
