// Decoupling: who must be up for an answer that says yes, and what it waits for, of every strategy;
// and whether the article says the same.
#pragma once

#include <optional>
#include <string_view>

#include "reports/terminal/page.hpp"
#include "reports/terminal/table.hpp"
#include "scenarios/study/result.hpp"

namespace txlab::terminal {

// Nothing where nobody has looked.
std::optional<Table> answers_table(const PointResult& point, std::string_view baseline,
                                   const TerminalStyle& style);

// Of which schemes the article says what was measured, and of which it does not.
void add_article(Page& page, const PointResult& point, const TerminalStyle& style);

}  // namespace txlab::terminal
