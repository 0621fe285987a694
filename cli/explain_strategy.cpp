#include "cli/explain_strategy.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "models/parts/broker/profiles.hpp"
#include "models/strategies/catalogue.hpp"

namespace txlab {

namespace {

std::string bound_line(std::string_view name, const Liveness& bound) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(bound.within).count();
  const std::string within =
      bound.within == forever ? "never, if it went wrong" : fmt::format("{} s", seconds);
  return fmt::format("  {:<18} {}: {}\n", name, within, bound.because);
}

// With the defaults of the protocol, and the broker of every version; nothing if it does not matter
// which.
std::string liveness_by_broker(const Protocol& protocol, Duration outage) {
  const Parameters defaults = defaults_of(protocol.parameters);
  const auto bound_with = [&](const BrokerProfile& profile) {
    BrokerSettings broker;
    profile.apply(broker);
    return protocol.liveness(defaults, broker, outage);
  };
  const Duration usual = protocol.liveness(defaults, BrokerSettings{}, outage).within;
  std::string text;
  bool matters = false;
  for (const BrokerProfile& profile : broker_profiles()) {
    matters |= bound_with(profile).within != usual;
    text += bound_line(profile.name, bound_with(profile));
  }
  return matters ? text : "";
}

// The defaults, then every profile.
template <typename Line>
std::string of_each_setting(const Protocol& protocol, const Line& line) {
  std::string text = line("defaults", defaults_of(protocol.parameters));
  for (const ParameterProfile& profile : protocol.profiles) {
    Parameters parameters = defaults_of(protocol.parameters);
    apply_profile(profile, protocol.parameters, parameters);
    text += line(profile.name, parameters);
  }
  return text;
}

// The bound of the defaults and of every profile, of the protocol and of the broker.
std::string liveness_of(const Protocol& protocol) {
  if (protocol.liveness == nullptr) return "";
  constexpr Duration outage = 10min;
  const auto line = [&](std::string_view name, const Parameters& parameters) {
    return bound_line(name, protocol.liveness(parameters, BrokerSettings{}, outage));
  };
  return "settled, or in a list that people watch, this long after faults of ten minutes:\n" +
         of_each_setting(protocol, line) + liveness_by_broker(protocol, outage);
}

// By which rule oracle_* are counted, per set of parameters that has a rule of its own.
std::string counting_of(const Protocol& protocol) {
  const auto line = [&](std::string_view name, const Parameters& parameters) {
    return fmt::format("  {:<18} {}\n", name, protocol.claims(parameters).convention.name);
  };
  return "oracle_messages and oracle_forced_writes are counted as in:\n" +
         of_each_setting(protocol, line);
}

// `30s`, or `own | seata`: the default first.
std::string values_of_parameter(const ParameterSpec& parameter) {
  std::string values(parameter.fallback);
  for (const std::string_view choice : parameter.choices) {
    if (choice != parameter.fallback) values += fmt::format(" | {}", choice);
  }
  return values;
}

std::string explained_protocol(const Protocol& protocol) {
  std::string text = fmt::format("{}: {}\n", protocol.name, protocol.summary);
  for (const ParameterSpec& parameter : protocol.parameters) {
    text += fmt::format("  {:<18} {}\n  {:<18} default {}\n", parameter.name, parameter.meaning, "",
                        values_of_parameter(parameter));
  }
  text += liveness_of(protocol) + counting_of(protocol) + "needs:\n";
  for (const std::string_view what : protocol.effort) text += fmt::format("  - {}\n", what);
  return text;
}

std::string explained_parameter(const Protocol& protocol, std::string_view name) {
  const auto found = std::ranges::find(protocol.parameters, name, &ParameterSpec::name);
  if (found == protocol.parameters.end()) return "";
  return fmt::format("strategies.{}.{}: {}\n  default  {}\n", protocol.name, name, found->meaning,
                     values_of_parameter(*found));
}

}  // namespace

std::string explained_strategy(std::string_view topic) {
  constexpr std::string_view section = "strategies.";
  if (topic.starts_with(section)) topic.remove_prefix(section.size());
  const std::string_view name = topic.substr(0, topic.find('.'));
  const Protocol* const protocol = find_protocol(name);
  if (protocol != nullptr && name == topic) return explained_protocol(*protocol);
  const std::string_view parameter = topic.substr(name == topic ? 0 : name.size() + 1);
  if (protocol != nullptr) return explained_parameter(*protocol, parameter);
  std::string text;
  for (const Protocol& one : protocols()) text += explained_parameter(one, parameter);
  return text;
}

}  // namespace txlab
