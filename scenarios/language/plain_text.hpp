// Plain text: what a scenario may hold, so that whoever shows it need not escape it.
//
// Names and values come out again on terminals, in logs that CI takes commands from, in XML and in
// spreadsheets. YAML's escapes ("\e[2J") can write into them what those obey instead of showing it.
#pragma once

#include <string_view>

#include "scenarios/language/node.hpp"
#include "scenarios/language/problems.hpp"

namespace txlab::language {

// Whether each key and value below the tree is one line of plain characters; those that are not are
// told. `description` and `because` may have several lines.
bool check_plain_text(Problems& problems, const Node& tree);

// Tells a name of the author's that begins as a formula of a spreadsheet or as a flag of a command.
void check_own_name(Problems& problems, std::string_view name, const Span& where);

}  // namespace txlab::language
