#include "reports/exploration.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/coverage.hpp"
#include "reports/json_values.hpp"
#include "reports/trace/narrative.hpp"
#include "reports/trace/space_time_text.hpp"

namespace txlab {

namespace {

using json::Json;

std::string_view name_of(ClaimLabel label) {
  constexpr std::string_view names[] = {"not-claimed", "proved", "not-broken", "blocked-by-design",
                                        "broken"};
  return names[static_cast<std::size_t>(label)];
}

std::string counted(std::uint64_t n, std::string_view noun) {
  return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s");
}

// What "proved" and "not broken" mean here; the same for every claim of a strategy.
std::string bounds_text(const ExploredStrategy& strategy) {
  std::string text;
  for (const PropertyInfo& property : all_properties) {
    const ClaimVerdict verdict = verdict_on(strategy, property.id, 0);
    if (verdict.label == ClaimLabel::proved && text.empty()) {
      text = fmt::format("  bounds: {}\n", verdict.bounds);
    }
  }
  const Coverage& coverage = strategy.hunt.coverage;
  if (strategy.held == 0 || coverage.walks < 3) return text;
  return text + fmt::format(
                    "  beyond: of random walks at most {:.2g} % break a claim that none of {} "
                    "broke (95 %)\n",
                    100 * coverage.walks_bound(), coverage.walks);
}

std::string sizes(std::size_t faults, std::uint32_t purchases, std::uint64_t questions) {
  return fmt::format("{}, {}, {}", counted(faults, "fault"), counted(purchases, "purchase"),
                     counted(questions, "question"));
}

std::string text_of(const Finding& finding, const FoundTrail& found) {
  std::string text = fmt::format("      {}\n", found.example);
  for (const TrailChoice& choice : found.trail.choices) {
    text += fmt::format("      fault: {}\n", choice.words);
  }
  text += fmt::format(
      "      found by {} (run {}), shrunk in {} runs\n        from {}\n        to   {}\n",
      finding.search, finding.run, finding.shrinking_runs,
      sizes(finding.choices_found, finding.purchases_found, finding.questions_found),
      sizes(finding.shrunk.choices.size(), finding.purchases, finding.shrunk.questions));
  text += found.contradicted.empty()
              ? "      confirmed by two replays, the second one in a fresh process\n"
              : fmt::format("      NOT CONFIRMED, which is a mistake of txlab: {}\n",
                            found.contradicted);
  if (!found.file.empty()) text += fmt::format("      txlab replay {}\n", found.file);
  return text;
}

std::string text_of(const ExploredStrategy& strategy) {
  std::string text = fmt::format("{}\n", strategy.name);
  for (const PropertyInfo& property : all_properties) {
    const ClaimVerdict verdict = verdict_on(strategy, property.id, 0);
    if (verdict.label == ClaimLabel::not_claimed) continue;
    text += fmt::format("  {:<24}{}\n", property.name, words_of(verdict));
    for (std::size_t i = 0; i < strategy.hunt.findings.size(); ++i) {
      const Finding& finding = strategy.hunt.findings[i];
      if (finding.property == property.id) text += text_of(finding, strategy.trails[i]);
    }
  }
  if (strategy.held == 0) text += "  claims nothing here, so nothing can be broken\n";
  return text + bounds_text(strategy) + coverage_text(strategy.hunt.coverage);
}

Json claims_of(const ExploredStrategy& strategy) {
  Json claims = Json::array();
  for (const PropertyInfo& property : all_properties) {
    const ClaimVerdict verdict = verdict_on(strategy, property.id, 0);
    if (verdict.label == ClaimLabel::not_claimed) continue;
    Json claim{{"property", property.name},
               {"label", name_of(verdict.label)},
               {"bounds", verdict.bounds.empty() ? Json(nullptr) : Json(verdict.bounds)},
               {"runs", verdict.runs},
               {"may_break", verdict.may_break ? Json(*verdict.may_break) : Json(nullptr)},
               {"trail", nullptr}};
    for (std::size_t i = 0; i < strategy.trails.size(); ++i) {
      if (strategy.hunt.findings[i].property != property.id) continue;
      claim["faults"] = strategy.hunt.findings[i].shrunk.choices.size();
      claim["confirmed"] = strategy.trails[i].contradicted.empty();
      if (!strategy.trails[i].file.empty()) claim["trail"] = strategy.trails[i].file;
    }
    claims.push_back(std::move(claim));
  }
  return claims;
}

char letter_of(const ClaimVerdict& verdict) {
  return "-PkdX"[static_cast<std::size_t>(verdict.label)];
}

std::string subject_of(const Trail& trail) {
  if (!trail.of_study) return counted(trail.purchases, "purchase");
  return fmt::format("replication {}, its purchase {}", trail.of_study->replication,
                     trail.of_study->purchase);
}

std::string_view verdict_of(const ReplayResult& result) {
  return result.violated ? "violated" : "holds";
}

}  // namespace

std::string words_of(const Departure& departure) {
  const std::uint64_t first = departure.after + 1;
  const std::string from = first == departure.happening ? "" : fmt::format("{} to ", first);
  return fmt::format("the first divergent event is number {}{}: {}", from, departure.happening,
                     departure.words);
}

std::string words_of(const ClaimVerdict& verdict) {
  switch (verdict.label) {
    case ClaimLabel::not_claimed:
      return "not claimed";
    case ClaimLabel::proved:
      return fmt::format("proved within bounds, not broken in {} runs", verdict.runs);
    case ClaimLabel::not_broken:
      return fmt::format("not broken in {} runs", verdict.runs);
    case ClaimLabel::blocked_by_design:
      return "blocked by design in some runs, not broken in any";
    case ClaimLabel::broken:
      return "BROKEN";
  }
  return "";
}

std::string exploration_text(const Exploration& exploration) {
  std::string text = fmt::format("{}, seed {}: one or two purchases, faults where they hurt\n\n",
                                 exploration.scenario, exploration.seed);
  for (const ExploredStrategy& strategy : exploration.strategies) text += text_of(strategy) + "\n";
  return text;
}

std::string exploration_json(const Exploration& exploration) {
  Json strategies = Json::array();
  for (const ExploredStrategy& strategy : exploration.strategies) {
    strategies.push_back({{"name", strategy.name},
                          {"claims", claims_of(strategy)},
                          {"coverage", coverage_json(strategy.hunt.coverage)}});
  }
  return Json{{"schema", "txlab.explore/1"},
              {"scenario", exploration.scenario},
              {"seed", exploration.seed},
              {"partial", exploration.partial},
              {"strategies", strategies}}
             .dump(2) +
         "\n";
}

std::string ladder_text(const Exploration& exploration) {
  std::string text = fmt::format("{:<24}", "1 fault / 2 faults");
  for (const auto& strategy : exploration.strategies) text += fmt::format("  {}", strategy.name);
  text += "\n";
  for (const PropertyInfo& property : all_properties) {
    text += fmt::format("{:<24}", property.name);
    for (const ExploredStrategy& strategy : exploration.strategies) {
      const std::string cell = fmt::format("{}/{}", letter_of(verdict_on(strategy, property.id, 1)),
                                           letter_of(verdict_on(strategy, property.id, 2)));
      text += fmt::format("  {:<{}}", cell, std::max<std::size_t>(strategy.name.size(), 3));
    }
    text.erase(text.find_last_not_of(' ') + 1);
    text += "\n";
  }
  text +=
      "  P: proved within bounds: in every run of one purchase with so many faults, or of two "
      "with\n"
      "  so many faults and delays; k: kept, not broken in the runs that were tried; d: left open "
      "by\n"
      "  design; X: broken; -: not claimed\n";
  for (const ExploredStrategy& strategy : exploration.strategies) {
    const Coverage& coverage = strategy.hunt.coverage;
    text += fmt::format(
        "  {}: {} runs, {} of {} single faults, {} of {} pairs, all combinations of {} with two "
        "purchases\n",
        strategy.name, coverage.runs, coverage.singles_tried, coverage.singles,
        coverage.pairs_tried, coverage.pairs, coverage.combinations.complete.value_or(0));
    for (std::size_t i = 0; i < strategy.trails.size(); ++i) {
      const FoundTrail& found = strategy.trails[i];
      text += fmt::format("    {} broken with {}{}\n", info(found.trail.property).name,
                          counted(found.trail.choices.size(), "fault"),
                          found.file.empty() ? "" : ": txlab replay " + found.file);
    }
  }
  return text;
}

std::string replay_text(const ReplayReport& report) {
  const Trail& trail = report.trail;
  const ReplayResult& result = report.result;
  std::string text = fmt::format("{}, seed {}, {}: {}\n", trail.strategy, trail.seed,
                                 subject_of(trail), info(trail.property).name);
  text += "\n" + narrative_text(trail, result) + "\n";
  text += space_time_text(space_time(trail, result)) + "\n";
  text += result.violated
              ? fmt::format("violated: {}: {}\n", info(trail.property).name, result.example)
              : fmt::format("holds: {}\n", info(trail.property).name);
  text += fmt::format("digest {:016x}, recorded {:016x}\n", result.digest, trail.digest);
  if (!report.note.empty()) text += report.note + "\n";
  if (result.departure) text += words_of(*result.departure) + "\n";
  if (!result.divergence.empty()) text += "diverged: " + result.divergence + "\n";
  return text;
}

namespace {

Json event_json(const std::optional<Departure>& departure) {
  if (!departure) return nullptr;
  return {{"number", departure->happening},
          {"alike_until", departure->after},
          {"what", departure->words}};
}

}  // namespace

std::string replay_json(const ReplayReport& report) {
  const ReplayResult& result = report.result;
  Json story = Json::array();
  for (const StoryLine& line : result.story.lines) {
    story.push_back({{"at_ns", line.at.time_since_epoch().count()},
                     {"host", line.host},
                     {"what", line.what},
                     {"injected", line.injected}});
  }
  Json steps = Json::array();
  for (const Plot::Step& step : result.plot.steps) {
    steps.push_back({{"at_ns", step.at.time_since_epoch().count()},
                     {"words", step.words},
                     {"injected", step.injected}});
  }
  Json beliefs = Json::object();
  for (const Plot::Belief& belief : result.plot.beliefs) beliefs[belief.who] = belief.what;
  return Json{{"schema", "txlab.replay/1"},
              {"verdict", verdict_of(result)},
              {"property", info(report.trail.property).name},
              {"example", result.example},
              {"digest", fmt::format("{:016x}", result.digest)},
              {"recorded_digest", fmt::format("{:016x}", report.trail.digest)},
              {"diverged_at", result.diverged_at ? Json(*result.diverged_at) : Json(nullptr)},
              {"first_divergent_event", event_json(result.departure)},
              {"note", report.note},
              {"story", story},
              {"plot",
               {{"steps", steps},
                {"in_the_end", beliefs},
                {"repairs", result.plot.repairs},
                {"guards", result.plot.guards}}}}
             .dump(2) +
         "\n";
}

}  // namespace txlab
