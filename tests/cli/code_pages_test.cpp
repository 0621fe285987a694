// Every code of a message has a page with a mistake and the same without it, and they are what the
// page says: `lint` finds the code in the one, and nothing at all in the other.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "library_results.hpp"
#include "scenarios/language/codes.hpp"
#include "scenarios/language/pages/code_page.hpp"

namespace txlab {
namespace {

using language::Code;
using language::CodePage;
using testing::HasSubstr;

void write_file(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

// What the examples are laid over, and the files that they name.
const std::string& folder() {
  static const std::string path = [] {
    std::string made = own_path("pages");
    std::filesystem::create_directories(made);
    write_file(made + "/s.yaml",
               "version: 1\nworkload: {arrivals: [{process: poisson, rate: 50/s, for: 60s}]}\n"
               "strategies: {a: {protocol: transactional-message}}\n");
    write_file(made + "/zones.yaml", "zones: [az1, az2]\n");
    write_file(made + "/fsync.csv", "fsync_us\n400\n450\n900\n");
    std::string peaks = "ms\n";
    for (int i = 0; i < 50; ++i) peaks += i % 2 == 0 ? "0.5\n" : "9.5\n";
    write_file(made + "/two-peaks.csv", peaks);
    return made;
  }();
  return path;
}

// `\xE9` as the byte that it stands for.
std::string with_bytes(std::string_view text) {
  std::string result;
  for (std::size_t at = text.find("\\x"); at != text.npos; at = text.find("\\x")) {
    result += text.substr(0, at);
    result += static_cast<char>(std::stoi(std::string(text.substr(at + 2, 2)), nullptr, 16));
    text.remove_prefix(at + 4);
  }
  return result + std::string(text);
}

std::string command_for(const CodePage& page, std::string_view example) {
  const std::string scenario = folder() + "/s.yaml";
  const std::string beside = folder() + "/example.yaml";
  const std::string lint = "lint --format short ";
  switch (page.example) {
    case CodePage::Example::file:
      return lint + folder() + "/" + std::string(example);
    case CodePage::Example::override:
      return lint + scenario + " --set '" + std::string(example) + "'";
    case CodePage::Example::layout:
      write_file(beside, std::string(example));
      return "fmt --check " + beside;
    case CodePage::Example::bytes:
      write_file(beside, with_bytes(example));
      return lint + scenario + " -f " + beside;
    case CodePage::Example::lines:
      break;
  }
  write_file(beside, std::string(example));
  return lint + scenario + " -f " + beside;
}

std::string said_about(const CodePage& page, std::string_view example) {
  const Ran ran = txlab_says(command_for(page, example));
  return ran.out + ran.err;
}

TEST(CodePages, ThereIsOneForEveryCode) {
  std::set<std::string_view> known;
  for (const Code& code : language::codes()) {
    const CodePage* const page = language::page_of(code.name);
    ASSERT_NE(page, nullptr) << code.name;
    EXPECT_FALSE(page->why.empty() || page->wrong.empty() || page->mended.empty()) << code.name;
    known.insert(code.name);
  }
  std::size_t pages = 0;
  for (const auto all : {language::text_pages(), language::value_pages(), language::time_pages(),
                         language::machine_pages()}) {
    for (const CodePage& page : all) EXPECT_TRUE(known.contains(page.code)) << page.code;
    pages += all.size();
  }
  EXPECT_EQ(pages, known.size());
}

TEST(CodePages, TheWrongExampleHasTheCodeAndTheRightOneHasNothing) {
  for (const Code& code : language::codes()) {
    const CodePage& page = *language::page_of(code.name);
    const bool of_fmt = page.example == CodePage::Example::layout;
    const std::string name(code.name);
    const std::string told = of_fmt ? "txlab explain " + name : "[" + name + "]";
    EXPECT_THAT(said_about(page, page.wrong), HasSubstr(told));
    EXPECT_EQ(said_about(page, page.mended), "") << code.name;
  }
}

// The test can fail: the examples of one page have not the code of another.
TEST(CodePages, AnExampleOfAnotherCodeIsSeen) {
  const CodePage& unit = *language::page_of("missing-unit");
  EXPECT_EQ(said_about(unit, unit.wrong).find("[octal]"), std::string::npos);
  EXPECT_NE(said_about(unit, unit.wrong).find('['), std::string::npos);
}

TEST(CodePages, AreExplained) {
  const Ran ran = txlab_says("explain missing-unit");
  EXPECT_EQ(ran.exit_code, 0);
  EXPECT_THAT(ran.out, HasSubstr("\nwrong:\n\n  workload: {client: {timeout: 3}}\n"));
  EXPECT_THAT(ran.out, HasSubstr("\nright:\n\n  workload: {client: {timeout: 3s}}\n"));
  EXPECT_THAT(txlab_says("explain bad-set").out, HasSubstr("  txlab lint s.yaml --set workload."));
}

}  // namespace
}  // namespace txlab
