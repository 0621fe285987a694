// The digest of the sources that decide what a run is; made by the build.
#pragma once

#include <string>

namespace txlab {

std::string models_fingerprint();

}  // namespace txlab
