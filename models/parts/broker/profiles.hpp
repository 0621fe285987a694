// Broker profiles: settings of real versions, by name.
#pragma once

#include <span>
#include <string_view>

#include "models/parts/broker/settings.hpp"

namespace txlab {

struct BrokerProfile {
  std::string_view name;
  void (*apply)(BrokerSettings& settings);
  std::string_view differs;  // how it behaves where versions differ
  std::string_view source;   // repository and path, or documentation page
};

std::span<const BrokerProfile> broker_profiles();

}  // namespace txlab
