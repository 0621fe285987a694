// Commands to copy into a shell.
#pragma once

#include <string>

namespace txlab {

// A word as a POSIX shell reads it, quoted where that is needed.
std::string quoted_for_shell(const std::string& word);

}  // namespace txlab
