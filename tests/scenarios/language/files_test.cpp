// Scenarios of several files: data files, includes, files laid on top.
#include <unistd.h>

#include <filesystem>

#include "reading.hpp"
#include "scenarios/language/keys/bounds.hpp"

namespace txlab {
namespace {

namespace fs = std::filesystem;

// A folder of its own for every test.
class Files : public testing::Test {
 protected:
  void SetUp() override {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder_ = fs::path(testing::TempDir()) /
              ("txlab-files-" + std::to_string(getpid()) + "-" + test->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "below");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
  }
  ReadResult read_file(std::vector<std::string> overlays = {}) {
    ReadOptions options = options_for_tests();
    for (const std::string& name : overlays) options.overlays.push_back((folder_ / name).string());
    return read_scenario((folder_ / "s.yaml").string(), options);
  }
  // What is told, without the folder.
  std::string told_file(std::vector<std::string> overlays = {}) {
    std::string text = told(read_file(std::move(overlays)));
    const std::string prefix = folder_.string() + "/";
    for (std::size_t at = 0; (at = text.find(prefix)) != std::string::npos;) {
      text.erase(at, prefix.size());
    }
    return text;
  }

  fs::path folder_;
};

constexpr auto latency = "network: {defaults: {latency: {dist: samples, file: d.csv, %}}}\n";
std::string with_samples(const std::string& keys) {
  std::string text = latency;
  return minimal(text.replace(text.find('%'), 1, keys));
}

TEST_F(Files, SamplesComeFromAColumnByName) {
  write("s.yaml", with_samples("column: fsync, unit: ms"));
  write("d.csv", "# measured\nid,fsync,other\n1,0.5,9\n2,\"1.5\",9\n\n3,1,9\n");
  const ReadResult result = read_file();
  ASSERT_EQ(told(result), "");
  EXPECT_EQ(result.scenario->network.latency.quantile(0.5), 1'000'000);
  EXPECT_THAT(result.resolved_yaml, HasSubstr("values: [500000ns, 1500000ns, 1000000ns]"));
  EXPECT_EQ(result.resolved_yaml.find("d.csv"), std::string::npos);
}

TEST_F(Files, SamplesComeFromAColumnByNumberOrTheFirst) {
  write("s.yaml", with_samples("column: 2, unit: us"));
  write("d.csv", "9,1\n9,3\n9,2\n");
  EXPECT_EQ(read_file().scenario->network.latency.quantile(0.5), 2000);
  write("s.yaml", with_samples("unit: s"));
  EXPECT_EQ(read_file().scenario->network.latency.quantile(0.5), 9'000'000'000);
}

// The units of data files are those that the table names.
TEST_F(Files, SamplesComeInEveryUnit) {
  write("d.csv", "2\n");
  for (const std::string& unit : language::choices_of(*language::key_at("distribution.unit"))) {
    const std::string law = "{dist: samples, file: d.csv, unit: " + unit + "}";
    write("s.yaml", minimal("precheck_takes: " + law + "\n"));
    if (unit == "CNY") {
      write("s.yaml", "version: 1\nstrategies: {a: {protocol: xa}}\nworkload:\n  amounts: " + law +
                          "\n  arrivals: [{process: constant, rate: 5/s, for: 10s}]\n");
    }
    const ReadResult result = read_file();
    EXPECT_EQ(told(result), "") << unit;
  }
}

TEST_F(Files, TracesAreInlinedToo) {
  write("s.yaml",
        "version: 1\nstrategies: {a: {protocol: xa}}\n"
        "workload: {arrivals: [{process: trace, file: below/t.csv, unit: s, for: 10s}]}\n");
  write("below/t.csv", "offset\n0.25\n3\n");
  const ReadResult result = read_file();
  ASSERT_EQ(told(result), "");
  EXPECT_EQ(result.scenario->workload.arrivals[0].trace, (std::vector<Duration>{250ms, 3s}));
}

TEST_F(Files, DataFilesMustLieBesideTheScenario) {
  write("s.yaml", minimal("network: {defaults: {latency: {dist: samples, file: ../d.csv, unit: "
                          "ms}}}\n"));
  EXPECT_EQ(told_file(),
            "s.yaml:5:53: error: `../d.csv` does not lie in the scenario's folder "
            "[bad-data]; move it there, or allow it with --allow-include\n");
  write("s.yaml", minimal("network: {defaults: {latency: {dist: samples, file: /etc/passwd, unit: "
                          "ms}}}\n"));
  EXPECT_THAT(told_file(), HasSubstr("`/etc/passwd` does not lie in the scenario's folder"));
  fs::create_symlink("/etc/passwd", folder_ / "link.csv");
  write("s.yaml", minimal("network: {defaults: {latency: {dist: samples, file: link.csv, unit: "
                          "ms}}}\n"));
  EXPECT_THAT(told_file(), HasSubstr("`link.csv` does not lie in the scenario's folder"));
}

// Of 1, 2, 4 and 8 the logarithms have the mean 1.5 ln 2, so the median is 2.83 ms; their deviation
// is ln 2 times the root of 5/4, and p99 lies 2.326 of them above it: 17.17 ms.
TEST_F(Files, ALawIsFittedToAColumn) {
  const std::string fit = "network: {defaults: {latency: {dist: lognormal, fit: d.csv, %}}}\n";
  const auto with = [&](const std::string& keys) {
    std::string text = fit;
    write("s.yaml", minimal(text.replace(text.find('%'), 1, keys)));
  };
  with("column: ms, unit: ms");
  write("d.csv", "id,ms\n1,1\n2,4\n3,8\n4,2\n");
  const ReadResult result = read_file();
  ASSERT_TRUE(result.scenario) << told(result);
  EXPECT_NEAR(static_cast<double>(result.scenario->network.latency.quantile(0.5)), 2.8284e6, 1e3);
  EXPECT_NEAR(static_cast<double>(result.scenario->network.latency.quantile(0.99)), 17.17e6, 2e4);
  EXPECT_EQ(result.resolved_yaml.find("d.csv"), std::string::npos);
  EXPECT_THAT(result.resolved_yaml, HasSubstr("{dist: lognormal, median: 2828427ns, p99: "));
  with("column: ms");
  EXPECT_THAT(told_file(), HasSubstr("a data file needs `unit`"));
  with("column: ms, unit: ms, median: 3ms");
  EXPECT_THAT(told_file(), HasSubstr("`median` is fitted to `d.csv`"));
  with("unit: ms");
  write("d.csv", "0\n1\n");
  EXPECT_THAT(told_file(), HasSubstr("no lognormal law can be fitted to these values"));
  EXPECT_EQ(told_file().find("p99"), std::string::npos) << "one mistake, one message";
  write("d.csv", "1\n1\n1\n1\n1\n1\n9\n9\n9\n9\n9\n9\n");
  EXPECT_THAT(told_file(), HasSubstr("warning: the lognormal law does not describe `d.csv`"));
  write("s.yaml", minimal("network: {defaults: {latency: {dist: constant, fit: d.csv}}}\n"));
  EXPECT_THAT(told_file(), HasSubstr("`fit` does not fit in"));
}

TEST_F(Files, MistakesInDataPointIntoTheData) {
  write("s.yaml", with_samples("unit: ms"));
  EXPECT_THAT(told_file(), HasSubstr("s.yaml:5:53: error: cannot read `d.csv`: there is no such "
                                     "file [bad-data]"));
  write("d.csv", "ms\n1\ntwo\n");
  EXPECT_EQ(told_file(),
            "d.csv:3:1: error: column 1 of this row is no number (named at s.yaml:5) [bad-data]\n");
  write("d.csv", "\n");
  EXPECT_THAT(told_file(), HasSubstr("error: the file has no rows [bad-data]"));
  write("s.yaml", with_samples("column: fsnc, unit: ms"));
  write("d.csv", "id,fsync\n1,2\n");
  EXPECT_THAT(told_file(), HasSubstr("s.yaml:5:68: error: the file has no column `fsnc` "
                                     "[bad-data]; did you mean `fsync`?"));
  write("s.yaml", with_samples("column: fsync"));
  EXPECT_THAT(told_file(), HasSubstr("error: a data file needs `unit` [missing-key]"));
}

TEST_F(Files, IncludedFilesLieBelow) {
  write("base.yaml", "include: below/deeper.yaml\ndrain: 5h\nzones: [a, b]\n");
  write("below/deeper.yaml", minimal("drain: 7h\nexperiment: {seed: 3, warmup: 1s}\n"));
  write("s.yaml", "include: [base.yaml]\nzones: [c]\nexperiment: {seed: 4}\n");
  const ReadResult result = read_file();
  ASSERT_EQ(told(result), "");
  EXPECT_EQ(result.scenario->drain, 5h);
  EXPECT_EQ(result.scenario->zones, (std::vector<std::string>{"c"}));
  EXPECT_EQ(result.scenario->experiment.seed, 4u);
  EXPECT_EQ(result.scenario->experiment.warmup, 1s);
  EXPECT_EQ(result.resolved_yaml.find("include"), std::string::npos);
}

TEST_F(Files, MistakesInIncludedFilesPointThere) {
  write("base.yaml", "drain: 5\n");
  write("s.yaml", minimal("include: base.yaml\n"));
  EXPECT_THAT(
      told_file(),
      HasSubstr(
          "base.yaml:1:8: error: `5` has no unit: `drain` is a duration (included at s.yaml:5)"));
  write("s.yaml", minimal("include: bse.yaml\n"));
  EXPECT_THAT(told_file(), HasSubstr("s.yaml:5:10: error: cannot read `bse.yaml`: there is no such "
                                     "file [bad-include]"));
}

TEST_F(Files, NoFileIncludesItself) {
  write("a.yaml", "include: b.yaml\n");
  write("b.yaml", "include: a.yaml\n");
  write("s.yaml", minimal("include: a.yaml\n"));
  EXPECT_THAT(told_file(), HasSubstr("b.yaml:1:10: error: a cycle of `include`: a.yaml -> b.yaml "
                                     "-> a.yaml (included at a.yaml:1) [bad-include]"));
}

TEST_F(Files, IncludedFilesMayGoBackToTheFolderOfTheScenarioButNotBeyond) {
  write("base.yaml", "drain: 5h\n");
  write("below/deeper.yaml", "include: ../base.yaml\n");
  write("s.yaml", minimal("include: below/deeper.yaml\n"));
  ASSERT_EQ(told_file(), "");
  EXPECT_EQ(read_file().scenario->drain, 5h);
  write("below/deeper.yaml", "include: ../../base.yaml\n");
  EXPECT_THAT(told_file(),
              HasSubstr("below/deeper.yaml:1:10: error: `../../base.yaml` does not "
                        "lie in the scenario's folder (included at s.yaml:5) [bad-include]"));
}

TEST_F(Files, MayLieAnywhereIfSomebodyAllowsIt) {
  fs::create_directories(folder_ / "own");
  write("base.yaml", "drain: 5h\n");
  write("own/s.yaml", minimal("include: ../base.yaml\n"));
  ReadOptions options = options_for_tests();
  EXPECT_FALSE(read_scenario((folder_ / "own/s.yaml").string(), options).scenario);
  options.allow_any_file = true;
  const ReadResult result = read_scenario((folder_ / "own/s.yaml").string(), options);
  ASSERT_EQ(told(result), "");
  EXPECT_EQ(result.scenario->drain, 5h);
}

TEST_F(Files, OfTheLibraryMayBeIncludedFromAnywhere) {
  fs::create_directories(folder_ / "own");
  fs::create_directories(folder_ / "library/parts");
  write("library/calm.yaml", "include: parts/drain.yaml\n");
  write("library/parts/drain.yaml", "drain: 5h\n");
  write("library/parts/bad.yaml", "include: ../../base.yaml\n");
  write("base.yaml", "drain: 6h\n");
  ReadOptions options = options_for_tests();
  options.library = (folder_ / "library").string();
  const auto including = [&](const std::string& name) {
    write("own/s.yaml", minimal("include: " + name + "\n"));
    return read_scenario((folder_ / "own/s.yaml").string(), options);
  };
  for (const std::string& name :
       {std::string("../library/calm.yaml"), (folder_ / "library/calm.yaml").string()}) {
    const ReadResult result = including(name);
    ASSERT_EQ(told(result), "");
    EXPECT_EQ(result.scenario->drain, 5h);
  }
  EXPECT_FALSE(including("../library/parts/bad.yaml").scenario);
  EXPECT_FALSE(including("../base.yaml").scenario);
}

TEST_F(Files, IncludesNestSixteenDeep) {
  for (int i = 1; i < 17; ++i) {
    write(std::to_string(i) + ".yaml", "include: " + std::to_string(i + 1) + ".yaml\n");
  }
  write("16.yaml", "drain: 5h\n");
  write("s.yaml", minimal("include: 1.yaml\n"));
  EXPECT_EQ(told_file(), "");
  write("16.yaml", "include: 17.yaml\n");
  write("17.yaml", "drain: 5h\n");
  EXPECT_THAT(
      told_file(),
      HasSubstr(
          "16.yaml:1:10: error: includes nest deeper than 16 levels (included at 15.yaml:1)"));
}

// Each of a chain of files includes the next one twice; or one large file is read again and again.
TEST_F(Files, TogetherHaveALimit) {
  for (int i = 1; i < 12; ++i) {
    const std::string next = std::to_string(i + 1) + ".yaml";
    write(std::to_string(i) + ".yaml", "include: [" + next + ", " + next + "]\n");
  }
  write("12.yaml", "drain: 5h\n");
  write("s.yaml", minimal("include: 1.yaml\n"));
  EXPECT_THAT(told_file(), HasSubstr("the scenario names more than 200 files, or more than 8 MiB"));
  write("large.yaml", "# " + std::string(3'000'000, 'x') + "\n");
  write("s.yaml", minimal("include: [large.yaml, large.yaml, large.yaml]\n"));
  EXPECT_THAT(told_file(), HasSubstr("more than 8 MiB [too-large]"));
}

TEST_F(Files, OverlaysLieOnTop) {
  write("s.yaml", minimal("experiment: {seed: 3, warmup: 1s}\n"));
  write("one.yaml", "experiment: {seed: 4}\n");
  write("two.yaml", "experiment: {seed: 5}\ndrain: 2h\n");
  const ReadResult result = read_file({"one.yaml", "two.yaml"});
  ASSERT_EQ(told(result), "");
  EXPECT_EQ(result.scenario->experiment.seed, 5u);
  EXPECT_EQ(result.scenario->experiment.warmup, 1s);
  EXPECT_EQ(result.scenario->drain, 2h);
  EXPECT_THAT(told_file({"three.yaml"}), HasSubstr("three.yaml: error: cannot read the file"));
}

}  // namespace
}  // namespace txlab
