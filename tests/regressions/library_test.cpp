// Every file of scenarios/library/regressions reproduces its failure, for the reason that it says.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "regression.hpp"
#include "tests/places/places.hpp"

namespace txlab {
namespace {

std::vector<std::string> files() {
  std::vector<std::string> found;
  const auto folder = source_folder() / "scenarios/library/regressions";
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() == ".yaml") found.push_back(file.path());
  }
  std::ranges::sort(found);
  return found;
}

class Regressions : public testing::TestWithParam<std::string> {};

TEST_P(Regressions, reproduce) {
  for (const std::string& complaint : untrue_of(read_regression(GetParam()))) {
    ADD_FAILURE() << GetParam() << ": " << complaint;
  }
}

INSTANTIATE_TEST_SUITE_P(Library, Regressions, testing::ValuesIn(files()), [](const auto& file) {
  std::string name = std::filesystem::path(file.param).stem();
  std::ranges::replace_if(
      name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

// The table of the folder's README: a row for each failure, with its files or what is missing.
TEST(Table, names_the_files_that_are_there) {
  std::ifstream in(source_folder() / "scenarios/library/regressions/README.md");
  std::ostringstream text;
  text << in.rdbuf();
  const std::string table = text.str();
  const std::regex link("\\(([a-z0-9-]+[.]yaml)\\)");
  std::set<std::string> named;
  for (std::sregex_iterator at(table.begin(), table.end(), link), end; at != end; ++at) {
    named.insert((*at)[1]);
  }
  std::set<std::string> there;
  for (const std::string& file : files()) there.insert(std::filesystem::path(file).filename());
  EXPECT_FALSE(named.empty());
  EXPECT_EQ(named, there);
}

}  // namespace
}  // namespace txlab
