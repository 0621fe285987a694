// A file that is there as a whole or not at all: written beside its place, then moved there.
#pragma once

#include <string>

namespace txlab {

// Empty when it worked; else what went wrong, in words, and what was there before is intact. `-` is
// standard output, what is no ordinary file (a pipe, a device, /dev/stdout) is written as it is,
// and of a link the file it leads to.
std::string write_whole(const std::string& file, const std::string& text);

}  // namespace txlab
