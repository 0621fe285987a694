// txlab explore --separate: both stories and a trail of each, that replay to the same digests.
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "command.hpp"

namespace txlab {
namespace {

using json = nlohmann::json;

constexpr const char* guarded = R"(version: 1
name: guarded
workload:
  arrivals: [{process: constant, rate: 5/s, for: 2s}]
strategies:
  with: {protocol: local-message-table}
  without: {protocol: local-message-table, dedup: off}
  naive: {protocol: naive}
)";

std::string guarded_file() { return scenario_file("guarded.yaml", guarded); }

Ran separated(const std::string& flags) {
  return txlab_says("explore " + guarded_file() + " -q --budget 1500-runs --separate " + flags);
}

TEST(Separate, TellsBothStoriesOfTheSmallestRunInWhichTheyPart) {
  const Ran ran = separated("with,without");
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  EXPECT_NE(ran.out.find("with keeps conservation, no-duplicate-purchase, without breaks them: "),
            std::string::npos)
      << ran.out;
  EXPECT_NE(ran.out.find("1 purchase\n  fault: "), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("\nwith\n"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("\nwithout\n"), std::string::npos) << ran.out;
}

TEST(Separate, WritesATrailOfEachThatReplays) {
  const std::string folder = own_path("separate");
  const Ran ran = separated("with,without --format json -o " + folder);
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  const json result = json::parse(ran.out);
  EXPECT_EQ(result["schema"], "txlab.separate/1");
  const json& first = result["separations"][0];
  EXPECT_EQ(first["properties"], json({"conservation", "no-duplicate-purchase"}));
  EXPECT_EQ(first["better"], "with");
  for (const json& run : first["runs"]) {
    const Ran replayed =
        txlab_says("replay --strict --format json " + run["trail"].get<std::string>());
    EXPECT_EQ(json::parse(replayed.out)["digest"], run["digest"]);
    EXPECT_EQ(replayed.exit_code, run["strategy"] == "without" ? 1 : 0) << replayed.err;
  }
}

TEST(Separate, FromOneThatPromisesNothingBreaksNoPromise) {
  const Ran ran = separated("naive,with");
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
  EXPECT_NE(ran.out.find("(which it never promised)"), std::string::npos) << ran.out;
}

TEST(Separate, NeedsTwoNamesOfTheScenario) {
  for (const char* names : {"with", "with,", ",with", "with,with", "with,witout", "with,naive,x"}) {
    const Ran ran = separated(names);
    EXPECT_EQ(ran.exit_code, 2) << names;
    EXPECT_NE(ran.err.find("--separate"), std::string::npos) << ran.err;
  }
  EXPECT_NE(separated("with,witout").err.find("did you mean"), std::string::npos);
  EXPECT_EQ(separated("with,naive --ladder").exit_code, 2);
  EXPECT_EQ(separated("with,naive --report github").exit_code, 2);
}

}  // namespace
}  // namespace txlab
