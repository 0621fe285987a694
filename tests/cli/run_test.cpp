// txlab run as scripts use it: standard input, time limits, folders, mistyped flags.
#include <gtest/gtest.h>

#include <filesystem>

#include "command.hpp"

namespace txlab {
namespace {

constexpr const char* two_seconds = R"(version: 1
name: small
workload:
  arrivals: [{process: constant, rate: 5/s, for: 2s}]
strategies:
  none: {protocol: none}
experiment: {replications: 2}
)";

TEST(Run, ReadsAScenarioFromStandardInput) {
  const std::string file = scenario_file("small.yaml", two_seconds);
  const Ran ran = txlab_says("run - --no-progress < " + file);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_NE(ran.out.find("keep all claims"), std::string::npos) << ran.out;
  EXPECT_EQ(txlab_says("lint - < " + file).exit_code, 0);
}

TEST(Run, StoppedByTheClockIsPartialAndInconclusive) {
  const std::string file = scenario_file("long.yaml", two_seconds);
  const Ran ran = txlab_says("run " + file + " --replications 100000 --timeout 1s --no-progress " +
                             "--set workload.arrivals.0.rate=100/s");
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_NE(ran.err.find("partial"), std::string::npos) << ran.err;
}

// A run that never ends looks at the clock all the same.
TEST(Run, StopsInTheMiddleOfAReplicationInWhichVeryMuchHappens) {
  const std::string file = scenario_file("flood.yaml", two_seconds);
  const Ran ran = txlab_says("run " + file + " --timeout 300ms --no-progress " +
                             "--set workload.arrivals.0.rate=2000000/s");
  EXPECT_EQ(ran.exit_code, 3) << ran.err;
}

TEST(Run, ATimeLimitIsADuration) {
  const std::string file = scenario_file("small.yaml", two_seconds);
  for (const char* wrong : {"4", "0s", "-3s", "nan"}) {
    const Ran ran = txlab_says("run " + file + " --timeout " + wrong);
    EXPECT_EQ(ran.exit_code, 2) << wrong;
    EXPECT_NE(ran.err.find("duration"), std::string::npos) << ran.err;
  }
}

TEST(Run, AFolderThatIsNotOursIsRefusedBeforeAnythingRuns) {
  const std::string file = scenario_file("small.yaml", two_seconds);
  const std::string plain = scenario_file("plain-file", "not a folder");
  const Ran onto_file = txlab_says("run " + file + " -o " + plain);
  EXPECT_EQ(onto_file.exit_code, 74);
  EXPECT_NE(onto_file.err.find("is not a folder"), std::string::npos) << onto_file.err;
  EXPECT_TRUE(onto_file.out.empty());
  const std::string folder = own_path("others");
  std::filesystem::create_directories(folder + "/something");
  const Ran into_folder = txlab_says("run " + file + " -o " + folder);
  EXPECT_EQ(into_folder.exit_code, 74);
  EXPECT_NE(into_folder.err.find("--force"), std::string::npos) << into_folder.err;
  EXPECT_TRUE(into_folder.out.empty());
}

TEST(Run, TheManifestHasTheCommandAsItWasTyped) {
  const std::string file = scenario_file("small.yaml", two_seconds);
  const std::string folder = own_path("results");
  const Ran ran = txlab_says("run " + file + " --replications 1 --no-progress -o " + folder);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  const std::string manifest = text_of(folder + "/manifest.json");
  EXPECT_NE(manifest.find("txlab run " + file + " --replications 1"), std::string::npos)
      << manifest;
}

TEST(Run, TheManifestHasADigestForEveryPointOfASweep) {
  const std::string swept =
      std::string(two_seconds) + "sweep: [{set: workload.client.retries, values: [0, 1]}]\n";
  const std::string folder = own_path("swept");
  txlab_says("run " + scenario_file("swept.yaml", swept) + " --replications 1 --no-progress -o " +
             folder);
  const std::string manifest = text_of(folder + "/manifest.json");
  EXPECT_NE(manifest.find(" at workload.client.retries=0\""), std::string::npos) << manifest;
  EXPECT_NE(manifest.find(" at workload.client.retries=1\""), std::string::npos) << manifest;
}

TEST(Run, AMistypedFlagIsNamed) {
  const std::string file = scenario_file("small.yaml", two_seconds);
  const Ran ran = txlab_says("run " + file + " --replicatons 3");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("did you mean `--replications`"), std::string::npos) << ran.err;
}

TEST(Run, SeedsAndThreadsAreCounts) {
  const std::string file = scenario_file("small.yaml", two_seconds);
  EXPECT_EQ(txlab_says("run " + file + " --seed -1").exit_code, 2);
  EXPECT_EQ(txlab_says("run " + file + " -j 0").exit_code, 2);
}

TEST(Run, TakesAScenarioFromStandardInput) {
  const std::string file = scenario_file("small.yaml", two_seconds);
  const std::string flags =
      " --format ndjson --set 'sweep=[{set: experiment.seed, values: [1, 2]}]' ";
  const Ran piped = shell_says("cat " + file + " | " + program_file().string() + " run -" + flags);
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
  EXPECT_FALSE(piped.out.empty());
}

// Flag before environment before default.
TEST(Run, WhatNoFlagSaysTheEnvironmentSays) {
  const std::string file = scenario_file("small.yaml", two_seconds);
  const std::string line = program_file().string() + " run " + file;
  EXPECT_EQ(shell_says("TXLAB_FORMAT=json " + line).out.substr(0, 1), "{");
  EXPECT_NE(shell_says(line).err, "");
  EXPECT_EQ(shell_says("TXLAB_NO_PROGRESS=true " + line).err, "");
  EXPECT_NE(shell_says("TXLAB_FORMAT=json " + line + " --format text").out.substr(0, 1), "{");
  EXPECT_EQ(shell_says("TXLAB_FORMAT=gif " + line).exit_code, 2);
  EXPECT_EQ(shell_says("TXLAB_FORMAT=json " + program_file().string() +
                       " --lang en lint scenarios/library/calm.yaml")
                .out.substr(0, 1),
            "{")
      << "also where a flag stands before the verb";
}

}  // namespace
}  // namespace txlab
