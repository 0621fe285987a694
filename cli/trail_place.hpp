// Files of trails: what is one, and writing one over nothing but another.
#pragma once

#include <string>

namespace txlab {

// Looks at the first lines only, so any file may be asked about.
bool is_trail(const std::string& file);

// Empty when it worked, else what went wrong, in words. What is there already and is no trail
// stays.
std::string write_trail(const std::string& file, const std::string& text);

}  // namespace txlab
