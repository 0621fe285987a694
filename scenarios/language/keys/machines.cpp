// Zones, the network, hosts and their clocks.
#include "scenarios/language/keys/key.hpp"

namespace txlab::language {

namespace {

using enum KeyType;

constexpr Key network[] = {
    {"zones", list, "[zone]", "the places in which hosts and databases are", "1 to 100, each once",
     "[az1, az2, az3]"},
    {"network", mapping, "no latency, no loss", "the way between two machines", "",
     "{defaults: {latency: 350us, loss: 0.01%}}"},
    {"network.defaults", mapping, "no latency, no loss",
     "inside a zone, and between zones without an entry in `links`", "",
     "{latency: 350us, loss: 0.01%}"},
    {"network.defaults.latency", time_distribution, "0s", "one way, drawn for every message"},
    {"network.defaults.jitter", time_distribution, "0s", "added to the latency"},
    {"network.defaults.loss", probability, "0%", "a message never arrives; nobody sends it again"},
    {"network.defaults.duplicate", probability, "0%",
     "a message arrives a second time, with a latency of its own"},
    {"network.defaults.reorder", probability, "0%",
     "a message is held back so long that later ones overtake it"},
    {"network.links", list, "[]", "pairs of zones whose weather differs from the defaults",
     "0 to 10,000", "[{between: [az1, az2], latency: 2ms}]"},
    {"network.links.NAME.between", list, "must be there, or from and to",
     "the two zones, both directions", "two zones", "[az1, az2]"},
    {"network.links.NAME.from", name, "must be there with `to`", "one direction only: from here",
     "a zone", "az1"},
    {"network.links.NAME.to", name, "must be there with `from`", "to here", "a zone", "az2"},
    {"network.links.NAME.latency", time_distribution, "that of the defaults", "one way"},
    {"network.links.NAME.jitter", time_distribution, "that of the defaults",
     "added to the latency"},
    {"network.links.NAME.loss", probability, "that of the defaults", "a message never arrives"},
    {"network.links.NAME.duplicate", probability, "that of the defaults",
     "a message arrives a second time"},
    {"network.links.NAME.reorder", probability, "that of the defaults",
     "a message is held back until later ones have overtaken it"},
    {"clocks", mapping, "all clocks are right",
     "how far the hosts' clocks are from the simulated time", "",
     "{skew: {dist: normal, mean: 0ms, stddev: 4ms}, drift: 20ppm}"},
    {"clocks.skew", signed_time_distribution, "0s", "one draw per host; may be negative", "",
     "{dist: normal, mean: 0ms, stddev: 4ms}"},
    {"clocks.drift", ppm, "0ppm", "every host's clock runs fast or slow by at most this",
     "not negative"},
};

constexpr Key hosts[] = {
    {"hosts", mapping, "one replica of each",
     "the machines, the same for every strategy: wallet is main's, fund the branch's, mq the "
     "broker, centre a coordinator or transaction centre, ops for batches and people; the last "
     "five are the departments of companionship",
     "gateway | wallet | fund | mq | centre | ops | mq-replica | compliance | data-centre | "
     "operations | customer-service | orchestration",
     "{wallet: {replicas: 2}}"},
    {"hosts.NAME.zone", name, "the first zone", "where it is", "one of `zones`", "az1"},
    {"hosts.NAME.replicas", count, "1", "machines that do the same", "1 to 1000"},
    {"hosts.NAME.workers", count, "32", "requests that one machine handles at a time",
     "1 to 1,000,000", "32"},
    {"hosts.NAME.service", time_distribution, "{dist: lognormal, median: 500us, p99: 3ms}",
     "how long a worker is busy with a request, beside what it waits for"},
    {"hosts.wallet.database", name, "wallet-db", "the database that main is in",
     "one of `databases`", "wallet-db"},
    {"hosts.fund.database", name, "fund-db", "the database that the branch is in",
     "one of `databases`", "fund-db"},
    {"hosts.centre.roles", list, "both",
     "what runs there; a strategy that needs none leaves it idle",
     "coordinator | transaction-centre", "[coordinator]"},
};

}  // namespace

std::span<const Key> network_keys() { return network; }
std::span<const Key> host_keys() { return hosts; }

}  // namespace txlab::language
