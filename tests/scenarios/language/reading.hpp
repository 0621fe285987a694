// What the tests of the language share: a small vocabulary, and short ways to read a scenario.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "scenarios/language/read.hpp"
#include "scenarios/language/render.hpp"
#include "tests/places/places.hpp"

namespace txlab {

using testing::HasSubstr;

inline const std::vector<ParameterSpec>& parameters_for_tests(std::string_view protocol) {
  using Type = ParameterSpec::Type;
  static const std::vector<ParameterSpec> none;
  static const std::vector<ParameterSpec> reconciliation = {
      {"order", Type::choice, "commit-then-send", {"commit-then-send", "send-then-commit"}},
      {"reconcile_every", Type::duration, "24h"},
      {"lag", Type::duration, "1m"}};
  static const std::vector<ParameterSpec> table = {
      {"delivery", Type::choice, "broker", {"broker", "call"}},
      {"poll_every", Type::duration, "500ms"},
      {"relay", Type::choice, "lease", {"lease", "all"}},
      {"alarm", Type::toggle, "on"}};
  static const std::vector<ParameterSpec> xa = {{"recovery_scan", Type::duration, "30s"},
                                                {"lock_wait_timeout", Type::duration, "5s"}};
  static const std::vector<ParameterSpec> message = {{"check_interval", Type::duration, "60s"},
                                                     {"max_checks", Type::count, "15"}};
  if (protocol == "async-reconciliation") return reconciliation;
  if (protocol == "local-message-table") return table;
  if (protocol == "xa") return xa;
  if (protocol == "transactional-message") return message;
  return none;
}

inline Vocabulary vocabulary_for_tests() {
  Vocabulary vocabulary;
  vocabulary.protocols = {"none", "naive", "async-reconciliation", "local-message-table",
                          "xa",   "tcc",   "transactional-message"};
  const auto known = vocabulary.protocols;
  vocabulary.terms_of = [known](std::string_view name) -> std::optional<ProtocolTerms> {
    if (std::find(known.begin(), known.end(), name) == known.end()) return std::nullopt;
    return ProtocolTerms{parameters_for_tests(name)};
  };
  vocabulary.metrics = {{"client_latency", "ms"},       {"inconsistency_window", "ms"},
                        {"throughput", "1/s"},          {"money_at_risk", "CNY x s"},
                        {"messages_per_purchase", "1"}, {"availability_coupling", "1"},
                        {"open_yuan", "CNY", true}};
  vocabulary.properties = {"conservation", "no-duplicate-purchase", "told-truth"};
  vocabulary.events = {"main.durable", "branch.durable", "decision.durable"};
  return vocabulary;
}

inline ReadOptions options_for_tests(std::vector<std::string> sets = {}) {
  ReadOptions options;
  options.sets = std::move(sets);
  options.vocabulary = vocabulary_for_tests();
  return options;
}

inline ReadResult read(std::string_view text, std::vector<std::string> sets = {}) {
  return read_scenario_text(text, "t.yaml", options_for_tests(std::move(sets)));
}

// The smallest scenario there is, followed by `more`, which begins at line 5.
inline std::string minimal(std::string_view more = "") {
  return "version: 1\n"
         "workload:\n"
         "  arrivals: [{process: constant, rate: 5/s, for: 10s}]\n"
         "strategies: {a: {protocol: xa}}\n" +
         std::string(more);
}

// All diagnostics as editors see them, a line each.
inline std::string told(const ReadResult& result) {
  std::string text;
  for (const Diagnostic& one : result.diagnostics) text += render_short(one);
  return text;
}

inline std::string told(std::string_view text, std::vector<std::string> sets = {}) {
  return told(read(text, std::move(sets)));
}

// The scenario of a text that must be right.
inline Scenario scenario_of(std::string_view text, std::vector<std::string> sets = {}) {
  ReadResult result = read(text, std::move(sets));
  EXPECT_EQ(told(result), "") << text;
  return result.scenario.value_or(Scenario{});
}

inline std::string folder_of_tests() { return source_folder() / "tests/scenarios/language/"; }

inline std::string file_text(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::string example() { return file_text(folder_of_tests() + "discount-purchase.yaml"); }

}  // namespace txlab
