// Manual pages, made from the command line that is parsed: nothing is told twice.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace txlab {

// Roff for man and groff: txlab(1), or txlab-VERB(1) if `verb` is not the whole program.
std::string manual_page(const CLI::App& app, const CLI::App& verb);

}  // namespace txlab
