#include "scenarios/language/code_pages.hpp"

#include <algorithm>
#include <iterator>

namespace txlab::language {

namespace {

struct Page {
  std::string_view code;
  std::string_view text;
};

constexpr Page pages[] = {
    {"fault-outside-run",
     R"(Faults that repeat, and those that wait for an event, happen while customers arrive; one
with `at` happens whenever that is. Behind the last arrival the world may be quiet already,
and nothing is left that the fault could hit. A fault with a rate may be so rare that no
replication meets it, and the study says nothing about it, though it looks as if it did.

  arrivals: [{process: poisson, rate: 50/s, for: 60s}]
  faults:   [{name: late, fault: crash, target: {host: mq}, at: 90s, restart_after: 3s}]

Move the fault to the front, or let the arrivals go on. `txlab plan` lists every firing.
)"},
    {"fault-outlasts-run",
     R"(The run ends `drain` after the last arrival, whether the fault is over or not. What waits
for its end stays open, and `eventually` is judged as if it had never come.

  drain:  1m
  faults: [{name: long, fault: crash, target: {host: mq}, at: 30s, restart_after: 2h}]

Make `drain` longer than the fault: it costs nothing where nothing happens. A machine that
is to stay away for good has no `restart_after`.
)"},
    {"drain-too-short",
     R"(Strategies go on after a fault by timers: scans, checks, reconciliations, deliveries with
growing pauses. Each strategy has a bound by which everything is settled or stands in a
list that people watch (`txlab explain strategies.NAME` adds it up). If the run ends before,
what would have been settled counts as open, money at risk is cut off, and strategies with
long timers look worse than they are.

Leave `drain` out (30h: the run ends earlier if the world is quiet), or shorten the timers.
)"},
    {"checks-end-too-early",
     R"(A broker asks about a half message `max_checks` times, every `check_interval`. While the
producers are away nobody answers, and the questions are used up all the same. After the
last one the half message is parked or rolled back, though main may be done.

  mq-tx:  {protocol: transactional-message, check_interval: 5s, max_checks: 3}
  faults: [{name: release, fault: crash, target: {host: wallet}, at: 30s, restart_after: 60s}]

Ask for longer than the longest outage. If that is the question of the scenario, say so
under `expect`, and there is no warning.
)"},
    {"timer-never-fires",
     R"(Somebody has shortened the run, or its `drain`, and left a timer as it was in real life: a
reconciliation of 24h in a run of 10m never takes place. Time can only be compressed as a
whole; timers of clients, databases and brokers go by the same clock.

Leave `drain` at its 30h (empty time costs nothing), or shorten all timers in proportion.
)"},
    {"timeout-too-short",
     R"(Distances were stretched (another continent, a slow line) and a timeout was left as it was,
or a timeout was shortened to save time in a run. If the way there and back alone takes longer
than somebody waits, everything is sent again, told late, or given up, and the run measures that
and not the protocol.

  network:  {defaults: {latency: 2s}}
  workload: {client: {timeout: 3s}}                         # an answer takes 4s

Timeouts, distances and timers of one scenario belong to one scale of time. If impatience is
the question, say so under `expect`.
)"},
    {"overload",
     R"(A station with c servers and a mean service time of S ends c/S requests per second. With
more arrivals than that (a utilisation of 1 or more) its queue grows for as long as
they come, whatever the distributions are, and every latency measures the length of the run.
Every purchase is counted once per station, so the real load is higher.

  hosts:    {wallet: {workers: 4, service: 100ms}}          # 40/s
  arrivals: [{process: poisson, rate: 50/s, for: 60s}]

More replicas or workers, or fewer arrivals. For a time of overload, use a `burst`: its peak
is meant to be too much and is not warned of.
)"},
    {"hot-row",
     R"(A fund with a quota has one row that every order for it changes. Its lock is held until the
commit is on the disk, so the flushes of all buyers follow each other: at a mean flush of
1 ms not more than 1000 orders a second get through, however many machines there are.

Fewer arrivals, a smaller share for the fund, a faster disk, or no quota.
)"},
    {"idle-replicas",
     R"(The wallet service and the fund service may run on several machines, which `pick` of a fault
tells apart. Everybody else runs on one: the coordinator and the transaction centre, the
operators, the gateway, a department. `replicas` of these changes nothing. A broker has copies
of its log instead:

  hosts: {mq: {replication: {copies: 3, sync: 2}}}
)"},
    {"too-few-copies",
     R"(`copies` are the machines of the broker, the master included. `sync` says how many of them
an acknowledgement waits for, `min_in_sync` how many must be at hand before anything is taken.
If either is more than there are machines, the broker never acknowledges what it was sent, and
the run measures a broker that is away all of the time.
)"},
    {"other-dialect",
     R"(A profile says how a database locks, flushes and keeps what is prepared. In which words XA
is spoken is the strategy's: MySQL and MariaDB take XA START and XA END as round trips of their
own before XA PREPARE, which PostgreSQL does not have. With `dialect: postgres` (the default)
they are not sent, and XA looks cheaper and faster than it is there.

  databases: {wallet-db: {profile: mysql-8.0}, fund-db: {profile: mysql-8.0}}
  strategies: {xa: {protocol: xa, dialect: mysql}}
)"},
    {"undecidable-threshold",
     R"(A percentile needs values on both sides of it: the p99.9 of 200 purchases is the largest of
them, and a single one decides. Ten purchases beyond the percentile are a good rule (10,000
for p99.9). Some metrics have no value at all unless the scenario has what they measure: a
recovery time needs a fault, a coupling `coupling: on`. Their verdict is `inconclusive`, and
the program exits with 3.
)"},
    {"unclaimed-property",
     R"(`properties` lists what is judged. A property that no strategy of the scenario claims is
shown, but may be violated with exit code 0, so listing it alone protects nothing.
`txlab explain strategies.NAME` tells what is claimed; parameters may withdraw a claim.
)"},
    {"sweep-too-large",
     R"(Axes multiply: three with ten values each are a thousand points, and every point takes all
strategies times all replications. `txlab plan` estimates the time. Fewer values first; then
more of them where the curve bends. `replications: {min: 5, max: 40, until: ...}` spends runs
where they are needed.
)"},
    {"pick-too-many",
     R"(`pick: 3` of a host with two replicas hits both. Write `pick: all` if that is meant, or give
the host more `replicas`.
)"},
    {"warmup-too-long",
     R"(Purchases that begin during `warmup` are not measured. If it is as long as the arrivals,
nothing is left.
)"},
    {"unused-database",
     R"(A database that no host names in `database` is not part of any run; mostly its name is
spelled otherwise in `hosts`.
)"},
    {"infinite-mean",
     R"(A Pareto law of shape 1 or less has no mean: the average of a sample grows with its size,
and no number of replications settles it. Measured latencies are nearly always better told by
`percentiles`.
)"},
    {"heavy-tail",
     R"(Behind a service time without variance the mean wait of a queue is infinite (Pollaczek and
Khinchin), so what a run measures depends on how long it is. Use `percentiles`, or look at
medians only.
)"},
};

}  // namespace

std::string_view page_of(std::string_view code) {
  const auto page = std::ranges::find(pages, code, &Page::code);
  return page == std::end(pages) ? std::string_view() : page->text;
}

}  // namespace txlab::language
