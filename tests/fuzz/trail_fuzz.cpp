// Any bytes are a trail or are told why not: for libFuzzer, see scripts/fuzz.
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "scenarios/language/trail_file.hpp"
#include "sim/base/random.hpp"

// With the right checksum, which no fuzzer guesses, so that what stands before it is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  text = text.substr(0, text.rfind("checksum: "));
  if (!text.ends_with('\n')) text += '\n';
  text += fmt::format("checksum: \"{:016x}\"\n", txlab::hash_of(text));
  const txlab::TrailResult result = txlab::read_trail_text(text, "fuzz.trail");
  // libFuzzer keeps what aborts, not what exits.
  if (result.trail.has_value() != result.diagnostics.empty()) std::abort();
  // What is written is read again.
  if (result.trail && !txlab::read_trail_text(trail_text(*result.trail), "again").trail) {
    std::abort();
  }
  return 0;
}
