// What a protocol claims, and under which settings it does not.
#pragma once

#include <string>

#include "models/strategies/catalogue.hpp"
#include "reports/messages/messages.hpp"

namespace txlab {

std::string claims_section(const Protocol& protocol, Language language);

// "all nine", "nothing", or how many.
std::string claims_in_short(const Protocol& protocol, Language language);

}  // namespace txlab
