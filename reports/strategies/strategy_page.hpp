// The page about a protocol, as Markdown: how it works, what a purchase looks like, with and
// without a fault, what it claims and costs, its parameters, and what it stands for.
//
// Everything on it is either declared beside the protocol or comes out of runs of a single
// purchase.
#pragma once

#include <string>

#include "models/strategies/catalogue.hpp"
#include "reports/messages/messages.hpp"
#include "scenarios/language/vocabulary.hpp"

namespace txlab {

std::string strategy_page(const Protocol& protocol, const Vocabulary& vocabulary,
                          Language language);

// The page that lists them.
std::string strategy_index(const Vocabulary& vocabulary, Language language);

}  // namespace txlab
