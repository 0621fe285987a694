// Any bytes are a scenario or are told why not: for libFuzzer, see scripts/fuzz.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "cli/vocabulary.hpp"
#include "scenarios/language/read.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const txlab::Vocabulary names = txlab::vocabulary();
  txlab::ReadOptions options;
  options.vocabulary = names;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const txlab::ReadResult result = txlab::read_scenario_text(text, "nowhere/fuzz.yaml", options);
  bool refused = false;
  for (const txlab::Diagnostic& one : result.diagnostics) {
    refused = refused || one.severity == txlab::Severity::error;
  }
  if (refused == result.scenario.has_value()) std::abort();  // libFuzzer keeps what aborts
  return 0;
}
