// txlab validate as a script calls it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "command.hpp"

namespace txlab {
namespace {

TEST(Validate, prints_a_table_with_verdicts) {
  const Ran ran = txlab_says("validate --short -q --only retries");
  EXPECT_EQ(ran.exit_code, 0) << ran.out;
  EXPECT_NE(ran.out.find("PASS"), std::string::npos);
  EXPECT_NE(ran.out.find("1.4 retries"), std::string::npos);
  EXPECT_NE(ran.out.find(" 0 fail, 0 inconclusive"), std::string::npos);
}

TEST(Validate, prints_the_same_bytes_whatever_the_threads) {
  const std::string command = "validate --short -q --only retries --format json --seed 5";
  const Ran one = txlab_says(command + " -j 1");
  EXPECT_EQ(one.out, txlab_says(command + " -j 3").out);
  const auto result = nlohmann::json::parse(one.out);
  EXPECT_EQ(result["schema"], "txlab.validate/1");
  EXPECT_EQ(result["form"], "short");
  EXPECT_GT(result["rows"].size(), 10u);
  EXPECT_EQ(result["rows"][0]["section"], "1.4 retries");
}

TEST(Validate, knows_the_names_of_its_checks) {
  const Ran ran = txlab_says("validate --only no-such-check");
  EXPECT_EQ(ran.exit_code, 2);
  EXPECT_NE(ran.err.find("hot-row"), std::string::npos);
}

}  // namespace
}  // namespace txlab
