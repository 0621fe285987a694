// CodePage: what there is to say about a code of messages: a mistake as small as it can be, the
// same without it, and why. `txlab explain CODE` and the reference page print it; a test lets
// `lint` read the two.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace txlab::language {

struct CodePage {
  // What the examples are.
  enum class Example : std::uint8_t {
    lines,     // of a scenario that is right otherwise
    bytes,     // the same, and `\xE9` stands for the byte
    file,      // the name of the file
    override,  // a --set
    layout,    // a text that `fmt` lays out
  };
  std::string_view code;
  std::string_view wrong;
  std::string_view mended;
  std::string_view why;
  Example example = Example::lines;

  bool is_command() const { return example == Example::file || example == Example::override; }
};

// Of the text as YAML and of files; of keys, values and names; of warnings.
std::span<const CodePage> text_pages();
std::span<const CodePage> value_pages();
std::span<const CodePage> time_pages();
std::span<const CodePage> machine_pages();

// nullptr if there is nothing to add to the meaning of the code.
const CodePage* page_of(std::string_view code);

// The example as somebody would write it, on a command line if it is of one.
std::string written_example(const CodePage& page, std::string_view example);

}  // namespace txlab::language
