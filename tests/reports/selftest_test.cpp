// The kill matrix on a page and in JSON: who killed whom, who is redundant, who survives and why.
#include "reports/selftest.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

namespace txlab {
namespace {

using selftest::Cell;
using selftest::Kind;
using selftest::Matrix;
using testing::HasSubstr;
using testing::Not;

constexpr std::uint32_t agreement = 1u << static_cast<unsigned>(PropertyId::main_branch_agreement);

Cell killed(std::uint64_t runs) {
  return {.runs = runs, .kill = selftest::Kill{runs, agreement, {"wallet crashes"}}};
}
Cell survived(std::uint64_t runs) { return {.runs = runs, .kill = {}}; }

Matrix sample() {
  Matrix matrix{.budget = 500, .searches = {"short walk", "long walk"}};
  matrix.rows.push_back({.name = "plain", .base = "plain", .cells = {survived(9), survived(500)}});
  matrix.rows.push_back({.kind = Kind::mutant,
                         .name = "forgetful",
                         .base = "plain",
                         .sets = {"strategies.plain.memory=off"},
                         .wrong = "nobody remembers",
                         .breaks = PropertyId::main_branch_agreement,
                         .cells = {survived(9), killed(123)}});
  matrix.rows.push_back({.kind = Kind::mutant,
                         .name = "slow",
                         .base = "plain",
                         .breaks = PropertyId::told_eventually,
                         .survives = "no promise is about seconds",
                         .cells = {survived(9), survived(500)}});
  return matrix;
}

TEST(TheKillMatrix, SaysWhichRunKilledAndWhatItBroke) {
  const std::string text = selftest_text(sample(), {});
  EXPECT_THAT(text, HasSubstr("forgetful       -   123  ...d....."));
  EXPECT_THAT(text, HasSubstr("1 of 1 correct strategies survive; 1 of 2 mutants are killed"));
}

TEST(TheKillMatrix, NamesTheOnlyKillerAndTheRedundantSearch) {
  const std::string text = selftest_text(sample(), {});
  EXPECT_THAT(text, HasSubstr("short walk: redundant"));
  EXPECT_THAT(text, HasSubstr("long walk: the only one that kills forgetful"));
}

TEST(TheKillMatrix, GivesTheReasonOfASurvivorOrSaysThatThereIsNone) {
  Matrix matrix = sample();
  EXPECT_FALSE(matrix.failed());
  EXPECT_THAT(selftest_text(matrix, {}), HasSubstr("slow survives: no promise is about seconds"));
  matrix.rows.back().survives.clear();
  EXPECT_TRUE(matrix.failed());
  EXPECT_THAT(selftest_text(matrix, {}), HasSubstr("slow survives: nobody has said why"));
}

TEST(TheKillMatrix, AccusesACorrectStrategyThatBroke) {
  Matrix matrix = sample();
  matrix.rows.front().cells.back() = killed(7);
  EXPECT_TRUE(matrix.failed());
  EXPECT_THAT(selftest_text(matrix, {}),
              HasSubstr("plain is correct, and broke main-branch-agreement"));
}

TEST(TheKillMatrix, StoppedEarlyBlamesNobodyForSurviving) {
  Matrix matrix = sample();
  matrix.rows.back().survives.clear();
  matrix.partial = true;
  EXPECT_FALSE(matrix.failed());
  const std::string text = selftest_text(matrix, {});
  EXPECT_THAT(text, HasSubstr("stopped early"));
  EXPECT_THAT(text, Not(HasSubstr("survives:")));
}

TEST(TheKillMatrix, IsADocumentForMachines) {
  const auto document = nlohmann::json::parse(selftest_json(sample()));
  EXPECT_EQ(document["schema"], "txlab.selftest/1");
  EXPECT_EQ(document["searches"][0]["redundant"], true);
  EXPECT_EQ(document["searches"][1]["only_killer_of"][0], "forgetful");
  const auto& row = document["rows"][1];
  EXPECT_EQ(row["kind"], "mutant");
  EXPECT_EQ(row["expected"], "main-branch-agreement");
  EXPECT_EQ(row["cells"]["long walk"]["runs"], 123);
  EXPECT_EQ(row["cells"]["long walk"]["faults"][0], "wallet crashes");
}

TEST(TheListOfMutants, SaysWhatIsWrongAndHowItIsSet) {
  const std::string text = selftest_list(sample(), {});
  EXPECT_THAT(text, HasSubstr("nobody remembers"));
  EXPECT_THAT(text, HasSubstr("strategies.plain.memory=off"));
  EXPECT_THAT(text, Not(HasSubstr("1 of 1")));
}

}  // namespace
}  // namespace txlab
