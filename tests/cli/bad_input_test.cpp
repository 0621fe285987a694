// Bad input: one clear error each with file:line:column, exit 2, and nothing written.
#include <gtest/gtest.h>

#include <filesystem>

#include "command.hpp"

namespace txlab {
namespace {

constexpr const char* minimal = R"(version: 1
name: minimal
workload:
  arrivals: [{process: constant, rate: 5/s, for: 2s}]
strategies:
  xa: {protocol: xa}
)";

struct Bad {
  std::string name;
  std::string wrong;  // replaces `right` in the minimal scenario
  std::string right;
  std::string place;  // line:column
  std::string says;
};

class BadInput : public testing::TestWithParam<Bad> {};

TEST_P(BadInput, is_refused_with_its_place_and_nothing_is_written) {
  std::string text = minimal;
  const auto at = text.find(GetParam().right);
  ASSERT_NE(at, std::string::npos);
  text.replace(at, GetParam().right.size(), GetParam().wrong);
  const std::string file = scenario_file("bad.yaml", text);
  const std::string folder = own_path("bad-results");
  const Ran ran = txlab_says("run " + file + " -o " + folder);
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("bad.yaml:" + GetParam().place), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find(GetParam().says), std::string::npos) << ran.err;
  EXPECT_TRUE(ran.out.empty()) << ran.out;
  EXPECT_FALSE(std::filesystem::exists(folder));
}

INSTANTIATE_TEST_SUITE_P(
    Scenarios, BadInput,
    testing::Values(Bad{"broken_yaml", "strategies: [", "strategies:", "7:1", "error"},
                    Bad{"unknown_key", "protocol: xa, recovery_scam: 3s", "protocol: xa", "6:22",
                        "recovery_scan"},
                    Bad{"unknown_protocol", "protocol: xb", "protocol: xa", "6:", "xb"},
                    Bad{"wrong_unit", "rate: 5 CNY", "rate: 5/s", "4:", "rate"},
                    Bad{"negative_rate", "rate: -5/s", "rate: 5/s", "4:", "negative"},
                    Bad{"nobody_comes", "rate: 0/s", "rate: 5/s", "4:40", "nobody ever comes"},
                    Bad{"only_warm_up",
                        "experiment: {warmup: 1h}\nstrategies:", "strategies:", "5:22", "warm-up"},
                    Bad{"bare_duration", "for: 2}", "for: 2s}", "4:", "unit"},
                    Bad{"unknown_host",
                        "faults: [{fault: crash, target: {host: wallets}, at: 1s}]\nstrategies:",
                        "strategies:", "5:", "wallet"}),
    [](const auto& given) { return given.param.name; });

TEST(BadInput, a_missing_file_is_named) {
  const Ran ran = txlab_says("run no/such/file.yaml");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("no/such/file.yaml"), std::string::npos) << ran.err;
}

TEST(BadInput, a_mistyped_verb_gets_a_suggestion) {
  const Ran ran = txlab_says("rnu scenarios/library/calm.yaml");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("run"), std::string::npos) << ran.err;
}

TEST(BadInput, list_alone_says_what_can_be_listed) {
  const Ran ran = txlab_says("list");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(
      ran.err.find("strategies, properties, metrics, faults, events, profiles, keys, scenarios"),
      std::string::npos)
      << ran.err;
}

TEST(BadInput, a_mistyped_strategy_in_an_override_gets_a_suggestion) {
  const Ran ran = txlab_says("run scenarios/library/calm.yaml --set strategies.tabel.batch=2");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("--set:1:12"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("did you mean the strategy `table`?"), std::string::npos) << ran.err;
}

TEST(BadInput, an_unknown_strategy_on_the_command_line_is_refused) {
  const Ran ran = txlab_says("run scenarios/library/calm.yaml -s xaa");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("xaa"), std::string::npos) << ran.err;
}

TEST(BadInput, a_seed_is_a_whole_number_that_64_bits_can_hold) {
  for (const char* verb : {"plan scenarios/library/calm.yaml", "validate"}) {
    for (const char* seed : {"-1", "18446744073709551616", "1e3", "7x", "''"}) {
      const Ran ran = txlab_says(std::string(verb) + " --seed " + seed);
      EXPECT_EQ(ran.exit_code, 2) << verb << seed;
      EXPECT_NE(ran.err.find("not in range 0 to 18446744073709551615"), std::string::npos)
          << ran.err;
    }
  }
  const Ran largest = txlab_says("plan scenarios/library/calm.yaml --seed 18446744073709551615");
  EXPECT_NE(largest.out.find("seeds from 18446744073709551615"), std::string::npos) << largest.err;
}

TEST(BadInput, a_file_to_merge_may_come_from_standard_input) {
  const std::string lint =
      " | " + program_file().string() + " lint scenarios/library/calm.yaml --format short -f -";
  const Ran ran = shell_says("echo 'drainn: 1h'" + lint);
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_EQ(ran.out,
            "/dev/stdin:1:1: error: unknown key `drainn` in the scenario [unknown-key]; "
            "did you mean `drain`?\n");
  EXPECT_EQ(shell_says("echo 'name: another'" + lint).exit_code, 0);
}

TEST(Results, go_into_a_folder_of_their_own_and_never_over_somebody_elses) {
  namespace fs = std::filesystem;
  const std::string file = scenario_file("minimal.yaml", minimal);
  const std::string folder = own_path("results");
  fs::remove_all(folder);
  EXPECT_EQ(txlab_says("run " + file + " --no-progress -o " + folder).exit_code, 0);
  for (const char* name : {"result.json", "scenario.resolved.yaml", "manifest.json"}) {
    EXPECT_TRUE(fs::exists(folder + "/" + name)) << name;
  }
  const Ran again = txlab_says("run " + folder + "/scenario.resolved.yaml --no-progress");
  EXPECT_EQ(again.exit_code, 0) << again.err;

  const std::string foreign = own_path("foreign");
  fs::create_directories(foreign);
  std::ofstream(foreign + "/letter.txt") << "dear";
  EXPECT_EQ(txlab_says("run " + file + " --no-progress -o " + foreign).exit_code, 74);
  EXPECT_EQ(text_of(foreign + "/letter.txt"), "dear");
}

TEST(Interrupted, the_run_writes_what_it_has_marked_partial) {
  const std::string folder = own_path("partial");
  std::filesystem::remove_all(folder);
  const std::string command =
      "run scenarios/library/discount-purchase.yaml --replications 2000 -j 2 --no-progress "
      "--format json -o " +
      folder + " & P=$!; sleep 8; kill -INT $P; wait $P";
  const Ran ran = txlab_says(command);
  EXPECT_EQ(ran.exit_code, 130) << ran.err;
  EXPECT_NE(text_of(folder + "/result.json").find("\"partial\": true"), std::string::npos);
}

TEST(Version, is_printed) {
  const Ran ran = txlab_says("version");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.out.rfind("txlab ", 0), 0u);
}

}  // namespace
}  // namespace txlab
