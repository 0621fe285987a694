// What `txlab explain` knows by a name of its own, for shells to offer and for the mistyped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace txlab {

struct Topic {
  std::string name;  // `strategies.xa.vote_timeout`, `faults.crash`, `main.durable`
  std::string meaning;
};

std::vector<Topic> topics();

// A line about the code, event, property, metric or profile of this name, or nothing.
std::string meaning_of(std::string_view name);

// The topic that somebody means who has typed this, or nothing.
std::string nearest_topic(std::string_view typed);

}  // namespace txlab
