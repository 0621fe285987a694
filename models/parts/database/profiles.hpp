// Database profiles: settings of real engines, by name and version.
#pragma once

#include <span>
#include <string_view>

#include "models/parts/database/settings.hpp"

namespace txlab {

struct DatabaseProfile {
  std::string_view name;
  void (*apply)(DatabaseSettings& settings);
  std::string_view differs;  // how it behaves where engines differ
  std::string_view source;   // repository and path, or documentation page
};

std::span<const DatabaseProfile> database_profiles();

}  // namespace txlab
