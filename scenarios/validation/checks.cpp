#include "scenarios/validation/checks.hpp"

namespace txlab::validation {

namespace {

constexpr std::string_view queues = "1.1 queues";

constexpr std::string_view closed = "1.2 closed networks";
constexpr std::string_view contention = "1.3 data contention";

constexpr std::string_view repeating = "1.4 retries";

constexpr std::string_view crash_harm = "1.5 lost messages";
constexpr std::string_view doubt = "1.6 in doubt";
constexpr std::string_view asking = "1.7 check-back and polling";
constexpr std::string_view fan_out = "1.8 fan-out";
constexpr std::string_view machines = "1.9 availability";
constexpr std::string_view r_star = "2.1 R* commit protocols";
constexpr std::string_view paxos_commit = "2.2 Paxos Commit";
constexpr std::string_view postgres = "PostgreSQL 15, measured";

constexpr Check all[] = {
    {"one-server", queues, one_server},
    {"several-servers", queues, several_servers},
    {"bounded-queue", queues, bounded_queue},
    {"any-service", queues, any_service},
    {"in-flight", queues, messages_in_flight},
    {"intervals", queues, [](const Effort& e) { return intervals(e); }},
    {"averages", queues, [](const Effort& e) { return averages(e); }},
    {"heavy-tail", queues, heavy_tail},
    {"burst", queues, bursts},
    {"closed-network", closed, closed_network},
    {"closed-workers", closed, closed_workers},
    {"closed-row", closed, closed_row},
    {"hot-row", closed, [](const Effort& e) { return hot_row(e); }},
    {"row-locks", contention, [](const Effort& e) { return row_locks(e); }},
    {"saturation", contention, [](const Effort& e) { return saturation(e); }},
    {"multiple-locks", contention, multiple_locks},
    {"thrashing", contention, [](const Effort& e) { return thrashing(e); }},
    {"favourites", contention, favourites},
    {"retries", repeating, [](const Effort& e) { return retries(e); }},
    {"more-retries", repeating, more_retries},
    {"dead-letters", repeating, dead_letters},
    {"lost-messages", crash_harm, lost_messages},
    {"open-losses", crash_harm, [](const Effort& e) { return open_losses(e); }},
    {"in-doubt", doubt, in_doubt},
    {"blocked", doubt, [](const Effort& e) { return blocked_purchases(e); }},
    {"blocked-rows", doubt, [](const Effort& e) { return blocked_rows(e); }},
    {"check-back", asking, [](const Effort& e) { return check_back(e); }},
    {"outbox-polling", asking, outbox_polling},
    {"bounded-passes", asking, [](const Effort& e) { return bounded_passes(e); }},
    {"relay-capacity", asking, [](const Effort& e) { return relay_capacity(e); }},
    {"slowest-of-several", fan_out, slowest_of_several},
    {"markov-solver", machines, markov_solver},
    {"crashing-hosts", machines, crashing_hosts},
    {"young-hosts", machines, young_hosts},
    {"presumed-abort", r_star, [](const Effort& e) { return presumed_abort(e); }},
    {"other-presumptions", r_star, other_presumptions},
    {"two-phase-commit", paxos_commit, [](const Effort& e) { return two_phase_commit(e); }},
    {"postgres-throughput", postgres, [](const Effort& e) { return postgres_throughput(e); }},
    {"postgres-forced-writes", postgres, postgres_forced_writes},
    {"postgres-lock-waits", postgres, [](const Effort& e) { return postgres_lock_waits(e); }},
    {"postgres-in-doubt", postgres, [](const Effort& e) { return postgres_in_doubt(e); }},
};

}  // namespace

std::span<const Check> checks() { return all; }

}  // namespace txlab::validation
