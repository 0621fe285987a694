// What a purchase costs under a protocol when nothing goes wrong, counted in runs of one purchase.
#pragma once

#include <string>

#include "models/strategies/catalogue.hpp"
#include "reports/messages/messages.hpp"
#include "scenarios/language/vocabulary.hpp"

namespace txlab {

std::string costs_section(const Protocol& protocol, const Vocabulary& vocabulary,
                          Language language);

// "4, 4": messages and forced writes as the protocol's source counts them, with one branch.
std::string cost_in_short(const Protocol& protocol, const Vocabulary& vocabulary);

}  // namespace txlab
