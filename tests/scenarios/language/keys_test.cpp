// What the keys of a scenario mean: all that readers know, and all that the library writes, can be
// explained; and nothing is explained that no reader knows.
#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>

#include "models/fund/companionship.hpp"
#include "models/fund/stamp.hpp"
#include "reading.hpp"
#include "scenarios/language/keys/bounds.hpp"
#include "scenarios/language/keys/fault_meanings.hpp"
#include "scenarios/language/load.hpp"
#include "sim/world/statement.hpp"

namespace txlab::language {
namespace {

using Places = std::set<std::string>;

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('.') + 1); }

// The key that stands exactly there, not one above or below it.
const Key* explained_at(std::string_view place) {
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
         explained_at(place) == nullptr;
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
      EXPECT_NE(explained_at(place), nullptr) << place << " in " << file;
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

struct Asked {
  Places keys;
  Places differing;
};

Asked asked_for() {
  Asked asked;
  const auto add = [&](std::string_view text, const std::string& name) {
    ReadOptions options;
    options.vocabulary = vocabulary_for_tests();
    const ReadResult result = read_scenario_text(text, name, options);
    asked.keys.insert(result.asked.begin(), result.asked.end());
    asked.differing.insert(result.differing.begin(), result.differing.end());
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

// Readers read by the table. Some keys are looked at before they come: other files, `extends`, and
// what has any name.
TEST(Keys, are_all_read) {
  const Places known = asked_for().keys;
  const std::set<std::string_view> before{"include",
                                          "profiles",
                                          "strategies.NAME.extends",
                                          "strategies.NAME.profile",
                                          "thresholds.NAME",
                                          "distribution",
                                          "distribution.values.NAME",
                                          "distribution.file",
                                          "distribution.fit",
                                          "distribution.column",
                                          "distribution.unit",
                                          "workload.arrivals.NAME.file",
                                          "workload.arrivals.NAME.column",
                                          "workload.arrivals.NAME.unit"};
  for (const Key* key : all_keys()) {
    EXPECT_TRUE(before.contains(key->path) || known.contains(std::string(key->path))) << key->path;
  }
}

// A part that is built by hand, without a file, is the one that a file without keys describes.
TEST(Keys, have_the_defaults_of_the_parts_that_they_set) {
  EXPECT_EQ(asked_for().differing, Places{});
}

// Bounds and defaults are words that readers understand; these are for people, and the readers of
// their sections know more.
TEST(Keys, have_bounds_that_readers_understand) {
  const Places for_people{"workload.arrivals.NAME.peak",
                          "workload.arrivals.NAME.ramp",
                          "workload.client.backoff.max",
                          "experiment.warmup",
                          "calendar.file_export",
                          "version",
                          "databases.NAME.lock_wait_timeout"};
  for (const Key* key : all_keys()) {
    const bool in_words = key->bounds.empty() || key->type == KeyType::name ||
                          key->type == KeyType::text || key->type == KeyType::list ||
                          key->type == KeyType::mapping || key->type == KeyType::amount ||
                          is_distribution(key->type);
    if (in_words || for_people.contains(std::string(key->path))) continue;
    EXPECT_TRUE(range_of(*key)) << key->path << ": " << key->bounds;
  }
  EXPECT_EQ(choices_of(*key_at("hosts.mq.flush")), (std::vector<std::string>{"sync", "async"}));
  EXPECT_TRUE(choices_of(*key_at("hosts.mq.broker")).empty()) << "they stand in another list";
  EXPECT_EQ(instead_of(*key_at("databases.NAME.lock_wait_timeout")), "forever");
}

TEST(Keys, have_defaults_that_readers_understand) {
  for (const Key* key : all_keys()) {
    const bool begins_like_one =
        !key->fallback.empty() &&
        (std::isdigit(key->fallback[0]) != 0 || key->fallback == "on" || key->fallback == "off");
    const bool in_words = key->type == KeyType::text || key->type == KeyType::mapping ||
                          key->type == KeyType::list ||
                          key->fallback.find(' ') != std::string_view::npos;
    if (begins_like_one && !in_words) {
      EXPECT_TRUE(fallback_of(*key)) << key->path << ": " << key->fallback;
    }
  }
  EXPECT_EQ(std::get<Duration>(*fallback_of(*key_at("workload.client.timeout"))), 3s);
  EXPECT_EQ(std::get<std::string>(*fallback_of(*key_at("hosts.mq.flush"))), "sync");
  EXPECT_FALSE(fallback_of(*key_at("hosts.mq.resume_after"))) << "never";
}

// What the models cannot hold is not allowed either.
TEST(Keys, have_the_limits_of_the_models) {
  EXPECT_EQ(sizes_of(*key_at("funds"))->most, std::size_t{Stamp::most_funds});
  EXPECT_EQ(std::get<std::int64_t>(*range_of(*key_at("background.rows"))->most),
            std::int64_t{Statement::capacity});
  const auto hosts = choices_of(*key_at("hosts"));
  for (const std::string_view department : department_names) {
    EXPECT_NE(std::ranges::find(hosts, department), hosts.end()) << department;
  }
  for (std::size_t i = 0; i < transaction_types; ++i) {
    const std::string_view type = txlab::name_of(static_cast<TransactionType>(i));
    EXPECT_NE(key_at("workload.types." + std::string(type)), nullptr) << type;
  }
}

// What readers make of a name is the enumerator at its place in the table.
template <typename E>
void expect(std::string_view path, std::string_view name, E enumerator) {
  const auto names = choices_of(*key_at(path));
  const auto at = static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  EXPECT_EQ(at, static_cast<std::size_t>(enumerator)) << path << ": " << name;
}

TEST(Keys, of_parts_have_their_names_in_the_order_of_the_enumerators) {
  expect("hosts.mq.flush", "async", Flush::async);
  expect("hosts.mq.check_queue_full", "ask-itself", QueueFull::ask_itself);
  expect("hosts.mq.give_up", "roll-back", GiveUp::roll_back);
  expect("hosts.mq.op_records", "each", OpRecords::each);
  expect("hosts.mq.op_records", "stacked", OpRecords::stacked);
  expect("hosts.mq.op_records", "batched", OpRecords::batched);
  expect("hosts.mq.consumers.mode", "orderly", ConsumeMode::orderly);
  expect("databases.NAME.hand_over", "random", HandOver::random);
  expect("databases.NAME.lock_timeout_ends", "statement", LockTimeoutEnds::statement);
  expect("databases.NAME.slots", "lost", SlotsAfterRestart::lost);
  expect("databases.NAME.prepared_on_disconnect", "rolled-back", OnDisconnect::rolled_back);
  expect("databases.NAME.prepared_finished_by", "owner", FinishedBy::owner);
  expect("databases.NAME.heuristic_recovery", "none", Heuristic::none);
  expect("databases.NAME.heuristic_recovery", "commit", Heuristic::commit);
  expect("databases.NAME.heuristic_recovery", "rollback", Heuristic::rollback);
}

TEST(Keys, of_the_business_have_their_names_in_the_order_of_the_enumerators) {
  expect("calendar.late", "honour", Calendar::Late::honour);
  expect("on_branch_refused", "redeem-ordinary", OnBranchRefused::redeem_ordinary);
  expect("on_branch_refused", "redeem-fast", OnBranchRefused::redeem_fast);
  expect("workload.order_id", "transaction", OrderIds::transaction);
  expect("workload.order_id", "none", OrderIds::none);
  expect("workload.settle", "each", Settling::each);
  expect("workload.client.backoff.jitter", "full", ClientSettings::Jitter::full);
  expect("precheck", "suitability", Precheck::suitability);
  expect("precheck", "identity", Precheck::identity);
  expect("precheck", "fund_status", Precheck::fund_status);
  expect("precheck", "quota", Precheck::quota);
  expect("precheck", "customer_limit", Precheck::customer_limit);
  expect("operators.actions", "replay-dead-letter", OperatorAction::replay_dead_letter);
  expect("operators.actions", "resume-half", OperatorAction::resume_half);
  expect("operators.actions", "force-xa", OperatorAction::force_xa);
  expect("operators.actions", "repair-difference", OperatorAction::repair_difference);
}

TEST(Keys, of_faults_and_arrivals_have_their_names_in_the_order_of_the_enumerators) {
  expect("faults.NAME.kind", "power", CrashKind::power);
  expect("faults.NAME.kind", "host-lost", CrashKind::host_lost);
  expect("faults.NAME.unsynced", "torn", Unsynced::torn);
  expect("faults.NAME.unsynced", "kept", Unsynced::kept);
  expect("faults.NAME.direction", "forward", FaultSettings::Direction::forward);
  expect("faults.NAME.direction", "backward", FaultSettings::Direction::backward);
  expect("faults.NAME.fault", "crash", FaultKind::crash);
  expect("faults.NAME.fault", "pause", FaultKind::pause);
  expect("faults.NAME.fault", "slow", FaultKind::slow);
  expect("faults.NAME.fault", "slow-disk", FaultKind::slow_disk);
  expect("faults.NAME.fault", "error", FaultKind::error);
  expect("faults.NAME.fault", "clock-offset", FaultKind::clock_offset);
  expect("faults.NAME.fault", "clock-drift", FaultKind::clock_drift);
  expect("faults.NAME.fault", "clock-step", FaultKind::clock_step);
  expect("faults.NAME.fault", "partition", FaultKind::partition);
  expect("faults.NAME.fault", "hold", FaultKind::hold);
  expect("faults.NAME.fault", "degrade", FaultKind::degrade);
  using Process = ArrivalPhase::Process;
  expect("workload.arrivals.NAME.process", "poisson", Process::poisson);
  expect("workload.arrivals.NAME.process", "constant", Process::constant);
  expect("workload.arrivals.NAME.process", "burst", Process::burst);
  expect("workload.arrivals.NAME.process", "diurnal", Process::diurnal);
  expect("workload.arrivals.NAME.process", "trace", Process::trace);
  expect("workload.arrivals.NAME.process", "closed", Process::closed);
}

TEST(Keys, say_what_is_written_there) {
  for (const Key* key : all_keys()) {
    EXPECT_FALSE(key->meaning.empty()) << key->path;
    EXPECT_FALSE(key->fallback.empty()) << key->path;
    const std::string example = example_of(*key);
    EXPECT_GT(example.size(), example.find(": ") + 2) << key->path;
    EXPECT_FALSE(key->type == KeyType::name && key->bounds.empty()) << key->path;
  }
  EXPECT_EQ(type_of(*explained_at("hosts.mq.flush")), "name: sync | async");
  EXPECT_EQ(example_of(*explained_at("hosts.mq.flush")), "flush: async");
}

TEST(Keys, are_found_by_the_names_and_numbers_of_a_scenario) {
  EXPECT_EQ(explained_at("databases.wallet-db.fsync")->path, "databases.NAME.fsync");
  EXPECT_EQ(explained_at("databases.wallet-db.fsync.median")->path, "distribution.median");
  EXPECT_EQ(explained_at("workload.arrivals.0.for")->path, "workload.arrivals.NAME.for");
  EXPECT_EQ(explained_at("faults.cut.for")->path, "faults.NAME.for");
  EXPECT_EQ(explained_at("faults.for")->path, "faults.NAME.for");
  EXPECT_EQ(find_keys("faults.when").size(), 4u) << "its event, probability and times, too";
  EXPECT_TRUE(find_keys("hosts.mq.flushh").empty());
  EXPECT_TRUE(find_keys("nonsense").empty());
}

TEST(Keys, say_of_every_fault_what_it_does) {
  std::vector<std::string> told;
  for (const FaultMeaning& kind : fault_meanings()) told.emplace_back(kind.name);
  EXPECT_EQ(told, choices_of(*key_at("faults.NAME.fault")));
}

}  // namespace
}  // namespace txlab::language
