// The trails that `run -o DIR` leaves: each shows the first violation of its class again.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

// The fund is away for a minute, and `naive` asks once only.
constexpr const char* fund_away = R"(version: 1
name: fund-away
workload: {arrivals: [{process: constant, rate: 20/s, for: 5s}], customers: 50}
strategies:
  naive: {protocol: naive}
  tcc: {protocol: tcc}
faults:
  - {name: away, fault: crash, target: {host: fund}, at: 2s, restart_after: 60s}
experiment: {replications: 2, seed: 5, baseline: tcc}
)";

struct Study {
  std::string folder;
  Ran ran;
  json result;
};

Study run_into(const std::string& folder, const std::string& flags = "") {
  const std::string file = scenario_file("fund-away.yaml", fund_away);
  Study study{folder, txlab_says("run " + file + " --no-progress -o " + folder + " " + flags), {}};
  study.result = json::parse(text_of(folder + "/result.json"));
  return study;
}

const Study& study() {
  static const Study once = run_into(own_path("study"));
  return once;
}

std::vector<json> violations(const Study& of, std::size_t point = 0) {
  std::vector<json> found;
  for (const json& strategy : of.result["points"][point]["strategies"]) {
    for (const json& property : strategy["properties"]) {
      if (property["violations"] > 0) found.push_back(property);
    }
  }
  return found;
}

std::string trail_of(const std::string& property) {
  return study().folder + "/trails/run.naive." + property + ".trail";
}

// The trail with another text in it, and with the checksum of that.
std::string resealed(const std::string& trail, const std::string& from, const std::string& to) {
  std::string text = text_of(trail);
  text.replace(text.find(from), from.size(), to);
  text.resize(text.rfind("checksum:"));
  return scenario_file("resealed.trail",
                       text + fmt::format("checksum: \"{:016x}\"\n", hash_of(text)));
}

TEST(StudyTrails, ThereIsOneForEachClassOfViolation) {
  const std::vector<json> all = violations(study());
  ASSERT_FALSE(all.empty());
  for (const json& one : all) {
    ASSERT_TRUE(one["trail"].is_string()) << one;
    EXPECT_TRUE(fs::exists(study().folder + "/" + one["trail"].get<std::string>())) << one;
  }
  std::size_t files = 0;
  for (const auto& file : fs::directory_iterator(study().folder + "/trails")) {
    files += file.path().extension() == ".trail";
  }
  EXPECT_EQ(files, all.size()) << "and no other";
}

TEST(StudyTrails, ShowTheRecordedRunAgain) {
  for (const json& one : violations(study())) {
    const std::string file = study().folder + "/" + one["trail"].get<std::string>();
    const Ran ran = txlab_says("replay --strict --format json " + file);
    EXPECT_EQ(ran.exit_code, 1) << ran.err;
    const json replayed = json::parse(ran.out);
    EXPECT_EQ(replayed["verdict"], "violated");
    EXPECT_EQ(replayed["property"], one["name"]);
    EXPECT_EQ(replayed["example"], one["example"]);
    EXPECT_EQ(replayed["digest"], replayed["recorded_digest"]);
    EXPECT_GT(replayed["story"].size(), 0u);
  }
}

TEST(StudyTrails, TellTheStoryOfTheirPurchase) {
  const Ran ran = txlab_says("replay " + trail_of("main-branch-agreement"));
  EXPECT_THAT(ran.out, HasSubstr("naive, seed 5, replication 0, its purchase "));
  EXPECT_THAT(ran.out, HasSubstr("a customer wants to buy for"));
  EXPECT_THAT(ran.out, HasSubstr("wallet-db carries out main"));
  EXPECT_THAT(ran.out, HasSubstr("main-branch-agreement is violated"));
  EXPECT_THAT(ran.out, HasSubstr("How it stands in the end"));
  const Ran traced = txlab_says("trace " + trail_of("main-branch-agreement") + " --format mermaid");
  EXPECT_EQ(traced.exit_code, 0) << traced.err;
  EXPECT_THAT(traced.out, HasSubstr("sequenceDiagram"));
}

TEST(StudyTrails, HoldWhereWhatWentWrongIsMended) {
  const std::string line = "replay " + trail_of("main-branch-agreement");
  const std::string kept = own_path("kept.trail");
  const Ran ran = txlab_says(line + " --set faults.away.at=1h --keep " + kept);
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("holds: main-branch-agreement"));
  EXPECT_THAT(ran.out, HasSubstr("the scenario has changed since it was recorded"));
  EXPECT_EQ(txlab_says("replay --strict " + kept).exit_code, 0) << "it is a regression test";
  EXPECT_EQ(txlab_says(line + " --strict --set faults.away.at=1h").exit_code, 5);
}

TEST(StudyTrails, AreReplayedInAnotherScenarioThatHasTheStrategy) {
  const std::string line = "replay " + trail_of("main-branch-agreement") + " --scenario ";
  const std::string file = scenario_file("fund-away.yaml", fund_away);
  EXPECT_EQ(txlab_says(line + file).exit_code, 1);
  const Ran other = txlab_says(line + "scenarios/library/lost-confirmation.yaml");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("the trail is of the strategy `naive`"));
}

// Somebody sealed a trail anew: the same scenario and models, and yet another run.
TEST(StudyTrails, ThatAreNotTheRecordedRunAreToldApart) {
  const std::string trail = resealed(trail_of("main-branch-agreement"), "\nseed: 5", "\nseed: 6");
  const Ran ran = txlab_says("replay " + trail);
  EXPECT_EQ(ran.exit_code, 5);
  EXPECT_THAT(ran.err, HasSubstr("the run is not the recorded one"));
}

TEST(StudyTrails, OfASweepHaveTheirPoint) {
  const std::string file = scenario_file(
      "swept.yaml",
      std::string(fund_away) + "sweep: [{set: faults.away.restart_after, values: [1s, 60s]}]\n");
  const std::string folder = own_path("points");
  txlab_says("run " + file + " --replications 1 --no-progress -q -o " + folder);
  const Study points{folder, {}, json::parse(text_of(folder + "/result.json"))};
  ASSERT_FALSE(violations(points, 1).empty());
  for (const json& one : violations(points, 1)) {
    const auto name = one["trail"].get<std::string>();
    EXPECT_THAT(name, HasSubstr("trails/run.point-2.naive."));
    EXPECT_EQ(txlab_says("replay --strict " + folder + "/" + name).exit_code, 1) << name;
    EXPECT_THAT(text_of(folder + "/" + name), HasSubstr("restart_after: 60s"));
  }
}

// What another run has left goes away with its results; what others have put there does not.
TEST(StudyTrails, GoAwayWithTheirResults) {
  const std::string folder = own_path("again");
  ASSERT_FALSE(violations(run_into(folder)).empty());
  std::ofstream(folder + "/trails/naive.conservation.trail") << "precious";
  const Study calm = run_into(folder, "--set faults.away.at=1h");
  EXPECT_TRUE(violations(calm).empty());
  EXPECT_EQ(text_of(folder + "/trails/naive.conservation.trail"), "precious");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder + "/trails"), fs::directory_iterator()), 1);
}

// A manifest may name what it likes; only trails are removed.
TEST(StudyTrails, NothingElseGoesAway) {
  const std::string folder = own_path("named");
  run_into(folder);
  const std::string outside = scenario_file("outside.trail", "precious");
  std::string manifest = text_of(folder + "/manifest.json");
  const std::string first = "\"trails\": [";
  manifest.insert(
      manifest.find(first) + first.size(),
      "\"trails/../../" + fs::path(outside).filename().string() + "\", \"result.sqlite\", 7, ");
  std::ofstream(folder + "/manifest.json") << manifest;
  run_into(folder);
  EXPECT_EQ(text_of(outside), "precious");
  EXPECT_TRUE(fs::exists(folder + "/result.sqlite"));
}

TEST(StudyTrails, AreWhatTheTerminalProposesToSee) {
  EXPECT_THAT(study().ran.out, HasSubstr("txlab replay " + study().folder + "/trails/run.naive."));
  const std::string file = scenario_file("fund-away.yaml", fund_away);
  EXPECT_THAT(txlab_says("run " + file + " --no-progress").out, Not(HasSubstr("txlab replay")));
}

// The command of a card is one that a shell can run, from the run itself and from the old folder.
TEST(StudyTrails, AreWhatThePageProposesToSee) {
  const std::string page = own_path("page.html");
  txlab_says("report " + study().folder + " --report html=" + page);
  const std::string text = text_of(page);
  for (const json& one : violations(study())) {
    const std::string command = "replay " + study().folder + "/" + one["trail"].get<std::string>();
    ASSERT_THAT(text, HasSubstr("txlab " + command));
    EXPECT_EQ(txlab_says(command).exit_code, 1);
  }
}

}  // namespace
}  // namespace txlab
