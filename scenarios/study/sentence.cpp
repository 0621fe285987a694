#include "scenarios/study/sentence.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

namespace txlab {

std::string Sentence::words() const {
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (const std::string& value : values) arguments.push_back(value);
  return fmt::vformat(text, arguments);
}

}  // namespace txlab
