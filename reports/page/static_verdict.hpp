// What the results decide, for the page without a script.
#pragma once

#include <string>

#include "reports/page/catalogue.hpp"
#include "reports/page/document.hpp"

namespace txlab::page {

// Of a point of these results; none in results from before there was one.
const Json* decision_of(const Json& result, const Json& point);

bool has_requirements(const Json& decision);

// What speaks against the answer, and what would change it.
std::string reconsidered(const Catalogue& words, const Json& decision);

// Whom to take, why not the others, and who meets which requirement.
std::string decided(const Catalogue& words, const Json& decision);

}  // namespace txlab::page
