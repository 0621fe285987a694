// txlab trace, and the drawings of txlab replay, as a user meets them. What the exports are worth
// is judged in tests/traces.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "command.hpp"

namespace txlab {
namespace {

std::string kept(const std::string& name) { return "tests/regressions/" + name + ".trail"; }
const std::string calm = "scenarios/library/calm.yaml ";

std::size_t widest(const std::string& text) {
  std::istringstream lines(text);
  std::size_t widest = 0;
  for (std::string line; std::getline(lines, line);) widest = std::max(widest, line.size());
  return widest;
}

TEST(Trace, ShowsOnePurchaseOfAScenario) {
  const Ran ran = txlab_says("trace " + calm + "-s tcc --purchase 7");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  for (const char* words : {"purchase 7", "wants to buy", "branch durable", "told PLACED"}) {
    EXPECT_NE(ran.out.find(words), std::string::npos) << words << "\n" << ran.out;
  }
  EXPECT_EQ(txlab_says("trace -s tcc " + calm + "7").out, ran.out);
}

TEST(Trace, OfStoredResultsIsThatOfTheScenarioThatWasRun) {
  const std::string folder = own_path("results");
  EXPECT_EQ(txlab_says("run " + calm + "--replications 1 -q -o " + folder).exit_code, 0);
  const Ran ran = txlab_says("trace " + folder + " 7 -s tcc");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.out, txlab_says("trace -s tcc " + calm + "7").out);
  EXPECT_EQ(txlab_says("trace tests -s tcc 7").exit_code, 2) << "a folder of something else";
}

TEST(Trace, IsAtMost100ColumnsWide) {
  for (const char* trail :
       {"mq-tx-lost-confirmation", "table-duplicate-message", "xa-coordinator-forgets"}) {
    EXPECT_LE(widest(txlab_says("trace " + kept(trail)).out), 100u) << trail;
  }
}

TEST(Trace, IsTheSameTwice) {
  for (const char* format : {"text", "svg", "mermaid", "shiviz", "perfetto", "otlp", "edn"}) {
    const std::string line =
        "trace " + kept("xa-coordinator-forgets") + " --format " + std::string(format);
    const Ran ran = txlab_says(line);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_FALSE(ran.out.empty()) << format;
    EXPECT_EQ(txlab_says(line).out, ran.out) << format;
  }
}

TEST(Trace, WritesWhereItIsTold) {
  const std::string file = own_path("trace.json");
  EXPECT_EQ(txlab_says("trace " + calm + "-s xa 3 --format otlp -o " + file).exit_code, 0);
  EXPECT_TRUE(nlohmann::json::parse(text_of(file)).contains("resourceSpans"));
  EXPECT_EQ(txlab_says("trace " + calm + "-s xa 3 -o /no/such/folder/file").exit_code, 74);
}

TEST(Trace, AsksForWhatIsMissing) {
  struct Mistake {
    std::string line;
    const char* hint;
  };
  const Mistake mistakes[] = {{calm + "--purchase 3", "choose one with -s"},
                              {calm + "-s xa", "--purchase N"},
                              {calm + "-s xa --purchase 100000", "no purchase 100000"},
                              {calm + "-s xa --purchase 0", "purchases are numbered from 1"},
                              {calm + "-s xa --purchase 3 --format gif", "--format"},
                              {kept("xa-coordinator-forgets") + " --purchase 2", "no purchase 2"},
                              {"no-such-file.yaml -s xa --purchase 1", "no-such-file.yaml"}};
  for (const Mistake& mistake : mistakes) {
    const Ran ran = txlab_says("trace " + mistake.line);
    EXPECT_EQ(ran.exit_code, 2) << mistake.line;
    EXPECT_NE(ran.err.find(mistake.hint), std::string::npos) << mistake.line << "\n" << ran.err;
  }
}

TEST(Replay, DrawsItsStory) {
  const std::string svg = own_path("story.svg");
  const std::string mermaid = own_path("story.mmd");
  const std::string line = "replay " + kept("xa-coordinator-forgets") + " --svg ";
  EXPECT_EQ(txlab_says(line + svg + " --mermaid " + mermaid).exit_code, 0);
  for (const char* part : {"<title", "<desc", "class=\"down\"", "CRASH (process)", "told PLACED"}) {
    EXPECT_NE(text_of(svg).find(part), std::string::npos) << part;
  }
  EXPECT_EQ(text_of(mermaid).find("sequenceDiagram"), 0u);
  EXPECT_EQ(txlab_says(line + "/no/such/folder/story.svg").exit_code, 74);
}

std::string from_until(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin);
  if (from == std::string::npos) return "";
  return text.substr(from, text.find(end, from) - from);
}

TEST(Replay, TellsTheStoryThatTheReadmeShows) {
  const std::string folder = own_path("trails");
  txlab_says(
      "explore scenarios/library/discount-purchase.yaml -s mq-tx --budget 400-runs -q "
      "--set strategies.mq-tx.check_back=off -o " +
      folder);
  const Ran ran = txlab_says("replay " + folder + "/mq-tx.main-branch-agreement.trail");
  const std::string shown =
      from_until(text_of(source_folder() / "README.md"), "What happened, by", "```");
  EXPECT_EQ(shown, from_until(ran.out, "What happened, by", "\n                customers"));
}

}  // namespace
}  // namespace txlab
