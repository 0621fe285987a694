// The servers behind `wallet` and `fund`. A profile sets many of these.
#include "scenarios/language/keys/key.hpp"

namespace txlab::language {

namespace {

using enum KeyType;

constexpr Key databases[] = {
    {"databases", mapping, "wallet-db and fund-db", "the servers, by name", "0 to 100",
     "{wallet-db: {profile: mysql-8.0}}"},
    {"databases.NAME.profile", name, "postgres-15", "the engine whose mechanisms it has",
     "txlab list profiles", "mysql-5.7"},
    {"databases.NAME.zone", name, "that of its first user", "where it is", "one of `zones`", "az1"},
    {"databases.NAME.fsync", time_distribution, "{dist: lognormal, median: 450us, p99: 2ms}",
     "one flush of the log; commits that wait share it"},
    {"databases.NAME.statement", time_distribution, "{dist: lognormal, median: 150us, p99: 600us}",
     "executing one request"},
    {"databases.NAME.hand_over", name, "random", "who gets a row lock that is released",
     "fifo | random", "fifo"},
    {"databases.NAME.lock_wait_timeout", positive_duration, "5s",
     "how long a transaction waits for a row", "or forever", "5s"},
    {"databases.NAME.lock_timeout_ends", name, "transaction", "what that takes back",
     "transaction | statement", "statement"},
    {"databases.NAME.gap_locks", toggle, "off", "a locking read that finds no row locks the gap"},
    {"databases.NAME.idle_transaction_timeout", positive_duration, "10s",
     "a transaction whose client went silent is rolled back"},
    {"databases.NAME.slots", name, "kept", "what a restart finds of its replication slots",
     "kept | lost", "lost"},
    {"databases.NAME.connections", count, "200", "transactions at once; further clients wait",
     "1 to 1,000,000", "200"},
    {"databases.NAME.max_prepared", count, "200", "with so many prepared, PREPARE is refused",
     "0 to 1,000,000", "200"},
    {"databases.NAME.prepared_on_disconnect", name, "kept",
     "what becomes of a prepared transaction when its session ends", "kept | rolled-back",
     "rolled-back"},
    {"databases.NAME.prepared_finished_by", name, "anybody",
     "who may end it while that session lives", "anybody | owner", "owner"},
    {"databases.NAME.flush_finish", toggle, "on", "whether ending it waits for the disk", "",
     "off"},
    {"databases.NAME.flush_rollback_prepared", toggle, "on",
     "whether rolling it back waits for the disk", "", "off"},
    {"databases.NAME.heuristic_recovery", name, "none",
     "what a restart does with prepared transactions by itself", "none | commit | rollback",
     "rollback"},
};

}  // namespace

std::span<const Key> database_keys() { return databases; }

}  // namespace txlab::language
