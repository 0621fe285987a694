// Where a test finds the files of the project and the program.
//
// They are values of one small library and no macros of every file, so that two checkouts compile
// the tests to the same objects and share them in a compiler's cache.
#pragma once

#include <filesystem>

namespace txlab {

std::filesystem::path source_folder();
std::filesystem::path program_file();

}  // namespace txlab
