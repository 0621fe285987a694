#include "reports/stored_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <stdexcept>

#include "reports/json_values.hpp"
#include "reports/stored_values.hpp"
#include "sim/base/random.hpp"

namespace txlab {

namespace {

using stored::Json;

// A value per bin, or what draws them would read what is not there.
void require_whole(const Timeline& timeline) {
  const std::size_t edges = timeline.edges_s.size();
  const auto whole = [&](const TimeSeries& series) {
    return std::ranges::all_of(
        series.columns, [&](const auto& column) { return column.second.size() + 1 == edges; });
  };
  if (edges >= 2 && std::ranges::all_of(timeline.series, whole) &&
      std::ranges::all_of(timeline.means, whole)) {
    return;
  }
  throw std::invalid_argument("a time line has not one value for each of its times");
}

PointResult point_of(const Json& value) {
  PointResult point;
  for (const auto& [path, one] : value.at("set").items()) {
    point.set.emplace_back(path, one.get<std::string>());
  }
  for (const Json& one : value.at("strategies")) point.strategies.push_back(stored::strategy(one));
  for (const Json& one : value.at("comparisons")) {
    point.comparisons.push_back(stored::comparison(one));
  }
  if (value.contains("per_fault")) {
    for (const Json& one : value["per_fault"]) {
      point.fault_effects.push_back(stored::fault_effect(one));
    }
  }
  if (value.contains("time")) stored::add_time_axis(value["time"], point);
  if (value.contains("decision")) stored::add_requirements(value["decision"], point);
  for (const StrategyResult& one : point.strategies) {
    if (one.timeline) require_whole(*one.timeline);
  }
  return point;
}

StudyResult study_from(const Json& document) {
  StudyResult study;
  const Json& scenario = document.at("scenario");
  study.scenario_name = scenario.at("name");
  study.scenario_digest = std::stoull(scenario.at("digest").get<std::string>(), nullptr, 16);
  study.scenario_file = scenario.value("file", "");
  study.description = scenario.value("description", "");
  study.seed = document.at("seed");
  study.confidence = stored::number(document.at("confidence"));
  study.baseline = stored::text(document.at("baseline"));
  study.partial = document.at("partial");
  study.notes = document.at("notes").get<std::vector<std::string>>();
  for (const Json& one : document.at("points")) study.points.push_back(point_of(one));
  if (document.contains("crossings")) {
    for (const Json& one : document["crossings"]) {
      study.crossings.push_back(stored::crossing(one));
    }
  }
  if (study.points.empty()) return study;
  if (study.points.size() == 1 && document.contains("decision")) {
    stored::add_requirements(document["decision"], study.points.front());
  }
  for (const StrategyResult& one : study.points.front().strategies) {
    study.replications = std::max(study.replications, one.replications);
  }
  return study;
}

std::string version_of(const Json& document) {
  const bool has = document.is_object() && document.contains("schema");
  return has && document["schema"].is_string() ? document["schema"].get<std::string>() : "";
}

std::string other_version(const std::string& found, std::string_view known) {
  if (found.empty()) return "it does not say what it is";
  return fmt::format("it is {}, and this program knows {}", found, known);
}

}  // namespace

StoredResult read_result(const std::string& text) {
  const Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return {std::nullopt, "it is no whole JSON document: cut off?"};
  const std::string version = version_of(document);
  if (version != result_version) return {std::nullopt, other_version(version, result_version)};
  try {
    return {study_from(document), ""};
  } catch (const std::exception& error) {  // of nlohmann_json, std::stoull and ours
    return {std::nullopt, fmt::format("it is damaged: {}", error.what())};
  }
}

std::string manifest_problem(const std::string& text) {
  const Json document = Json::parse(text, nullptr, false);
  if (document.is_discarded()) return "it is no whole JSON document: cut off?";
  const std::string version = version_of(document);
  return version == manifest_version ? "" : other_version(version, manifest_version);
}

bool is_result_of(const std::string& manifest, const std::string& result) {
  const Json document = Json::parse(manifest, nullptr, false);
  if (!document.is_object() || !document.contains("result")) return true;
  return document["result"] == json::digest(hash_of(result));
}

std::set<std::string> trails_in(const std::string& manifest) {
  const Json document = Json::parse(manifest, nullptr, false);
  std::set<std::string> trails;
  if (!document.is_object() || !document.contains("trails")) return trails;
  for (const Json& one : document["trails"]) {
    if (!one.is_string()) continue;
    const std::filesystem::path name(one.get<std::string>());
    if (name.parent_path() == "trails" && name.extension() == ".trail") trails.insert(name);
  }
  return trails;
}

}  // namespace txlab
