#include "sim/base/display_width.hpp"

#include <utf8proc.h>

namespace txlab {

int display_width(std::uint32_t code_point) {
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(code_point));
}

}  // namespace txlab
