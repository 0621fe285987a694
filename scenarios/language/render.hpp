// Diagnostics as text for people (with the source line) and for editors (one line each).
#pragma once

#include <string>

#include "scenarios/language/diagnostic.hpp"

namespace txlab {

enum class Ink : std::uint8_t { plain, coloured };

// error: unknown key `check_intervall` in strategy `mq-tx` (protocol transactional-message)
//   --> discount-purchase.yaml:38:48
//    |
// 38 |   mq-tx:     {protocol: transactional-message, check_intervall: 30s}
//    |                                                ^^^^^^^^^^^^^^^ did you mean
//    `check_interval`? = help: txlab explain strategies.transactional-message
std::string render(const Diagnostic& diagnostic, Ink ink);

// discount-purchase.yaml:38:48: error: unknown key `check_intervall` ... [unknown-key]; did you ...
std::string render_short(const Diagnostic& diagnostic);

}  // namespace txlab
