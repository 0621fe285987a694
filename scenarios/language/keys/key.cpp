#include "scenarios/language/keys/key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace txlab::language {

namespace {

using Parts = std::vector<std::string_view>;

Parts parts_of(std::string_view path) {
  Parts parts;
  while (!path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    parts.push_back(path.substr(0, dot));
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return parts;
}

bool is_placeholder(std::string_view part) { return part == "NAME"; }

// How much of a place is left when it has followed the path to its end, or the path beyond the
// place; a placeholder takes any part, or none.
struct Match {
  std::size_t rest = 0;  // parts of the place below the key
  bool below = false;    // the key lies below the place
};
std::optional<Match> match(std::span<const std::string_view> path,
                           std::span<const std::string_view> place) {
  if (path.empty()) return Match{.rest = place.size()};
  if (place.empty()) return Match{.below = true};
  if (is_placeholder(path[0])) {
    const auto skipped = match(path.subspan(1), place);
    if (skipped && skipped->rest == 0) return skipped;
    const auto taken = match(path.subspan(1), place.subspan(1));
    return taken ? taken : skipped;
  }
  if (path[0] != place[0]) return std::nullopt;
  return match(path.subspan(1), place.subspan(1));
}

bool is_distribution(KeyType type) {
  return type == KeyType::time_distribution || type == KeyType::money_distribution;
}

struct TypeWords {
  std::string_view words;
  std::string_view example;
};
TypeWords words_of(KeyType type) {
  switch (type) {
    case KeyType::mapping:
      return {"mapping", "{}"};
    case KeyType::list:
      return {"list", "[]"};
    case KeyType::name:
      return {"name", ""};
    case KeyType::text:
      return {"text", ""};
    case KeyType::number:
      return {"number without a unit", "2"};
    case KeyType::count:
      return {"count (also k, M)", "3"};
    case KeyType::seed:
      return {"whole number of 64 bits", "20261123"};
    case KeyType::toggle:
      return {"on | off", "on"};
    case KeyType::duration:
      return {"duration (ns us ms s m h d)", "10s"};
    case KeyType::positive_duration:
      return {"duration (ns us ms s m h d), more than 0", "10s"};
    case KeyType::time_of_day:
      return {"time of day, 00:00 to 23:59", "\"15:00\""};
    case KeyType::time_distribution:
      return {"duration, or distribution of durations (txlab explain distribution)",
              "{dist: lognormal, median: 350us, p99: 2ms}"};
    case KeyType::money_distribution:
      return {"money, or distribution of money (txlab explain distribution)",
              "{dist: lognormal, median: 1000 CNY, p99: 200k CNY}"};
    case KeyType::money:
      return {"money (CNY), at least 0.01 CNY in steps of 0.01 CNY", "1000 CNY"};
    case KeyType::probability:
      return {"probability (%), 0% to 100%", "0.1%"};
    case KeyType::share:
      return {"share (%), 0% to 100%", "2%"};
    case KeyType::rate:
      return {"rate (/s /m /h)", "20/s"};
    case KeyType::ppm:
      return {"parts per million (ppm)", "20ppm"};
  }
  return {};
}

std::string_view last_part(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

}  // namespace

std::vector<const Key*> all_keys() {
  std::vector<const Key*> all;
  for (const auto keys :
       {top_keys(), network_keys(), host_keys(), broker_keys(), database_keys(), workload_keys(),
        business_keys(), fault_keys(), experiment_keys(), distribution_keys()}) {
    for (const Key& key : keys) all.push_back(&key);
  }
  return all;
}

std::string type_of(const Key& key) {
  const std::string_view words = words_of(key.type).words;
  if (key.bounds.empty()) return std::string(words);
  return fmt::format("{}: {}", words, key.bounds);
}

std::string example_of(const Key& key) {
  const std::string_view value = key.example.empty() ? words_of(key.type).example : key.example;
  return fmt::format("{}: {}", last_part(key.path), value);
}

std::vector<const Key*> find_keys(std::string_view place) {
  const Parts wanted = parts_of(place);
  std::vector<const Key*> at;
  std::vector<const Key*> below;
  for (const Key* key : all_keys()) {
    const Parts path = parts_of(key->path);
    const auto found = match(path, wanted);
    if (!found) continue;
    if (found->below) {
      below.push_back(key);
    } else if (found->rest == 0) {
      at.push_back(key);
    } else if (is_distribution(key->type)) {
      std::string inner = "distribution";
      for (std::size_t i = wanted.size() - found->rest; i < wanted.size(); ++i) {
        inner += fmt::format(".{}", wanted[i]);
      }
      std::ranges::copy(find_keys(inner), std::back_inserter(at));
    }
  }
  // A key by this name is meant before a fault or a database that would be named so.
  const std::size_t exact = at.size();
  for (const Key* key : below) {
    const auto is_above = [&](const Key* one) {
      return key->path.starts_with(one->path) && key->path[one->path.size()] == '.';
    };
    if (exact == 0 ||
        std::any_of(at.begin(), at.begin() + static_cast<std::ptrdiff_t>(exact), is_above)) {
      at.push_back(key);
    }
  }
  return at;
}

}  // namespace txlab::language
