#include "scenarios/language/keys/fault_meanings.hpp"

namespace txlab::language {

namespace {

constexpr FaultMeaning kinds[] = {
    {"crash", "the process dies, the power goes, or the machine is lost with its disk"},
    {"pause", "the host stops and goes on"},
    {"slow", "all that the host computes takes longer"},
    {"slow-disk", "every flush of the host takes longer"},
    {"error", "requests of a service are rejected, as by a bad release"},
    {"clock-offset", "the host believes another time, for a while"},
    {"clock-drift", "the clock of the host runs fast or slow"},
    {"clock-step", "the clock of the host is set, for good"},
    {"partition", "messages are lost"},
    {"hold", "messages wait until it ends"},
    {"degrade", "messages take longer, and some are lost"},
};

}  // namespace

std::span<const FaultMeaning> fault_meanings() { return kinds; }

}  // namespace txlab::language
