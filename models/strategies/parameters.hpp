// Parameters: what a scenario may set for one strategy, declared beside the strategy.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/time.hpp"

namespace txlab {

struct ParameterSpec {
  enum class Type : std::uint8_t { duration, count, toggle, choice };
  std::string_view name;
  Type type = Type::duration;
  std::string_view fallback;                // the default, as one would write it: "30s", "15", "on"
  std::vector<std::string_view> choices{};  // for Type::choice
  std::string_view meaning{};
  bool may_be_zero = false;  // durations and counts
  // A word that may stand instead of a value, such as "profile": another part decides.
  std::string_view otherwise{};
};

// A real implementation of a protocol: the values of parameters that make it so. A scenario names
// it with `profile` and may still set single parameters.
struct ParameterProfile {
  std::string_view name;
  std::vector<std::pair<std::string_view, std::string_view>> values;  // parameter, text
  std::string_view differs;  // what it does otherwise than the defaults
  std::string_view source;   // repository and path, or paper and section
};

// duration -> Duration, count -> int64, toggle -> bool (`on`/`off`/true/false), choice -> string;
// the word that stands instead of a value -> string.
using ParameterValue = std::variant<Duration, std::int64_t, bool, std::string>;

class Parameters {
 public:
  void set(std::string name, ParameterValue value) { values_[std::move(name)] = std::move(value); }
  bool has(std::string_view name) const { return values_.contains(name); }
  Duration duration(std::string_view name) const { return get<Duration>(name); }
  std::int64_t count(std::string_view name) const { return get<std::int64_t>(name); }
  // Nothing where a word stands instead of the value.
  std::optional<Duration> duration_if_set(std::string_view name) const {
    return if_set<Duration>(name);
  }
  std::optional<std::int64_t> count_if_set(std::string_view name) const {
    return if_set<std::int64_t>(name);
  }
  bool on(std::string_view name) const { return get<bool>(name); }
  const std::string& choice(std::string_view name) const { return get<std::string>(name); }
  const std::map<std::string, ParameterValue, std::less<>>& values() const { return values_; }

 private:
  template <typename T>
  std::optional<T> if_set(std::string_view name) const {
    const auto found = values_.find(name);
    CHECK(found != values_.end());
    if (std::holds_alternative<std::string>(found->second)) return std::nullopt;
    return std::get<T>(found->second);
  }
  template <typename T>
  const T& get(std::string_view name) const {
    const auto found = values_.find(name);
    CHECK(found != values_.end());
    return std::get<T>(found->second);
  }
  std::map<std::string, ParameterValue, std::less<>> values_;
};

// The value of `text` for this parameter, or nothing if it is not one (the caller reports where).
bool parse_parameter(const ParameterSpec& spec, std::string_view text, ParameterValue& value);

// All parameters of a protocol at their defaults.
Parameters defaults_of(std::span<const ParameterSpec> specs);

// Sets what a profile sets.
void apply_profile(const ParameterProfile& profile, std::span<const ParameterSpec> specs,
                   Parameters& parameters);

}  // namespace txlab
