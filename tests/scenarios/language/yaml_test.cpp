// What holds for the text of any scenario: merges, anchors, duplicates, broken and hostile YAML.
#include "reading.hpp"

namespace txlab {
namespace {

TEST(Yaml, AnchorsAndMergeKeysWork) {
  const Scenario scenario =
      scenario_of(minimal("x-crash: &crash {fault: crash, target: {host: mq}, restart_after: 3s}\n"
                          "faults:\n"
                          "  - {name: a, <<: *crash, at: 1s}\n"
                          "  - {<<: *crash, name: b, at: 2s, restart_after: 9s}\n"));
  ASSERT_EQ(scenario.faults.size(), 2u);
  EXPECT_EQ(scenario.faults[0].name, "a");
  EXPECT_EQ(scenario.faults[0].restart_after, 3s);
  EXPECT_EQ(scenario.faults[1].restart_after, 9s);
  EXPECT_EQ(scenario.faults[1].target.name, "mq");
}

TEST(Yaml, OfSeveralMergedMappingsTheFirstWins) {
  const Scenario scenario =
      scenario_of(minimal("x-a: &a {loss: 1%, reorder: 2%}\n"
                          "x-b: &b {loss: 50%, duplicate: 25%}\n"
                          "network: {defaults: {<<: [*a, *b]}}\n"));
  EXPECT_NEAR(scenario.network.loss.value(), 0.01, 1e-9);
  EXPECT_NEAR(scenario.network.reorder.value(), 0.02, 1e-9);
  EXPECT_NEAR(scenario.network.duplicate.value(), 0.25, 1e-9);
}

TEST(Yaml, MergedKeysMayMergeThemselves) {
  const Scenario scenario =
      scenario_of(minimal("x-a: &a {loss: 1%}\n"
                          "x-b: &b {<<: *a, reorder: 2%}\n"
                          "network: {defaults: {<<: *b}}\n"));
  EXPECT_NEAR(scenario.network.loss.value(), 0.01, 1e-9);
}

TEST(Yaml, OnlyMappingsCanBeMerged) {
  EXPECT_EQ(told(minimal("x-a: &a 3\nnetwork: {defaults: {<<: *a}}\n")),
            "t.yaml:5:9: error: `<<` takes a mapping, not a value (used at line 6) [bad-merge]; "
            "`<<: *anchor` or `<<: [*a, *b]`\n");
  EXPECT_THAT(told(minimal("x-a: &a {b: 1}\nnetwork: {<<: *a, <<: *a}\n")),
              HasSubstr("t.yaml:6:19: error: duplicate key `<<` [duplicate-key]; merge several"));
}

TEST(Yaml, DuplicateKeysAreErrorsAtTheSecondOne) {
  EXPECT_EQ(told(minimal("drain: 1h\nzones: [a]\ndrain: 2h\n")),
            "t.yaml:7:1: error: duplicate key `drain` [duplicate-key]; it stands at line 5 "
            "already\n");
}

TEST(Yaml, MistakesBehindAnAnchorAreToldOnceAndNameTheUse) {
  EXPECT_EQ(told(minimal("x-a: &a {dist: constant, value: 3}\n"
                         "network:\n"
                         "  defaults: {latency: *a, jitter: *a}\n")),
            "t.yaml:5:33: error: `3` has no unit: `value` is a duration (used at line 7) "
            "[missing-unit]; write `3s` or `3ms`; units: ns us ms s m h d\n");
}

TEST(Yaml, ColumnsCountCharactersAndNotBytes) {
  EXPECT_THAT(told(minimal("zones: [\"华东\", 北京, 上海]\nhosts: {wallet: {zone: 北京, x: 1}}\n")),
              HasSubstr("t.yaml:6:28: error: unknown key `x` in host `wallet`"));
}

TEST(Yaml, CarriageReturnsAndByteOrderMarksDoNotMatter) {
  std::string text = "\xef\xbb\xbf" + minimal("drain: 5\n");
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) {
    text.replace(at, 1, "\r\n");
  }
  EXPECT_THAT(told(text), HasSubstr("t.yaml:5:8: error: `5` has no unit"));
}

TEST(Yaml, TabsInTheIndentationAreRefused) {
  EXPECT_EQ(told("version: 1\nworkload:\n\tarrivals: []\n"),
            "t.yaml:3:1: error: a tab in the indentation [tab]; use blanks\n");
}

TEST(Yaml, BrokenYamlSaysWhereItBegan) {
  EXPECT_EQ(told("version: 1\nzones: [a, b\nworkload: 3\n"),
            "t.yaml:3:9: error: the list in brackets does not end before this [syntax]; the `[` at "
            "line 2, column 8 is still open\n");
  EXPECT_EQ(told("version: 1\nname: \"abc\nworkload: 3\n"),
            "t.yaml:2:7: error: the quote does not end [syntax]\n");
  EXPECT_THAT(told("version: 1\nname: a: b\n"),
              HasSubstr("t.yaml:2:8: error: a `:` where no key can end [syntax]; quote a value"));
  EXPECT_THAT(told("version: 1\nname: *nobody\n"),
              HasSubstr("t.yaml:2:7: error: no anchor of this name comes before [syntax]"));
  EXPECT_THAT(told("version: 1\nname: @you\n"),
              HasSubstr("t.yaml:2:7: error: no value can begin with this character [syntax]"));
}

TEST(Yaml, AScenarioIsOneMapping) {
  EXPECT_EQ(told(""),
            "t.yaml: error: the scenario is empty [missing-key]; the smallest one has `version`, "
            "`workload` and `strategies`\n");
  EXPECT_THAT(told("# nothing\n"), HasSubstr("the scenario is empty"));
  EXPECT_THAT(told("- a\n- b\n"),
              HasSubstr("t.yaml:1:1: error: a scenario is a mapping, not a list"));
  EXPECT_THAT(told(minimal("---\nname: x\n")),
              HasSubstr("t.yaml:5:1: error: a second document begins here [documents]"));
}

TEST(Yaml, KeysAreWordsAndTagsMeanNothing) {
  EXPECT_THAT(told(minimal("[a, b]: 3\n")),
              HasSubstr("t.yaml:5:1: error: a list cannot be a key [bad-key]"));
  EXPECT_THAT(told(minimal("name: !!str x\n")),
              HasSubstr("t.yaml:5:13: error: the tag `tag:yaml.org,2002:str` means nothing here"));
  EXPECT_THAT(
      told(minimal("x-a: &a [1, *a]\n")),
      HasSubstr("t.yaml:5:13: error: the alias stands inside of what it names [bad-alias]"));
}

TEST(Yaml, TextMustBeCleanUtf8) {
  EXPECT_EQ(told("version: 1\nname: a\x04z\n"),
            "t.yaml:2:8: error: the control character 0x04 [encoding]; remove it\n");
  EXPECT_EQ(told("version: 1\nname: \xff\n"),
            "t.yaml:2:7: error: no UTF-8: the byte 0xff [encoding]; save the file as UTF-8\n");
}

TEST(Yaml, AliasBombsAreDefused) {
  std::string text = "x-a: &a [x, x, x, x, x, x, x, x, x, x]\n";
  for (char name = 'b'; name < 'k'; ++name) {
    const std::string before = std::string("*") + static_cast<char>(name - 1);
    text += std::string("x-") + name + ": &" + name + " [" + before;
    for (int i = 1; i < 10; ++i) text += ", " + before;
    text += "]\n";
  }
  EXPECT_THAT(told(text), HasSubstr("error: the scenario has more than 200000 values [too-large]; "
                                    "aliases of aliases multiply"));
}

TEST(Yaml, QuotesThatAreDoubledDoNotEndAText) {
  EXPECT_EQ(scenario_of(minimal("name: 'it''s'\n")).name, "it's");
  EXPECT_THAT(told(minimal("name: 'it''\n")), HasSubstr("the quote does not end"));
  EXPECT_THAT(told(minimal("name: '''\n")), HasSubstr("the quote does not end"));
}

TEST(Yaml, DeepNestingIsRefusedBeforeItHurts) {
  EXPECT_EQ(told("a: " + std::string(20'000, '[')),
            "t.yaml:1:68: error: brackets nest deeper than 64 levels [too-deep]\n");
  std::string dashes;
  for (int i = 0; i < 20'000; ++i) dashes += "- ";
  EXPECT_EQ(told(dashes), "t.yaml:1:129: error: values nest deeper than 64 levels [too-deep]\n");
  const std::string fine = minimal("x-a: " + std::string(40, '[') + std::string(40, ']') + "\n");
  EXPECT_EQ(told(fine), "");
}

TEST(Yaml, FilesHaveALimit) {
  EXPECT_EQ(told(minimal("# " + std::string(std::size_t{4} << 20, 'x'))),
            "t.yaml: error: the file is larger than 4 MiB [too-large]\n");
}

TEST(Yaml, AFileThatIsNotThereIsADiagnostic) {
  const ReadResult result = read_scenario("/nowhere/x.yaml", options_for_tests());
  ASSERT_EQ(result.diagnostics.size(), 1u);
  EXPECT_FALSE(result.scenario);
  EXPECT_EQ(result.diagnostics[0].line, 0u);
  EXPECT_EQ(told(result),
            "/nowhere/x.yaml: error: cannot read the scenario: there is no such file "
            "[no-file]\n");
  EXPECT_THAT(told(read_scenario("/tmp", options_for_tests())), HasSubstr("it is a folder"));
}

}  // namespace
}  // namespace txlab
