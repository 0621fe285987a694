// Key: what a key of a scenario means, as `txlab explain` tells it.
//
// The readers (decode_*.cpp) decide what is accepted; a test holds that every key they ask for is
// told of here. In a path NAME stands for what the author of a scenario has named: a database, a
// fund, a fault, a strategy.
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
  time_of_day,
  time_distribution,  // a duration, or a distribution of durations
  money_distribution,
  money,
  probability,
  share,
  rate,
  ppm,
};

struct Key {
  std::string_view path;  // "hosts.mq.flush"
  KeyType type;
  std::string_view fallback;  // the default, or "must be there"
  std::string_view meaning;
  std::string_view bounds = "";   // beyond those of the type: "1 to 14", "sync | async"
  std::string_view example = "";  // of the value; empty: the type's
};

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

// Type, unit and bounds in words: "duration (ns us ms s m h d), more than 0".
std::string type_of(const Key& key);
// A line of YAML: "flush: async".
std::string example_of(const Key& key);

// The key that stands at this place of a scenario and those below it; nothing if there is none.
// `databases.wallet-db.fsync.median` is found below `databases.NAME.fsync`, a list's elements are
// called by number, by name, or not at all (`faults.0.for`, `faults.cut.for`, `faults.for`).
std::vector<const Key*> find_keys(std::string_view place);

}  // namespace txlab::language
