// What `txlab selftest` says: the kill matrix, and what follows from it.
#pragma once

#include <string>

#include "reports/terminal/style.hpp"
#include "scenarios/selftest/matrix.hpp"

namespace txlab {

// For people; ends with a newline.
std::string selftest_text(const selftest::Matrix& matrix, const TerminalStyle& style);

// What was planted, in words, without what came of it.
std::string selftest_list(const selftest::Matrix& matrix, const TerminalStyle& style);

// `txlab.selftest/1`, one document.
std::string selftest_json(const selftest::Matrix& matrix);

}  // namespace txlab
