#include "reports/manifest.hpp"

#include <fmt/format.h>

#include <cmath>

#include "reports/database/result_database.hpp"
#include "reports/json_values.hpp"
#include "reports/stored_result.hpp"

namespace txlab {

namespace {

// A strategy has one digest in each point of a sweep: "xa at workload.customers=2k".
std::string name_at(const std::string& strategy, const PointResult& point) {
  std::string name = strategy;
  for (const auto& [path, value] : point.set) {
    name += fmt::format("{}{}={}", &path == &point.set.front().first ? " at " : ", ", path, value);
  }
  return name;
}

}  // namespace

std::string manifest_json(const StudyResult& study, const RunOfProgram& made) {
  json::Json digests = json::Json::object();
  for (const PointResult& point : study.points) {
    for (const StrategyResult& strategy : point.strategies) {
      digests[name_at(strategy.name, point)] = json::digest(strategy.digest);
    }
  }
  const json::Json document = {
      {"schema", manifest_version},
      {"tool", fmt::format("txlab {}", made.version)},
      {"schemas", {{"result.json", result_version}, {"result.sqlite", ResultDatabase::layout}}},
      {"compiler", __VERSION__},
      {"command", made.command_line},
      {"seed", study.seed},
      {"partial", study.partial},
      {"wall_s", std::round(made.wall_s * 1000) / 1000},
      {"digests", digests},
      {"result", json::digest(made.results)},
      {"trails", made.trails}};
  return json::document(document);
}

}  // namespace txlab
