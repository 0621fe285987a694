// txlab explain of the keys of a scenario: by their path, by the end of it, by a word that may
// stand there, or by the kind of value that it is. Each gives lines, none if there is nothing of
// the kind.
#pragma once

#include <string>
#include <string_view>

namespace txlab {

// `workload.client`: a key, and the keys below it; `scenario`: those at the top.
std::string explained_key(std::string_view path);

// `faults.crash`, `distribution.lognormal`, `sync`: a word that a key may have, and the keys that
// go with it.
std::string explained_choice(std::string_view topic);

// `client.timeout`: every key whose path ends so.
std::string explained_ending(std::string_view ending);

// `duration` or `ms`: how such values are written.
std::string explained_type(std::string_view word);

}  // namespace txlab
