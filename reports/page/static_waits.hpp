// Who waited for whose row lock, for the page without a script.
#pragma once

#include <string>

#include "reports/page/catalogue.hpp"
#include "reports/page/document.hpp"

namespace txlab::page {

// Of every strategy in which somebody waited, the worst deadlock or else the longest chain of
// waits; empty if nobody did. `seed` is that of replication 0.
std::string worst_waits(const Catalogue& words, const Json& point, std::uint64_t seed);

}  // namespace txlab::page
