#include "reports/fit/proposed_yaml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace txlab {

namespace {

constexpr int digits = 4;

double to_digits(double value) {
  if (value <= 0) return 0;
  const double size = std::pow(10.0, digits - 1 - std::floor(std::log10(value)));
  return size > 1 ? std::round(value) : std::round(value * size) / size;
}

// 0 and 1 are far away in scores, so a law is written by its quantiles where people know those.
std::string lognormal_yaml(const FittedLaw& law) {
  return fmt::format("{{dist: lognormal, median: {}, p99: {}}}", written_time(law.quantile(0.5)),
                     written_time(law.quantile(0.99)));
}

}  // namespace

std::string written_time(double nanoseconds) {
  const double whole = to_digits(nanoseconds);
  if (whole < 1) return nanoseconds > 0 ? "1ns" : "0ns";
  constexpr std::pair<double, const char*> units[] = {
      {1e9, "s"}, {1e6, "ms"}, {1e3, "us"}, {1, "ns"}};
  const auto unit =
      std::ranges::find_if(units, [&](const auto& one) { return whole >= one.first; });
  std::string text = fmt::format("{:.{}f}", whole / unit->first, digits);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text + unit->second;
}

std::string percentile_name(double probability) {
  std::string text = fmt::format("{:.4f}", 100 * probability);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return "p" + text;
}

std::string yaml_of(const FittedLaw& law) {
  switch (law.kind) {
    case LawKind::uniform:
      return fmt::format("{{dist: uniform, low: {}, high: {}}}", written_time(law.first),
                         written_time(law.second));
    case LawKind::exponential:
      return fmt::format("{{dist: exponential, mean: {}}}", written_time(law.first));
    case LawKind::normal:
      return fmt::format("{{dist: normal, mean: {}, stddev: {}}}", written_time(law.first),
                         written_time(law.second));
    case LawKind::lognormal:
      return lognormal_yaml(law);
    case LawKind::pareto:
      // Scenarios take shapes from 0.05 on.
      return fmt::format("{{dist: pareto, minimum: {}, shape: {:.4g}}}", written_time(law.first),
                         std::max(law.second, 0.05));
  }
  return {};
}

std::string yaml_of(const std::vector<MeasuredPercentile>& percentiles) {
  std::vector<std::string> points;
  for (const auto& [probability, value] : percentiles) {
    points.push_back(fmt::format("{}: {}", percentile_name(probability), written_time(value)));
  }
  return fmt::format("{{dist: percentiles, values: {{{}}}}}", fmt::join(points, ", "));
}

std::string yaml_of(const Proposal& proposal) {
  switch (proposal.kind) {
    case Proposal::Kind::constant:
      return written_time(proposal.sorted.front());
    case Proposal::Kind::law:
      return yaml_of(proposal.laws.front().law);
    case Proposal::Kind::percentiles:
      return yaml_of(proposal.percentiles);
    case Proposal::Kind::samples:
      break;
  }
  constexpr std::size_t most_listed = 100;
  const std::size_t all = proposal.sorted.size();
  const std::size_t listed = std::min(all, most_listed);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < listed; ++i) {
    values.push_back(written_time(proposal.sorted[(2 * i + 1) * all / (2 * listed)]));
  }
  return fmt::format("{{dist: samples, values: [{}]}}", fmt::join(values, ", "));
}

}  // namespace txlab
