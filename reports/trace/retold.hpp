// What happened to a purchase, in the language of a reader.
#pragma once

#include <string>

#include "reports/messages/messages.hpp"
#include "reports/trace/space_time.hpp"

namespace txlab {

// A step of a story. Hosts, messages and what the customer is told keep their names.
std::string told_in(Language language, const Plot::Step& step);

// The label of a row of a space-time diagram.
std::string label_in(Language language, const SpaceTime::Row& row);

}  // namespace txlab
