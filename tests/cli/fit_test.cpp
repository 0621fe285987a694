// fit: from a file of latencies, or from traces, to YAML that can be pasted.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "command.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string csv(const std::string& name, const std::string& text) {
  return scenario_file(name + ".csv", text);
}

// The harmonic numbers' differences: what is expected between 99 exponential arrivals, in order.
std::string exponential_column(const std::string& header) {
  std::string text = header + "\n";
  double at = 0;
  for (int i = 0; i < 99; ++i) {
    at += 5.0 / (99 - i);
    text += std::to_string(i) + "," + std::to_string(at) + "\n";
  }
  return text;
}

TEST(FitVerb, PrintsTheYamlToPaste) {
  const std::string file = csv("arrivals", exponential_column("id,gap_ms"));
  const Ran ran = txlab_says("fit " + file + " --column gap_ms");
  EXPECT_EQ(ran.exit_code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_THAT(ran.out, HasSubstr("\nTo paste:\n  {dist: exponential, mean: 5ms}\n"));
  EXPECT_THAT(ran.out, HasSubstr("column: gap_ms, unit: ms}\n"));
  EXPECT_EQ(
      txlab_says("fit - --column 2 < " + file + " | tail -n +2").out,
      txlab_says("fit " + file + " --column 2 | grep -v -e every -e samples, | tail -n +2").out)
      << "what comes from standard input cannot be named in a scenario";
  const auto json =
      nlohmann::json::parse(txlab_says("fit " + file + " --column gap_ms --format json").out);
  EXPECT_EQ(json["proposal"]["yaml"], "{dist: exponential, mean: 5ms}");
}

TEST(FitVerb, TakesTheUnitFromTheNameOrFromTheFlag) {
  const std::string numbers = "\n5\n5\n5\n";
  for (const auto& [header, written] :
       std::vector<std::pair<std::string, std::string>>{{"took_us", "5us"},
                                                        {"latency (ms)", "5ms"},
                                                        {"s", "5s"},
                                                        {"latency.ns", "5ns"},
                                                        {"duration_seconds", "5s"},
                                                        {"durationMs", "5ms"},
                                                        {"durationMS", "5ms"},
                                                        {"took.millis", "5ms"},
                                                        {"WAIT_USEC", "5us"},
                                                        {"elapsedNanos", "5ns"},
                                                        {"Sec", "5s"}}) {
    EXPECT_THAT(txlab_says("fit " + csv("unit", header + numbers)).out,
                HasSubstr("To paste:\n  " + written + "\n"))
        << header;
  }
  EXPECT_THAT(txlab_says("fit " + csv("unit", "took_us" + numbers) + " --unit s").out,
              HasSubstr("To paste:\n  5s\n"));
}

void refused(const std::string& arguments, const std::string& why) {
  const Ran ran = txlab_says("fit " + arguments);
  EXPECT_EQ(ran.exit_code, 2) << arguments;
  EXPECT_EQ(ran.out, "") << arguments;
  EXPECT_THAT(ran.err, HasSubstr(why)) << arguments;
}

TEST(FitVerb, ProposesTheOneColumnWhoseNameHasAUnit) {
  const std::string rows = "\n0,8.1,4\n1,4.9,5\n";
  refused(csv("one-unit", "ts,ms,user" + rows), "`--column ms`; the file has ts, ms, user");
  refused(csv("no-unit", "name,at,value" + rows), "`--column NAME`; the file has name, at, value");
  refused(csv("two-units", "begin_ms,end_ms,user" + rows),
          "`--column NAME`; the file has begin_ms");
}

TEST(FitVerb, NamesAllUnitsWhereItKnowsNone) {
  refused(csv("unitless", "latency\n1\n2\n"), "`--unit` says whether it is ns, us, ms or s");
  EXPECT_EQ(txlab_says("fit " + csv("users", "status\n1\n2\n")).exit_code, 2)
      << "us is no word of its own in it";
}

TEST(FitVerb, MarksTheCellThatIsNoNumber) {
  refused(csv("cell", "ts,ms,user\n0,8.1,u0\n1,slow,u1\n") + " --column ms",
          "1,slow,u1\n  |   ^^^^");
  refused(csv("with-unit", "latency\n8.129ms\n4ms\n") + " --unit ms", "numbers stand alone");
  refused(csv("comma", "ts;ms\n0;8,129\n") + " --column ms", "written with a point");
}

TEST(FitVerb, TellsWhatIsWrongWithAFile) {
  refused("nowhere.csv", "cannot read nowhere.csv: there is no such file");
  refused("scenarios", "it is a folder");
  refused(csv("empty", ""), "the file has no rows");
  refused(csv("header", "ms\n"), "the file has no rows");
  refused(csv("one", "ms\n1.5\n"), "one value makes no distribution; write `1.5ms`");
  refused(csv("negative", "ms\n1\n-2\n"), "is negative");
  refused(csv("first", "-2\n1\n") + " --unit ms", "is negative");
  refused(csv("word", "ms\n1\nslow\n"), "column 1 of this row is no number");
  refused(csv("short", "id,ms\n1,2\n3\n") + " --column ms", "column 2 of this row is no number");
  refused(csv("infinite", "ms\n1\ninf\n"), "is no number");
  refused(csv("long", "s\n1\n1e11\n"), "longer than 95 years: is it another unit?");
  refused(csv("bare", "1\n2\n"), "have no unit");
  refused(csv("two", "id,ms\n1,2\n"), "`--column ms`; the file has id, ms");
  refused(csv("near", "id,ms\n1,2\n") + " --column sm", "the file has no column `sm`");
  refused(csv("far", "id,ms\n1,2\n") + " --column 3", "the file has no column `3`");
  refused(csv("span", "ms\n1\n2\n") + " --span db.commit", "--span is for traces");
  refused(csv("json", "{\"resourceSpans\": []}"), "there are no spans in it");
  refused(csv("both", "ms\n1\n") + " --span a --column ms", "--column excludes --span");
}

TEST(FitVerb, ReadsTheSpansOfTraces) {
  const std::string traces = own_path("traces.json");
  ASSERT_EQ(
      txlab_says("trace scenarios/library/calm.yaml -s xa 3 --format otlp -o " + traces).exit_code,
      0);
  const Ran all = txlab_says("fit " + traces);
  EXPECT_EQ(all.exit_code, 2);
  EXPECT_THAT(all.err, HasSubstr("which spans? Choose with --span NAME: "));
  EXPECT_THAT(all.err, HasSubstr("prepare (6)"));
  const Ran absent = txlab_says("fit " + traces + " --span prepar");
  EXPECT_EQ(absent.exit_code, 2);
  EXPECT_THAT(absent.err, HasSubstr("did you mean `prepare`?"));
  const Ran found = txlab_says("fit " + traces + " --span prepare");
  EXPECT_EQ(found.exit_code, 0) << found.err;
  EXPECT_THAT(found.out, StartsWith(traces + ", span prepare: 6 values"));
  EXPECT_THAT(found.out, HasSubstr("To paste:\n  {dist: "));
}

}  // namespace
}  // namespace txlab
