// txlab validate as a script calls it.
#include <gtest/gtest.h>

#include <filesystem>
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

TEST(Validate, has_the_table_of_measured_postgres_where_it_was_built) {
  const Ran ran = txlab_says("validate --short -q --only 'PostgreSQL 15'");
  EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
  EXPECT_NE(ran.out.find("twopc zipf0.9: purchases/s"), std::string::npos);
}

// As `cmake --install` lays it out, anywhere.
TEST(Validate, has_the_table_of_measured_postgres_where_it_is_installed) {
  namespace fs = std::filesystem;
  const fs::path prefix = own_path("prefix");
  const std::string installed = (prefix / "bin" / "txlab").string();
  fs::create_directories(prefix / "bin");
  fs::copy_file(program_file(), installed, fs::copy_options::overwrite_existing);
  const std::string arguments = " validate --short -q --only postgres-throughput";
  const Ran without = shell_says(installed + arguments);
  EXPECT_EQ(without.exit_code, 3) << without.out;
  EXPECT_NE(without.out.find("there is no share/txlab/measured"), std::string::npos);
  fs::create_directories(prefix / "share" / "txlab");
  fs::copy(source_folder() / "scenarios/measured", prefix / "share/txlab/measured");
  const Ran with = shell_says(installed + arguments);
  EXPECT_EQ(with.exit_code, 0) << with.out;
  fs::remove_all(prefix);
}

}  // namespace
}  // namespace txlab
