#include "cli/stored_text.hpp"

namespace txlab {

language::FileText stored_text(const std::filesystem::path& file) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::exists(file, error) && !fs::is_regular_file(file, error)) {
    return {std::nullopt, "it is no ordinary file"};
  }
  return language::read_text_file(file.string(), 256u << 20);
}

}  // namespace txlab
