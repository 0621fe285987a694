// txlab selftest as a user meets it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "command.hpp"

namespace txlab {
namespace {

TEST(Selftest, KillsWhatIsPlantedAndExitsWith0) {
  const Ran ran = txlab_says("selftest --only tcc-no-recovery --budget 100-runs -q");
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
  EXPECT_NE(ran.out.find("1 of 1 mutants are killed"), std::string::npos) << ran.out;
}

TEST(Selftest, ThatKillsTooLittleExitsWith1) {
  const Ran ran = txlab_says("selftest --only id-cursor --budget 1-runs -q");
  EXPECT_EQ(ran.exit_code, 1) << ran.out;
  EXPECT_NE(ran.out.find("id-cursor survives"), std::string::npos) << ran.out;
}

TEST(Selftest, SaysTheSameOnAnyNumberOfThreads) {
  const std::string line = "selftest --only xa-no-recovery --budget 60-runs --format json -q -j ";
  EXPECT_EQ(txlab_says(line + "1").out, txlab_says(line + "3").out);
}

TEST(Selftest, ListsWhatIsPlantedWithoutRunningIt) {
  const Ran text = txlab_says("selftest --list");
  EXPECT_EQ(text.exit_code, 0);
  EXPECT_NE(text.out.find("confirm-without-a-try-record"), std::string::npos);
  const auto document = nlohmann::json::parse(txlab_says("selftest --list --format json").out);
  EXPECT_GE(document["rows"].size(), 60u);
}

TEST(Selftest, RefusesATimeAndWhatIsNotPlanted) {
  EXPECT_EQ(txlab_says("selftest --budget 60s").exit_code, 2);
  EXPECT_EQ(txlab_says("selftest --budget 0-runs").exit_code, 2);
  const Ran ran = txlab_says("selftest --only no-such-mistake");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("--list"), std::string::npos) << ran.err;
}

}  // namespace
}  // namespace txlab
