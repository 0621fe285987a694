// The page of `--report html=FILE`, written by a run and by the results of an older one.
#include <gtest/gtest.h>

#include <filesystem>

#include "command.hpp"

namespace txlab {
namespace {

const std::string run_once =
    "run scenarios/library/lost-confirmation.yaml -s no-check -s table --replications 1 -q ";

// What the page tells of its first incident, whoever has written it.
std::string story_in(const std::string& page) {
  const std::size_t begin = page.find("\"incidents\":[");
  const std::size_t end = page.find("\"again\":", begin);
  return begin == std::string::npos ? "" : page.substr(begin, end - begin);
}

TEST(Page, OfARunIsWrittenAsAWhole) {
  const std::string file = own_path("page.html");
  const Ran ran = txlab_says(run_once + "--report html=" + file);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  const std::string page = text_of(file);
  EXPECT_EQ(page.find("<!doctype html>"), 0u);
  EXPECT_TRUE(page.ends_with("</html>\n"));
  EXPECT_NE(page.find("lost-confirmation"), std::string::npos);
  EXPECT_NE(page.find("txlab trace scenarios/library/lost-confirmation.yaml -s no-check --seed"),
            std::string::npos)
      << "how to see the first incident again";
}

TEST(Page, OfAnOlderRunTellsTheSameStories) {
  const std::string folder = own_path("results");
  const std::string fresh = own_path("fresh.html");
  const std::string again = own_path("again.html");
  ASSERT_EQ(txlab_says(run_once + "-o " + folder + " --report html=" + fresh).exit_code, 0);
  const Ran ran = txlab_says("report " + folder + " --report html=" + again);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(story_in(text_of(again)), story_in(text_of(fresh)));
  std::filesystem::remove_all(folder);
}

// The first point is calm, and what went wrong at the second has its card all the same.
TEST(Page, TellsOfEveryPointOfASweep) {
  const std::string scenario = scenario_file("swept.yaml", R"(version: 1
workload: {arrivals: [{process: constant, rate: 20/s, for: 5s}], customers: 50}
strategies: {naive: {protocol: naive}, tcc: {protocol: tcc}}
faults:
  - {name: away, fault: crash, target: {host: fund}, at: 2s, restart_after: 1ms}
sweep: [{set: faults.away.restart_after, values: [1ms, 60s]}]
experiment: {replications: 1, seed: 5, baseline: tcc}
)");
  const std::string file = own_path("page.html");
  txlab_says("run " + scenario + " -q --no-progress --report html=" + file);
  const std::string page = text_of(file);
  // With and without a script.
  EXPECT_NE(page.find("--set faults.away.restart_after=60s --seed 5 --purchase "),
            std::string::npos);
  EXPECT_EQ(page.find("--set faults.away.restart_after=1ms --seed 5 --purchase "),
            std::string::npos);
  const std::string incidents = story_in(page);
  if (incidents.empty()) return;  // drawn without npm
  EXPECT_NE(incidents.find("\"steps\":[{"), std::string::npos);
  EXPECT_NE(incidents.find("\"point\":1"), std::string::npos);
  EXPECT_EQ(incidents.find("\"point\":0"), std::string::npos);
}

TEST(Page, IsNothingThatASearchHas) {
  const Ran ran = txlab_says("explore scenarios/library/calm.yaml --report html=page.html");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("junit=FILE, sarif=FILE, md=FILE or github"), std::string::npos);
}

TEST(Page, ThatCannotBeWrittenIsToldAbout) {
  const Ran ran = txlab_says(run_once + "--report html=/no/such/folder/page.html");
  EXPECT_EQ(ran.exit_code, 74);
  EXPECT_NE(ran.err.find("/no/such/folder/page.html"), std::string::npos);
}

}  // namespace
}  // namespace txlab
