// Packed: much text as little text, for a page to carry.
#pragma once

#include <string>
#include <string_view>

namespace txlab::page {

// Compressed as gzip does (RFC 1952), in base64: browsers unpack it by themselves.
std::string packed(std::string_view text);

}  // namespace txlab::page
