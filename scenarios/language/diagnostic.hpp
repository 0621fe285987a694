// Diagnostic: one error or warning about a scenario, complete in itself.
//
// It carries the source line it speaks of, so it can be printed without the file at hand. Lines and
// columns are 1-based, columns count characters; line 0 means the file as a whole.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace txlab {

enum class Severity : std::uint8_t { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t length = 0;          // characters to underline
  std::string code;                  // one of codes.hpp, for `explain` and for filters
  std::string message;               // what is wrong
  std::string hint;                  // what to write instead; may be empty
  std::string help;                  // where to read more; may be empty
  std::string excerpt;               // the source line, or the part of a long one around the word
  std::uint32_t excerpt_column = 0;  // where the word stands in it, 1-based
  std::size_t stands_for = 1;        // how many problems; more for those that are not shown
  bool operator==(const Diagnostic&) const = default;
};

}  // namespace txlab
