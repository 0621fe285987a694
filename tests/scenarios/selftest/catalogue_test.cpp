// What is planted: enough, complete, and nothing beside what it says.
#include "models/strategies/catalogue.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>

#include "reading.hpp"

namespace txlab::selftest {
namespace {

std::string resolved(const Base& base, const Sets& sets) {
  const ReadResult result = result_of(text_of(base, sets, 2));
  EXPECT_TRUE(result.scenario.has_value()) << base.name;
  for (const Diagnostic& diagnostic : result.diagnostics) ADD_FAILURE() << diagnostic.message;
  return result.resolved_yaml;
}

TEST(TheMutants, AreAtLeastFortyWithNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for (const Mutant& mutant : mutants()) names.insert(mutant.name);
  for (const CheckerMutant& checker : checker_mutants()) names.insert(checker.name);
  EXPECT_GE(mutants().size(), 40u);
  EXPECT_GE(checker_mutants().size(), properties);
  EXPECT_EQ(names.size(), mutants().size() + checker_mutants().size());
}

TEST(TheMutants, HoldTheMistakesThatEveryTeamIsWarnedOf) {
  for (const char* name :
       {"no-idempotency-key", "dedup-not-atomic-with-the-branch",
        "offset-committed-before-processing", "confirm-without-a-try-record",
        "cancel-that-is-not-null-safe", "tcc-no-suspension-guard", "xa-decision-not-forced",
        "tcc-decision-not-forced", "recovery-races-a-live-coordinator",
        "check-answers-rollback-while-open", "outbox-row-after-the-commit", "id-cursor",
        "lease-shorter-than-publishing", "reversal-with-a-lag-shorter-than-the-flight",
        "dead-letters-without-an-alarm"}) {
    EXPECT_NE(find_mutant(name), nullptr) << name;
  }
}

// What a parameter's meaning calls a control is a guard that can be switched off.
TEST(TheMutants, SwitchOffEveryGuardThatAStrategyHas) {
  const std::set<std::string> elsewhere{
      "local-message-table.backoff_max",  // it costs time, and no promise is about seconds
      "companionship.sorts",              // what departments hear is in no property
  };
  for (const Protocol& protocol : protocols()) {
    if (protocol.name == "naive") continue;  // claims nothing
    for (const ParameterSpec& spec : protocol.parameters) {
      if (spec.meaning.find("a control") == std::string_view::npos) continue;
      const std::string path = std::string(protocol.name) + "." + std::string(spec.name);
      const bool set = std::ranges::any_of(mutants(), [&](const Mutant& mutant) {
        return std::ranges::any_of(mutant.sets, [&](std::string_view one) {
          return one.starts_with("strategies." + path + "=");
        });
      });
      EXPECT_NE(set, elsewhere.contains(path)) << path;
    }
  }
}

TEST(AMutant, SaysWhatIsWrongAndHasABase) {
  for (const Mutant& mutant : mutants()) {
    EXPECT_NE(find_base(mutant.base), nullptr) << mutant.name;
    EXPECT_GT(mutant.wrong.size(), 20u) << mutant.name;
    EXPECT_FALSE(mutant.sets.empty()) << mutant.name;
  }
  for (const Base& base : bases()) {
    EXPECT_TRUE(std::ranges::count(mutants(), base.name, &Mutant::base) > 0) << base.name;
  }
}

TEST(AMutant, DiffersFromItsBaseInItsSettingsAndEachOfThemMatters) {
  for (const Mutant& mutant : mutants()) {
    const Base& base = *find_base(mutant.base);
    const std::string correct = resolved(base, {});
    const std::string wrong = resolved(base, mutant.sets);
    for (std::size_t i = 0; i < mutant.sets.size(); ++i) {
      Sets others = mutant.sets;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      EXPECT_NE(resolved(base, others), wrong) << mutant.name << ": " << mutant.sets[i];
    }
    // Set in what the base has come to, they give the same.
    ScenarioText text{correct, {mutant.sets.begin(), mutant.sets.end()}};
    EXPECT_EQ(result_of(text).resolved_yaml, wrong) << mutant.name;
  }
}

TEST(ACheckerMutant, JudgesRunsOfAMutantThatItsPropertyIsClaimedFor) {
  for (const CheckerMutant& checker : checker_mutants()) {
    EXPECT_NE(find_mutant(checker.planted), nullptr) << checker.name;
    EXPECT_TRUE(checker.make != nullptr || checker.settings != nullptr) << checker.name;
  }
  for (const PropertyInfo& property : all_properties) {
    EXPECT_GT(std::ranges::count(checker_mutants(), property.id, &CheckerMutant::property), 0)
        << property.name << " has no checker mutant";
  }
}

}  // namespace
}  // namespace txlab::selftest
