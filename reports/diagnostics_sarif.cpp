// Diagnostics as SARIF 2.1.0, for CI that shows findings beside the lines they speak of.
#include <fmt/format.h>

#include <map>

#include "reports/ci/sarif_location.hpp"
#include "reports/diagnostics.hpp"

namespace txlab {

namespace {

using json::Json;

Json result_of(const ReportedDiagnostic& one, std::size_t rule) {
  const std::string words =
      one.hint.empty() ? one.message : fmt::format("{} ({})", one.message, one.hint);
  Json location = sarif::physical(
      {one.file, static_cast<std::uint32_t>(one.line), static_cast<std::uint32_t>(one.column)});
  if (one.line > 0 && one.length > 0) {
    location["physicalLocation"]["region"]["endColumn"] = one.column + one.length;
  }
  return {{"ruleId", one.code},
          {"ruleIndex", rule},
          {"level", one.severity},
          {"message", sarif::text(words)},
          {"locations", Json::array({location})}};
}

}  // namespace

std::string diagnostics_sarif(std::span<const ReportedDiagnostic> diagnostics,
                              const std::string& version) {
  std::map<std::string, std::size_t> numbers;
  Json rules = Json::array();
  Json results = Json::array();
  for (const ReportedDiagnostic& one : diagnostics) {
    const auto [found, fresh] = numbers.try_emplace(one.code, numbers.size());
    if (fresh) {
      rules.push_back({{"id", one.code}, {"shortDescription", sarif::text(one.meaning)}});
    }
    results.push_back(result_of(one, found->second));
  }
  const Json driver{{"name", "txlab"}, {"version", version}, {"rules", rules}};
  return json::document(sarif::log_of({{"tool", {{"driver", driver}}},
                                       {"automationDetails", {{"id", "txlab/lint/"}}},
                                       {"columnKind", "unicodeCodePoints"},
                                       {"results", results}}));
}

}  // namespace txlab
