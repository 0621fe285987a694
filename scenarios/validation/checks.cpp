#include "scenarios/validation/checks.hpp"

namespace txlab::validation {

namespace {

constexpr std::string_view queues = "1.1 queues";

constexpr std::string_view closed = "1.2 closed networks";
constexpr std::string_view contention = "1.3 data contention";

constexpr Check all[] = {
    {"one-server", queues, one_server},
    {"several-servers", queues, several_servers},
    {"hot-row", closed, [](const Effort& e) { return hot_row(e); }},
    {"row-locks", contention, [](const Effort& e) { return row_locks(e); }},
};

}  // namespace

std::span<const Check> checks() { return all; }

}  // namespace txlab::validation
