// Vocabulary: the names that other layers own and a scenario may use.
//
// It is handed in, so that the language knows no protocol, property or metric by itself. An empty
// list means that its names are not checked.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/strategies/parameters.hpp"

namespace txlab {

struct Protocol;

// What may be set for a protocol.
struct ProtocolTerms {
  std::span<const ParameterSpec> parameters;
  std::span<const ParameterProfile> profiles{};
  bool departments = false;  // the company's departments are there
  // What it claims and how long it goes on, for warnings; nullptr: not known.
  const Protocol* protocol = nullptr;
};

// Nothing if there is no such protocol.
using ProtocolLookup = std::function<std::optional<ProtocolTerms>(std::string_view)>;

struct MetricName {
  std::string name;
  std::string unit;  // "ms", "s", "1/s", "CNY", "1"; empty: any, durations in ms
  bool at_instants = false;
};

struct Vocabulary {
  ProtocolLookup terms_of;
  std::vector<std::string> protocols;
  std::vector<std::string> properties;
  std::vector<std::string> events;
  std::vector<MetricName> metrics;
};

}  // namespace txlab
