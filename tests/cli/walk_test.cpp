// The walk of the README, step by step, as somebody would type it who has nothing else.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>

#include "command.hpp"

namespace txlab {
namespace {

std::string between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t begin = text.find(from);
  if (begin == std::string::npos) return "";
  return text.substr(begin + from.size(), text.find(to, begin) - begin - from.size());
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
}

struct Step {
  std::string command;
  int exit_code = -1;  // as the comment above it says
};

// Comments belong to the command below them; a backslash continues a line.
std::vector<Step> steps_of(std::string text) {
  replace_all(text, "\\\n", "");
  std::vector<Step> steps;
  int expected = -1;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (std::regex_search(line, found, std::regex("exit code ([0-9]+)"))) {
      expected = std::stoi(found[1]);
    }
    if (line.starts_with("build/")) steps.push_back({line, std::exchange(expected, -1)});
  }
  return steps;
}

TEST(TheWalkOfTheReadme, DoesWhatItSays) {
  std::string text =
      between(text_of((source_folder() / "README.md").string()), "<!-- walk -->", "<!-- /walk -->");
  const std::string folder = own_path("walk");
  replace_all(text, "build/release/txlab", "build/" + program_file().string());
  replace_all(text, " trails", " " + folder);
  replace_all(text, "=trails", "=" + folder);
  const std::vector<Step> steps = steps_of(text);
  ASSERT_EQ(steps.size(), 5u);
  std::vector<Ran> ran;
  for (const Step& step : steps) {
    ran.push_back(shell_says(step.command.substr(6)));
    EXPECT_EQ(ran.back().exit_code, step.exit_code) << step.command << ran.back().err;
  }
  EXPECT_NE(text_of(folder + "/summary.md").find("```mermaid\nsequenceDiagram"), std::string::npos);
  EXPECT_NE(ran[1].out.find(">>"), std::string::npos);
  EXPECT_NE(ran[1].out.find("main-branch-agreement is violated"), std::string::npos);
  EXPECT_NE(ran[3].out.find(">>"), std::string::npos) << "the fault of the kept run is still there";
  EXPECT_EQ(ran[4].out.find("BROKEN"), std::string::npos);
}

}  // namespace
}  // namespace txlab
