#include "cli/topics.hpp"

#include <fmt/format.h>

#include "cli/vocabulary.hpp"
#include "models/parts/broker/profiles.hpp"
#include "models/parts/database/profiles.hpp"
#include "models/strategies/catalogue.hpp"
#include "scenarios/language/codes.hpp"
#include "scenarios/language/keys/bounds.hpp"
#include "scenarios/language/keys/fault_meanings.hpp"
#include "scenarios/language/keys/key.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/study/metric_catalogue.hpp"
#include "scenarios/study/metric_meanings.hpp"

namespace txlab {

namespace {

void add_strategy_topics(std::vector<Topic>& all) {
  for (const Protocol& protocol : protocols()) {
    const std::string name = fmt::format("strategies.{}", protocol.name);
    all.push_back({name, std::string(protocol.summary)});
    for (const ParameterSpec& parameter : protocol.parameters) {
      all.push_back({fmt::format("{}.{}", name, parameter.name), std::string(parameter.meaning)});
    }
  }
}

void add_profile_topics(std::vector<Topic>& all) {
  const auto add = [&](const auto& profile, std::string_view of) {
    all.push_back({std::string(profile.name),
                   fmt::format("a profile of {}: {} ({})", of, profile.differs, profile.source)});
  };
  for (const BrokerProfile& profile : broker_profiles()) add(profile, "brokers");
  for (const DatabaseProfile& profile : database_profiles()) add(profile, "databases");
  for (const Protocol& protocol : protocols()) {
    for (const ParameterProfile& profile : protocol.profiles) add(profile, protocol.name);
  }
}

void add_metric_topics(std::vector<Topic>& all) {
  for (const MetricDefinition& metric : metric_catalogue()) {
    const std::string limit = metric.distribution != nullptr ? fmt::format("p99({})", metric.name)
                                                             : std::string(metric.name);
    const std::string unit = metric.unit == "1" ? "" : fmt::format(" in {}", metric.unit);
    all.push_back(
        {std::string(metric.name), fmt::format("{}; a metric{}, for limits such as `{} < ...`",
                                               meaning_of_metric(metric.name), unit, limit)});
  }
}

// What stands by itself in messages, in files and in reports.
std::vector<Topic> bare_names() {
  std::vector<Topic> all;
  for (const language::Code& code : language::codes()) {
    all.push_back({std::string(code.name), std::string(code.meaning)});
  }
  for (const EventName& event : event_names()) all.push_back({event.name, event.meaning});
  for (const PropertyInfo& property : all_properties) {
    all.push_back(
        {std::string(property.name), fmt::format("[{}] {}", property.modality, property.meaning)});
  }
  add_metric_topics(all);
  add_profile_topics(all);
  return all;
}

std::string_view last_word(std::string_view name) { return name.substr(name.rfind('.') + 1); }

}  // namespace

std::vector<Topic> topics() {
  std::vector<Topic> all;
  add_strategy_topics(all);
  for (const language::Key* key : language::all_keys()) {
    all.push_back({std::string(key->path), std::string(key->meaning)});
  }
  for (const language::FaultMeaning& kind : language::fault_meanings()) {
    all.push_back({fmt::format("faults.{}", kind.name), std::string(kind.meaning)});
  }
  for (Topic& name : bare_names()) all.push_back(std::move(name));
  return all;
}

std::string meaning_of(std::string_view name) {
  std::string text;
  for (const Topic& topic : bare_names()) {
    if (topic.name == name) text += fmt::format("{}: {}\n", topic.name, topic.meaning);
  }
  return text;
}

// First among its neighbours, since who writes `network.defaults.los` knows the section; then among
// whole names; then by the last word alone.
std::string nearest_topic(std::string_view typed) {
  const std::string_view word = last_word(typed);
  const std::string_view section = typed.substr(0, typed.size() - word.size());
  std::vector<std::string> beside;
  std::vector<std::string> whole;
  std::vector<std::string> ends;
  for (const Topic& topic : topics()) {
    const std::string_view end = last_word(topic.name);
    if (topic.name == fmt::format("{}{}", section, end)) beside.emplace_back(end);
    whole.push_back(topic.name);
    ends.emplace_back(end);
  }
  if (const std::string best = nearest(word, beside); !best.empty())
    return fmt::format("{}{}", section, best);
  if (const std::string best = nearest(typed, whole); !best.empty()) return best;
  const std::string best = nearest(word, ends);
  for (std::size_t i = 0; i < ends.size() && !best.empty(); ++i) {
    if (ends[i] == best) return whole[i];
  }
  return "";
}

}  // namespace txlab
