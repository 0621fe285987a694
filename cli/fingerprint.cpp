#include "cli/fingerprint.hpp"

#include <models_fingerprint.hpp>

namespace txlab {

std::string models_fingerprint() { return TXLAB_MODELS; }

}  // namespace txlab
