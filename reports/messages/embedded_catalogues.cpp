#include "reports/messages/embedded_catalogues.hpp"

#include <message_catalogues.hpp>  // by cmake/EmbedTexts.cmake

namespace txlab {

std::span<const EmbeddedCatalogue> embedded_catalogues() { return embedded_catalogue_files; }

}  // namespace txlab
