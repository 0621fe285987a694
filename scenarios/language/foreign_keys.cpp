#include "scenarios/language/foreign_keys.hpp"

#include <algorithm>
#include <utility>

namespace txlab::language {

namespace {

constexpr std::string_view machines = "machines are `hosts`, servers of data `databases`";
constexpr std::string_view customers = "who comes when is `workload: {arrivals: [...]}`";
constexpr std::string_view faults =
    "`faults` is a list: `- {name: ..., fault: crash, target: ...}`";

// Compose has services, extends and networks; k6 options, stages and scenarios; Chaos Mesh and
// Kubernetes apiVersion, kind, metadata and spec.
constexpr std::pair<std::string_view, std::string_view> places[] = {
    {"extends", "another file is laid under this one by `include: [FILE]`"},
    {"import", "another file is laid under this one by `include: [FILE]`"},
    {"services", machines},
    {"nodes", machines},
    {"networks", "the way between machines is `network`"},
    {"options", customers},
    {"stages", customers},
    {"scenarios", customers},
    {"load", customers},
    {"chaos", faults},
    {"spec", faults},
    {"kind", faults},
    {"apiVersion", "the format of a scenario is `version: 1`"},
    {"metadata", "a scenario is called by `name` and `description`"},
    {"seed", "`experiment: {seed: ...}`"},
    {"replications", "`experiment: {replications: ...}`"}};

}  // namespace

std::string_view ours_for(std::string_view key) {
  const auto* const found =
      std::ranges::find(places, key, [](const auto& one) { return one.first; });
  return found == std::end(places) ? std::string_view() : found->second;
}

}  // namespace txlab::language
