// Where results, reports and trails are written: nothing of anybody else's is touched, nothing of
// an older run is lost, and what could not be written is said.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "command.hpp"

namespace txlab {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* two_ways = R"(version: 1
workload: {arrivals: [{process: constant, rate: 5/s, for: 2s}]}
strategies:
  xa: {protocol: xa}
  mq-tx: {protocol: transactional-message}
)";

// Many runs of a second each.
constexpr const char* endless = R"(version: 1
workload: {arrivals: [{process: poisson, rate: 1000/s, for: 1h}]}
strategies:
  xa: {protocol: xa}
)";

// Half messages that nobody asks about.
constexpr const char* careless = R"(version: 1
workload: {arrivals: [{process: constant, rate: 5/s, for: 2s}]}
strategies:
  mq-tx: {protocol: transactional-message, check_back: off}
)";

std::string program() { return program_file().string(); }

// A command of the shell that writes the small scenario's results into `folder`.
std::string run_into(const std::string& folder, const std::string& more = "") {
  return program() + " run " + scenario_file("small.yaml", two_ways) + " -q --no-progress -o " +
         folder + " " + more;
}

std::string fresh(const std::string& name) {
  const std::string place = own_path(name);
  fs::remove_all(place);
  return place;
}

TEST(Places, WhatStandsBesideAFolderOfResultsStays) {
  const std::string folder = fresh("beside");
  fs::create_directories(folder + ".writing/deep");
  std::ofstream(folder + ".writing/deep/letter") << "precious";
  EXPECT_EQ(shell_says(run_into(folder)).exit_code, 0);
  EXPECT_EQ(text_of(folder + ".writing/deep/letter"), "precious");
}

// As a volume of a container is: what is written cannot be renamed to it from elsewhere.
TEST(Places, AFolderOnAnotherFileSystemTakesResults) {
  const std::string elsewhere = "/dev/shm/txlab-places-" + std::to_string(getpid());
  if (!has_place("/dev/shm")) GTEST_SKIP() << "there is no /dev/shm";
  const std::string folder = fresh("elsewhere");
  fs::create_directories(elsewhere);
  fs::create_directory_symlink(elsewhere, folder);
  const Ran ran = shell_says(run_into(folder));
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_TRUE(fs::exists(elsewhere + "/result.json"));
  EXPECT_TRUE(fs::is_symlink(folder));
  fs::remove_all(elsewhere);
}

TEST(Places, TwoRunsDoNotMixInOneFolder) {
  const std::string folder = fresh("two");
  const std::string slow = scenario_file("endless.yaml", endless);
  const Ran ran =
      shell_says("{ " + program() + " run " + slow + " -q --no-progress -o " + folder +
                 " & P=$!; while [ ! -d " + folder + "/.txlab-writing ]; do sleep 0.1; done; " +
                 run_into(folder) + "; C=$?; kill -KILL $P; exit $C; }");
  EXPECT_EQ(ran.exit_code, 74);
  EXPECT_THAT(ran.err, HasSubstr("another run writes into " + folder));
  // The one that was killed has left its lock and its half-written files to nobody.
  EXPECT_EQ(shell_says(run_into(folder)).exit_code, 0);
  EXPECT_FALSE(fs::exists(folder + "/.txlab-writing"));
}

TEST(Places, ARunThatIsStoppedAtOnceLeavesOlderResults) {
  const std::string folder = fresh("stopped");
  ASSERT_EQ(shell_says(run_into(folder)).exit_code, 0);
  const std::string before = text_of(folder + "/result.json");
  const std::string page = scenario_file("stopped.html", "precious");
  const std::string slow = scenario_file("endless.yaml", endless);
  const Ran ran = txlab_says("run " + slow + " -q --no-progress --timeout 300ms -o " + folder +
                             " --report html=" + page);
  EXPECT_EQ(ran.exit_code, 3) << ran.err;
  EXPECT_THAT(ran.err, HasSubstr("no file is written"));
  EXPECT_EQ(text_of(folder + "/result.json"), before);
  EXPECT_EQ(text_of(page), "precious");
}

// As a process leaves it that is killed between two renames.
TEST(Places, AFolderOfTwoHalvesIsNotReported) {
  const std::string folder = fresh("halves");
  const std::string other = fresh("other");
  ASSERT_EQ(shell_says(run_into(folder)).exit_code, 0);
  ASSERT_EQ(shell_says(run_into(other, "--seed 7")).exit_code, 0);
  EXPECT_EQ(txlab_says("report " + folder).exit_code, 0);
  fs::copy_file(other + "/result.json", folder + "/result.json",
                fs::copy_options::overwrite_existing);
  const Ran ran = txlab_says("report " + folder);
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("stopped halfway"));
  EXPECT_EQ(shell_says(run_into(folder)).exit_code, 0);
}

TEST(Places, AFolderInThePlaceOfAFileIsSeenBeforeTheRun) {
  const std::string folder = fresh("occupied");
  fs::create_directories(folder + "/scenario.resolved.yaml");
  const Ran ran = shell_says(run_into(folder, "--force"));
  EXPECT_EQ(ran.exit_code, 74);
  EXPECT_THAT(ran.err, HasSubstr("scenario.resolved.yaml is a folder"));
  EXPECT_FALSE(fs::exists(folder + "/result.json"));
}

TEST(Places, AReportGoesWhereALinkLeads) {
  const std::string target = scenario_file("target.md", "old");
  const std::string link = fresh("link.md");
  fs::create_symlink(target, link);
  const std::string file = scenario_file("small.yaml", two_ways);
  EXPECT_EQ(txlab_says("run " + file + " -q --no-progress --report md=" + link).exit_code, 0);
  EXPECT_TRUE(fs::is_symlink(link));
  EXPECT_THAT(text_of(target), HasSubstr("mq-tx"));
}

// What is printed stays, and the report comes after it.
TEST(Places, AReportMayGoToStandardOutputByName) {
  const std::string file = scenario_file("small.yaml", two_ways);
  const std::string link = fresh("stdout");
  fs::create_symlink("/proc/self/fd/1", link);
  for (const std::string& name : {std::string("/dev/stdout"), link}) {
    const std::string out = fresh("printed.txt");
    const Ran ran = shell_says(program() + " run " + file +
                               " -q --no-progress --report md=" + name + " > " + out);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(text_of(out), HasSubstr("In short"));
    EXPECT_THAT(text_of(out), HasSubstr("| mq-tx"));
  }
  EXPECT_TRUE(fs::is_symlink(link));
}

TEST(Places, AFullDiskUnderStandardOutputIsNoSuccess) {
  if (!has_place("/dev/full")) GTEST_SKIP() << "there is no /dev/full";
  const std::string file = scenario_file("small.yaml", two_ways);
  const std::string folder = fresh("full");
  ASSERT_EQ(shell_says(run_into(folder)).exit_code, 0);
  for (const std::string& line :
       {"run " + file + " -q --no-progress", "report " + folder, "plan " + file,
        "lint --format json " + file, std::string("schema"), std::string("list strategies"),
        std::string("explain --all"), std::string("version"), std::string("man run"),
        std::string("completion bash"), std::string("run --help")}) {
    const Ran ran = shell_says(program() + " " + line + " > /dev/full");
    EXPECT_EQ(ran.exit_code, 74) << line;
    EXPECT_THAT(ran.err, HasSubstr("cannot write to standard output")) << line;
  }
}

TEST(Places, ATimeLineWithoutAValueForEachTimeIsDamage) {
  const std::string folder = fresh("damaged");
  ASSERT_EQ(shell_says(run_into(folder)).exit_code, 0);
  const auto whole = nlohmann::json::parse(text_of(folder + "/result.json"));
  const auto refused = [&](auto damage) {
    nlohmann::json broken = whole;
    damage(broken["points"][0]);
    const std::string file = scenario_file("broken.json", broken.dump());
    const Ran ran = txlab_says("report " + file);
    EXPECT_EQ(ran.exit_code, 2);
    EXPECT_THAT(ran.err, HasSubstr("it is damaged"));
  };
  refused([](nlohmann::json& point) { point["time"]["edges_s"] = nlohmann::json::array(); });
  refused([](nlohmann::json& point) { point.erase("time"); });
  refused([](nlohmann::json& point) {
    point["strategies"][0]["timeline"]["series"]["open"]["max"] = nlohmann::json::array();
  });
}

TEST(Places, ATrailIsNotWrittenOverAnythingElse) {
  const std::string folder = fresh("trails");
  const std::string file = scenario_file("careless.yaml", careless);
  const std::string command = "explore " + file + " --budget 400-runs -q -o " + folder;
  ASSERT_EQ(txlab_says(command).exit_code, 1);
  ASSERT_FALSE(fs::is_empty(folder));
  const fs::path trail = fs::directory_iterator(folder)->path();
  std::ofstream(trail) << "precious";
  const Ran ran = txlab_says(command);
  EXPECT_EQ(ran.exit_code, 74);
  EXPECT_THAT(ran.err, HasSubstr("is no trail; it stays"));
  EXPECT_EQ(text_of(trail), "precious");
  EXPECT_THAT(txlab_says("replay " + trail.string()).err, HasSubstr("this is no trail"));
}

TEST(Places, AnEmptyNameIsNoPlace) {
  EXPECT_EQ(txlab_says("run " + scenario_file("small.yaml", two_ways) + " -o ''").exit_code, 2);
  EXPECT_EQ(txlab_says("explore scenarios/library/calm.yaml -o ''").exit_code, 2);
}

}  // namespace
}  // namespace txlab
