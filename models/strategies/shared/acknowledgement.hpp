// Acknowledgement: when a consumer takes a message for consumed, as a parameter of strategies.
#pragma once

#include "models/parts/broker/push_consumer.hpp"
#include "models/strategies/parameters.hpp"

namespace txlab {

ParameterSpec acknowledge_parameter();
Acknowledge acknowledgement(const Parameters& parameters);

}  // namespace txlab
