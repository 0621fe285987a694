// The catalogues of translations, built into the program.
#pragma once

#include <span>
#include <string_view>

namespace txlab {

struct EmbeddedCatalogue {
  std::string_view name;  // of the file
  std::string_view text;  // gettext's .po
};

std::span<const EmbeddedCatalogue> embedded_catalogues();

}  // namespace txlab
