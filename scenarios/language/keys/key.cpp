#include "scenarios/language/keys/key.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
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

struct TypeWords {
  std::string_view words;
  std::string_view example;
};
// By KeyType.
constexpr TypeWords words[] = {
    {"mapping", ""},                                               // mapping
    {"list", ""},                                                  // list
    {"name", ""},                                                  // name
    {"text", ""},                                                  // text
    {"number without a unit", "2"},                                // number
    {"count (also k, M)", "3"},                                    // count
    {"whole number of 64 bits", "20261123"},                       // seed
    {"on | off", "on"},                                            // toggle
    {"duration (ns us ms s m h d)", "10s"},                        // duration
    {"duration (ns us ms s m h d), more than 0", "10s"},           // positive_duration
    {"duration (ns us ms s m h d), perhaps with a minus", "-2s"},  // signed_duration
    {"time of day, 00:00 to 23:59", "\"15:00\""},                  // time_of_day
    {"duration, or distribution of durations (txlab explain distribution)",
     "{dist: lognormal, median: 350us, p99: 2ms}"},  // time_distribution
    {"duration, perhaps with a minus, or distribution of such (txlab explain distribution)",
     "{dist: normal, mean: 0ms, stddev: 4ms}"},  // signed_time_distribution
    {"money, or distribution of money (txlab explain distribution)",
     "{dist: lognormal, median: 1000 CNY, p99: 200k CNY}"},               // money_distribution
    {"in the unit of what is drawn", "5ms"},                              // amount
    {"money (CNY), at least 0.01 CNY in steps of 0.01 CNY", "1000 CNY"},  // money
    {"probability (%), 0% to 100%", "0.1%"},                              // probability
    {"share (%), 0% to 100%", "2%"},                                      // share
    {"rate (/s /m /h)", "20/s"},                                          // rate
    {"parts per million (ppm)", "20ppm"},                                 // ppm
};

TypeWords words_of(KeyType type) { return words[static_cast<std::size_t>(type)]; }

using Index = std::map<std::string_view, const Key*>;

const Index& index_of_paths() {
  static const Index index = [] {
    Index paths;
    for (const Key* key : all_keys()) paths.emplace(key->path, key);
    return paths;
  }();
  return index;
}

}  // namespace

bool is_distribution(KeyType type) {
  return type == KeyType::time_distribution || type == KeyType::signed_time_distribution ||
         type == KeyType::money_distribution;
}

const Key* key_at(std::string_view path) {
  const Index& index = index_of_paths();
  if (const auto found = index.find(path); found != index.end()) return found->second;
  constexpr std::string_view hosts = "hosts.";
  const std::size_t dot = path.starts_with(hosts) ? path.find('.', hosts.size()) : path.npos;
  if (dot == std::string_view::npos) return nullptr;
  const auto of_any_host = index.find(fmt::format("hosts.NAME{}", path.substr(dot)));
  return of_any_host == index.end() ? nullptr : of_any_host->second;
}

std::vector<const Key*> keys_below(std::string_view path) {
  std::vector<const Key*> keys;
  for (const Key* key : all_keys()) {
    std::string_view rest = key->path;
    if (!path.empty()) {
      if (!rest.starts_with(path) || rest.size() <= path.size() || rest[path.size()] != '.')
        continue;
      rest.remove_prefix(path.size() + 1);
    }
    if (rest.find('.') == std::string_view::npos) keys.push_back(key);
  }
  return keys;
}

std::vector<const Key*> all_keys() {
  std::vector<const Key*> all;
  for (const auto keys :
       {top_keys(), network_keys(), host_keys(), broker_keys(), database_keys(), workload_keys(),
        business_keys(), fault_keys(), experiment_keys(), distribution_keys()}) {
    for (const Key& key : keys) all.push_back(&key);
  }
  return all;
}

std::string_view name_of(const Key& key) {
  const std::size_t dot = key.path.rfind('.');
  return dot == std::string_view::npos ? key.path : key.path.substr(dot + 1);
}

std::string type_of(const Key& key) {
  const std::string_view words = words_of(key.type).words;
  std::string text(words);
  if (!key.bounds.empty()) text += fmt::format(": {}", key.bounds);
  if (!key.with.empty()) text += fmt::format("; beside {}", key.with);
  return text;
}

std::string example_of(const Key& key) {
  const std::string_view value = key.example.empty() ? words_of(key.type).example : key.example;
  return fmt::format("{}: {}", name_of(key), value);
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
