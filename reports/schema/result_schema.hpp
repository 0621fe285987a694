// The JSON Schema (draft-07) of result.json (`txlab.result/1`), for programs that read results.
#pragma once

#include <string>

namespace txlab {

// Indented JSON, ending in a newline.
std::string result_schema();

}  // namespace txlab
