// txlab list: what there is to be named in a scenario or on the command line.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>

#include "cli/library_list.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "models/parts/broker/profiles.hpp"
#include "models/parts/database/profiles.hpp"
#include "models/strategies/catalogue.hpp"
#include "scenarios/language/keys/bounds.hpp"
#include "scenarios/language/keys/fault_meanings.hpp"
#include "scenarios/language/keys/key.hpp"
#include "scenarios/study/metric_catalogue.hpp"
#include "scenarios/study/metric_meanings.hpp"

namespace txlab {

namespace {

void print(std::string_view name, std::string_view meaning, int width = 34) {
  std::fputs(fmt::format("{:<{}} {}\n", name, width, meaning).c_str(), stdout);
}

void list_strategies() {
  for (const Protocol& protocol : protocols()) {
    print(protocol.name, protocol.summary, 22);
    for (const ParameterSpec& parameter : protocol.parameters) {
      std::string values(parameter.fallback);
      for (const std::string_view choice : parameter.choices) {
        if (choice != parameter.fallback) values += fmt::format(" | {}", choice);
      }
      std::fputs(
          fmt::format("    {:<18} {:<34} {}\n", parameter.name, values, parameter.meaning).c_str(),
          stdout);
    }
  }
}

// `kind process|power|host-lost`, `for`
std::string words_of(const language::Key& key) {
  const std::vector<std::string> choices = language::choices_of(key);
  const std::string name(language::name_of(key));
  return choices.empty() ? name : fmt::format("{} {}", name, fmt::join(choices, "|"));
}

// Every fault with the keys that it takes beside the clock.
void list_faults() {
  for (const language::FaultMeaning& kind : language::fault_meanings()) {
    std::vector<std::string> keys;
    for (const language::Key* key : language::keys_below("faults.NAME")) {
      const bool is_its_own = !key->with.empty() && language::fits_beside(*key, kind.name);
      if (is_its_own) keys.push_back(words_of(*key));
    }
    print(kind.name, kind.meaning, 14);
    print("", fmt::format("{}", fmt::join(keys, ", ")), 14);
  }
}

void print_profile(std::string_view name, std::string_view of, std::string_view differs,
                   std::string_view source) {
  print(name, fmt::format("[{}] {}", of, differs), 22);
  print("", source, 22);
}

void list_profiles() {
  for (const auto& profile : broker_profiles()) {
    print_profile(profile.name, "broker", profile.differs, profile.source);
  }
  for (const auto& profile : database_profiles()) {
    print_profile(profile.name, "database", profile.differs, profile.source);
  }
  for (const Protocol& protocol : protocols()) {
    for (const ParameterProfile& profile : protocol.profiles) {
      print_profile(profile.name, protocol.name, profile.differs, profile.source);
    }
  }
}

}  // namespace

int list_verb(const Arguments& arguments) {
  const std::string& what = arguments.subject;
  if (what == "strategies") list_strategies();
  if (what == "faults") list_faults();
  if (what == "scenarios") list_library();
  if (what == "properties") {
    for (const PropertyInfo& property : all_properties) {
      print(property.name, fmt::format("[{}] {}", property.modality, property.meaning), 24);
    }
  }
  if (what == "metrics") {
    for (const MetricDefinition& metric : metric_catalogue()) {
      print(metric.name, fmt::format("[{}]{} {}", metric.unit,
                                     metric.distribution != nullptr ? " distribution:" : "",
                                     meaning_of_metric(metric.name)));
    }
  }
  if (what == "events") {
    for (const EventName& event : event_names()) print(event.name, event.meaning);
  }
  if (what == "keys") {
    for (const language::Key* key : language::all_keys()) print(key->path, key->meaning, 24);
  }
  if (what == "profiles") list_profiles();
  return 0;
}

}  // namespace txlab
