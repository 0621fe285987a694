// What lint writes for other programs.
#include "reports/diagnostics.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace txlab {
namespace {

const ReportedDiagnostic unknown_key{.file = "my folder/a.yaml",
                                     .line = 5,
                                     .column = 9,
                                     .severity = "error",
                                     .code = "unknown-key",
                                     .message = "unknown key `wallt` in `hosts`",
                                     .hint = "did you mean `wallet`?",
                                     .length = 5,
                                     .meaning = "The key means nothing at this place."};
const ReportedDiagnostic no_file{.file = "b.yaml",
                                 .severity = "warning",
                                 .code = "no-file",
                                 .message = "nothing",
                                 .meaning = "A file cannot be read."};

TEST(Diagnostics, in_json_have_their_place_and_their_hint) {
  const auto json = nlohmann::json::parse(diagnostics_json(std::array{unknown_key, no_file}));
  const auto& first = json["diagnostics"][0];
  EXPECT_EQ(first["file"], "my folder/a.yaml");
  EXPECT_EQ(first["line"], 5);
  EXPECT_EQ(first["hint"], "did you mean `wallet`?");
  EXPECT_TRUE(json["diagnostics"][1]["hint"].is_null());
}

// SARIF 2.1.0, sections 3.14 (run), 3.27 (result), 3.30 (region).
TEST(Diagnostics, in_sarif_are_results_of_a_rule_per_code) {
  const auto log = nlohmann::json::parse(
      diagnostics_sarif(std::array{unknown_key, no_file, unknown_key}, "1.2"));
  EXPECT_EQ(log["version"], "2.1.0");
  const auto& run = log["runs"][0];
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  ASSERT_EQ(run["tool"]["driver"]["rules"].size(), 2u);
  EXPECT_EQ(run["tool"]["driver"]["rules"][0]["id"], "unknown-key");
  ASSERT_EQ(run["results"].size(), 3u);
  const auto& first = run["results"][0];
  EXPECT_EQ(first["level"], "error");
  EXPECT_EQ(first["message"]["text"], "unknown key `wallt` in `hosts` (did you mean `wallet`?)");
  const auto& place = first["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "my%20folder/a.yaml");
  EXPECT_EQ(place["region"]["startLine"], 5);
  EXPECT_EQ(place["region"]["startColumn"], 9);
  EXPECT_EQ(place["region"]["endColumn"], 14);
  EXPECT_EQ(run["results"][1]["level"], "warning");
  EXPECT_FALSE(run["results"][1]["locations"][0]["physicalLocation"].contains("region"));
  EXPECT_EQ(run["results"][2]["ruleIndex"], 0);
}

}  // namespace
}  // namespace txlab
