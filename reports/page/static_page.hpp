// The page without a script: the same sections, with drawings that are made here and tables.
#pragma once

#include <string>

#include "reports/page/document.hpp"

namespace txlab::page {

// <body>...</body>
std::string static_body(const PageInput& input, const Json& document);

}  // namespace txlab::page
