// Every file of scenarios/library/regressions reproduces its failure, for the reason that it says.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "regression.hpp"

namespace txlab {
namespace {

std::vector<std::string> files() {
  std::vector<std::string> found;
  const auto folder = std::filesystem::path(TXLAB_SOURCE_DIR) / "scenarios/library/regressions";
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

}  // namespace
}  // namespace txlab
