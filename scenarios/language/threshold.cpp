#include "scenarios/language/threshold.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/suggest.hpp"

namespace txlab::language {

namespace {

using Relation = Threshold::Relation;

const std::vector<std::string> statistics = {"mean", "min",   "max",   "p50",  "p90",  "p95",
                                             "p99",  "p99.9", "count", "rate", "value"};

// Longer signs first, so that `<=` is not read as `<`.
constexpr std::string_view relation_signs = "<>=";
constexpr std::pair<std::string_view, Relation> relations[] = {
    {"<=", Relation::at_most}, {">=", Relation::at_least}, {"==", Relation::equal},
    {"<", Relation::less},     {">", Relation::greater},   {"=", Relation::equal}};

// A part of a text that knows where it stands in it.
struct Part {
  std::string_view text;
  std::size_t offset = 0;

  Part trimmed() const {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {text.substr(0, 0), offset};
    const std::size_t last = text.find_last_not_of(' ');
    return {text.substr(first, last - first + 1), offset + first};
  }
  Part from(std::size_t begin, std::size_t count = std::string_view::npos) const {
    return {text.substr(begin, count), offset + begin};
  }
};

std::nullopt_t refuse(ThresholdMistake& mistake, const Part& part, const Code& code,
                      std::string message, std::string hint = "") {
  mistake = {&code, part.offset, part.text.size(), std::move(message), std::move(hint)};
  return std::nullopt;
}

// `at T+1 08:30`: the day, counted from T, and the time.
std::optional<Moment> moment_of(std::string_view text) {
  if (!text.starts_with("at T")) return std::nullopt;
  text.remove_prefix(4);
  Moment moment;
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  if (blank > 0) {
    const auto days =
        text.front() == '+' ? unit::count(text.substr(1, blank - 1)) : Quantity<std::int64_t>{};
    if (!days.value || *days.value > 1000) return std::nullopt;
    moment.day = *days.value;
  }
  const auto time = unit::time_of_day(text.substr(blank + 1));
  if (!time.value) return std::nullopt;
  moment.time_of_day = *time.value;
  return moment;
}

bool is_read_at_instants(std::string_view name, std::span<const MetricName> metrics) {
  return std::ranges::any_of(
      metrics, [&](const MetricName& one) { return one.at_instants && one.name == name; });
}

std::nullopt_t no_instant(const Part& metric, ThresholdMistake& mistake) {
  return refuse(mistake, metric, code::bad_threshold,
                fmt::format("`{}` is read at an instant", metric.text),
                fmt::format("`{}(at T+1 08:30)`", metric.text));
}

// `open_yuan(at T+1 08:30)`: the metric stands in front.
std::optional<Measured> measured_at(Part metric, ThresholdMistake& mistake) {
  const std::size_t open = std::min(metric.text.find('('), metric.text.size());
  const Part name = metric.from(0, open).trimmed();
  if (open == metric.text.size() || !metric.text.ends_with(')')) return no_instant(name, mistake);
  const Part when = metric.from(open + 1, metric.text.size() - open - 2).trimmed();
  const auto moment = moment_of(when.text);
  if (!moment) {
    return refuse(mistake, when, code::bad_threshold,
                  fmt::format("`{}` is no instant of the calendar", when.text),
                  "`at T 15:00`, `at T+1 08:30`");
  }
  return Measured{"at " + name_of(*moment), std::string(name.text), moment};
}

// `client_latency.p99` and `p99 client_latency` are `p99(client_latency)`.
std::string in_our_order(std::string_view text, const std::vector<std::string>& metrics) {
  for (const std::string& metric : metrics) {
    for (const std::string& statistic : statistics) {
      const bool behind = text.starts_with(metric) && text.ends_with(statistic);
      const bool before = text.starts_with(statistic) && text.ends_with(metric);
      if (text.size() != metric.size() + 1 + statistic.size() || !(behind || before)) continue;
      return fmt::format("write `{}({})`", statistic, metric);
    }
  }
  return {};
}

std::optional<Measured> measured_of(Part part, std::span<const MetricName> metrics,
                                    ThresholdMistake& mistake) {
  Part metric = part.trimmed();
  if (is_read_at_instants(metric.from(0, metric.text.find('(')).trimmed().text, metrics)) {
    return measured_at(metric, mistake);
  }
  Part statistic{"value", metric.offset};
  if (const std::size_t open = metric.text.find('('); open != std::string_view::npos) {
    if (!metric.text.ends_with(')')) {
      return refuse(mistake, metric, code::bad_threshold, "the bracket does not end");
    }
    statistic = metric.from(0, open).trimmed();
    metric = metric.from(open + 1, metric.text.size() - open - 2).trimmed();
  }
  if (std::find(statistics.begin(), statistics.end(), statistic.text) == statistics.end()) {
    const std::string hint = did_you_mean(statistic.text, statistics);
    return refuse(mistake, statistic, code::unknown_name,
                  fmt::format("unknown statistic `{}`", statistic.text),
                  hint.empty() ? fmt::format("one of: {}", fmt::join(statistics, ", ")) : hint);
  }
  std::vector<std::string> names;
  for (const MetricName& one : metrics) names.push_back(one.name);
  const bool known = std::find(names.begin(), names.end(), metric.text) != names.end();
  if (metric.text.empty() || (!names.empty() && !known)) {
    const std::string ours = in_our_order(metric.text, names);
    return refuse(mistake, metric, code::unknown_name,
                  fmt::format("unknown metric `{}`", metric.text),
                  ours.empty() ? did_you_mean(metric.text, names) : ours);
  }
  if (is_read_at_instants(metric.text, metrics)) return no_instant(metric, mistake);
  return Measured{std::string(statistic.text), std::string(metric.text)};
}

// Nanoseconds of a metric's unit, or 0 if it is no unit of time.
double nanoseconds_of(std::string_view metric_unit) {
  constexpr std::pair<std::string_view, double> sizes[] = {
      {"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"min", 6e10}, {"m", 6e10}, {"h", 3.6e12}};
  for (const auto& [name, size] : sizes) {
    if (name == metric_unit) return size;
  }
  return 0;
}

Quantity<double> time_limit(std::string_view text, double unit_size) {
  const auto time = unit::duration(text);
  if (!time.value) return {std::nullopt, time.mistake};
  return {static_cast<double>(time.value->count()) / unit_size, {}};
}

Quantity<double> money_limit(std::string_view text) {
  const auto money = unit::money(text);
  if (!money.value) return {std::nullopt, money.mistake};
  return {static_cast<double>(money.value->fen) / 100, {}};
}

// `0.5`, `20k`, `3%`
Quantity<double> number_limit(std::string_view text) {
  if (text.ends_with('%')) return unit::share(text);
  if (text.ends_with('k') || text.ends_with('M')) {
    const auto count = unit::count(text);
    if (count.value) return {static_cast<double>(*count.value), {}};
    return {std::nullopt, count.mistake};
  }
  return unit::factor(text);
}

Quantity<double> any_limit(std::string_view text) {
  if (text.ends_with('%') || text.find_first_not_of("0123456789.") == std::string_view::npos) {
    return number_limit(text);
  }
  if (text.find('/') != std::string_view::npos) return unit::rate(text);
  if (text.ends_with("CNY")) return money_limit(text);
  return time_limit(text, 1e6);
}

Quantity<double> limit_of(std::string_view text, std::string_view statistic,
                          std::string_view metric_unit) {
  if (statistic == "count") return number_limit(text);
  if (statistic == "rate") return number_limit(text);  // per purchase
  if (metric_unit == "1/s") return unit::rate(text);
  if (metric_unit.empty()) return any_limit(text);
  if (metric_unit == "CNY") return money_limit(text);
  const double nanoseconds = nanoseconds_of(metric_unit);
  return nanoseconds > 0 ? time_limit(text, nanoseconds) : number_limit(text);
}

std::string_view unit_of(std::string_view metric, std::span<const MetricName> metrics) {
  for (const MetricName& one : metrics) {
    if (one.name == metric) return one.unit;
  }
  return "";
}

}  // namespace

std::optional<Measured> parse_measured(std::string_view text, std::span<const MetricName> metrics,
                                       ThresholdMistake& mistake) {
  return measured_of({text, 0}, metrics, mistake);
}

std::optional<Threshold> parse_threshold(std::string_view text, std::span<const MetricName> metrics,
                                         ThresholdMistake& mistake) {
  const Part whole{text, 0};
  const std::size_t sign = text.find_first_of(relation_signs);
  if (sign == std::string_view::npos) {
    return refuse(mistake, whole, code::bad_threshold, "the threshold compares nothing",
                  "`p95(client_latency) < 500ms`");
  }
  const auto found = std::find_if(
      std::begin(relations), std::end(relations),
      [&](const auto& relation) { return text.substr(sign).starts_with(relation.first); });
  const std::string_view both = text.substr(sign, 2);
  if (both == "=<" || both == "=>") {
    return refuse(mistake, whole.from(sign, 2), code::bad_threshold,
                  fmt::format("`{}` compares in no way of ours", both),
                  both == "=<" ? "write `<=`" : "write `>=`");
  }
  const auto measured = measured_of(whole.from(0, sign), metrics, mistake);
  if (!measured) return std::nullopt;
  const Part limit = whole.from(sign + found->first.size()).trimmed();
  if (!limit.text.empty() && relation_signs.find(limit.text.front()) != std::string_view::npos) {
    return refuse(mistake, whole, code::bad_threshold, "the threshold compares in no way of ours",
                  "`<`, `<=`, `>`, `>=` or `==`");
  }
  const auto value = limit_of(limit.text, measured->statistic, unit_of(measured->metric, metrics));
  if (!value.value) {
    return refuse(mistake, limit, *value.mistake.code,
                  fmt::format("the limit `{}` {}: it is {}", limit.text, value.mistake.what,
                              value.mistake.is),
                  value.mistake.hint);
  }
  Threshold threshold;
  threshold.text = text;
  threshold.statistic = measured->statistic;
  threshold.metric = measured->metric;
  threshold.relation = found->second;
  threshold.limit = *value.value;
  threshold.at = measured->at;
  return threshold;
}

}  // namespace txlab::language
