// A page about each warning: what goes wrong, how to tell, what to write instead.
#pragma once

#include <string_view>

namespace txlab::language {

// Empty if there is nothing to add to the meaning of the code.
std::string_view page_of(std::string_view code);

}  // namespace txlab::language
