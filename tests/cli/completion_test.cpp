// completion and man: what shells and man make of the program's own words.
#include <gmock/gmock.h>

#include <filesystem>
#include <set>

#include "library_results.hpp"

namespace txlab {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAre;
using Words = std::vector<std::string>;

Words lines_of(const std::string& text) {
  Words lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// What bash offers behind the words of `line`, cut as bash cuts them: at blanks and at `=`.
Words bash_offers(const Words& words) {
  std::string script = "PATH=" + program_file().parent_path().string() +
                       ":$PATH; source <(txlab completion bash); COMP_WORDS=(txlab";
  for (const std::string& word : words) script += " '" + word + "'";
  script += "); COMP_CWORD=" + std::to_string(words.size()) +
            "; _txlab; printf '%s\\n' \"${COMPREPLY[@]}\"";
  const std::string file = scenario_file("completion.bash", script);
  const Ran ran = shell_says("bash --norc " + file);
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  Words offered = lines_of(ran.out);
  std::erase(offered, "");
  return offered;
}

const char* const scenario = "scenarios/library/bad-release.yaml";

TEST(Completion, of_bash_offers_verbs_and_flags) {
  EXPECT_THAT(bash_offers({"pl"}), UnorderedElementsAre("plan"));
  EXPECT_THAT(bash_offers({""}), IsSupersetOf(Words{"run", "lint", "plan", "fmt", "init"}));
  EXPECT_THAT(bash_offers({"run", "--rep"}), UnorderedElementsAre("--replications", "--report"));
  EXPECT_THAT(bash_offers({"fmt", "--"}), IsSupersetOf(Words{"--check", "--quiet", "--help"}));
}

TEST(Completion, of_bash_offers_the_strategies_of_the_scenario_that_is_named) {
  EXPECT_THAT(bash_offers({"run", scenario, "-s", ""}),
              UnorderedElementsAre("table", "mq-tx", "reconcile", "xa", "tcc"));
  EXPECT_THAT(bash_offers({"run", scenario, "--strategy", "m"}), UnorderedElementsAre("mq-tx"));
  EXPECT_THAT(bash_offers({"run", "-s", ""}), IsEmpty()) << "no scenario yet";
}

TEST(Completion, of_bash_offers_strategies_of_a_scenario_that_is_not_right_yet) {
  const std::string file =
      scenario_file("unfinished.yaml",
                    "version: 1\nstrategies: {first: {protocol: xa}, second: {protocl: tcc}}\n");
  EXPECT_THAT(bash_offers({"run", file, "-s", ""}), UnorderedElementsAre("first", "second"));
}

TEST(Completion, of_bash_offers_values_also_behind_an_equals_sign) {
  EXPECT_THAT(bash_offers({"run", "--format", ""}), UnorderedElementsAre("text", "json", "ndjson"));
  EXPECT_THAT(bash_offers({"run", "--format", "=", "js"}), UnorderedElementsAre("json"));
  EXPECT_THAT(bash_offers({"run", "--format", "="}),
              UnorderedElementsAre("text", "json", "ndjson"));
  EXPECT_THAT(bash_offers({"list", "pro"}), UnorderedElementsAre("properties", "profiles"));
  EXPECT_THAT(bash_offers({"completion", ""}), UnorderedElementsAre("bash", "zsh", "fish"));
  EXPECT_THAT(bash_offers({"init", "--template", "b"}), UnorderedElementsAre("broker-outage"));
  EXPECT_THAT(bash_offers({"run", scenario, "--set", "experiment.s"}),
              UnorderedElementsAre("experiment.seed="));
  EXPECT_THAT(bash_offers({"run", "--seed", ""}), IsEmpty());
}

TEST(Completion, of_bash_offers_paths_with_the_names_of_the_scenario) {
  const std::string file =
      scenario_file("named.yaml",
                    "version: 1\nworkload: {arrivals: [{process: poisson, rate: 20/s, for: 20s}]}\n"
                    "profiles: {quick: {experiment: {replications: 2}}, far: {drain: 60h}}\n"
                    "strategies: {mine: {protocol: tcc}, other: {protocol: xa}}\n"
                    "faults: [{name: cut, fault: crash, target: {host: fund}, at: 5s}]\n");
  const auto paths = [&](const std::string& begun) {
    return bash_offers({"run", file, "--set", begun});
  };
  EXPECT_THAT(paths(""), Not(Contains(testing::HasSubstr("NAME"))));
  EXPECT_THAT(paths("strategies.o"),
              IsSupersetOf(Words{"strategies.other.vote_timeout=", "strategies.other.protocol="}));
  EXPECT_THAT(paths("strategies.mine."), Not(Contains("strategies.mine.vote_timeout=")));
  EXPECT_THAT(paths("faults."), IsSupersetOf(Words{"faults.cut.at=", "faults.cut.restart_after="}));
  EXPECT_THAT(paths("workload.arrivals."), Contains("workload.arrivals.0.rate="));
  EXPECT_THAT(bash_offers({"run", file, "--profile", ""}), UnorderedElementsAre("quick", "far"));
  EXPECT_THAT(bash_offers({"explore", file, "--separate", "o"}), UnorderedElementsAre("other"));
}

TEST(Completion, of_bash_offers_columns_and_spans_of_what_was_measured) {
  const std::string table = scenario_file("latencies.csv", "at,took_ms\n1,2\n");
  EXPECT_THAT(bash_offers({"fit", table, "--column", ""}), UnorderedElementsAre("at", "took_ms"));
  const std::string traces = scenario_file(
      "spans.json", R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"name":"db.commit",)"
                    R"("startTimeUnixNano":"1","endTimeUnixNano":"5"}]}]}]})");
  EXPECT_THAT(bash_offers({"fit", traces, "--span", ""}), UnorderedElementsAre("db.commit"));
  EXPECT_THAT(bash_offers({"fit", "--column", ""}), IsEmpty()) << "no file yet";
}

TEST(Completion, of_bash_looks_beyond_what_stands_before_the_verb) {
  EXPECT_THAT(bash_offers({"--lang", ""}), UnorderedElementsAre("en", "zh-CN"));
  EXPECT_THAT(bash_offers({"--lang", "zh-CN", "pl"}), UnorderedElementsAre("plan"));
  EXPECT_THAT(bash_offers({"--lang", "=", "zh-CN", "run", scenario, "-s", "m"}),
              UnorderedElementsAre("mq-tx"));
}

TEST(Completion, of_bash_offers_topics_and_files) {
  EXPECT_THAT(bash_offers({"explain", "strategies.t"}),
              IsSupersetOf(Words{"strategies.tcc", "strategies.transactional-message"}));
  EXPECT_THAT(bash_offers({"explain", "unknown-"}), Contains("unknown-key"));
  EXPECT_THAT(bash_offers({"run", "scenarios/library/bad-"}), UnorderedElementsAre(scenario));
  EXPECT_THAT(bash_offers({"run", scenario, "scen"}), IsEmpty()) << "it takes one scenario";
  EXPECT_THAT(bash_offers({"lint", scenario, "scenarios/lib"}),
              UnorderedElementsAre("scenarios/library"));
}

TEST(Completion, scripts_are_right_by_the_syntax_of_their_shells) {
  for (const char* shell : {"bash", "zsh", "fish"}) {
    if (!has_tool(shell)) continue;
    const Ran ran =
        shell_says(program_file().string() + " completion " + shell + " | " + shell + " -n");
    EXPECT_EQ(ran.exit_code, 0) << shell << ran.err;
  }
}

TEST(Completion, of_fish_offers_the_same) {
  if (!has_tool("fish")) GTEST_SKIP() << "there is no fish";
  const auto offers = [](const std::string& line) {
    const std::string file = scenario_file(
        "completion.fish", "txlab completion fish | source\ncomplete -C '" + line + "'\n");
    return lines_of(shell_says("PATH=" + program_file().parent_path().string() +
                               ":$PATH fish --no-config " + file)
                        .out);
  };
  EXPECT_THAT(offers("txlab pl"), testing::ElementsAre(testing::StartsWith("plan\tWhat would")));
  EXPECT_THAT(offers(std::string("txlab run ") + scenario + " -s m"),
              testing::ElementsAre(testing::StartsWith("mq-tx")));
  EXPECT_THAT(offers("txlab run scenarios/library/bad-"), testing::ElementsAre(scenario));
}

// What zsh hands to its own function that shows words with their meanings.
TEST(Completion, of_zsh_offers_the_same) {
  if (!has_tool("zsh")) GTEST_SKIP() << "there is no zsh";
  const auto offers = [](const std::string& words) {
    const std::string file =
        scenario_file("completion.zsh",
                      "compdef() {}\n_files() { print files }\n_describe() { print -l -- "
                      "${(P)2} }\nsource <(txlab completion zsh)\nwords=(txlab " +
                          words + ")\nCURRENT=$#words\n_txlab\n");
    return lines_of(
        shell_says("PATH=" + program_file().parent_path().string() + ":$PATH zsh -f " + file).out);
  };
  EXPECT_THAT(offers("pl"), testing::ElementsAre(testing::StartsWith("plan:What would")));
  EXPECT_THAT(offers(std::string("run ") + scenario + " -s m"),
              testing::ElementsAre(testing::StartsWith("mq-tx:")));
  EXPECT_THAT(offers("run ''"), testing::ElementsAre("files"));
}

Words verbs() {
  Words names;
  for (const std::string& line :
       lines_of(shell_says(program_file().string() + " __complete ''").out)) {
    names.push_back(line.substr(0, line.find('\t')));
  }
  return names;
}

TEST(Manual, has_a_page_for_every_verb_and_for_the_program) {
  const std::string folder = own_path("man1");
  std::filesystem::remove_all(folder);
  ASSERT_EQ(txlab_says("man -o " + folder).exit_code, 0);
  std::set<std::string> pages;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    pages.insert(file.path().filename());
  }
  EXPECT_EQ(pages.size(), verbs().size() + 1);
  EXPECT_TRUE(pages.contains("txlab.1"));
  for (const std::string& verb : verbs())
    EXPECT_TRUE(pages.contains("txlab-" + verb + ".1")) << verb;
}

// groff warns of everything that it does not understand.
TEST(Manual, is_understood_by_groff) {
  if (!has_tool("groff")) GTEST_SKIP() << "there is no groff";
  Words pages = verbs();
  pages.emplace_back("");
  for (const std::string& verb : pages) {
    const Ran ran = shell_says(program_file().string() + " man " + verb +
                               " | groff -man -ww -z -Tutf8 -rLL=100n");
    EXPECT_EQ(ran.exit_code, 0) << verb;
    EXPECT_EQ(ran.err, "") << verb;
  }
}

std::string manual(const std::string& verb) {
  return shell_says(program_file().string() + " man " + verb +
                    " | groff -man -Tascii -P-cbou -rLL=100n")
      .out;
}

// The exit codes that a page lists: the lines of that section that begin with one.
std::set<std::string> exit_codes_of(const std::string& page) {
  std::set<std::string> codes;
  bool inside = false;
  for (const std::string& line : lines_of(page)) {
    if (!line.empty() && line[0] != ' ') inside = line == "EXIT STATUS";
    const std::size_t first = line.find_first_not_of(' ');
    if (!inside || first != 7 || std::isdigit(static_cast<unsigned char>(line[first])) == 0)
      continue;
    codes.insert(line.substr(first, line.find_first_not_of("0123456789", first) - first));
  }
  return codes;
}

TEST(Manual, lists_the_exit_codes_that_a_verb_has) {
  if (!has_tool("groff")) GTEST_SKIP() << "there is no groff";
  using Codes = std::set<std::string>;
  EXPECT_EQ(exit_codes_of(manual("lint")), (Codes{"0", "1", "2", "70", "74"}));
  EXPECT_EQ(exit_codes_of(manual("fmt")), (Codes{"0", "1", "2", "70", "74"}));
  EXPECT_EQ(exit_codes_of(manual("run")), (Codes{"0", "1", "2", "3", "70", "74", "130"}));
  EXPECT_EQ(exit_codes_of(manual("replay")), (Codes{"0", "1", "2", "5", "70", "74"}));
  // Those of the README, and no others.
  Codes documented;
  for (const std::string& line : lines_of(text_of(source_folder() / "README.md"))) {
    const bool is_row = line.starts_with("| ") && std::isdigit(static_cast<unsigned char>(line[2]));
    if (is_row) documented.insert(line.substr(2, line.find_first_not_of("0123456789", 2) - 2));
  }
  EXPECT_EQ(exit_codes_of(manual("")), documented);
}

TEST(Manual, is_written_in_whole_sentences) {
  const std::string page = txlab_says("man").out;
  EXPECT_NE(page.find("one strategy after the other.\n"), std::string::npos) << page;
  EXPECT_NE(page.find("\\fBTXLAB_SEED=7\\fR is \\fB\\-\\-seed 7\\fR;\nthe flag wins.\n"),
            std::string::npos)
      << page;
}

TEST(Manual, tells_what_the_command_line_takes) {
  if (!has_tool("groff")) GTEST_SKIP() << "there is no groff";
  const std::string page = manual("run");
  for (const char* words :
       {"txlab-run - Compare", "txlab run [FLAG]... SCENARIO", "--format text|json|ndjson",
        "-s, --strategy NAME", "-o, --out DIR", "EXIT STATUS", "TXLAB_SEED"}) {
    EXPECT_NE(page.find(words), std::string::npos) << words << '\n' << page;
  }
}

}  // namespace
}  // namespace txlab
