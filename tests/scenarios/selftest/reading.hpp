// Reads the scenarios of the selftest as the program does.
#pragma once

#include <gtest/gtest.h>

#include "cli/vocabulary.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/selftest/kill_matrix.hpp"

namespace txlab::selftest {

inline ReadResult result_of(const ScenarioText& text) {
  ReadOptions options;
  options.sets = text.sets;
  options.vocabulary = vocabulary();
  return read_scenario_text(text.yaml, "selftest", options);
}

inline Scenario read(const std::string& text, const std::vector<std::string>& sets) {
  ReadResult result = result_of({text, sets});
  CHECK(result.scenario.has_value());
  return *std::move(result.scenario);
}

}  // namespace txlab::selftest
