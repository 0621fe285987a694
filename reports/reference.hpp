// The reference of the file format as one page of Markdown, from the table of keys, the parameters
// of strategies and the codes of messages.
#pragma once

#include <string>

#include "scenarios/language/vocabulary.hpp"

namespace txlab {

std::string reference_page(const Vocabulary& vocabulary);

}  // namespace txlab
