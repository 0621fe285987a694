#include "cli/study_trails.hpp"

#include <fmt/format.h>

#include "cli/fingerprint.hpp"
#include "scenarios/language/trail_file.hpp"

namespace txlab {

namespace {

// What a name of a strategy may hold and a name of a file should not; no two become the same.
std::string fit_for_a_file(const std::string& name) {
  std::string fit;
  for (const char c : name) {
    const bool plain = static_cast<unsigned char>(c) > ' ' && c != '%' && c != 0x7f;
    fit += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return fit;
}

}  // namespace

void StudyTrails::add_run(const StrategyEntry& entry, std::uint32_t replication,
                          const RunResult& run) {
  digests_[{entry.name, replication}] = run.digest;
}

void StudyTrails::end_point(const std::string& resolved_yaml, std::uint64_t seed,
                            PointResult& point) {
  const std::size_t number = ++points_;
  const std::string at = point.set.empty() ? "" : fmt::format("point-{}.", number);
  for (StrategyResult& strategy : point.strategies) {
    for (PropertyResult& property : strategy.properties) {
      const auto id = property_named(property.name);
      if (property.violations == 0 || !id) continue;
      const std::uint32_t replication = property.example_replication;
      Trail trail{.tool = "txlab " TXLAB_VERSION,
                  .models = models_fingerprint(),
                  .strategy = strategy.name,
                  .seed = seed + replication,
                  .property = *id,
                  .digest = digests_.at({strategy.name, replication})};
      trail.of_study = {replication, property.example_intent, property.example};
      trail.scenario = resolved_yaml;
      property.trail =
          fmt::format("trails/run.{}{}.{}.trail", at, fit_for_a_file(strategy.name), property.name);
      files_.push_back({property.trail, trail_text(trail)});
    }
  }
  digests_.clear();
}

}  // namespace txlab
