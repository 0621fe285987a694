// txlab explain of a strategy and of its parameters.
#pragma once

#include <string>
#include <string_view>

namespace txlab {

// `xa`, `strategies.xa`, `strategies.xa.vote_timeout`; of a parameter alone, or below a name that
// is no protocol's, that of every protocol that has it. Empty if there is no such thing.
std::string explained_strategy(std::string_view topic);

}  // namespace txlab
