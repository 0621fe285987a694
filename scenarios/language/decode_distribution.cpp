#include "scenarios/language/decode_distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "scenarios/language/load.hpp"

namespace txlab::language {

namespace {

bool read_amount(Context& context, const Node& node, std::string_view key, const Where& where,
                 KeyType type, std::int64_t& out) {
  Value value;
  const auto parse = [type](std::string_view text) { return parse_value(type, text); };
  if (!read_scalar(context, node, key, parse, value, where)) return false;
  const auto* time = std::get_if<Duration>(&value);
  out = time != nullptr ? time->count() : std::get<Money>(value).fen;
  return true;
}

constexpr std::size_t most_percentiles = 1000;

// The law of one mapping: its parameters, each in the unit of what is drawn.
class Law {
 public:
  Law(Fields& in, KeyType type) : in_(in), type_(type) {}

  std::optional<Distribution> read() {
    std::size_t law = 0;
    if (!in_.choose("dist", law)) {
      in_.accept_known();
      return std::nullopt;
    }
    const std::string& name = in_.node().find("dist")->text;
    // Whatever could be fitted has become parameters; why this could not was told.
    if (in_.has("fit") && in_.fits("fit", name)) {
      in_.accept_rest();
      return std::nullopt;
    }
    // In the order of the table.
    constexpr std::optional<Distribution> (Law::*laws[])() = {
        &Law::constant,  &Law::uniform, &Law::exponential, &Law::normal,
        &Law::lognormal, &Law::pareto,  &Law::percentiles, &Law::samples};
    auto result = (this->*laws[law])();
    in_.unfit_beside("dist", name);
    return result;
  }

 private:
  std::optional<std::int64_t> amount(std::string_view key) {
    const Node* node = in_.require(key);
    std::int64_t value = 0;
    if (node == nullptr || !read_amount(in_.context(), *node, key, in_.where(), type_, value)) {
      return std::nullopt;
    }
    return value;
  }

  std::optional<std::int64_t> positive(std::string_view key) {
    const auto value = amount(key);
    if (!value || *value > 0) return value;
    return refuse(key, fmt::format("`{}` must be more than nothing", key));
  }

  std::nullopt_t refuse(std::string_view key, std::string message) {
    in_.error(code::out_of_range, key, std::move(message));
    return std::nullopt;
  }

  std::optional<Distribution> constant() {
    const auto value = amount("value");
    if (!value) return std::nullopt;
    return Distribution::constant(*value);
  }

  std::optional<Distribution> uniform() {
    const auto low = amount("low");
    const auto high = amount("high");
    if (!low || !high) return std::nullopt;
    if (*low > *high) return refuse("high", "`high` is below `low`");
    return Distribution::uniform(*low, *high);
  }

  std::optional<Distribution> exponential() {
    const auto mean = positive("mean");
    if (!mean) return std::nullopt;
    return Distribution::exponential(static_cast<double>(*mean));
  }

  std::optional<Distribution> normal() {
    const auto mean = amount("mean");
    const auto deviation = amount("stddev");
    if (!mean || !deviation) return std::nullopt;
    if (*deviation < 0) return refuse("stddev", "`stddev` is negative");
    constexpr std::int64_t lowest = -4'000'000'000'000'000'000;
    const std::int64_t floor = type_ == KeyType::signed_time_distribution ? lowest
                               : type_ == KeyType::money_distribution     ? 1
                                                                          : 0;
    return Distribution::normal(static_cast<double>(*mean), static_cast<double>(*deviation), floor);
  }

  std::optional<Distribution> lognormal() {
    for (const Entry& entry : in_.node().entries) {
      if (!percent_of(entry.key) || entry.key == "p99") continue;
      in_.unfit({entry.key}, "`lognormal` has median and p99; `dist: percentiles` takes others");
    }
    const auto median = positive("median");
    const auto p99 = positive("p99");
    if (!median || !p99) return std::nullopt;
    if (*p99 < *median) return refuse("p99", "`p99` is below `median`");
    return Distribution::lognormal(static_cast<double>(*median), static_cast<double>(*p99));
  }

  std::optional<Distribution> pareto() {
    const auto minimum = positive("minimum");
    double shape = 0;
    if (in_.require("shape") == nullptr || !in_.read("shape", shape) || !minimum) {
      return std::nullopt;
    }
    warn_of_the_tail(shape);
    return Distribution::pareto(static_cast<double>(*minimum), shape);
  }

  // Pollaczek and Khinchine: the mean wait in a queue needs E[S^2], its variance E[S^3].
  void warn_of_the_tail(double shape) {
    const auto warn = [&](const Code& code, std::string_view lacks, std::string_view better) {
      in_.context().problems.warn(code, in_.node().find("shape")->span,
                                  fmt::format("a Pareto law of shape {} has no {}", shape, lacks),
                                  {std::string(better), ""});
    };
    if (shape <= 1) return warn(code::infinite_mean, "mean", "a shape above 1 has one");
    if (shape <= 2) {
      return warn(code::heavy_tail, "variance: nor has a queue behind it a mean wait",
                  "a shape above 2 has one");
    }
    if (shape > 3) return;
    warn(code::heavy_tail, "third moment: an interval of mean waits behind it means little",
         "a shape above 3 has one");
  }

  std::optional<Distribution> percentiles() {
    const Node* values = in_.require("values");
    if (values == nullptr) return std::nullopt;
    if (values->entries.size() > most_percentiles) {
      return refuse("values", fmt::format("there are more than {} percentiles", most_percentiles));
    }
    Fields points(in_, "values", *values);
    std::vector<std::pair<double, double>> measured;
    for (const Entry& entry : values->entries) {
      points.named(entry.key);
      const auto point = percentile(entry, points.where());
      if (point) measured.push_back(*point);
    }
    points.finish();
    if (!values->is_map() || measured.size() < values->entries.size()) return std::nullopt;
    std::sort(measured.begin(), measured.end());
    if (measured.size() < 2) return refuse("values", "`percentiles` needs two values or more");
    for (std::size_t i = 1; i < measured.size(); ++i) {
      const bool rises =
          measured[i - 1].first < measured[i].first && measured[i - 1].second < measured[i].second;
      if (!rises) return refuse("values", "higher percentiles must have higher values");
    }
    return Distribution::percentiles(std::move(measured));
  }

  // 99.9 for `p99.9`
  static std::optional<double> percent_of(std::string_view key) {
    if (!key.starts_with("p")) return std::nullopt;
    const auto percent = unit::factor(key.substr(1)).value;
    return percent && *percent > 0 && *percent < 100 ? percent : std::nullopt;
  }

  // `p99.9: 45ms`
  std::optional<std::pair<double, double>> percentile(const Entry& entry, const Where& where) {
    const auto percent = percent_of(entry.key);
    if (!percent) {
      in_.context().problems.error(code::bad_key, entry.span,
                                   fmt::format("`{}` is no percentile", entry.key),
                                   {"p50, p99, p99.9", where.help()});
      return std::nullopt;
    }
    std::int64_t value = 0;
    if (!read_amount(in_.context(), entry.value, entry.key, where, type_, value)) {
      return std::nullopt;
    }
    if (value > 0) return std::pair(*percent / 100, static_cast<double>(value));
    in_.context().problems.error(code::out_of_range, entry.value.span,
                                 fmt::format("`{}` must be more than nothing", entry.key));
    return std::nullopt;
  }

  std::optional<Distribution> samples() {
    if (in_.has("file")) {  // a file that could be read has become `values`; this one was told
      in_.accept_rest();
      return std::nullopt;
    }
    const Node* values = in_.require("values");
    if (values == nullptr) return std::nullopt;
    if (!values->is_list()) {
      in_.error(code::wrong_shape, "values",
                fmt::format("`values` in {} is a list of samples, not {}", in_.where().label,
                            kind_name(values->kind)),
                "`values: [450us, 520us, 6ms]`");
      return std::nullopt;
    }
    if (values->items.empty()) return refuse("values", "`values` has no sample");
    std::vector<std::int64_t> all(values->items.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!read_amount(in_.context(), values->items[i], "values", in_.where(), type_, all[i])) {
        return std::nullopt;
      }
    }
    return Distribution::samples(std::move(all));
  }

  Fields& in_;
  KeyType type_;
};

}  // namespace

bool decode_distribution(Context& context, const Node& node, const Where& where, KeyType type,
                         Distribution& out) {
  if (!node.is_map()) {
    std::int64_t value = 0;
    const std::size_t dot = where.topic.rfind('.');
    const std::string key = where.topic.substr(dot == std::string::npos ? 0 : dot + 1);
    if (!read_amount(context, node, key, where, type, value)) return false;
    out = Distribution::constant(value);
    return true;
  }
  Fields in(context, node, {where.label, where.topic, "distribution"});
  const auto law = Law(in, type).read();
  in.finish();
  if (law) out = *law;
  return law.has_value();
}

namespace {

std::optional<Distribution> parsed_fallback(const Key& key) {
  Problems problems;
  const auto tree = load(problems, problems.add_source({"default", std::string(key.fallback), ""}));
  const Vocabulary vocabulary;
  Context context{problems, vocabulary};
  Distribution law;
  if (!tree || !decode_distribution(context, *tree, {"", "default"}, key.type, law)) {
    return std::nullopt;
  }
  return law;
}

// The default of the table, or nullptr if that is words.
const Distribution* fallback_law(const Key& key) {
  static const std::map<std::string_view, Distribution> laws = [] {
    std::map<std::string_view, Distribution> all;
    for (const Key* one : all_keys()) {
      if (!is_distribution(one->type)) continue;
      if (auto law = parsed_fallback(*one)) all.emplace(one->path, *std::move(law));
    }
    return all;
  }();
  const auto found = laws.find(key.path);
  return found == laws.end() ? nullptr : &found->second;
}

}  // namespace

bool read_distribution(Fields& in, std::string_view key, Distribution& out) {
  const Node* node = in.find(key);
  const Key& described = in.entry(key);
  if (node != nullptr) {
    return decode_distribution(in.context(), *node, in.inside(key), described.type, out);
  }
  const Distribution* fallback = in.has(key) ? nullptr : fallback_law(described);
  if (fallback != nullptr) in.give_default(described, *fallback, out);
  return false;
}

}  // namespace txlab::language
