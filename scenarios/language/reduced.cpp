#include "scenarios/language/reduced.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/emit.hpp"
#include "scenarios/language/load.hpp"
#include "sim/base/check.hpp"

namespace txlab {

using namespace language;

namespace {

Node scalar(std::string text) { return make_scalar(std::move(text), {}); }

// Purchases begin 2 ms after each other, so that they meet: services take longer than that.
Node few_arrivals(std::uint32_t purchases) {
  Node offsets;
  offsets.kind = Node::Kind::list;
  for (std::uint32_t i = 0; i < purchases; ++i) {
    offsets.items.push_back(scalar(fmt::format("{}ms", 1000 + 2 * i)));
  }
  Node phase = make_map({});
  phase.entries.push_back({"process", {}, scalar("trace")});
  phase.entries.push_back({"offsets", {}, std::move(offsets)});
  phase.entries.push_back({"for", {}, scalar("2s")});
  Node arrivals;
  arrivals.kind = Node::Kind::list;
  arrivals.items.push_back(std::move(phase));
  return arrivals;
}

}  // namespace

std::string reduced_scenario(std::string_view resolved_yaml, const Reduction& reduction) {
  Problems problems;
  const auto source = problems.add_source({"resolved", std::string(resolved_yaml), ""});
  auto tree = load(problems, source);
  CHECK(tree && !problems.any_error());
  for (const char* key : {"faults", "thresholds", "requirements", "expect", "sweep"})
    tree->erase(key);
  if (Node* experiment = tree->find("experiment")) {
    for (const char* key : {"warmup", "baseline", "replications", "per_fault"}) {
      experiment->erase(key);
    }
    if (experiment->entries.empty()) tree->erase("experiment");
  }
  std::erase_if(tree->find("strategies")->entries,
                [&](const Entry& entry) { return entry.key != reduction.strategy; });
  Node& workload = *tree->find("workload");
  for (const char* key : {"arrivals", "customers", "skew"}) workload.erase(key);
  // One customer for all of them, so that they meet at the same rows; and nobody waits until a
  // table of twenty thousand is made, at each of thousands of runs.
  workload.entries.push_back({"customers", {}, scalar("1")});
  workload.entries.push_back({"arrivals", {}, few_arrivals(reduction.purchases)});
  // "Eventually" is judged when the world is quiet. A repair that comes once a day, and that a
  // crash made miss its hour, gets some more days; quiet days cost nothing.
  tree->erase("drain");
  tree->entries.push_back({"drain", {}, scalar("100h")});
  return emit(*tree);
}

}  // namespace txlab
