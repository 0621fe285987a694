// The results folder as its users meet it: what is in it, what SQL finds there, and that nothing is
// lost when it cannot be written.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <regex>

#include "command.hpp"

namespace txlab {
namespace {

using nlohmann::json;
using testing::HasSubstr;

constexpr const char* small = R"(version: 1
workload: {arrivals: [{process: constant, rate: 20/s, for: 5s}], customers: 50}
strategies:
  naive: {protocol: naive}
  tcc: {protocol: tcc}
  mq-tx: {protocol: transactional-message}
faults:
  - {name: fund-away, fault: crash, target: {host: fund}, at: 2s, restart_after: 1s}
requirements: [p99(inconsistency_window) < 1m, declared_tables <= 1]
experiment: {replications: 2, seed: 5, baseline: tcc}
)";

// Written once, read by all cases.
const std::string& folder() {
  static const std::string written = [] {
    const std::string file = scenario_file("results.yaml", small);
    const std::string place = own_path("results");
    const Ran ran = txlab_says("run " + file + " --no-progress -o " + place);
    EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 3) << ran.err;
    return place;
  }();
  return written;
}

class Database {
 public:
  explicit Database(const std::string& file) {
    EXPECT_EQ(sqlite3_open_v2(file.c_str(), &database_, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
  }
  ~Database() { sqlite3_close(database_); }
  Database(const Database&) = delete;

  // Of each row the columns as text; NULL is empty.
  std::vector<std::vector<std::string>> rows(const std::string& sql) {
    std::vector<std::vector<std::string>> all;
    sqlite3_stmt* statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
        << sqlite3_errmsg(database_) << "\n"
        << sql;
    while (statement != nullptr && sqlite3_step(statement) == SQLITE_ROW) {
      all.emplace_back();
      for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        const auto* const value = sqlite3_column_text(statement, i);
        all.back().emplace_back(value == nullptr ? "" : reinterpret_cast<const char*>(value));
      }
    }
    sqlite3_finalize(statement);
    return all;
  }
  std::string value(const std::string& sql) { return rows(sql).at(0).at(0); }

 private:
  sqlite3* database_ = nullptr;
};

std::vector<std::string> documented_queries() {
  const std::string page = text_of(source_folder() / "docs/analysis.md");
  const std::regex fenced("```sql\n([^`]*)```");
  std::vector<std::string> queries;
  for (std::sregex_iterator it(page.begin(), page.end(), fenced); it != std::sregex_iterator();
       ++it) {
    queries.push_back((*it)[1]);
  }
  return queries;
}

TEST(Results, EveryDocumentedQueryFindsSomething) {
  Database database(folder() + "/result.sqlite");
  const auto queries = documented_queries();
  ASSERT_GE(queries.size(), 6u);
  for (const std::string& query : queries) EXPECT_FALSE(database.rows(query).empty()) << query;
}

TEST(Results, TablesAndDocumentSayTheSame) {
  Database database(folder() + "/result.sqlite");
  const json document = json::parse(text_of(folder() + "/result.json"));
  for (const json& strategy : document["points"][0]["strategies"]) {
    const std::string where = " WHERE strategy = '" + strategy["name"].get<std::string>() + "'";
    const double mean =
        std::stod(database.value("SELECT avg(value) FROM v_metric" + where +
                                 " AND name = 'client_latency' AND statistic = 'mean'"));
    EXPECT_NEAR(mean, strategy["metrics"]["client_latency"]["mean"]["value"].get<double>(), 1e-6);
    const auto counted = std::stoull(database.value("SELECT sum(count) FROM histogram" + where +
                                                    " AND metric = 'client_latency'"));
    EXPECT_EQ(counted, strategy["metrics"]["client_latency"]["count"].get<std::uint64_t>());
    std::uint64_t violations = 0;
    for (const json& one : strategy["properties"]) {
      violations += one["violations"].get<std::uint64_t>();
    }
    EXPECT_EQ(std::stoull(
                  database.value("SELECT count(*) FROM violation JOIN run USING (run_id)" + where)),
              violations)
        << "every violator is there";
    EXPECT_EQ(std::stoull(database.value("SELECT sum(weight) FROM tx JOIN run USING (run_id)" +
                                         where + " AND replication = 0")),
              strategy["outcomes"]["offered"].get<std::uint64_t>() / 2)
        << "the first replication is whole";
  }
}

// What a run cost in real time is told once, and where nothing is compared.
TEST(Results, TellRealTimeInTheManifestOnly) {
  EXPECT_GT(json::parse(text_of(folder() + "/manifest.json"))["wall_s"].get<double>(), 0);
  EXPECT_EQ(text_of(folder() + "/result.json").find("wall_"), std::string::npos);
  Database database(folder() + "/result.sqlite");
  EXPECT_EQ(database.value("SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%wall_%'"), "0");
}

// The fund service is away for a second; its customers ask again, or wait.
TEST(Results, CountRequestsAndLocksOfAPurchase) {
  Database database(folder() + "/result.sqlite");
  EXPECT_EQ(database.value("SELECT count(*) FROM tx WHERE attempts < 1"), "0");
  EXPECT_EQ(database.value("SELECT count(*) FROM tx WHERE outcome = 'bought' AND lock_ns <= 0"),
            "0");
  const std::string held =
      "SELECT sum(lock_ns) FROM tx JOIN run USING (run_id) WHERE replication = 0 AND strategy = ";
  const std::string measured =
      "SELECT sum(CASE statistic WHEN 'mean' THEN value END) * 1e6 * "
      "sum(CASE statistic WHEN 'count' THEN value END) FROM v_metric WHERE name = 'lock_hold' "
      "AND replication = 0 AND strategy = ";
  for (const std::string strategy : {"'naive'", "'tcc'", "'mq-tx'"}) {
    const double sum = std::stod(database.value(held + strategy));
    EXPECT_NEAR(std::stod(database.value(measured + strategy)), sum, sum * 1e-9) << strategy;
  }
}

// All that arrived, bin by bin, are all that were offered.
TEST(Results, HaveMeansOverTheReplications) {
  Database database(folder() + "/result.sqlite");
  EXPECT_EQ(database.value("SELECT count(*) FROM timeseries_mean WHERE low > mean OR mean > high"),
            "0");
  const std::string arrived =
      "SELECT sum(mean) FROM timeseries_mean WHERE series = 'arrived' AND "
      "strategy = 'tcc'";
  const json document = json::parse(text_of(folder() + "/result.json"));
  const json& tcc = document["points"][0]["strategies"][1];
  EXPECT_DOUBLE_EQ(std::stod(database.value(arrived)) * 2,
                   tcc["outcomes"]["offered"].get<double>());
}

TEST(Results, TheResolvedScenarioGivesTheSameDigests) {
  const json first = json::parse(text_of(folder() + "/result.json"));
  const Ran again =
      txlab_says("run " + folder() + "/scenario.resolved.yaml --no-progress --format json");
  const json second = json::parse(again.out);
  EXPECT_EQ(first["scenario"]["digest"], second["scenario"]["digest"]);
  for (std::size_t i = 0; i < 3; ++i) {
    const auto digest = [i](const json& of) { return of["points"][0]["strategies"][i]["digest"]; };
    EXPECT_EQ(digest(first), digest(second));
  }
}

// With its defaults written out a scenario says the same: the same layout, and under every strategy
// the same happenings.
TEST(Results, ScenariosOfTheLibraryAreTheSameWithTheirDefaults) {
  const std::string original = own_path("short");
  const std::string repeated = own_path("short-again");
  const std::string few = " --replications 1 --set drain=5m --no-progress -q --force -o ";
  for (const char* const name : {"calm", "order-ids", "a-slow-bank", "lost-confirmation"}) {
    const std::string file = std::string("scenarios/library/") + name + ".yaml";
    txlab_says("run " + file + few + original);
    const std::string resolved = original + "/scenario.resolved.yaml";
    EXPECT_THAT(text_of(resolved), HasSubstr("  # default\n")) << name;
    EXPECT_EQ(txlab_says("fmt --check " + resolved).exit_code, 0) << name;
    txlab_says("run " + resolved + " --no-progress -q --force -o " + repeated);
    json first = json::parse(text_of(original + "/result.json"));
    json second = json::parse(text_of(repeated + "/result.json"));
    first["scenario"].erase("file");
    second["scenario"].erase("file");
    EXPECT_EQ(first, second) << name;
  }
}

TEST(Results, AreRenderedAgain) {
  EXPECT_EQ(txlab_says("report " + folder() + " --format json").out,
            text_of(folder() + "/result.json"));
  EXPECT_THAT(txlab_says("report " + folder()).out, HasSubstr("Decision"));
  const Ran nobody = txlab_says("report " + own_path("nowhere"));
  EXPECT_EQ(nobody.exit_code, 2);
  EXPECT_THAT(nobody.err, HasSubstr("there is no such file"));
}

TEST(Results, AreTablesForSpreadsheets) {
  const std::string place = own_path("tables");
  const Ran ran = txlab_says("report " + folder() + " --report csv=" + place);
  EXPECT_TRUE(ran.exit_code == 0 || ran.exit_code == 3) << ran.err;
  EXPECT_THAT(text_of(place + "/metrics.csv"), HasSubstr(",tcc,client_latency,p99,ms,"));
  const std::string file = scenario_file("in-the-way", "");
  EXPECT_EQ(txlab_says("report " + folder() + " --report csv=" + file).exit_code, 74);
}

// As wide as COLUMNS says, and in ASCII on a terminal that shows nothing else.
TEST(Results, FitTheTerminal) {
  EXPECT_THAT(shell_says("COLUMNS=70 " + program_file().string() + " report " + folder()).out,
              HasSubstr("no room for"));
  const std::string command = program_file().string() + " report " + folder();
  const auto on_a_terminal = [&](const std::string& locale) {
    return shell_says("LC_ALL=" + locale + " script -qec '" + command + "' /dev/null").out;
  };
  EXPECT_THAT(on_a_terminal("C.UTF-8"), HasSubstr("±"));
  EXPECT_THAT(on_a_terminal("C"), HasSubstr("+-"));
  EXPECT_THAT(on_a_terminal("C"), HasSubstr("\x1b["));
  const auto without_colour = [&](const std::string& value) {
    return shell_says("NO_COLOR=" + value + " script -qec '" + command + "' /dev/null").out;
  };
  EXPECT_THAT(without_colour("1"), testing::Not(HasSubstr("\x1b[")));
  EXPECT_THAT(without_colour(""), HasSubstr("\x1b["));
}

// Each way of not being ours is refused by both, and nothing is written.
TEST(Results, AFolderOfAnotherVersionOrCutOffIsRefused) {
  const std::string broken = own_path("broken");
  const auto refused = [&](const std::string& manifest, const std::string& told) {
    std::filesystem::create_directories(broken);
    std::ofstream(broken + "/manifest.json") << manifest;
    std::ofstream(broken + "/result.json") << "precious";
    const Ran read = txlab_says("report " + broken);
    EXPECT_EQ(read.exit_code, 2);
    EXPECT_THAT(read.err, HasSubstr(told));
    const Ran written =
        txlab_says("run " + folder() + "/scenario.resolved.yaml --no-progress -o " + broken);
    EXPECT_EQ(written.exit_code, 74);
    EXPECT_THAT(written.err, HasSubstr(told));
    EXPECT_EQ(text_of(broken + "/result.json"), "precious");
  };
  refused(R"({"schema": "txlab.manifest/2"})", "txlab.manifest/2");
  refused(R"({"schema": "txlab.man)", "cut off");
  refused("[1]", "does not say what it is");
}

// A file may become no larger than some blocks: to the program that is a disk that fills up.
TEST(Results, AFullDiskLeavesTheOldResults) {
  const std::string before = text_of(folder() + "/result.json");
  for (const char* const blocks : {"8", "400"}) {
    const Ran ran = shell_says("trap '' XFSZ; ulimit -f " + std::string(blocks) + "; " +
                               program_file().string() + " run " + folder() +
                               "/scenario.resolved.yaml --seed 6 --no-progress -q -o " + folder());
    EXPECT_EQ(ran.exit_code, 74) << ran.err;
    EXPECT_THAT(ran.err, HasSubstr("cannot write"));
    EXPECT_EQ(text_of(folder() + "/result.json"), before);
    EXPECT_FALSE(std::filesystem::exists(folder() + ".writing"));
  }
}

}  // namespace
}  // namespace txlab
