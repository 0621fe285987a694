#include "regression.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "causal_chain.hpp"
#include "cli/vocabulary.hpp"
#include "reports/exit_code.hpp"
#include "scenarios/language/load.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/language/render.hpp"
#include "scenarios/language/text_file.hpp"
#include "scenarios/study/run_world.hpp"
#include "scenarios/study/study.hpp"

namespace txlab {

namespace {

using language::Entry;
using language::Node;
using Complaints = std::vector<std::string>;

// Fills what the block says into a Regression, and notes what it should not say.
class Block {
 public:
  explicit Block(Regression& regression) : regression_(regression) {}

  void read(const Node& block) {
    for (const Entry& entry : block.entries) {
      if (entry.key == "row") {
        text(entry, regression_.row);
      } else if (entry.key == "fails") {
        text(entry, regression_.fails);
      } else if (entry.key == "trigger_off") {
        texts(entry, regression_.trigger_off);
      } else if (entry.key == "fixed_by") {
        texts(entry, regression_.fixed_by);
      } else if (entry.key == "chain") {
        texts(entry, regression_.chain);
      } else {
        wrong(fmt::format("x-regression has no key `{}`", entry.key));
      }
    }
    if (regression_.row.empty()) wrong("x-regression needs `row`");
    if (regression_.fails.empty()) wrong("x-regression needs `fails`");
    if (regression_.trigger_off.empty()) wrong("x-regression needs `trigger_off`");
    if (regression_.chain.size() < 2) wrong("x-regression needs a `chain` of two words or more");
    name_of_the_file();
  }

 private:
  void wrong(std::string what) { regression_.malformed.push_back(std::move(what)); }

  void text(const Entry& entry, std::string& value) {
    if (!entry.value.is_scalar()) return wrong(fmt::format("`{}` is one word", entry.key));
    value = entry.value.text;
  }

  void texts(const Entry& entry, std::vector<std::string>& values) {
    if (!entry.value.is_list()) return wrong(fmt::format("`{}` is a list", entry.key));
    for (const Node& item : entry.value.items) values.push_back(item.text);
  }

  void name_of_the_file() {
    std::string begin = regression_.row + "-";
    std::ranges::transform(begin, begin.begin(), [](unsigned char c) { return std::tolower(c); });
    const std::string name = std::filesystem::path(regression_.file).filename();
    if (!name.starts_with(begin)) wrong(fmt::format("its name does not begin with {}", begin));
  }

  Regression& regression_;
};

// The scenario of the file under some overrides; with `only` it holds that entry alone.
std::optional<Scenario> scenario_of(const Regression& regression, std::vector<std::string> sets,
                                    const std::string& only, Complaints& complaints) {
  ReadOptions options;
  options.sets = std::move(sets);
  if (!only.empty()) options.selected = {only};
  options.vocabulary = vocabulary();
  ReadResult read = read_scenario(regression.file, options);
  for (const Diagnostic& one : read.diagnostics) complaints.push_back(render_short(one));
  return std::move(read.scenario);
}

struct Judged {
  Scenario scenario;
  StudyResult study;

  const StrategyResult* entry(std::string_view name) const {
    for (const StrategyResult& strategy : study.points.front().strategies) {
      if (strategy.name == name) return &strategy;
    }
    return nullptr;
  }
};

std::optional<Judged> judged(const Regression& regression, std::vector<std::string> sets,
                             const std::string& only, Complaints& complaints) {
  auto scenario = scenario_of(regression, std::move(sets), only, complaints);
  if (!scenario) return std::nullopt;
  std::vector<PointRun> points;
  points.push_back(run_point(*scenario, {.jobs = 1}));
  StudyResult study = study_of(*scenario, std::move(points));
  return Judged{*std::move(scenario), std::move(study)};
}

// What the scenario expects of the entry that fails: names of properties, texts of thresholds.
std::vector<std::string> pinned(const Regression& regression, const Scenario& scenario) {
  for (const Expectation& expectation : scenario.expectations) {
    if (expectation.strategy == regression.fails) return expectation.fails;
  }
  return {};
}

bool is_free_of(const StrategyResult& strategy, const std::string& what) {
  for (const PropertyResult& property : strategy.properties) {
    if (property.name == what) return property.verdict == PropertyVerdict::holds;
  }
  for (const ThresholdResult& threshold : strategy.thresholds) {
    if (threshold.text == what) return threshold.verdict == ThresholdResult::Verdict::pass;
  }
  return false;
}

std::string state_of(const StrategyResult& strategy, const std::string& what) {
  for (const PropertyResult& property : strategy.properties) {
    if (property.name == what) {
      return fmt::format("{} violations, {}", property.violations, property.example);
    }
  }
  for (const ThresholdResult& threshold : strategy.thresholds) {
    if (threshold.text == what) return fmt::format("value {}", threshold.value.value);
  }
  return "not judged";
}

void expect_exit_code_0(const Judged& as_it_stands, Complaints& complaints) {
  if (exit_code_of(as_it_stands.study) == ExitCode::success) return;
  std::string found;
  for (const StrategyResult& strategy : as_it_stands.study.points.front().strategies) {
    for (const PropertyResult& property : strategy.properties) {
      if (property.violations == 0 && !property.expected) continue;
      found += fmt::format("\n  {}: {} {} times{} ({})", strategy.name, property.name,
                           property.violations, property.expected ? ", as expected" : "",
                           property.example);
    }
    for (const ThresholdResult& threshold : strategy.thresholds) {
      found += fmt::format("\n  {}: {} has the value {}", strategy.name, threshold.text,
                           threshold.value.value);
    }
  }
  complaints.push_back(fmt::format("it ends with exit code {}:{}",
                                   static_cast<int>(exit_code_of(as_it_stands.study)), found));
}

void expect_free_of_all(const Regression& regression, const Judged& mended, std::string_view how,
                        Complaints& complaints) {
  const StrategyResult* const entry = mended.entry(regression.fails);
  for (const std::string& what : pinned(regression, mended.scenario)) {
    if (is_free_of(*entry, what)) continue;
    complaints.push_back(
        fmt::format("{} {} still fails {} ({})", how, entry->name, what, state_of(*entry, what)));
  }
}

void expect_a_fix(const Regression& regression, const Judged& as_it_stands,
                  Complaints& complaints) {
  if (!regression.fixed_by.empty()) {
    const auto fixed = judged(regression, regression.fixed_by, regression.fails, complaints);
    if (fixed) expect_free_of_all(regression, *fixed, "under `fixed_by`", complaints);
    return;
  }
  for (const std::string& what : pinned(regression, as_it_stands.scenario)) {
    const auto& strategies = as_it_stands.study.points.front().strategies;
    const bool somebody = std::ranges::any_of(
        strategies, [&](const StrategyResult& strategy) { return is_free_of(strategy, what); });
    if (!somebody) complaints.push_back(fmt::format("no entry is free of {}", what));
  }
}

void expect_nothing_without_the_trigger(const Regression& regression, Complaints& complaints) {
  const auto calm = judged(regression, regression.trigger_off, regression.fails, complaints);
  if (calm) expect_free_of_all(regression, *calm, "without the trigger", complaints);
}

CausalChain chain_in(const Regression& regression, const Scenario& scenario,
                     const StrategyEntry& entry) {
  RunWorld names(scenario, entry, 0);
  std::vector<std::string> hosts;
  std::vector<std::string> groups;
  for (std::size_t i = 0; i < names.world().hosts(); ++i) {
    const Host& host = names.world().host(HostId{static_cast<std::uint16_t>(i)});
    hosts.push_back(host.name());
    groups.push_back(host.group());
  }
  return CausalChain(regression.chain, std::move(hosts), std::move(groups));
}

// Whether the chain leads to what is pinned: to the purchase that is told as an example of a
// property, or, for a threshold, to any.
bool leads_to(const CausalChain& chain, const RunResult& run,
              const std::vector<std::string>& failures) {
  bool property_pinned = false;
  for (const std::string& what : failures) {
    const auto property = property_named(what);
    if (!property) continue;
    property_pinned = true;
    const Violations::Entry& violation = run.violations.of(*property);
    if (violation.count > 0 && chain.seen_for(violation.intent)) return true;
  }
  return !property_pinned && chain.seen();
}

void expect_the_chain(const Regression& regression, const Scenario& scenario,
                      Complaints& complaints) {
  const StrategyEntry& entry = *scenario.find_strategy(regression.fails);
  const auto failures = pinned(regression, scenario);
  std::size_t longest = 0;
  bool seen = false;
  for (std::uint32_t r = 0; r < scenario.experiment.replications; ++r) {
    CausalChain chain = chain_in(regression, scenario, entry);
    Observer* const observers[] = {&chain};
    const RunResult result =
        run(scenario, entry, scenario.experiment.seed + r, {.observers = observers});
    if (leads_to(chain, result, failures)) return;
    longest = std::max(longest, chain.longest());
    seen = seen || chain.seen();
  }
  const std::string where = longest < regression.chain.size() ? regression.chain[longest] : "";
  complaints.push_back(seen ? "the chain is seen, but not for the purchase of the example"
                            : fmt::format("the chain ends before {}", where));
}

}  // namespace

Regression read_regression(const std::string& file) {
  Regression regression;
  regression.file = file;
  const language::FileText text = language::read_text_file(file);
  language::Problems problems;
  const auto source = problems.add_source({file, text.text.value_or(""), ""});
  const auto tree = language::load(problems, source);
  const Node* const block = tree ? tree->find("x-regression") : nullptr;
  if (block == nullptr || !block->is_map()) {
    regression.malformed.push_back("it has no block x-regression");
  } else {
    Block(regression).read(*block);
  }
  return regression;
}

std::vector<std::string> untrue_of(const Regression& regression) {
  Complaints complaints = regression.malformed;
  if (!complaints.empty()) return complaints;
  const auto as_it_stands = judged(regression, {}, "", complaints);
  if (!as_it_stands) return complaints;
  if (as_it_stands->scenario.find_strategy(regression.fails) == nullptr) {
    return {fmt::format("there is no strategy entry `{}`", regression.fails)};
  }
  if (pinned(regression, as_it_stands->scenario).empty()) {
    return {fmt::format("`expect` says nothing about `{}`", regression.fails)};
  }
  expect_exit_code_0(*as_it_stands, complaints);
  expect_a_fix(regression, *as_it_stands, complaints);
  expect_nothing_without_the_trigger(regression, complaints);
  expect_the_chain(regression, as_it_stands->scenario, complaints);
  return complaints;
}

}  // namespace txlab
