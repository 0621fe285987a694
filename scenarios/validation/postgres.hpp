// The table of measured PostgreSQL: where the measurements are, and how locks are given back.
#pragma once

#include "scenarios/measured/prediction.hpp"

namespace txlab::validation {

struct Postgres {
  std::filesystem::path folder = measurements_folder();
  ClosedLoop::Release release = ClosedLoop::Release::when_the_step_ends;
};

}  // namespace txlab::validation
