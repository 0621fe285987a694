#include "reports/json.hpp"

#include "reports/json_answers.hpp"
#include "reports/json_decision.hpp"
#include "reports/json_timeline.hpp"
#include "reports/json_values.hpp"

namespace txlab {

namespace {

using json::Json;

Json head_of(const StudyResult& study) {
  return {{"schema", "txlab.result/1"},
          {"scenario",
           {{"name", study.scenario_name},
            {"digest", json::digest(study.scenario_digest)},
            {"file", study.scenario_file},
            {"description", study.description}}},
          {"seed", study.seed},
          {"partial", study.partial},
          {"confidence", json::number(study.confidence)},
          {"baseline", json::text(study.baseline)},
          {"notes", study.notes}};
}

// Values of a sweep are written as they stand in the scenario.
Json set_of(const PointResult& point) {
  Json set = Json::object();
  for (const auto& [path, value] : point.set) set[path] = value;
  return set;
}

}  // namespace

std::string result_json(const StudyResult& study) {
  Json points = Json::array();
  for (const auto& point : study.points) {
    Json strategies = Json::array();
    for (const auto& one : point.strategies) strategies.push_back(json::strategy(one));
    Json comparisons = Json::array();
    for (const auto& one : point.comparisons) comparisons.push_back(json::comparison(one));
    points.push_back({{"set", set_of(point)},
                      {"strategies", std::move(strategies)},
                      {"comparisons", std::move(comparisons)}});
    if (Json axis = json::time_axis(point); !axis.is_null()) {
      points.back()["time"] = std::move(axis);
    }
    if (study.points.size() > 1) {
      points.back()["decision"] = json::decision(decide(point, study.confidence));
    }
    if (point.fault_effects.empty()) continue;
    Json effects = Json::array();
    for (const auto& one : point.fault_effects) effects.push_back(json::fault_effect(one));
    points.back()["per_fault"] = std::move(effects);
  }
  Json document = head_of(study);
  document["points"] = std::move(points);
  if (!study.points.empty()) {
    document["decision"] = json::decision(decide(study));
    document["decoupling"] = json::decoupling(study.points.front());
  }
  for (const auto& one : study.crossings) document["crossings"].push_back(json::crossing(one));
  return json::document(document);
}

std::string result_ndjson(const StudyResult& study) {
  const auto typed = [](const char* type, Json rest) {
    Json object = {{"type", type}};
    object.update(rest);
    return object;
  };
  std::string lines = json::line(typed("study", head_of(study)));
  for (const auto& point : study.points) {
    const auto at_point = [&](const char* type, const Json& rest) {
      Json object = typed(type, {{"set", set_of(point)}});
      object.update(rest);
      return json::line(object);
    };
    for (const auto& one : point.strategies) lines += at_point("strategy", json::strategy(one));
    for (const auto& one : point.comparisons) {
      lines += at_point("comparison", json::comparison(one));
    }
    for (const auto& one : point.fault_effects) {
      lines += at_point("per_fault", json::fault_effect(one));
    }
  }
  for (const auto& one : study.crossings) {
    lines += json::line(typed("crossing", json::crossing(one)));
  }
  return lines;
}

}  // namespace txlab
