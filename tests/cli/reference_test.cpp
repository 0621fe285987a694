// What the program says about its file format, in docs, to editors and to whoever asks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "command.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

TEST(Reference, in_docs_is_what_the_program_prints) {
  const Ran ran = txlab_says("explain --all --format md");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_EQ(ran.out, text_of(source_folder() / "docs/reference.md"))
      << "txlab explain --all --format md > docs/reference.md";
}

TEST(Reference, has_every_section_the_parameters_and_the_codes) {
  const std::string page = text_of(source_folder() / "docs/reference.md");
  for (const char* words :
       {"## `workload`", "| `hosts.mq.flush` | name: sync \\| async | sync |",
        "### transactional-message", "| `recovery_scan` | duration | 30s |", "### unknown-key\n"}) {
    EXPECT_THAT(page, HasSubstr(words));
  }
}

TEST(Explain, of_nothing_asks_what) {
  const Ran ran = txlab_says("explain");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_THAT(ran.err, HasSubstr("explain what?"));
}

TEST(Schema, is_json_that_names_its_draft) {
  const Ran ran = txlab_says("schema scenario");
  EXPECT_EQ(ran.exit_code, 0);
  const auto schema = nlohmann::json::parse(ran.out);
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
  EXPECT_EQ(ran.out, txlab_says("schema").out);
  EXPECT_EQ(nlohmann::json::parse(txlab_says("schema result").out)["title"], "txlab result");
  EXPECT_EQ(txlab_says("schema nonsense").exit_code, 2);
}

TEST(Lint, writes_sarif_with_the_rules_that_were_broken) {
  const Ran ran = txlab_says("lint tests/bad/shape/chinese-host.yaml --format sarif");
  EXPECT_EQ(ran.exit_code, 2);
  const auto log = nlohmann::json::parse(ran.out);
  EXPECT_EQ(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], "unknown-key");
  EXPECT_EQ(log["runs"][0]["results"].size(), 2u);
}

TEST(Lint, may_be_allowed_to_include_from_elsewhere) {
  const std::string file = own_path("s.yaml");
  std::ofstream(file) << "include: " << (source_folder() / "scenarios/library/calm.yaml").string()
                      << "\n";
  EXPECT_EQ(txlab_says("lint " + file).exit_code, 0) << "the library may always be included";
  std::ofstream(file) << "include: " << (source_folder() / "tests/scenarios/language").string()
                      << "/discount-purchase.yaml\n";
  EXPECT_EQ(txlab_says("lint " + file).exit_code, 2);
  EXPECT_EQ(txlab_says("lint --allow-include " + file).exit_code, 0);
}

}  // namespace
}  // namespace txlab
