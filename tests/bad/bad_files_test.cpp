// A corpus of files that are no scenarios. The reader refuses every one, in the words of the text
// beside its folder; and the JSON Schema agrees with the reader on all that is wrong with their
// shape, and accepts those whose shape is right and whose meaning is not.
#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/vocabulary.hpp"
#include "reports/schema/schema.hpp"
#include "scenarios/language/load.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/language/render.hpp"
#include "schema_judge.hpp"
#include "tests/places/places.hpp"

namespace txlab {
namespace {

using std::filesystem::path;

path corpus() { return source_folder() / "tests/bad"; }

std::vector<path> yaml_files(const path& folder) {
  std::vector<path> files;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.path().extension() == ".yaml") files.push_back(file.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string text_of(const path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

ReadResult read_file(const path& file) {
  ReadOptions options;
  options.vocabulary = vocabulary();
  return read_scenario(file.string(), options);
}

// What is told about the file, a line each, without its folder.
std::string told_about(const path& file) {
  std::string text = "== " + file.stem().string() + "\n";
  for (const Diagnostic& one : read_file(file).diagnostics) text += render_short(one);
  const std::string folder = file.parent_path().string() + "/";
  for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder)) {
    text.erase(at, folder.size());
  }
  return text;
}

// The tree of a file that is YAML.
std::optional<language::Node> tree_of(const path& file) {
  language::Problems problems;
  auto tree = language::load(problems, problems.add_source({file.string(), text_of(file), ""}));
  return problems.any_error() ? std::nullopt : tree;
}

const SchemaJudge& schema() {
  static const SchemaJudge judge(scenario_schema(vocabulary()));
  return judge;
}

class BadFiles : public testing::TestWithParam<std::string> {};

TEST_P(BadFiles, are_refused_in_the_expected_words) {
  std::string told;
  for (const path& file : yaml_files(corpus() / GetParam())) told += told_about(file);
  const path expected = corpus() / (GetParam() + ".txt");
  if (std::getenv("TXLAB_WRITE_EXPECTED") != nullptr) std::ofstream(expected) << told;
  EXPECT_EQ(told, text_of(expected)) << "if the new words are better: run this test once with "
                                        "TXLAB_WRITE_EXPECTED=1 and read what has changed";
}

TEST_P(BadFiles, are_refused_soon) {
  for (const path& file : yaml_files(corpus() / GetParam())) {
    const std::clock_t begin = std::clock();
    const ReadResult result = read_file(file);
    EXPECT_FALSE(result.scenario) << file;
    EXPECT_LT(std::clock() - begin, 2 * CLOCKS_PER_SEC) << file;
  }
}

INSTANTIATE_TEST_SUITE_P(Corpus, BadFiles, testing::Values("syntax", "shape", "meaning"),
                         [](const auto& kind) { return kind.param; });

TEST(Corpus, is_large) { EXPECT_GE(yaml_files(corpus()).size(), 300u); }

TEST(SyntaxFiles, have_no_tree) {
  for (const path& file : yaml_files(corpus() / "syntax")) {
    EXPECT_FALSE(tree_of(file)) << file;
  }
}

TEST(ShapeFiles, are_refused_by_the_schema) {
  for (const path& file : yaml_files(corpus() / "shape")) {
    const auto tree = tree_of(file);
    ASSERT_TRUE(tree) << file;
    EXPECT_NE(schema().complaints(*tree), "") << file;
  }
}

TEST(MeaningFiles, are_accepted_by_the_schema) {
  for (const path& file : yaml_files(corpus() / "meaning")) {
    const auto tree = tree_of(file);
    ASSERT_TRUE(tree) << file;
    EXPECT_EQ(schema().complaints(*tree), "") << file;
  }
}

TEST(Library, is_accepted_by_the_schema) {
  const auto files = yaml_files(source_folder() / "scenarios/library");
  ASSERT_GT(files.size(), 50u);
  for (const path& file : files) {
    const auto tree = tree_of(file);
    ASSERT_TRUE(tree) << file;
    EXPECT_EQ(schema().complaints(*tree), "") << file;
  }
}

}  // namespace
}  // namespace txlab
