// Whatever stands in a file, `fmt` gives a text that is final or a reason why not: for libFuzzer,
// see scripts/fuzz. That the text has the value of the file it checks itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "scenarios/language/layout/layout.hpp"

// A failing CHECK ends the program before libFuzzer has written down what it was given.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const txlab::LaidOut once = txlab::lay_out(text, "fuzz.yaml");
  if (once.text.has_value() != once.diagnostics.empty()) std::abort();
  if (once.text && txlab::lay_out(*once.text, "again.yaml").text != once.text) std::abort();
  return 0;
}
