#include "scenarios/language/keys/bounds.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace txlab::language {

namespace {

constexpr std::int64_t most_of_counts = 4'294'967'295;

// A bound as the table writes it: with commas, and 0 without a unit.
std::optional<Value> bound(KeyType type, std::string_view words) {
  std::string text(words);
  std::erase(text, ',');
  const Quantity<Value> plain = parse_value(type, text);
  if (plain.value) return plain.value;
  if (text != "0") return std::nullopt;
  const Quantity<Value> zero = parse_value(KeyType::number, text);
  const bool of_time = type == KeyType::duration || type == KeyType::time_distribution;
  return of_time ? Value(Duration{0}) : *zero.value;
}

bool is_ordered(KeyType type) {
  switch (type) {
    case KeyType::count:
    case KeyType::number:
    case KeyType::share:
    case KeyType::probability:
    case KeyType::rate:
    case KeyType::ppm:
    case KeyType::duration:
    case KeyType::positive_duration:
    case KeyType::money:
      return true;
    default:
      return false;
  }
}

// What follows `front` in the text, or nothing.
std::optional<std::string_view> behind(std::string_view text, std::string_view front) {
  if (!text.starts_with(front)) return std::nullopt;
  return text.substr(front.size());
}

std::string without_commas(std::string_view text) {
  std::string result(text);
  std::erase(result, ',');
  return result;
}

Range between(KeyType type, std::string_view least, std::string_view most) {
  return {.least = bound(type, least),
          .most = bound(type, most),
          .words = fmt::format("from {} to {}", without_commas(least), without_commas(most))};
}

Range above(KeyType type, std::string_view least, bool more_than, std::string words) {
  Range range{.least = bound(type, least), .more_than_least = more_than, .words = std::move(words)};
  return range;
}

std::optional<Range> parse_range(const Key& key) {
  const std::string_view words = key.bounds;
  if (const auto least = behind(words, "at least ")) {
    return above(key.type, *least, false, std::string(words));
  }
  if (const auto least = behind(words, "more than ")) {
    return above(key.type, *least, true, std::string(words));
  }
  if (words == "not negative") return above(key.type, "0", false, "at least 0");
  if (const std::size_t more = words.find(" or more"); more != std::string_view::npos) {
    Range range = between(key.type, words.substr(0, more), fmt::format("{}", most_of_counts));
    range.words = fmt::format("at least {}", words.substr(0, more));
    return range;
  }
  if (const std::size_t to = words.find(" to "); to != std::string_view::npos) {
    return between(key.type, words.substr(0, to), words.substr(to + 4));
  }
  if (key.type == KeyType::count) return between(key.type, "0", fmt::format("{}", most_of_counts));
  return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

std::vector<std::string> alternatives(std::string_view words) {
  std::vector<std::string> names;
  while (!words.empty()) {
    const std::size_t bar = std::min(words.find('|'), words.size());
    names.emplace_back(trimmed(words.substr(0, bar)));
    words.remove_prefix(std::min(bar + 1, words.size()));
  }
  return names;
}

// `burst` is among "process: burst | diurnal".
bool is_among(std::string_view words, std::string_view value) {
  const auto values = alternatives(words.substr(words.find(": ") + 2));
  return std::ranges::find(values, value) != values.end();
}

bool may_have_choices(KeyType type) {
  return type == KeyType::name || type == KeyType::list || type == KeyType::mapping;
}

}  // namespace

std::optional<Range> range_of(const Key& key) {
  if (!is_ordered(key.type)) return std::nullopt;
  auto range = parse_range(key);
  if (range && !range->least && !range->most) return std::nullopt;
  return range;
}

std::optional<Mistake> outside(const Key& key, const Value& value) {
  const auto range = range_of(key);
  if (!range) return std::nullopt;
  const bool below =
      range->least && (range->more_than_least ? value <= *range->least : value < *range->least);
  const bool beyond = range->most && value > *range->most;
  if (!below && !beyond) return std::nullopt;
  return Mistake{&code::out_of_range, fmt::format("it must be {}", range->words), "", ""};
}

std::optional<Sizes> sizes_of(const Key& key) {
  if (key.type != KeyType::list && key.type != KeyType::mapping) return std::nullopt;
  const std::string_view words = key.bounds.substr(0, key.bounds.find(", "));
  if (words.starts_with("at least one")) return Sizes{.least = 1};
  if (words.starts_with("two ")) return Sizes{.least = 2, .most = 2};
  const std::size_t to = words.find(" to ");
  if (to == std::string_view::npos) return std::nullopt;
  const auto least = bound(KeyType::count, words.substr(0, to));
  const auto most = bound(KeyType::count, words.substr(to + 4));
  if (!least || !most) return std::nullopt;
  return Sizes{.least = static_cast<std::size_t>(std::get<std::int64_t>(*least)),
               .most = static_cast<std::size_t>(std::get<std::int64_t>(*most))};
}

// "txlab list profiles", "one of `zones`" and the like are no lists.
std::vector<std::string> choices_of(const Key& key) {
  if (!may_have_choices(key.type)) return {};
  const bool one_word = key.type == KeyType::name && !key.bounds.empty() &&
                        key.bounds.find(' ') == std::string_view::npos;
  if (!one_word && key.bounds.find(" | ") == std::string_view::npos) return {};
  return alternatives(key.bounds);
}

std::string_view instead_of(const Key& key) {
  return behind(key.bounds, "or ").value_or(std::string_view());
}

std::optional<Value> fallback_of(const Key& key) {
  std::string text(key.fallback);
  if (key.type == KeyType::time_of_day) std::erase(text, '"');
  if (key.type == KeyType::money) std::erase(text, ',');
  if (key.type == KeyType::name) {
    const auto choices = choices_of(key);
    if (std::ranges::find(choices, text) == choices.end()) return std::nullopt;
    return Value(std::move(text));
  }
  if (key.type == KeyType::text || may_have_choices(key.type)) return std::nullopt;
  return parse_value(key.type, text).value;
}

bool is_required(const Key& key) { return key.fallback == "must be there"; }

bool is_required_beside(const Key& key, std::string_view value) {
  const auto unless = behind(key.fallback, "must be there, but beside ");
  return unless ? !is_among(*unless, value) : is_required(key);
}

bool fits_beside(const Key& key, std::string_view value) {
  return key.with.empty() || is_among(key.with, value);
}

}  // namespace txlab::language
