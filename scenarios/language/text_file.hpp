// Reading the files that belong to a scenario.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/language/prescan.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

// The text of a file of at most so many bytes (4 MiB), or the reason why there is none.
struct FileText {
  std::optional<std::string> text;
  std::string reason;
};
FileText read_text_file(const std::string& path, std::size_t most = most_bytes);

// Registers the file `name`, which stands beside the source of `where` or in a folder below it.
// Nothing, and the reason told at `where`, if it cannot be read or lies elsewhere.
std::optional<std::uint32_t> add_file_beside(Problems& problems, const Span& where,
                                             const Code& code, std::string_view name);

}  // namespace txlab::language
