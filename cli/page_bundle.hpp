// The script of the page, which the build has put into the program; empty without npm.
#pragma once

#include "reports/page/page.hpp"

namespace txlab {

PageBundle page_bundle();

}  // namespace txlab
