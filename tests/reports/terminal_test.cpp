#include "reports/terminal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <regex>
#include <sstream>

#include "reports/terminal/text.hpp"
#include "sample.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string without_colour(const std::string& text) {
  return std::regex_replace(text, std::regex("\x1b\\[[0-9;]*m"), "");
}

// The line that begins with this fact or strategy.
std::string line_with(const std::string& text, const std::string& beginning) {
  for (const auto& line : lines_of(text)) {
    if (line.compare(0, beginning.size(), beginning) == 0) return line;
  }
  return {};
}

// From the heading to the next blank line.
std::string section(const std::string& text, const std::string& heading) {
  const auto begin = text.find("\n" + heading);
  if (begin == std::string::npos) return {};
  return text.substr(begin + 1, text.find("\n\n", begin + 1) - begin);
}

TEST(Terminal, NoLineIsWiderThanTheTerminal) {
  for (const int width : {60, 80, 100, 140}) {
    for (const bool utf8 : {true, false}) {
      StudyResult hostile = hostile_study();
      hostile.scenario_file = "a.yaml";  // a word to copy stays whole
      for (const auto& study : {sample_study(), hostile, StudyResult{}}) {
        for (const Language language : {Language::english, Language::simplified_chinese}) {
          const TerminalStyle style{.utf8 = utf8, .width = width, .language = language};
          for (const auto& line : lines_of(terminal_report(study, style))) {
            EXPECT_LE(terminal::width_of(line), width) << line;
          }
        }
      }
    }
  }
}

TEST(Terminal, HundredColumnsHoldEveryColumnOfNineStrategies) {
  EXPECT_THAT(terminal_report(sample_study(), {}), Not(HasSubstr("no room for")));
  EXPECT_THAT(terminal_report(sample_study(), {.utf8 = false}), Not(HasSubstr("no room for")));
  const TerminalStyle chinese{.language = Language::simplified_chinese};
  EXPECT_THAT(terminal_report(sample_study(), chinese), Not(HasSubstr("放不下")));
  EXPECT_THAT(terminal_report(sample_study(), {.width = 70}), HasSubstr("no room for"));
}

TEST(Terminal, LegendsAreOneLineExceptWhereCountersNeedTheirConventions) {
  const auto legend_of = [](const char* heading) {
    return lines_of(section(terminal_report(sample_study(), {}), heading)).size() - (1 + 1 + 9);
  };
  for (const char* heading : {"What the customer sees first", "What became of the purchases",
                              "How long until the final answer", "What goes wrong"}) {
    EXPECT_EQ(legend_of(heading), 1u) << heading;
  }
  EXPECT_LE(legend_of("What it costs"), 3u);
}

TEST(Terminal, SaysWhatEachCounterOfCostsHasInIt) {
  const auto costs = section(terminal_report(sample_study(), {}), "What it costs");
  EXPECT_THAT(costs, HasSubstr("messages: work and protocol"));
  EXPECT_THAT(costs, HasSubstr("wire: all but the customer's own"));
  EXPECT_THAT(costs, HasSubstr("oracle_*"));
}

TEST(Terminal, TellsWhereTheBetterOfTwoChanges) {
  StudyResult study = sample_study();
  EXPECT_THAT(terminal_report(study, {}), Not(HasSubstr("Where the better")));
  Crossing crossing{.path = "workload.refusals.quota",
                    .unit = "%",
                    .metric = "mean(money_at_risk)",
                    .strategy = "xa",
                    .a = "precheck=[]",
                    .b = "precheck=[quota]",
                    .first = Crossing::Better::a,
                    .at = {{12.34, 11.9, 12.8}}};
  study.crossings = {crossing};
  EXPECT_THAT(terminal_report(study, {}),
              HasSubstr("precheck=[] is better; precheck=[quota] from 12.3% (11.9 to 12.8%)\n"));
  study.crossings[0].at[0].high = std::numeric_limits<double>::infinity();
  EXPECT_THAT(terminal_report(study, {}), HasSubstr("from 12.3% (at least 11.9%)\n"));
  study.crossings[0].at[0].known = false;
  EXPECT_THAT(terminal_report(study, {}), HasSubstr("from 12.3%\n"));
  study.crossings[0].at.clear();
  EXPECT_THAT(terminal_report(study, {}),
              HasSubstr("none within the sweep: precheck=[] is better"));
  study.crossings[0].first = Crossing::Better::neither;
  EXPECT_THAT(terminal_report(study, {}), HasSubstr("no difference between precheck=[] and"));
}

TEST(Terminal, ShowsTheCouplingOnlyIfItWasMeasured) {
  StudyResult study = sample_study();
  for (auto& one : study.points[0].strategies) {
    for (auto& found : one.metrics) found.applies &= found.name != "latency_coupling";
  }
  EXPECT_THAT(terminal_report(study, {}), Not(HasSubstr("How decoupled")));
  EXPECT_THAT(terminal_report(sample_study(), {}), HasSubstr("How decoupled"));
}

TEST(Terminal, ColoursOnlyAddColour) {
  const auto plain = terminal_report(sample_study(), {});
  const auto coloured = terminal_report(sample_study(), {.colour = true});
  EXPECT_THAT(plain, Not(HasSubstr("\x1b")));
  EXPECT_THAT(coloured, HasSubstr("\x1b[32m"));
  EXPECT_TRUE(without_colour(coloured) == plain);
}

TEST(Terminal, AsciiIsAscii) {
  for (const auto& study : {sample_study(), hostile_study()}) {
    for (const char c : terminal_report(study, {.utf8 = false})) {
      EXPECT_TRUE(c == '\n' || (c >= ' ' && c <= '~'));
    }
  }
}

TEST(Terminal, NamesCannotSteerTheTerminal) {
  EXPECT_THAT(terminal_report(hostile_study(), {}), Not(HasSubstr("\x1b")));
}

TEST(Terminal, RowsShowEstimatesWithIntervals) {
  const auto report = terminal_report(sample_study(), {});
  const auto first = line_with(section(report, "What the customer sees first"), "  xa");
  EXPECT_THAT(first, HasSubstr("placed"));
  EXPECT_THAT(first, HasSubstr("96.0%"));
  EXPECT_THAT(first, HasSubstr("61.2ms ±1.5ms"));
  EXPECT_THAT(first, HasSubstr("367ms ±11ms"));
  EXPECT_THAT(first, HasSubstr("+280%"));
  const auto window = line_with(section(report, "How long until"), "  reconcile-5m");
  EXPECT_THAT(window, HasSubstr("4m51s"));
  EXPECT_THAT(window, HasSubstr("x197"));
  const auto trouble = section(report, "What goes wrong");
  EXPECT_THAT(line_with(trouble, "  xa"), HasSubstr("0 ≤7.2")) << "never seen is not impossible";
  EXPECT_THAT(line_with(trouble, "  xa"), HasSubstr("✓ 9/9"));
  EXPECT_THAT(line_with(trouble, "  naive"), HasSubstr("2.02k ±510"));
}

// 410,000 offered: 393,600 bought, 16,190 refused, 210 undone.
TEST(Terminal, SaysWhatBecameOfThePurchases) {
  const auto section_of_endings =
      section(terminal_report(sample_study(), {}), "What became of the purchases");
  EXPECT_THAT(line_with(section_of_endings, "  xa"),
              testing::ContainsRegex("96.0% +3.95% +0.0512% +0"));
  EXPECT_THAT(line_with(section_of_endings, "  naive"), HasSubstr("123")) << "left open";
}

TEST(Terminal, TheBaselineIsMarkedAndWhatCannotBeToldIsSaid) {
  const auto report = terminal_report(sample_study(), {});
  const auto first = section(report, "What the customer sees first");
  EXPECT_THAT(line_with(first, "* mq-tx "), HasSubstr("base"));
  EXPECT_THAT(line_with(first, "  mq-tx-60s"), HasSubstr("~ +0.62%"));
}

TEST(Terminal, AStrategyThatReportsNothingIsARowOfDashes) {
  StudyResult study;
  study.points.resize(1);
  study.points[0].strategies.resize(1);
  study.points[0].strategies[0].name = "bare";
  const auto report = terminal_report(study, {});
  const auto first = line_with(section(report, "What the customer sees first"), "  bare");
  EXPECT_THAT(first, HasSubstr("–"));
  EXPECT_THAT(report, HasSubstr("bare claims nothing"));
}

TEST(Terminal, OneReplicationHasNoIntervals) {
  StudyResult study = sample_study();
  study.replications = 1;
  for (auto& strategy : study.points[0].strategies) {
    for (auto& one : strategy.metrics) {
      one.mean.known = false;
      for (auto& [name, quantile] : one.quantiles) quantile.known = false;
    }
    for (auto& one : strategy.thresholds) one.value.known = false;
  }
  for (auto& one : study.points[0].comparisons) {
    one.difference.known = false;
    one.verdict = ComparisonVerdict::unknown;
  }
  const auto report = terminal_report(study, {});
  EXPECT_THAT(report, Not(HasSubstr("±")));
  EXPECT_THAT(report, HasSubstr("cannot be told from one replication"));
  EXPECT_THAT(report, HasSubstr("--replications 20"));
}

TEST(Terminal, ViolationsAreShownWithTheirStanding) {
  StudyResult study = sample_study();
  auto& xa = study.points[0].strategies[5];
  xa.properties[0] = violated("conservation", true);
  auto& tcc = study.points[0].strategies[6];
  tcc.properties[4] = violated("told-truth", true);
  tcc.properties[4].expected = true;
  tcc.properties[4].violations = 1;
  const auto found = section(terminal_report(study, {}), "What was violated");
  EXPECT_THAT(found, HasSubstr("✗ xa violates conservation 1,234 times (CLAIMED)"));
  EXPECT_THAT(found, HasSubstr("· tcc violates told-truth once (expected)"));
  EXPECT_THAT(found, HasSubstr("· naive violates told-truth 1,234 times (not claimed)"));
  EXPECT_THAT(found, HasSubstr("table does not claim conservation here"));
  EXPECT_THAT(found, HasSubstr("blocked-by-design"));
  EXPECT_THAT(found, HasSubstr("(purchase 2017, replication 3)"));
  EXPECT_LT(found.find("✗ xa"), found.find("· naive")) << "what counts comes first";
  EXPECT_THAT(found, HasSubstr("less than 7.3 in a million"));
}

// 1 - 0.05^(1/1000).
TEST(Terminal, FewPurchasesBoundLittleAndTheBoundIsACount) {
  StudyResult study = sample_study();
  for (auto& strategy : study.points[0].strategies) strategy.outcomes.offered = 1000;
  EXPECT_THAT(section(terminal_report(study, {}), "What was violated"),
              HasSubstr("in 1,000 purchases happens to less than 2,992 in a million"));
}

TEST(Terminal, NothingViolatedIsSaidToo) {
  StudyResult study = sample_study();
  study.points[0].strategies.erase(study.points[0].strategies.begin() + 1);
  EXPECT_THAT(section(terminal_report(study, {}), "What was violated"), HasSubstr("✓ nothing"));
}

TEST(Terminal, LimitsNameWhoKeepsThem) {
  StudyResult study = sample_study();
  auto& strategies = study.points[0].strategies;
  strategies[6].thresholds[0].verdict = ThresholdResult::Verdict::fail;
  strategies[7].thresholds[0].verdict = ThresholdResult::Verdict::inconclusive;
  strategies[8].failed_expectations = {"p95(client_latency) < 500ms was expected to fail"};
  const auto limits = section(terminal_report(study, {}), "Limits");
  EXPECT_THAT(limits, HasSubstr("✗ p95(client_latency) < 500ms: tcc 133ms"));
  EXPECT_THAT(limits, HasSubstr("~ p95(client_latency) < 500ms: cannot be told for mq-tx 56.4ms"));
  EXPECT_THAT(limits, HasSubstr("fails as expected for xa 215ms"));
  EXPECT_THAT(limits, HasSubstr("✓ p95(client_latency) < 500ms: none"));
  EXPECT_THAT(limits, HasSubstr("✗ mq-tx-60s: p95(client_latency) < 500ms was expected"));
}

TEST(Terminal, APointOfASweepIsNamed) {
  StudyResult study = sample_study();
  study.points.push_back(study.points[0]);
  study.points[0].set = {{"faults.cut.for", "5s"}};
  study.points[1].set = {{"faults.cut.for", "1m"}};
  const auto report = terminal_report(study, {});
  EXPECT_THAT(report, HasSubstr("Point 2 of 2: faults.cut.for=1m"));
  EXPECT_THAT(report, HasSubstr("--set faults.cut.for=1m"));
}

}  // namespace
}  // namespace txlab
