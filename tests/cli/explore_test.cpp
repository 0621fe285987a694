// txlab explore and txlab replay as a user meets them: find, replay, mend, keep.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "command.hpp"
#include "sim/base/random.hpp"

namespace txlab {
namespace {

constexpr const char* careless = R"(version: 1
name: careless
workload:
  arrivals: [{process: constant, rate: 5/s, for: 2s}]
strategies:
  mq-tx: {protocol: transactional-message, check_back: off}
  sound: {protocol: transactional-message}
  naive: {protocol: naive}
)";

std::string careless_file() { return scenario_file("careless.yaml", careless); }

// A trail of the violation that `careless` has, in a folder of this test's own.
std::string found_trail() {
  const std::string folder = own_path("trails");
  const Ran ran =
      txlab_says("explore " + careless_file() + " -s mq-tx --budget 400-runs -q -o " + folder);
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  return folder + "/mq-tx.main-branch-agreement.trail";
}

// The trail with another text in it, and with the checksum of that.
std::string resealed(const std::string& trail, const std::string& from, const std::string& to) {
  std::string text = text_of(trail);
  text.erase(text.rfind("checksum:"));
  text.replace(text.find(from), from.size(), to);
  return scenario_file("resealed.trail",
                       text + fmt::format("checksum: \"{:016x}\"\n", hash_of(text)));
}

TEST(Explore, FindsABrokenClaimAndWritesItsTrail) {
  const std::string folder = own_path("trails");
  const Ran ran = txlab_says("explore " + careless_file() + " -s mq-tx --budget 400-runs -o " +
                             folder + " --format json");
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  const auto result = nlohmann::json::parse(ran.out);
  EXPECT_EQ(result["schema"], "txlab.explore/1");
  for (const auto& claim : result["strategies"][0]["claims"]) {
    if (claim["property"] != "main-branch-agreement") continue;
    EXPECT_EQ(claim["label"], "broken");
    EXPECT_EQ(claim["faults"], 1);
    EXPECT_EQ(claim["confirmed"], true);
    EXPECT_TRUE(std::filesystem::exists(claim["trail"].get<std::string>()));
  }
  EXPECT_EQ(result["strategies"][0]["coverage"]["runs"], 400);
}

TEST(Explore, LeavesASoundStrategyAloneAndAsksNothingOfOneThatClaimsNothing) {
  const Ran ran = txlab_says("explore " + careless_file() + " -s sound -s naive --budget 700-runs");
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
  EXPECT_NE(ran.out.find("proved within bounds"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("claims nothing"), std::string::npos) << ran.out;
}

TEST(Explore, SaysTheSameOnAnyNumberOfThreads) {
  const std::string line = "explore " + careless_file() + " --budget 500-runs -q -j ";
  EXPECT_EQ(txlab_says(line + "1").out, txlab_says(line + "3").out);
}

TEST(Explore, ByTheClockIsAPrefixThatANumberOfRunsRepeats) {
  const std::string line = "explore " + careless_file() + " -s mq-tx --budget ";
  const Ran timed = txlab_says(line + "700ms");
  const std::string mark = "--budget ";
  const std::size_t at = timed.err.find(mark);
  ASSERT_NE(at, std::string::npos) << timed.err;
  const std::string runs =
      timed.err.substr(at + mark.size(), timed.err.find('\n', at) - at - mark.size());
  EXPECT_EQ(txlab_says(line + runs).out, timed.out) << runs;
}

TEST(Explore, ShowsTheLadderOfAllStrategies) {
  const Ran ran = txlab_says("explore " + careless_file() + " --budget 700-runs -q --ladder");
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.out.find("main-branch-agreement     X/X    P/k    -/-"), std::string::npos)
      << ran.out;
}

TEST(Explore, InterruptedSaysWhatItFound) {
  const Ran ran =
      shell_says("timeout --preserve-status -s INT 2 " + program_file().string() + " explore " +
                 careless_file() + " -s mq-tx --budget 10000k-runs --format json");
  EXPECT_EQ(ran.exit_code, 130);
  const auto result = nlohmann::json::parse(ran.out);
  EXPECT_EQ(result["partial"], true);
  EXPECT_GT(result["strategies"][0]["coverage"]["runs"], 10);
  EXPECT_NE(ran.err.find("stopped early"), std::string::npos) << ran.err;
}

TEST(Explore, InterruptedWritesTheTrailsAndReportsOfWhatItFound) {
  const std::string folder = own_path("trails");
  const std::string summary = own_path("summary.md");
  const Ran ran = shell_says("timeout --preserve-status -s INT 2 " + program_file().string() +
                             " explore " + careless_file() + " -s mq-tx --budget 10000k-runs -o " +
                             folder + " --report md=" + summary);
  EXPECT_EQ(ran.exit_code, 130) << ran.err;
  EXPECT_EQ(
      txlab_says("replay --strict " + folder + "/mq-tx.main-branch-agreement.trail").exit_code, 1);
  EXPECT_NE(text_of(summary).find("interrupted"), std::string::npos) << text_of(summary);
}

TEST(Explore, RefusesABudgetOfNothing) {
  for (const char* budget : {"0-runs", "0s", "-5-runs", "soon", "5", "-runs"}) {
    const Ran ran = txlab_says("explore " + careless_file() + " --budget=" + budget);
    EXPECT_EQ(ran.exit_code, 2) << budget;
    EXPECT_NE(ran.err.find("budget"), std::string::npos) << ran.err;
  }
}

TEST(Explore, DoesNotWriteIntoAFile) {
  const std::string file = careless_file();
  EXPECT_EQ(txlab_says("explore " + file + " --budget 1-runs -o " + file).exit_code, 74);
}

TEST(Replay, OfAnUnchangedTrailHasTheRecordedDigestAndTellsTheStory) {
  const Ran ran = txlab_says("replay " + found_trail());
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  EXPECT_NE(ran.out.find(">>"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("main durable"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("main-branch-agreement is violated"), std::string::npos) << ran.out;
  const Ran machine = txlab_says("replay --strict --format json " + found_trail());
  const auto result = nlohmann::json::parse(machine.out);
  EXPECT_EQ(result["verdict"], "violated");
  EXPECT_EQ(result["digest"], result["recorded_digest"]);
  EXPECT_TRUE(result["diverged_at"].is_null());
  EXPECT_EQ(result["plot"]["guards"], nlohmann::json({"check_back=on"}));
}

TEST(Replay, WithTheGuardBackIsGoneAndCanBeKept) {
  const std::string trail = found_trail();
  const std::string mended = " --set strategies.mq-tx.check_back=on ";
  const std::string kept = own_path("kept.trail");
  const Ran ran = txlab_says("replay " + trail + mended + "--keep " + kept);
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("the scenario has changed"), std::string::npos) << ran.out;
  EXPECT_EQ(txlab_says("replay " + trail + mended + "--strict").exit_code, 5);
  const Ran again = txlab_says("replay --strict " + kept);
  EXPECT_EQ(again.exit_code, 0) << again.out << again.err;
}

TEST(Replay, InAnotherScenarioPutsTheFaultsAtTheSamePlaces) {
  const std::string trail = found_trail();
  const std::string line = "replay " + trail + " --scenario " + careless_file();
  EXPECT_EQ(txlab_says(line).exit_code, 1);
  EXPECT_EQ(txlab_says(line + " --set strategies.mq-tx.check_back=on").exit_code, 0);
  const Ran other = txlab_says("replay " + trail + " --scenario scenarios/library/calm.yaml " +
                               "--set strategies.mq-tx=none");
  EXPECT_EQ(other.exit_code, 2);
}

TEST(Replay, ThatDivergesWithNothingChangedExitsWith5) {
  std::string digest = text_of(found_trail());
  digest = digest.substr(digest.find("digest: "), 26);
  const Ran ran =
      txlab_says("replay " + resealed(found_trail(), digest, "digest: \"0123456789abcdef\""));
  EXPECT_EQ(ran.exit_code, 5) << ran.out;
}

// The same models and the same scenario, and yet another run: here somebody sealed a trail anew.
TEST(Replay, ThatDivergesNamesTheFirstDivergentEvent) {
  const std::string trail = resealed(found_trail(), "check_back: off", "check_back: on");
  const Ran ran = txlab_says("replay " + trail);
  EXPECT_EQ(ran.exit_code, 5) << ran.out;
  EXPECT_NE(ran.err.find("the first divergent event is number "), std::string::npos) << ran.err;
  const auto result = nlohmann::json::parse(txlab_says("replay --format json " + trail).out);
  const auto& event = result["first_divergent_event"];
  EXPECT_EQ(event["number"].get<int>(), event["alike_until"].get<int>() + 1);
  EXPECT_NE(ran.err.find(event["what"].get<std::string>()), std::string::npos);
}

TEST(Replay, OfATrailWithoutMarksStillSeesThatItDiverges) {
  std::string text = text_of(found_trail());
  const std::size_t marks = text.find("marks:\n");
  ASSERT_NE(marks, std::string::npos);
  const std::string old = text.substr(marks, text.find("scenario:\n") - marks);
  const std::string trail = resealed(found_trail(), old, "");
  EXPECT_EQ(txlab_says("replay " + trail).exit_code, 1);
  text = text_of(trail);
  const std::string digest = text.substr(text.find("digest: "), 26);
  const Ran ran = txlab_says("replay " + resealed(trail, digest, "digest: \"0123456789abcdef\""));
  EXPECT_EQ(ran.exit_code, 5);
  EXPECT_NE(ran.err.find("cannot tell from which event on"), std::string::npos) << ran.err;
}

TEST(Replay, WithOtherModelsIsTolerant) {
  std::string models = text_of(found_trail());
  models = models.substr(models.find("models: "), 26);
  const Ran ran = txlab_says("replay " + resealed(found_trail(), models, "models: \"of old\""));
  EXPECT_EQ(ran.exit_code, 1) << ran.out;
  EXPECT_NE(ran.out.find("the models have changed"), std::string::npos) << ran.out;
}

TEST(Replay, InAScenarioThatTheTrailIsNotOfIsAUsageError) {
  const std::string line = "replay " + found_trail() + " --scenario ";
  const std::string other_protocol = scenario_file("other.yaml", R"(version: 1
workload: {arrivals: [{process: constant, rate: 5/s, for: 2s}]}
strategies: {mq-tx: {protocol: xa}}
)");
  const Ran ran = txlab_says(line + other_protocol);
  EXPECT_EQ(ran.exit_code, 2) << ran.out;
  EXPECT_NE(ran.err.find("its strategy `mq-tx` is transactional-message, and here it is xa"),
            std::string::npos)
      << ran.err;
  const Ran renumbered = txlab_says("replay " + found_trail() + " --set hosts.wallet.replicas=2");
  EXPECT_EQ(renumbered.exit_code, 2) << renumbered.out;
  EXPECT_NE(renumbered.err.find("there is no host `wallet"), std::string::npos) << renumbered.err;
}

TEST(Replay, OfABadTrailIsAUsageErrorWithItsPlace) {
  const std::string whole = text_of(found_trail());
  const std::string cut = scenario_file("cut.trail", whole.substr(0, whole.size() / 2));
  const std::string edited =
      scenario_file("edited.trail", std::string(whole).replace(whole.find("wallet"), 6, "wallot"));
  for (const std::string& file :
       {cut, edited, resealed(found_trail(), "main-branch-agreement", "no-such-thing"),
        std::string("no-such-file.trail"), std::string("scenarios/library/calm.yaml")}) {
    const Ran ran = txlab_says("replay " + file);
    EXPECT_EQ(ran.exit_code, 2) << file << ran.out;
    EXPECT_NE(ran.err.find("error:"), std::string::npos) << ran.err;
    EXPECT_NE(ran.err.find(file), std::string::npos) << ran.err;
  }
}

TEST(Replay, OfSeveralTrailsHasALineForEachAndTheStoryOfThoseThatFail) {
  const std::string trail = found_trail();
  const std::string kept = own_path("kept.trail");
  txlab_says("replay " + trail + " --set strategies.mq-tx.check_back=on --keep " + kept);
  const Ran fine = txlab_says("replay " + kept + " " + kept);
  EXPECT_EQ(fine.exit_code, 0);
  EXPECT_EQ(fine.out,
            kept + ": main-branch-agreement holds\n" + kept + ": main-branch-agreement holds\n");
  const std::string junit = own_path("trails.xml");
  const Ran mixed = txlab_says("replay " + kept + " " + trail + " --report junit=" + junit);
  EXPECT_EQ(mixed.exit_code, 1);
  EXPECT_NE(mixed.out.find(trail + ": main-branch-agreement is violated\n"), std::string::npos);
  EXPECT_NE(mixed.out.find(">>"), std::string::npos);
  EXPECT_NE(text_of(junit).find("failures=\"1\""), std::string::npos);
  const Ran machine = txlab_says("replay --format json " + kept + " " + trail);
  EXPECT_EQ(nlohmann::json::parse(machine.out).size(), 2u);
  EXPECT_EQ(txlab_says("replay no-such.trail " + trail).exit_code, 2);
  EXPECT_EQ(txlab_says("replay " + kept + " " + trail + " --keep " + kept).exit_code, 2);
}

// Whoever fixes something keeps its trail here.
TEST(KeptTrails, ExitWith0) {
  std::size_t trails = 0;
  for (const auto& file :
       std::filesystem::directory_iterator(source_folder() / "tests/regressions")) {
    if (file.path().extension() != ".trail") continue;
    ++trails;
    const Ran ran = txlab_says("replay " + file.path().string());
    EXPECT_EQ(ran.exit_code, 0) << file.path() << "\n" << ran.out << ran.err;
    EXPECT_NE(ran.out.find(">>"), std::string::npos) << "its faults found no place\n" << ran.out;
  }
  EXPECT_GE(trails, 2u);
}

}  // namespace
}  // namespace txlab
