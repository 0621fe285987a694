// What the keys of a scenario mean: all that readers know, and all that the library writes, can be
// explained; and nothing is explained that no reader knows.
#include <algorithm>
#include <filesystem>
#include <set>

#include "reading.hpp"
#include "scenarios/language/keys/key.hpp"
#include "scenarios/language/load.hpp"

namespace txlab::language {
namespace {

using Places = std::set<std::string>;

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

// The key that stands exactly there, not one above or below it.
const Key* key_at(std::string_view place) {
  for (const Key* key : find_keys(place)) {
    const std::string_view last = last_part(key->path);
    if (last == last_part(place) || last == "NAME") return key;
  }
  return nullptr;
}

std::vector<std::filesystem::path> library() {
  std::vector<std::filesystem::path> files;
  const auto folder = source_folder() / "scenarios/library";
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
    if (file.path().extension() == ".yaml") files.push_back(file.path());
  }
  return files;
}

// What the author of a scenario has named: `databases.wallet-db`, `expect.xa`.
bool is_a_name(std::string_view place) {
  const std::string_view section = place.substr(0, place.find('.'));
  return std::ranges::count(place, '.') == 1 &&
         std::set<std::string_view>{"hosts", "databases", "funds", "strategies", "expect"}.contains(
             section);
}

// A protocol explains its own parameters.
bool is_a_parameter(std::string_view place) {
  return place.starts_with("strategies.") && std::ranges::count(place, '.') == 2 &&
         key_at(place) == nullptr;
}

// A list's elements have no place of their own, what a sweep sets belongs elsewhere, and a dot in
// `p99.9` would be taken for another level.
void add_places(const Node& node, const std::string& place, Places& out) {
  for (const Entry& entry : node.entries) {
    if (entry.key.starts_with("x-") || entry.key.starts_with("p99")) continue;
    const std::string inner = place.empty() ? entry.key : place + "." + entry.key;
    out.insert(inner);
    if (inner != "sweep.values") add_places(entry.value, inner, out);
  }
  for (const Node& item : node.items) add_places(item, place, out);
}

TEST(Keys, that_the_library_writes_can_all_be_explained) {
  const auto files = library();
  ASSERT_GT(files.size(), 50u);
  for (const auto& file : files) {
    Problems problems;
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    const auto tree = load(problems, problems.add_source({file.string(), text.str(), ""}));
    ASSERT_TRUE(tree) << file;
    Places places;
    add_places(*tree, "", places);
    for (const std::string& place : places) {
      if (is_a_name(place) || is_a_parameter(place)) continue;
      EXPECT_NE(key_at(place), nullptr) << place << " in " << file;
    }
  }
}

// Every section, every process of arrivals and every kind of fault, so that readers ask for all.
constexpr std::string_view everything = R"(
version: 1
network: {defaults: {}, links: [{between: [a, b]}, {from: a, to: b}]}
clocks: {}
hosts:
  wallet: {}
  fund: {}
  centre: {}
  mq: {replication: {}, consumers: {}}
databases: {wallet-db: {}}
workload:
  skew: {}
  arrivals:
    - {process: poisson}
    - {process: burst}
    - {process: diurnal}
    - {process: trace}
    - {process: closed}
  types: {}
  refusals: {}
  client: {backoff: {}}
  two_step: {}
  balances: {}
  amounts: {dist: percentiles}
calendar: {}
funds: {one: {}}
payment: {}
withdrawals: {}
operators: {}
background: {}
strategies: {xa: {protocol: xa}}
faults:
  - {fault: crash, at: 1s, target: {host: mq}, kind: power}
  - {fault: slow, every: 1s, target: {host: mq}}
  - {fault: error, when: {}, target: {database: fund-db}}
  - {fault: clock-step, rate: 1/h, target: {host: mq}}
  - {fault: clock-drift, at: 1s, target: {host: mq}}
  - {fault: degrade, at: 1s}
expect: {xa: {}}
experiment: {replications: {until: {}}}
sweep: [{set: drain}]
precheck_takes: {dist: constant}
drain: 1h
)";

Places asked_for() {
  Places asked;
  const auto add = [&](std::string_view text, const std::string& name) {
    ReadOptions options;
    options.vocabulary = vocabulary_for_tests();
    for (const std::string& place : read_scenario_text(text, name, options).asked) {
      asked.insert(place);
    }
  };
  add(everything, "everything.yaml");
  for (const char* law : {"constant, value: 1", "uniform", "exponential", "normal", "lognormal",
                          "pareto", "percentiles, values: {p50: 1ms}", "samples"}) {
    std::string text(everything);
    const std::string was = "precheck_takes: {dist: constant}";
    text.replace(text.find(was), was.size(), std::string("precheck_takes: {dist: ") + law + "}");
    add(text, "law.yaml");
  }
  return asked;
}

TEST(Keys, that_readers_know_can_all_be_explained) {
  for (const std::string& place : asked_for()) {
    const bool host = place.starts_with("hosts.") && std::ranges::count(place, '.') == 1;
    if (host || is_a_name(place) || is_a_parameter(place)) continue;
    EXPECT_NE(key_at(place), nullptr) << place;
  }
}

// Some are looked at before the readers come: other files, `extends`, and what has any name.
TEST(Keys, that_are_explained_are_known_to_a_reader) {
  std::set<const Key*> known;
  for (const std::string& place : asked_for()) known.insert(key_at(place));
  const std::set<std::string_view> before{"include",           "strategies.NAME.extends",
                                          "distribution",      "workload.arrivals.NAME.file",
                                          "distribution.file", "strategies.NAME.profile",
                                          "thresholds.NAME"};
  for (const Key* key : all_keys()) {
    EXPECT_TRUE(before.contains(key->path) || known.contains(key)) << key->path;
  }
}

TEST(Keys, say_what_is_written_there) {
  for (const Key* key : all_keys()) {
    EXPECT_FALSE(key->meaning.empty()) << key->path;
    EXPECT_FALSE(key->fallback.empty()) << key->path;
    const std::string example = example_of(*key);
    EXPECT_GT(example.size(), example.find(": ") + 2) << key->path;
    EXPECT_FALSE(key->type == KeyType::name && key->bounds.empty()) << key->path;
  }
  EXPECT_EQ(type_of(*key_at("hosts.mq.flush")), "name: sync | async");
  EXPECT_EQ(example_of(*key_at("hosts.mq.flush")), "flush: async");
}

TEST(Keys, are_found_by_the_names_and_numbers_of_a_scenario) {
  EXPECT_EQ(key_at("databases.wallet-db.fsync")->path, "databases.NAME.fsync");
  EXPECT_EQ(key_at("databases.wallet-db.fsync.median")->path, "distribution.median");
  EXPECT_EQ(key_at("workload.arrivals.0.for")->path, "workload.arrivals.NAME.for");
  EXPECT_EQ(key_at("faults.cut.for")->path, "faults.NAME.for");
  EXPECT_EQ(key_at("faults.for")->path, "faults.NAME.for");
  EXPECT_EQ(find_keys("faults.when").size(), 4u) << "its event, probability and times, too";
  EXPECT_TRUE(find_keys("hosts.mq.flushh").empty());
  EXPECT_TRUE(find_keys("nonsense").empty());
}

}  // namespace
}  // namespace txlab::language
