// Syntax hints: why a parser stopped, found in the text around: it only notices where the text no
// longer fits, which is often behind the mistake or in the next line.
#pragma once

#include <string>

#include "scenarios/language/problems.hpp"

namespace txlab::language {

// The most likely reason that the text cannot be read at this place, and what to do about it; empty
// if it is none of the usual ones.
std::string likely_reason(const Problems& problems, const Span& span);

}  // namespace txlab::language
