// Hunting: a strategy without one of its guards is caught and its failure made small; with the
// guard it survives the same budget.
#include "scenarios/study/hunt.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "scenarios/study/story.hpp"
#include "sim/explore/crash_points.hpp"
#include "sim/explore/fault_places.hpp"
#include "sim/explore/placed_faults.hpp"
#include "sim/explore/replaying.hpp"
#include "small_scenario.hpp"

namespace txlab {
namespace {

constexpr std::uint32_t everything = (1u << properties) - 1;

ExploredWorld world_of(const StrategyEntry& entry, std::vector<Duration> arrivals) {
  Scenario scenario = small_scenario(std::move(arrivals));
  scenario.strategies = {entry};
  return ExploredWorld(std::move(scenario), 7, everything);
}

HuntResult hunted(const StrategyEntry& entry, std::uint64_t budget, unsigned threads = 2) {
  const ExploredWorld one = world_of(entry, {1s});
  const ExploredWorld two = world_of(entry, {1s, 1002ms});
  return hunt({one, two}, {.budget = budget, .threads = threads});
}

struct Guard {
  std::string name;
  StrategyEntry without;
  StrategyEntry with;
  PropertyId breaks;
  std::size_t faults;  // that it takes
};

class AHuntedGuard : public testing::TestWithParam<Guard> {};

TEST_P(AHuntedGuard, IsMissedWithTheFewestFaultsThatShowIt) {
  const HuntResult result = hunted(GetParam().without, 800);
  const Finding* const finding = result.of(GetParam().breaks);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->shrunk.choices.size(), GetParam().faults);
  EXPECT_EQ(finding->purchases, 1u);
  EXPECT_LE(finding->shrunk.questions, finding->questions_found);
  EXPECT_LE(finding->shrinking_runs, 5001u);
  EXPECT_TRUE(finding->confirmed);
}

TEST_P(AHuntedGuard, LetsTheStrategySurviveTheSameBudget) {
  const HuntResult result = hunted(GetParam().with, 800);
  EXPECT_TRUE(result.findings.empty())
      << info(result.findings.front().property).name << " by " << result.findings.front().search;
  EXPECT_EQ(result.coverage.runs, 800u);
  EXPECT_EQ(result.coverage.singles_tried, result.coverage.singles);
}

INSTANTIATE_TEST_SUITE_P(
    Guards, AHuntedGuard,
    testing::Values(Guard{"check_back", strategy("transactional-message", {{"check_back", "off"}}),
                          strategy("transactional-message"), PropertyId::main_branch_agreement, 1},
                    Guard{"recovery_scan", strategy("xa", {{"recovery", "off"}}), strategy("xa"),
                          PropertyId::main_branch_agreement, 1},
                    Guard{"dedup", strategy("local-message-table", {{"dedup", "off"}}),
                          strategy("local-message-table"), PropertyId::no_duplicate_purchase, 1}),
    [](const auto& instance) { return instance.param.name; });

// What a search alone breaks: the first run of each property.
using FirstBroken = std::map<PropertyId, std::uint64_t>;
FirstBroken broken_by(Search& search, const ExploredWorld& world, std::uint64_t budget) {
  const Subject subject = [&world](Chooser& chooser, Observer* watcher) {
    return world.explore(chooser, watcher);
  };
  FirstBroken first;
  Portfolio portfolio({budget, 2, nullptr},
                      [&](const Stage&, std::uint64_t run, const Tried& tried) {
                        for (const PropertyInfo& property : all_properties) {
                          if ((tried.outcome.broken & bit_of(property.id)) == 0) continue;
                          first.emplace(property.id, run);
                        }
                      });
  std::vector<Stage> stages{{search, subject, 64}};
  portfolio.take_turns(stages);
  return first;
}

// A customer's money is lost if the coordinator crashes after its decision and nobody recovers it.
TEST(ASearch, ByCombinationsFindsAMissingRecovery) {
  Exhaustive search({.faults = 1, .delays = 1});
  const ExploredWorld broken = world_of(strategy("xa", {{"recovery", "off"}}), {1s});
  EXPECT_TRUE(broken_by(search, broken, 2000).contains(PropertyId::main_branch_agreement));
  EXPECT_GE(search.complete(), 1u);
}

TEST(ASearch, ByLineageFindsAMissingRecoveryInFewerRunsThanThereAreSingleFaults) {
  const ExploredWorld broken = world_of(strategy("xa", {{"recovery", "off"}}), {1s});
  PlaceList list;
  broken.run(list);
  Lineage search(2);
  const FirstBroken first = broken_by(search, broken, 2000);
  ASSERT_TRUE(first.contains(PropertyId::main_branch_agreement));
  EXPECT_LT(first.at(PropertyId::main_branch_agreement), *CrashPoints(list.places()).runs());
}

// Without the guard a Try that comes after its Cancel holds money that nobody releases.
TEST(ASearch, ByPrioritiesFindsATryAfterItsCancel) {
  const auto broken = [](const StrategyEntry& entry) {
    const ExploredWorld world = world_of(entry, {1s, 1002ms});
    StepCount count;
    world.run(count);
    PriorityWalk search({.seed = 7,
                         .hosts = static_cast<std::uint32_t>(world.hosts().size()),
                         .steps = count.steps()});
    return broken_by(search, world, 2000);
  };
  EXPECT_FALSE(broken(strategy("tcc", {{"suspension_guard", "off"}})).empty());
  EXPECT_TRUE(broken(strategy("tcc")).empty());
}

// All orders that there are within a budget, by trying every answer to every question.
class EveryCombination {
 public:
  explicit EveryCombination(const ExploredWorld& world) : world_(world) {}

  std::set<std::uint64_t> orders(std::uint32_t faults, std::uint32_t delays) {
    go_on({}, faults, delays);
    return std::move(orders_);
  }
  std::uint64_t runs() const { return runs_; }

 private:
  // Makes the choices, and notes down what was asked.
  class Asked final : public Chooser {
   public:
    struct Question {
      Site::Kind kind;
      bool place;
      std::uint32_t answers;
    };
    explicit Asked(const Choices& choices) : inner_(choices) {}
    std::uint32_t choose(const Site& site, std::uint32_t n) override {
      questions.push_back({site.kind, places_.is_place(site), n});
      return inner_.choose(site, n);
    }
    std::vector<Question> questions;

   private:
    Replaying inner_;
    FaultPlaces places_;
  };

  void go_on(const Choices& choices, std::uint32_t faults, std::uint32_t delays) {
    ++runs_;
    Asked asked(choices);
    orders_.insert(world_.explore(asked).order);
    std::uint64_t question = choices.empty() ? 0 : choices.back().question + 1;
    for (; question < asked.questions.size(); ++question) {
      const Asked::Question& one = asked.questions[question];
      for (std::uint32_t answer = 1; answer < one.answers; ++answer) {
        // Torn writes and clocks are for other searches.
        if (one.kind == Site::Kind::suspension && answer > faults_at_a_place) break;
        const bool fault = !is_order(one.kind) && answer <= faults_at_a_place;
        if (fault ? !one.place || faults == 0 : delays == 0) continue;
        Choices more = choices;
        more.push_back({.question = question, .answer = answer, .place = {}});
        go_on(more, faults - (fault ? 1 : 0), delays - (fault ? 0 : 1));
      }
    }
  }

  const ExploredWorld& world_;
  std::set<std::uint64_t> orders_;
  std::uint64_t runs_ = 0;
};

TEST(ASearch, ByCombinationsLeavesOutNoOrderAlthoughItLeavesOutRuns) {
  Scenario scenario = small_scenario({1s});
  const Distribution law = Distribution::lognormal(350e3, 2e6);
  scenario.network.latency = law;
  for (HostSettings& host : scenario.hosts) host.service = law;
  for (DatabaseSettings& database : scenario.databases) database.fsync = database.statement = law;
  scenario.strategies = {strategy("transactional-message")};
  const ExploredWorld world(std::move(scenario), 7, everything);
  EveryCombination every(world);
  const std::set<std::uint64_t> expected = every.orders(0, 2);

  Exhaustive search({.faults = 0, .delays = 2});
  std::set<std::uint64_t> found;
  Portfolio portfolio({10'000, 2, nullptr}, [&](const Stage&, std::uint64_t, const Tried& tried) {
    found.insert(tried.outcome.order);
  });
  const Subject subject = [&world](Chooser& chooser, Observer* watcher) {
    return world.explore(chooser, watcher);
  };
  std::vector<Stage> stages{{search, subject, 64}};
  portfolio.take_turns(stages);
  EXPECT_EQ(found, expected);
  EXPECT_LT(portfolio.runs(), every.runs());
}

TEST(AHunt, CoversWhatItSays) {
  const HuntResult result = hunted(strategy("xa"), 1500);
  const Coverage& coverage = result.coverage;
  EXPECT_EQ(coverage.runs, 1500u);
  EXPECT_GT(coverage.orders, 100u);
  // Instants and keys are left out: there are no more orders than runs that differ.
  EXPECT_LE(coverage.orders, coverage.distinct);
  EXPECT_LT(coverage.unseen(), 1);
  EXPECT_GT(coverage.reached, 0u);
  EXPECT_EQ(coverage.runs, coverage.singles_tried + coverage.walks + coverage.pairs_tried +
                               coverage.priorities.runs + coverage.combinations.runs +
                               coverage.lineages.runs);
  EXPECT_GT(coverage.goals[static_cast<std::size_t>(Goal::recovered)], 0u);
  EXPECT_LT(coverage.priorities.miss_bound[0], coverage.priorities.miss_bound[1]);
}

TEST(AHunt, FindsTheSameOnAnyNumberOfThreads) {
  const StrategyEntry entry = strategy("xa", {{"recovery", "off"}});
  const HuntResult alone = hunted(entry, 600, 1);
  const HuntResult together = hunted(entry, 600, 3);
  EXPECT_EQ(alone.coverage.distinct, together.coverage.distinct);
  EXPECT_EQ(alone.coverage.orders, together.coverage.orders);
  EXPECT_EQ(alone.coverage.pairs, together.coverage.pairs);
  EXPECT_EQ(alone.coverage.combinations.proposed, together.coverage.combinations.proposed);
  ASSERT_EQ(alone.findings.size(), together.findings.size());
  for (std::size_t i = 0; i < alone.findings.size(); ++i) {
    EXPECT_EQ(alone.findings[i].run, together.findings[i].run);
    EXPECT_EQ(alone.findings[i].shrunk.outcome.digest, together.findings[i].shrunk.outcome.digest);
  }
}

TEST(AHunt, StoppedEarlyKeepsWhatItHas) {
  const ExploredWorld one = world_of(strategy("none"), {1s});
  const std::atomic<bool> stop{true};
  const HuntResult result = hunt({one, one}, {.budget = 100, .stop = &stop});
  EXPECT_TRUE(result.partial);
  EXPECT_EQ(result.coverage.runs, 0u);
}

// A chooser that gives dull answers changes nothing.
TEST(AnExploredWorld, WithoutFaultsIsTheOrdinaryRun) {
  for (const StrategyEntry& entry : every_strategy()) {
    const ExploredWorld world = world_of(entry, {1s, 1002ms});
    PlacedFaults nothing({});
    EXPECT_EQ(world.run(nothing).digest, run(world.scenario(), entry, 7).digest) << entry.name;
  }
}

// Notes down ties of two events: of two hosts, or of one.
class Ties final : public Chooser {
 public:
  std::uint32_t choose(const Site& site, std::uint32_t n) override {
    const std::uint64_t question = asked_++;
    if (site.kind != Site::Kind::tie || n != 2) return 0;
    const bool known = site.tied[0] != no_actor && site.tied[1] != no_actor;
    if (known && site.tied[0] != site.tied[1]) of_two_hosts.push_back(question);
    if (known && site.tied[0] == site.tied[1]) of_one_host.push_back(question);
    return 0;
  }
  std::vector<std::uint64_t> of_two_hosts;
  std::vector<std::uint64_t> of_one_host;

 private:
  std::uint64_t asked_ = 0;
};

Outcome with_answer(const ExploredWorld& world, std::uint64_t question, std::uint32_t answer) {
  Replaying one({{.question = question, .answer = answer, .place = {}}});
  return world.explore(one);
}

// In protocols whose steps go one after the other. Where two branches run side by side, the one
// that was first is also first when both meet again at the same instant, which is another order.
TEST(AnExploredWorld, HasTheSameCausalOrderWhenEventsOfTwoHostsChangePlaces) {
  std::size_t swapped = 0;
  for (const char* const protocol :
       {"none", "naive", "async-reconciliation", "local-message-table", "transactional-message"}) {
    const ExploredWorld world = world_of(strategy(protocol), {1s});
    Ties ties;
    const std::uint64_t calm = world.explore(ties).order;
    for (const std::uint64_t question : ties.of_two_hosts) {
      ++swapped;
      EXPECT_EQ(with_answer(world, question, 1).order, calm) << protocol << " " << question;
    }
  }
  EXPECT_GT(swapped, 20u);
}

TEST(AnExploredWorld, HasAnotherCausalOrderWhenEventsOfOneHostChangePlaces) {
  const ExploredWorld world = world_of(strategy("tcc"), {1s, 1s});
  Ties ties;
  const std::uint64_t calm = world.explore(ties).order;
  std::size_t different = 0;
  for (const std::uint64_t question : ties.of_one_host) {
    different += with_answer(world, question, 1).order != calm;
  }
  EXPECT_GT(different, 0u);
}

TEST(AStory, MarksTheFaultAndNamesTheOutcome) {
  const StrategyEntry entry = strategy("transactional-message", {{"check_back", "off"}});
  const ExploredWorld one = world_of(entry, {1s});
  const HuntResult result = hunted(entry, 400);
  const Finding* const finding = result.of(PropertyId::main_branch_agreement);
  ASSERT_NE(finding, nullptr);
  const Story story = tell(one, finding->shrunk.choices);
  EXPECT_EQ(story.result.digest, finding->shrunk.outcome.digest);
  const auto injected = [](const StoryLine& line) { return line.injected; };
  EXPECT_EQ(std::ranges::count_if(story.lines, injected), 1);
  const auto main = [](const StoryLine& line) { return line.what == "main is durable"; };
  EXPECT_EQ(std::ranges::count_if(story.lines, main), 1);
}

TEST(AStory, SpellsLongTimes) {
  EXPECT_EQ(spelled(start_of_run + 1004260us), "1.004260s");
  EXPECT_EQ(spelled(start_of_run + 26h + 5us), "1d 2h 0m 0.000005s");
}

}  // namespace
}  // namespace txlab
