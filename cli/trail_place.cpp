#include "cli/trail_place.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "cli/atomic_file.hpp"
#include "scenarios/language/trail_file.hpp"

namespace txlab {

bool is_trail(const std::string& file) {
  std::string start(4096, '\0');
  std::ifstream in(file, std::ios::binary);
  in.read(start.data(), static_cast<std::streamsize>(start.size()));
  start.resize(static_cast<std::size_t>(in.gcount()));
  return is_trail_text(start);
}

std::string write_trail(const std::string& file, const std::string& text) {
  std::error_code error;
  if (std::filesystem::exists(file, error) && !is_trail(file)) {
    return fmt::format("{} is there and is no trail; it stays", file);
  }
  return write_whole(file, text);
}

}  // namespace txlab
