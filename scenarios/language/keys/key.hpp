// Key: what a key of a scenario means: the one table of the file format.
//
// Readers (decode_*.cpp), `txlab explain`, the JSON Schema and the reference page all take types,
// units, defaults, bounds and names from here. In a path NAME stands for what the author of a
// scenario has named: a database, a fund, a fault, a strategy. The parameters of a strategy are
// declared beside it (models/strategies) and are found below `strategies.PROTOCOL`.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace txlab::language {

enum class KeyType : std::uint8_t {
  mapping,
  list,
  name,
  text,
  number,  // without a unit
  count,
  seed,
  toggle,
  duration,
  positive_duration,
  signed_duration,
  time_of_day,
  time_distribution,         // a duration, or a distribution of durations
  signed_time_distribution,  // the same, and both may be below zero
  money_distribution,
  amount,  // inside of a distribution: in the unit of what is drawn
  money,
  probability,
  share,
  rate,
  ppm,
};

struct Key {
  std::string_view path;  // "hosts.mq.flush"
  KeyType type;
  std::string_view fallback;  // the default, or "must be there"; see bounds.hpp
  std::string_view meaning;
  std::string_view bounds = "";    // beyond those of the type: "1 to 14", "sync | async"
  std::string_view example = "";   // of the value; empty: the type's
  std::string_view with = "";      // only beside one of these: "process: burst | diurnal"
  std::string_view since = "0.1";  // the version of txlab that knew it first
};

bool is_distribution(KeyType type);

// In the order of the file format.
std::span<const Key> top_keys();
std::span<const Key> network_keys();
std::span<const Key> host_keys();
std::span<const Key> broker_keys();
std::span<const Key> database_keys();
std::span<const Key> workload_keys();
std::span<const Key> business_keys();
std::span<const Key> fault_keys();
std::span<const Key> experiment_keys();
std::span<const Key> distribution_keys();

std::vector<const Key*> all_keys();

// The key of this path, or nullptr. A path is that of the table, but for a host (`hosts.mq.zone` is
// `hosts.NAME.zone`).
const Key* key_at(std::string_view path);

// The keys right below a path of the table: `network.links.NAME`; "" is the top.
std::vector<const Key*> keys_below(std::string_view path);

// Type, unit and bounds in words: "duration (ns us ms s m h d), more than 0".
std::string type_of(const Key& key);
// A line of YAML: "flush: async".
std::string example_of(const Key& key);
std::string_view name_of(const Key& key);  // the last part of its path

// The key that stands at this place of a scenario and those below it; nothing if there is none.
// `databases.wallet-db.fsync.median` is found below `databases.NAME.fsync`, a list's elements are
// called by number, by name, or not at all (`faults.0.for`, `faults.cut.for`, `faults.for`).
std::vector<const Key*> find_keys(std::string_view place);

}  // namespace txlab::language
