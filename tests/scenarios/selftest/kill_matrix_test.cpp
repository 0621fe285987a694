// The kill matrix: mutants are killed, correct strategies survive, and whatever else happens fails.
#include "scenarios/selftest/kill_matrix.hpp"

#include <gtest/gtest.h>

#include "reading.hpp"
#include "scenarios/study/explored_world.hpp"

namespace txlab::selftest {
namespace {

Plan short_plan(std::string_view wanted, std::uint64_t budget = 200) {
  Plan plan = plan_of(wanted);
  plan.budget = budget;
  plan.threads = 2;
  return plan;
}

// A parameter of no consequence.
const Mutant harmless{.name = "harmless",
                      .base = "xa",
                      .sets = {"strategies.xa.retry_every=2s"},
                      .wrong = "the outcome is told again after two seconds and not after one"};

TEST(AKillMatrix, HasKilledMutantsAndTheirBasesAlive) {
  const Matrix matrix = kill_matrix(short_plan("decision-not-forced"), read);
  EXPECT_EQ(matrix.rows_of(Kind::correct), 2u);
  EXPECT_EQ(matrix.killed(Kind::correct), 0u);
  EXPECT_EQ(matrix.killed(Kind::mutant), 2u);
  EXPECT_FALSE(matrix.failed());
  for (const Row& row : matrix.rows) {
    if (row.kind != Kind::mutant) continue;
    EXPECT_NE(row.broken() & bit_of(*row.breaks), 0u) << row.name;
  }
}

TEST(AKillMatrix, IsTheSameOnAnyNumberOfThreads) {
  Plan plan = short_plan("tcc-no");
  const Matrix together = kill_matrix(plan, read);
  plan.threads = 1;
  const Matrix alone = kill_matrix(plan, read);
  for (std::size_t row = 0; row < alone.rows.size(); ++row) {
    for (std::size_t i = 0; i < alone.searches.size(); ++i) {
      const Cell& a = alone.rows[row].cells[i];
      const Cell& b = together.rows[row].cells[i];
      EXPECT_EQ(a.runs, b.runs);
      ASSERT_EQ(a.kill.has_value(), b.kill.has_value());
      if (!a.kill) continue;
      EXPECT_EQ(a.kill->broken, b.kill->broken);
      EXPECT_EQ(a.kill->faults, b.kill->faults);
    }
  }
}

TEST(ASurvivor, FailsUnlessSomebodyHasSaidWhyItSurvives) {
  Plan plan = short_plan("xa-no-recovery");
  Mutant unexplained = harmless;
  plan.mutants = {&unexplained};
  EXPECT_TRUE(kill_matrix(plan, read).failed());
  unexplained.survives = "it only costs a second";
  EXPECT_FALSE(kill_matrix(plan, read).failed());
}

TEST(ACorrectStrategy, FailsWhenItIsKilled) {
  const Base careless{
      .name = "careless", .protocol = "naive", .held_to = {PropertyId::main_branch_agreement}};
  Plan plan = short_plan("xa-no-recovery");
  plan.mutants.clear();
  plan.bases = {&careless};
  EXPECT_TRUE(kill_matrix(plan, read).failed());
}

TEST(AChecker, WithAHoleIsSeenThroughAndAnIntactCopyIsNot) {
  EXPECT_EQ(kill_matrix(short_plan("agreement-excuses-doubt"), read).killed(Kind::checker), 1u);
  Plan plan = short_plan("agreement-excuses-doubt");
  for (const CheckerMutant& hole : checker_mutants()) {
    CheckerMutant intact = hole;
    intact.make = nullptr;
    intact.settings = nullptr;
    plan.checkers = {&intact};
    plan.bases.clear();
    EXPECT_EQ(kill_matrix(plan, read).killed(Kind::checker), 0u) << hole.name;
  }
}

TEST(AKillMatrix, StoppedEarlyIsPartial) {
  const std::atomic<bool> stop{true};
  Plan plan = short_plan("xa-no-recovery");
  plan.stop = &stop;
  const Matrix matrix = kill_matrix(plan, read);
  EXPECT_TRUE(matrix.partial);
  EXPECT_EQ(matrix.killed(Kind::mutant), 0u);
}

}  // namespace
}  // namespace txlab::selftest
