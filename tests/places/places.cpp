#include "tests/places/places.hpp"

namespace txlab {

std::filesystem::path source_folder() { return TXLAB_SOURCE_DIR; }
std::filesystem::path program_file() { return TXLAB_BINARY; }

}  // namespace txlab
