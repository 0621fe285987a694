// The text of a file in a folder of results.
#pragma once

#include <filesystem>

#include "scenarios/language/text_file.hpp"

namespace txlab {

// Of an ordinary file of at most 256 MiB: a hundred points of a sweep with nine strategies are some
// 20 MB.
language::FileText stored_text(const std::filesystem::path& file);

}  // namespace txlab
