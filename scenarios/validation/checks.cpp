#include "scenarios/validation/checks.hpp"

namespace txlab::validation {

namespace {

constexpr std::string_view queues = "1.1 queues";

constexpr std::string_view closed = "1.2 closed networks";
constexpr std::string_view contention = "1.3 data contention";

constexpr std::string_view repeating = "1.4 retries";

constexpr Check all[] = {
    {"one-server", queues, one_server},
    {"several-servers", queues, several_servers},
    {"bounded-queue", queues, bounded_queue},
    {"any-service", queues, any_service},
    {"in-flight", queues, messages_in_flight},
    {"intervals", queues, [](const Effort& e) { return intervals(e); }},
    {"burst", queues, bursts},
    {"closed-network", closed, closed_network},
    {"closed-workers", closed, closed_workers},
    {"closed-row", closed, closed_row},
    {"hot-row", closed, [](const Effort& e) { return hot_row(e); }},
    {"row-locks", contention, [](const Effort& e) { return row_locks(e); }},
    {"favourites", contention, favourites},
    {"retries", repeating, [](const Effort& e) { return retries(e); }},
    {"more-retries", repeating, more_retries},
};

}  // namespace

std::span<const Check> checks() { return all; }

}  // namespace txlab::validation
