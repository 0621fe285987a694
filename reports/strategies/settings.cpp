#include "reports/strategies/settings.hpp"

#include <fmt/format.h>

namespace txlab {

namespace {

void add_texts(const Protocol& protocol, std::vector<std::string>& texts) {
  texts.emplace_back(protocol.summary);
  for (const ParameterSpec& spec : protocol.parameters) texts.emplace_back(spec.meaning);
  for (const ParameterProfile& profile : protocol.profiles) texts.emplace_back(profile.differs);
  for (const std::string_view what : protocol.effort) texts.emplace_back(what);
  for (const std::string_view paragraph : protocol.portrait.how) texts.emplace_back(paragraph);
  texts.emplace_back(protocol.portrait.tells);
  for (const std::string_view system : protocol.portrait.stands_for) texts.emplace_back(system);
}

// What depends on parameters.
void add_texts(const Protocol& protocol, const Parameters& parameters,
               std::vector<std::string>& texts) {
  const Claims claims = protocol.claims(parameters);
  for (const std::string& text : {claims.withdrawn, claims.date_lost, claims.convention.name}) {
    if (!text.empty()) texts.push_back(text);
  }
  if (protocol.liveness == nullptr) return;
  texts.emplace_back(protocol.liveness(parameters, BrokerSettings{}, 10min).because);
}

}  // namespace

// Every profile, and every other value of each parameter that has names for its values.
std::vector<Setting> settings_of(const Protocol& protocol) {
  std::vector<Setting> settings;
  const Parameters defaults = defaults_of(protocol.parameters);
  for (const ParameterProfile& profile : protocol.profiles) {
    settings.push_back({fmt::format("`profile: {}`", profile.name), defaults});
    apply_profile(profile, protocol.parameters, settings.back().parameters);
  }
  for (const ParameterSpec& spec : protocol.parameters) {
    std::vector<std::string_view> values = spec.choices;
    if (spec.type == ParameterSpec::Type::toggle) values = {"on", "off"};
    for (const std::string_view value : values) {
      ParameterValue parsed;
      if (value == spec.fallback || !parse_parameter(spec, value, parsed)) continue;
      settings.push_back({fmt::format("`{}: {}`", spec.name, value), defaults});
      settings.back().parameters.set(std::string(spec.name), parsed);
    }
  }
  return settings;
}

std::vector<std::string> strategy_texts() {
  std::vector<std::string> texts;
  for (const Protocol& protocol : protocols()) {
    add_texts(protocol, texts);
    add_texts(protocol, defaults_of(protocol.parameters), texts);
    for (const Setting& setting : settings_of(protocol)) {
      add_texts(protocol, setting.parameters, texts);
    }
  }
  for (const PropertyInfo& property : all_properties) texts.emplace_back(property.meaning);
  return texts;
}

}  // namespace txlab
