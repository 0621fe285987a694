// InDoubt: what becomes of a row when the coordinator dies between PREPARE and the decision.
//
// scripts/postgres/in_doubt.py asks real servers the same questions.
#pragma once

#include <string_view>
#include <vector>

#include "models/parts/database/settings.hpp"

namespace txlab {

struct InDoubtAnswer {
  std::string_view question;
  bool yes;
};

// In the order in which they are asked. The lock wait timeout is the asker's.
std::vector<InDoubtAnswer> in_doubt_answers(DatabaseSettings settings);

}  // namespace txlab
