// Pieces of Markdown that several pages have.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "models/strategies/parameters.hpp"
#include "reports/messages/messages.hpp"

namespace txlab {

// A cell of a table: no bar may end it, no line break.
std::string markdown_cell(std::string_view text);

// A table with a row per parameter.
std::string parameter_table(std::span<const ParameterSpec> specs, Language language);

}  // namespace txlab
