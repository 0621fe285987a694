// Scenarios of a single type of transaction.
#pragma once

#include "small_scenario.hpp"

namespace txlab {

inline constexpr TransactionType every_type[] = {
    TransactionType::discount_purchase, TransactionType::redemption, TransactionType::conversion};

inline Scenario only(TransactionType type, Scenario scenario = small_scenario()) {
  scenario.workload.types = {};
  scenario.workload.types[static_cast<std::size_t>(type)] = 1;
  return scenario;
}

}  // namespace txlab
