// Codes of keys, values and names.
#include "scenarios/language/pages/code_page.hpp"

namespace txlab::language {

namespace {

constexpr CodePage value_codes[] = {
    {"unknown-key", "workload: {client: {timout: 3s}}\n", "workload: {client: {timeout: 3s}}\n",
     R"(A key that nobody reads would leave its default in force, and the run would answer another
question than the one that was asked. `txlab explain workload.client` lists the keys of a place.
Keys at the top that begin with `x-` are yours.
)"},
    {"unfit-key",
     "faults:\n  - {fault: pause, target: {host: mq}, at: 10s, for: 2s, restart_after: 3s}\n",
     "faults:\n  - {fault: pause, target: {host: mq}, at: 10s, for: 2s}\n",
     R"(The key is right beside another neighbour: a crash has `restart_after`, a pause lasts `for`
so long. It would have no effect here, and whoever wrote it expects one. The same holds for two keys
of which one is enough, such as two clocks of a fault.
)"},
    {"missing-key", "faults:\n  - {fault: crash, target: {host: mq}, restart_after: 3s}\n",
     "faults:\n  - {fault: crash, target: {host: mq}, at: 10s, restart_after: 3s}\n",
     R"(Whatever has an answer that most would give has a default. When a fault comes, how many
customers come, what is compared: nobody can know that but you. The help line of the message
explains the key.
)"},
    {"missing-value", "workload:\n  customers:\n", "workload:\n  customers: 20k\n",
     R"(In YAML that is the value `null`, which may mean the default, nothing, or that somebody was
called away while writing. Leave the key out if the default is meant.
)"},
    {"wrong-shape", "zones: az1\n", "zones: [az1]\n",
     R"(There are values (`az1`), lists (`[az1, az2]`) and mappings (`{zone: az1}`). A list of one
element is a list all the same. The message says which of the three is expected and which is
there; often a dash, or a level of indentation, is missing.
)"},
    {"missing-unit", "workload: {client: {timeout: 3}}\n", "workload: {client: {timeout: 3s}}\n",
     R"(Three seconds or three milliseconds: half of the tools mean the one and half the other.
Durations have ns us ms s m h d (also 1m30s), probabilities and shares %, rates /s /m /h, money
CNY, clocks ppm. Counts and factors are bare numbers.
)"},
    {"wrong-unit", "workload: {client: {timeout: 3sec}}\n", "workload: {client: {timeout: 3s}}\n",
     R"(Every unit has one spelling, and the type of the key says which units there are: a rate is
50/s and not 50 Hz, a duration has no `min`, because m is minutes and there are no months.
)"},
    {"bad-value", "workload: {customers: many}\n", "workload: {customers: 20k}\n",
     R"(The message says what should stand there, with an example. A duration begins with its
largest unit (1m30s), a count has k or M, a time of day is in quotes ("15:00"), since YAML may
take 15:00 for a number in base 60.
)"},
    {"octal", "workload: {customers: 0100}\n", "workload: {customers: 100}\n",
     R"(YAML 1.1 reads 0100 as 64, YAML 1.2 as 100, and neither says so. A number has no leading
zeros; 0x and 0o are no numbers of a scenario.
)"},
    {"yes-no", "earmark: no\n", "earmark: off\n",
     R"(YAML 1.1 makes false of `no`, also where Norway is meant; YAML 1.2 makes it a text. `on` and
`off` can only be a switch, and true and false are the same in all versions.
)"},
    {"negative", "drain: -1h\n", "drain: 30h\n",
     R"(Times lie behind time 0, which is when the first phase begins, and amounts are what somebody
pays. Only clocks may be behind: `offset: -2s`, `drift: -20ppm`.
)"},
    {"out-of-range", "hosts: {wallet: {replicas: 0}}\n", "hosts: {wallet: {replicas: 1}}\n",
     R"(The value can be read, but there is no such thing, or a run could not come to an end with
it. `txlab explain hosts.wallet.replicas` tells the bounds. Shares of one whole add up to 100%.
)"},
    {"unknown-name",
     "faults:\n  - {fault: crash, target: {host: broker}, at: 10s, restart_after: 3s}\n",
     "faults:\n  - {fault: crash, target: {host: mq}, at: 10s, restart_after: 3s}\n",
     R"(Names of zones, databases, strategies and funds are those that the scenario gives them.
Hosts have theirs from their part in the purchase: the broker is `mq`. What txlab itself has is
listed by `txlab list strategies`, `properties`, `metrics`, `faults`, `profiles` and `events`.
)"},
    {"duplicate-name", "zones: [az1, az1]\n", "zones: [az1, az2]\n",
     R"(Everything else calls these things by their names: faults and hosts a zone, `--set` a fault,
reports a strategy. Two of one name cannot be told apart.
)"},
    {"bad-name", "strategies: {each: {protocol: tcc}}\n", "strategies: {all: {protocol: tcc}}\n",
     R"(In `thresholds`, `each` stands for all strategies. The name of a strategy becomes part of
paths, of files and of commands, so it has no blanks, commas, slashes or backquotes.
)"},
    {"extends-cycle", "strategies:\n  a: {extends: b}\n  b: {extends: a}\n",
     "strategies:\n  a: {protocol: tcc}\n  b: {extends: a, try_timeout: 1s}\n",
     R"(A strategy that extends another has its parameters, and those that are written beside
`extends` count more. At the end of every chain stands one with a protocol.
)"},
    {"bad-set", "workload.arrivals.1.for=30s", "workload.arrivals.0.for=30s",
     R"(A path goes from key to key; in a list it goes on with a number from 0 on, or with the name
of an element (`faults.cut.for`). `--set` changes and adds keys, but not elements of a list: set
the whole list, or lay a file over the scenario with `-f`.
)",
     CodePage::Example::override},
    {"bad-sweep", "sweep:\n  - {set: workload.refusals.quota, values: [0%, 5]}\n",
     "sweep:\n  - {set: workload.refusals.quota, values: [0%, 5%]}\n",
     R"(Every value of an axis is tried before anything runs, as `--set` would set it, so that a
study does not break off after an hour at its last point. The message says which value makes which
error.
)"},
    {"bad-threshold", "thresholds: {each: [p99(client_latency) below 1s]}\n",
     "thresholds: {each: [p99(client_latency) < 1s]}\n",
     R"(A threshold is a statistic of a metric, a comparison (< <= > >= ==) and a value in a unit
of the metric. Statistics are mean, min, max, p50 to p99.9, count and rate; with a calendar also
`at` an instant: `open_yuan(at T+1 08:30) == 0 CNY`. `txlab list metrics` lists the metrics.
)"},
};

}  // namespace

std::span<const CodePage> value_pages() { return value_codes; }

}  // namespace txlab::language
