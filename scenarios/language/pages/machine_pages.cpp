// Warnings about machines that cannot do, or are not asked for, what a scenario wants of them, and
// about laws with tails.
#include "scenarios/language/pages/code_page.hpp"

namespace txlab::language {

namespace {

constexpr CodePage machine_codes[] = {
    {"overload", "# 50 customers come per second\nhosts: {wallet: {workers: 4, service: 100ms}}\n",
     "hosts: {wallet: {workers: 8, service: 100ms}}\n",
     R"(A station with c servers and a mean service time of S ends c/S requests per second. With
more arrivals than that (a utilisation of 1 or more) its queue grows for as long as
they come, whatever the distributions are, and every latency measures the length of the run.
Every purchase is counted once per station, so the real load is higher.

More replicas or workers, or fewer arrivals. For a time of overload, use a `burst`: its peak
is meant to be too much and is not warned of.
)"},
    {"hot-row",
     "# 50 customers come per second\n"
     "funds: {hot: {share: 100%, quota: 500k CNY}}\n"
     "databases: {fund-db: {fsync: 30ms}}\n",
     "funds: {hot: {share: 100%, quota: 500k CNY}}\n"
     "databases: {fund-db: {fsync: 1ms}}\n",
     R"(A fund with a quota has one row that every order for it changes. Its lock is held until the
commit is on the disk, so the flushes of all buyers follow each other: at a mean flush of
1 ms not more than 1000 orders a second get through, however many machines there are.

Fewer arrivals, a smaller share for the fund, a faster disk, or no quota.
)"},
    {"idle-replicas", "hosts: {mq: {replicas: 3}}\n",
     "hosts: {mq: {replication: {copies: 3, sync: 2}}}\n",
     R"(The wallet service and the fund service may run on several machines, which `pick` of a fault
tells apart. Everybody else runs on one: the coordinator and the transaction centre, the
operators, the gateway, a department. `replicas` of these changes nothing. A broker has copies
of its log instead.
)"},
    {"too-few-copies", "hosts: {mq: {replication: {copies: 2, sync: 3}}}\n",
     "hosts: {mq: {replication: {copies: 3, sync: 3}}}\n",
     R"(`copies` are the machines of the broker, the master included. `sync` says how many of them
an acknowledgement waits for, `min_in_sync` how many must be at hand before anything is taken.
If either is more than there are machines, the broker never acknowledges what it was sent, and
the run measures a broker that is away all of the time.
)"},
    {"other-dialect",
     "databases: {wallet-db: {profile: mysql-8.0}, fund-db: {profile: mysql-8.0}}\n"
     "strategies: {xa: {protocol: xa}}\n",
     "databases: {wallet-db: {profile: mysql-8.0}, fund-db: {profile: mysql-8.0}}\n"
     "strategies: {xa: {protocol: xa, dialect: mysql}}\n",
     R"(A profile says how a database locks, flushes and keeps what is prepared. In which words XA
is spoken is the strategy's: MySQL and MariaDB take XA START and XA END as round trips of their
own before XA PREPARE, which PostgreSQL does not have. With `dialect: postgres` (the default)
they are not sent, and XA looks cheaper and faster than it is there.
)"},
    {"pick-too-many",
     "hosts: {wallet: {replicas: 2}}\n"
     "faults:\n"
     "  - {fault: pause, target: {host: wallet, pick: 3}, at: 30s, for: 1s}\n",
     "hosts: {wallet: {replicas: 2}}\n"
     "faults:\n"
     "  - {fault: pause, target: {host: wallet, pick: all}, at: 30s, for: 1s}\n",
     R"(`pick: 3` of a host with two replicas hits both, as `pick: all` does, and the report goes on
calling it three. Give the host more `replicas`, or say what is meant.
)"},
    {"unused-database", "databases: {wallet_db: {profile: mysql-8.0}}\n",
     "databases: {wallet-db: {profile: mysql-8.0}}\n",
     R"(A database that no host names in `database` is not part of any run; mostly its name is
spelled otherwise in `hosts`, where the defaults are `wallet-db` and `fund-db`.
)"},
    {"infinite-mean", "hosts: {wallet: {service: {dist: pareto, minimum: 500us, shape: 0.9}}}\n",
     "hosts: {wallet: {service: {dist: percentiles, values: {p50: 1ms, p99: 8ms}}}}\n",
     R"(A Pareto law of shape 1 or less has no mean: the average of a sample grows with its size,
and no number of replications settles it. Measured latencies are nearly always better told by
`percentiles`; `txlab fit` proposes a law for a file of them.
)"},
    {"heavy-tail", "hosts: {wallet: {service: {dist: pareto, minimum: 500us, shape: 1.5}}}\n",
     "hosts: {wallet: {service: {dist: pareto, minimum: 500us, shape: 3.5}}}\n",
     R"(Behind a service time without variance the mean wait of a queue is infinite (Pollaczek and
Khinchin), so what a run measures depends on how long it is. Use `percentiles`, or look at
medians only.
)"},
    {"poor-fit",
     "hosts: {wallet: {service: {dist: normal, fit: two-peaks.csv, column: ms, unit: ms}}}\n",
     "hosts: {wallet: {service: {dist: samples, file: two-peaks.csv, column: ms, unit: ms}}}\n",
     R"(`fit` finds the likeliest parameters of the law that was named, and there always are some,
also where the values have two peaks (a cache that hits or misses) and the law has one. The
message tells the Kolmogorov distance: the largest share of the values that lies on another side
of some point than the law says. `txlab fit FILE` compares all laws; `samples` draws from the
file itself, and `percentiles` keeps what matters of it.
)"},
};

}  // namespace

std::span<const CodePage> machine_pages() { return machine_codes; }

}  // namespace txlab::language
