#include "reports/diagnostics.hpp"

#include "reports/json_values.hpp"

namespace txlab {

std::string diagnostics_json(std::span<const ReportedDiagnostic> diagnostics) {
  json::Json list = json::Json::array();
  for (const auto& one : diagnostics) {
    list.push_back({{"file", one.file},
                    {"line", one.line},
                    {"column", one.column},
                    {"severity", one.severity},
                    {"code", one.code},
                    {"message", one.message},
                    {"hint", json::text(one.hint)}});
  }
  return json::document({{"diagnostics", std::move(list)}});
}

}  // namespace txlab
