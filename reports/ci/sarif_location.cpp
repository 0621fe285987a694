#include "reports/ci/sarif_location.hpp"

#include <fmt/format.h>

namespace txlab::sarif {

using json::Json;

std::string uri_of(const std::string& path) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (plain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      uri += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return uri;
}

Json text(const std::string& words) { return {{"text", words}}; }

Json physical(const SourcePlace& place) {
  Json location{{"artifactLocation", {{"uri", uri_of(place.file)}}}};
  if (place.line > 0) {
    location["region"] = {{"startLine", place.line}, {"startColumn", place.column}};
  }
  return {{"physicalLocation", location}};
}

Json log_of(Json run) {
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({std::move(run)})}};
}

}  // namespace txlab::sarif
