#include "reports/separation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "reports/json_values.hpp"

namespace txlab {

namespace {

using json::Json;

std::string_view name_of(Measure measure) {
  constexpr std::string_view names[] = {"promise",
                                        "purchases bought",
                                        "time to the final answer",
                                        "time between half done and whole or undone",
                                        "messages",
                                        "forced writes"};
  return names[static_cast<std::size_t>(measure)];
}

bool is_time(Measure measure) {
  return measure == Measure::final_answer || measure == Measure::inconsistency;
}

std::string value_in_words(Measure measure, double value) {
  if (!std::isfinite(value)) return "never";
  return is_time(measure) ? fmt::format("{:.3f} ms", value / 1e6) : fmt::format("{:.0f}", value);
}

std::vector<std::string> names_of(const std::vector<PropertyId>& all) {
  std::vector<std::string> names;
  for (const PropertyId id : all) names.emplace_back(info(id).name);
  return names;
}

std::string headline(const SeparationReport& report, const Separation& one) {
  const std::string& better = report.names[one.better];
  const std::string& worse = report.names[1 - one.better];
  if (one.measure == Measure::promise) {
    const bool several = one.properties.size() > 1;
    return fmt::format("{} keeps {}, {} breaks {}{}: {}", better,
                       fmt::join(names_of(one.properties), ", "), worse, several ? "them" : "it",
                       one.promised_by_both ? "" : " (which it never promised)", one.example);
  }
  return fmt::format("{}: {} {}, {} {}", name_of(one.measure), better,
                     value_in_words(one.measure, one.values[one.better]), worse,
                     value_in_words(one.measure, one.values[1 - one.better]));
}

std::string size_of(std::size_t faults, std::uint64_t questions) {
  return fmt::format("{} fault{}, {} questions", faults, faults == 1 ? "" : "s", questions);
}

std::string text_of(const SeparationReport& report, const ToldSeparation& told) {
  const Separation& one = told.separation;
  std::string text = headline(report, one) + "\n";
  text += fmt::format("  {} purchase{}", one.purchases, one.purchases == 1 ? "" : "s");
  if (told.faults.empty()) text += ", no fault";
  text += "\n";
  for (const std::string& fault : told.faults) text += fmt::format("  fault: {}\n", fault);
  const std::uint64_t questions = one.runs[0].questions + one.runs[1].questions;
  text += fmt::format("  from {} to {}\n", size_of(one.faults_found, one.questions_found),
                      size_of(one.faults.size(), questions));
  for (const std::string& file : told.files) {
    if (!file.empty()) text += fmt::format("  txlab replay {}\n", file);
  }
  return text;
}

std::string story_of(const std::string& name, const std::vector<StoryLine>& story) {
  std::string text = fmt::format("\n{}\n", name);
  std::size_t wide = 0;
  for (const StoryLine& line : story) wide = std::max(wide, line.host.size());
  for (const StoryLine& line : story) {
    text += fmt::format("{} {:>24}  {:<{}}  {}\n", line.injected ? ">>" : "  ", spelled(line.at),
                        line.host, wide, line.what);
  }
  return text;
}

Json json_of(const SeparationReport& report, const ToldSeparation& told) {
  const Separation& one = told.separation;
  Json runs = Json::array();
  for (std::size_t which = 0; which < 2; ++which) {
    const double value = one.values[which];
    const bool measured = one.measure != Measure::promise && std::isfinite(value);
    Json story = Json::array();
    for (const StoryLine& line : told.stories[which]) {
      story.push_back({{"at_ns", line.at.time_since_epoch().count()},
                       {"host", line.host},
                       {"what", line.what},
                       {"injected", line.injected}});
    }
    runs.push_back({{"strategy", report.names[which]},
                    {"value", measured ? json::number(value) : Json(nullptr)},
                    {"trail", json::text(told.files[which])},
                    {"digest", json::digest(told.trails[which].digest)},
                    {"story", story}});
  }
  return {{"in", name_of(one.measure)},
          {"unit", is_time(one.measure) ? Json("ns") : Json("1")},
          {"properties", names_of(one.properties)},
          {"better", report.names[one.better]},
          {"promised_by_both", one.promised_by_both},
          {"example", json::text(one.example)},
          {"purchases", one.purchases},
          {"faults", told.faults},
          {"runs", runs}};
}

}  // namespace

std::string separation_text(const SeparationReport& report) {
  const SeparationResult& result = report.result;
  std::string text =
      fmt::format("{}, seed {}: {} against {}, the same customers, weather and faults\n\n",
                  report.scenario, report.seed, report.names[0], report.names[1]);
  for (const ToldSeparation& told : report.separations) text += text_of(report, told) + "\n";
  if (report.separations.empty()) text += "nothing separates them\n\n";
  text +=
      fmt::format("tried: {} runs of each; {} of {} single faults, on one and on two purchases\n",
                  result.runs, result.singles_tried, result.singles);
  if (report.separations.empty()) return text;
  const ToldSeparation& first = report.separations.front();
  for (std::size_t which = 0; which < 2; ++which) {
    text += story_of(report.names[which], first.stories[which]);
  }
  return text;
}

std::string separation_json(const SeparationReport& report) {
  Json separations = Json::array();
  for (const ToldSeparation& told : report.separations) {
    separations.push_back(json_of(report, told));
  }
  return json::document({{"schema", "txlab.separate/1"},
                         {"scenario", report.scenario},
                         {"seed", report.seed},
                         {"partial", report.result.partial},
                         {"strategies", report.names},
                         {"separations", separations},
                         {"coverage",
                          {{"runs", report.result.runs},
                           {"single_faults", report.result.singles},
                           {"single_faults_tried", report.result.singles_tried}}}});
}

}  // namespace txlab
