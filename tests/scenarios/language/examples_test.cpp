// The examples of the table of keys can be written: `explain` shows them, and people copy them.
#include "reading.hpp"
#include "scenarios/language/keys/key.hpp"

namespace txlab::language {
namespace {

// Right, with every section that some key must stand beside.
constexpr std::string_view scenario_with_all_sections = R"(
version: 1
zones: [az1, az2, az3]
calendar: {start: "09:30"}
workload:
  arrivals: [{process: poisson, rate: 20/s, for: 20s}]
  skew: {dist: zipf, s: 1}
withdrawals: {share: 1%, after: 1s}
background: {rate: 5/s}
strategies:
  mq-tx: {protocol: transactional-message}
  xa: {protocol: xa}
faults: [{fault: crash, target: {host: mq}, at: 10s, restart_after: 3s}]
thresholds: {each: [p99(client_latency) < 1s]}
experiment:
  replications: {min: 2, max: 40, until: {metric: p95(client_latency), relative_error: 5%}}
)";

// What is no section of a scenario that could be read by itself: other files, names of the
// author's, a law wherever it is drawn from, and shares that are 100% only together.
bool stands_elsewhere(std::string_view path) {
  return path == "include" || path == "profiles" || path.find("NAME") != std::string_view::npos ||
         path.starts_with("distribution") || path.starts_with("workload.types.");
}

std::vector<std::string> errors_with(const std::string& set) {
  std::vector<std::string> errors;
  ReadOptions options = options_for_tests({set});
  options.vocabulary.metrics.push_back({"declared_tables", "1"});
  const auto read = read_scenario_text(scenario_with_all_sections, "all.yaml", options);
  for (const Diagnostic& one : read.diagnostics) {
    if (one.severity == Severity::error) errors.push_back(one.message);
  }
  return errors;
}

TEST(Examples, of_keys_can_be_written_into_a_scenario) {
  std::size_t tried = 0;
  for (const Key* key : all_keys()) {
    if (stands_elsewhere(key->path)) continue;
    const std::string example = example_of(*key);
    const std::string value = example.substr(example.find(": ") + 2);
    EXPECT_THAT(errors_with(std::string(key->path) + "=" + value), testing::IsEmpty())
        << key->path << ": " << value;
    ++tried;
  }
  EXPECT_GT(tried, 100u);
  EXPECT_THAT(errors_with("workload={}"), testing::Not(testing::IsEmpty())) << "it would be seen";
}

TEST(Examples, of_the_types_of_orders_add_up_together) {
  EXPECT_THAT(errors_with("workload.types=" + std::string(key_at("workload.types")->example)),
              testing::IsEmpty());
}

}  // namespace
}  // namespace txlab::language
