#include "reports/coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "reports/json_values.hpp"
#include "reports/terminal/text.hpp"

namespace txlab {

namespace {

using json::Json;

constexpr int page = 100;  // columns
constexpr int hanging = 4;

std::string joined(const std::vector<std::string>& words) {
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

// "all up to 1", or how far it came.
std::string complete_words(const std::optional<std::uint32_t>& complete, std::string_view what) {
  if (!complete || *complete == 0) return fmt::format("not all with one {} yet", what);
  return fmt::format("complete up to {} {}{}", *complete, what, *complete == 1 ? "" : "s");
}

// Under the strategy's name, wrapped under itself.
std::string indented(int indent, const std::string& text) {
  std::string lines;
  std::string before = terminal::blanks(indent);
  for (const std::string& line : terminal::wrapped(text, page - indent - hanging)) {
    lines += before + line + "\n";
    before = terminal::blanks(indent + hanging);
  }
  return lines;
}

// "cancel at fund-1", "cancel at fund-2": each transition once, with its hosts.
std::string by_transition(const std::vector<std::string>& places) {
  std::vector<std::pair<std::string, std::string>> grouped;  // the transition, its hosts
  for (const std::string& place : places) {
    const std::size_t at = place.find(" at ");
    const std::string transition = place.substr(0, at);
    const std::string host = at == std::string::npos ? "" : place.substr(at + 4);
    const auto same = std::ranges::find(grouped, transition, [](const auto& g) { return g.first; });
    if (same == grouped.end()) {
      grouped.emplace_back(transition, host);
    } else {
      same->second += ", " + host;
    }
  }
  std::vector<std::string> words;
  for (const auto& [transition, hosts] : grouped) {
    words.push_back(hosts.empty() ? transition : transition + " at " + hosts);
  }
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, "; "));
}

std::string faults_text(const Coverage& coverage) {
  const std::string pairs = coverage.pairs == 0 ? "" : fmt::format(" of {}", coverage.pairs);
  return indented(4, fmt::format("faults placed: {} of {} single faults ({} places), {}{} pairs",
                                 coverage.singles_tried, coverage.singles, coverage.places,
                                 coverage.pairs_tried, pairs));
}

std::string searches_text(const Coverage& coverage) {
  const auto& lineages = coverage.lineages;
  const auto& combined = coverage.combinations;
  std::string text = indented(4, fmt::format("random walks: {}", coverage.walks));
  if (lineages.runs > 0) {
    text += indented(4, fmt::format("lineage: {} of {} sets so far of at most {} faults, {}",
                                    lineages.runs, lineages.proposed, lineages.most_faults,
                                    complete_words(lineages.complete, "fault")));
  }
  if (combined.runs > 0) {
    text += indented(
        4, fmt::format(
               "combinations of at most {} faults and {} delays, 2 purchases: {} of {} so far, {}; "
               "{} states, {} questions in states met before",
               combined.faults, combined.delays, combined.runs, combined.proposed,
               complete_words(combined.complete, "choice"), combined.states, combined.met_before));
  }
  const auto& priorities = coverage.priorities;
  if (priorities.runs > 0) {
    std::vector<std::string> bounds;
    for (std::size_t i = 0; i < priorities.miss_bound.size(); ++i) {
      bounds.push_back(fmt::format("{}: {:.2g}", i + 1, priorities.miss_bound[i]));
    }
    text += indented(
        4,
        fmt::format("priority walks: {} over {} hosts and {} steps; at most so likely misses a "
                    "bug of depth {}",
                    priorities.runs, priorities.hosts, priorities.steps, fmt::join(bounds, ", ")));
  }
  return text;
}

std::string goals_text(const Coverage& coverage) {
  std::vector<std::string> reached;
  std::vector<std::string> never;
  for (std::size_t i = 0; i < coverage.goals.size(); ++i) {
    const std::string name(goal_names[i]);
    if (coverage.goals[i] == 0) {
      never.push_back(name);
    } else {
      reached.push_back(fmt::format("{} ({})", name, coverage.goals[i]));
    }
  }
  return indented(4, fmt::format("sometimes: {} of {}: {}", reached.size(), coverage.goals.size(),
                                 joined(reached))) +
         indented(4, "never: " + joined(never));
}

}  // namespace

std::string coverage_text(const Coverage& coverage) {
  std::string text = indented(
      2, fmt::format("covered: {} runs, {} of them different, in {} causal orders; about {:.2g} % "
                     "of further runs would show a new one",
                     coverage.runs, coverage.distinct, coverage.orders, 100 * coverage.unseen()));
  text += faults_text(coverage) + searches_text(coverage);
  text += indented(4, fmt::format("transitions reached: {} of {}; not reached: {}",
                                  coverage.reached, coverage.reached + coverage.unreached.size(),
                                  by_transition(coverage.unreached)));
  return text + goals_text(coverage);
}

Json coverage_json(const Coverage& coverage) {
  const auto number = [](const std::optional<std::uint32_t>& value) {
    return value ? Json(*value) : Json(nullptr);
  };
  Json goals = Json::object();
  for (std::size_t i = 0; i < goal_names.size(); ++i) {
    goals[std::string(goal_names[i])] = coverage.goals[i];
  }
  const auto& lineages = coverage.lineages;
  const auto& combined = coverage.combinations;
  const auto& priorities = coverage.priorities;
  return {{"runs", coverage.runs},
          {"distinct", coverage.distinct},
          {"orders", coverage.orders},
          {"orders_once", coverage.orders_once},
          {"unseen", coverage.unseen()},
          {"places", coverage.places},
          {"single_faults", coverage.singles},
          {"single_faults_tried", coverage.singles_tried},
          {"pairs", coverage.pairs},
          {"pairs_tried", coverage.pairs_tried},
          {"random_walks", coverage.walks},
          {"lineage",
           {{"runs", lineages.runs},
            {"proposed", lineages.proposed},
            {"most_faults", lineages.most_faults},
            {"complete", number(lineages.complete)}}},
          {"combinations",
           {{"runs", combined.runs},
            {"proposed", combined.proposed},
            {"faults", combined.faults},
            {"delays", combined.delays},
            {"complete", number(combined.complete)},
            {"states", combined.states},
            {"questions_met_before", combined.met_before}}},
          {"priority_walks",
           {{"runs", priorities.runs},
            {"hosts", priorities.hosts},
            {"steps", priorities.steps},
            {"miss_bound", priorities.miss_bound}}},
          {"transitions_reached", coverage.reached},
          {"transitions", coverage.reached + coverage.unreached.size()},
          {"unreached", coverage.unreached},
          {"goals", goals},
          {"questions", coverage.questions},
          {"questions_repeated", coverage.repeated}};
}

}  // namespace txlab
