// Trail files: YAML that explore and `run -o` write and replay reads. The last line is a checksum
// of all the others, so a trail that was cut off or edited is told instead of replayed.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/diagnostic.hpp"
#include "scenarios/study/trail.hpp"

namespace txlab {

std::string trail_text(const Trail& trail);

// Whether a text, or its beginning, is that of a trail, whole or not: it has the key `trail`.
bool is_trail_text(std::string_view text);

struct TrailResult {
  std::optional<Trail> trail;  // if there is no error
  std::vector<Diagnostic> diagnostics;
};
TrailResult read_trail(const std::string& path);
TrailResult read_trail_text(std::string_view text, std::string_view filename);

}  // namespace txlab
