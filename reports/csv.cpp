#include "reports/csv.hpp"

#include <fmt/format.h>

#include <cmath>

#include "reports/decision/decision.hpp"
#include "reports/judgement.hpp"
#include "reports/settings_text.hpp"

namespace txlab {

namespace {

// In quotes if it needs them.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}
std::string field(std::string_view text) { return field(std::string(text)); }
std::string field(double value) { return std::isfinite(value) ? fmt::format("{}", value) : ""; }
std::string field(std::uint64_t value) { return fmt::format("{}", value); }
std::string field(bool value) { return value ? "1" : "0"; }

template <typename... Fields>
void add(std::string& table, const Fields&... fields) {
  std::string line;
  ((line += field(fields) + ','), ...);
  line.back() = '\n';
  table += line;
}

// An interval that is not known has no ends.
double low(const Estimate& value) { return value.known ? value.low : std::nan(""); }
double high(const Estimate& value) { return value.known ? value.high : std::nan(""); }

void add_metrics(const PointResult& point, std::string& table) {
  for (const StrategyResult& strategy : point.strategies) {
    for (const MetricResult& metric : strategy.metrics) {
      if (!metric.applies) continue;
      const auto row = [&](std::string_view statistic, const Estimate& value) {
        add(table, settings_text(point.set), strategy.name, metric.name, statistic, metric.unit,
            value.value, low(value), high(value), metric.count);
      };
      row("mean", metric.mean);
      for (const auto& [name, quantile] : metric.quantiles) row(name, quantile);
    }
  }
}

void add_properties(const PointResult& point, std::string& table) {
  for (const StrategyResult& strategy : point.strategies) {
    for (const PropertyResult& one : strategy.properties) {
      add(table, settings_text(point.set), strategy.name, one.name, is_claim(one),
          name_of(one.verdict), one.reason, one.violations, one.example);
    }
  }
}

void add_comparisons(const PointResult& point, std::string& table) {
  constexpr std::string_view verdicts[] = {"better", "worse", "same", "unknown"};
  for (const Comparison& one : point.comparisons) {
    add(table, settings_text(point.set), one.metric, one.a, one.b, one.difference.value,
        low(one.difference), high(one.difference), verdicts[static_cast<std::size_t>(one.verdict)]);
  }
}

void add_decision(const PointResult& point, double confidence, std::string& table) {
  constexpr std::string_view remains[] = {"meets", "open", "fails", "breaks-claims",
                                          "not-compared"};
  constexpr std::string_view verdicts[] = {"pass", "fail", "inconclusive"};
  const Decision decision = decide(point, confidence);
  for (const Candidate& candidate : decision.candidates) {
    for (const RequirementMet& one : candidate.requirements) {
      const ThresholdResult& result = one.result;
      add(table, settings_text(point.set), candidate.name,
          remains[static_cast<std::size_t>(candidate.remains)],
          candidate.acceptability.value_or(std::nan("")), candidate.name == decision.recommended,
          result.text, verdicts[static_cast<std::size_t>(result.verdict)], result.unit,
          result.value.value, low(result.value), high(result.value), result.limit);
    }
  }
}

void add_timelines(const PointResult& point, std::string& table) {
  for (const StrategyResult& strategy : point.strategies) {
    if (!strategy.timeline) continue;
    const std::vector<double>& edges = strategy.timeline->edges_s;
    for (const TimeSeries& series : strategy.timeline->series) {
      for (const auto& [statistic, values] : series.columns) {
        for (std::size_t bin = 0; bin < values.size(); ++bin) {
          add(table, settings_text(point.set), strategy.name, series.name, statistic, series.unit,
              edges[bin], edges[bin + 1], values[bin]);
        }
      }
    }
  }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> csv_tables(const StudyResult& study) {
  std::string metrics = "point,strategy,metric,statistic,unit,value,low,high,count\n";
  std::string properties = "point,strategy,property,claimed,verdict,reason,violations,example\n";
  std::string comparisons = "point,metric,strategy,baseline,difference,low,high,verdict\n";
  std::string decision =
      "point,strategy,remains,acceptability,recommended,requirement,verdict,unit,value,low,high,"
      "limit\n";
  std::string timeseries = "point,strategy,series,statistic,unit,begin_s,end_s,value\n";
  const std::size_t without_rows = timeseries.size();
  for (const PointResult& point : study.points) {
    add_metrics(point, metrics);
    add_properties(point, properties);
    add_comparisons(point, comparisons);
    add_decision(point, study.confidence, decision);
    add_timelines(point, timeseries);
  }
  std::vector<std::pair<std::string, std::string>> tables{
      {"metrics.csv", std::move(metrics)},
      {"properties.csv", std::move(properties)},
      {"comparisons.csv", std::move(comparisons)},
      {"decision.csv", std::move(decision)}};
  if (timeseries.size() > without_rows) tables.emplace_back("timeseries.csv", timeseries);
  return tables;
}

}  // namespace txlab
