// txlab list: what there is to be named in a scenario or on the command line.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "models/parts/broker/profiles.hpp"
#include "models/parts/database/profiles.hpp"
#include "models/strategies/catalogue.hpp"
#include "scenarios/language/keys/key.hpp"
#include "scenarios/study/metric_catalogue.hpp"

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

void list_faults() {
  print("crash", "kind process|power|host-lost, unsynced gone|torn|kept, restart_after");
  print("pause", "for: the host stops and goes on");
  print("slow", "for, factor: all that the host computes");
  print("slow-disk", "for, factor: every flush of the host");
  print("error", "for, share: requests of a service that are rejected (a bad release)");
  print("clock-offset, clock-step", "offset (for): what the host believes the time to be");
  print("clock-drift", "for, drift");
  print("partition", "between, direction both|forward|backward, for: messages are lost");
  print("hold", "between, direction, for: messages wait until it ends");
  print("degrade", "between, direction, for, latency, loss");
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

void list_scenarios() {
  std::error_code error;
  std::vector<std::filesystem::path> files;
  for (const auto& file : std::filesystem::recursive_directory_iterator(library_folder(), error)) {
    if (file.path().extension() == ".yaml") files.push_back(file.path());
  }
  // The scenarios to begin with, then those in folders below, such as the regressions.
  std::ranges::sort(files, {}, [](const std::filesystem::path& file) {
    return std::pair(std::distance(file.begin(), file.end()), file);
  });
  for (const auto& file : files) {
    std::ifstream text(file);
    std::string line;
    std::string description;
    while (std::getline(text, line)) {
      if (line.starts_with("description:")) description = line.substr(13);
    }
    print(file.string(), description, 42);
  }
  if (files.empty()) std::fputs("no scenarios found; try it from the project's folder\n", stderr);
}

}  // namespace

int list_verb(const Arguments& arguments) {
  const std::string& what = arguments.subject;
  if (what == "strategies") list_strategies();
  if (what == "faults") list_faults();
  if (what == "scenarios") list_scenarios();
  if (what == "properties") {
    for (const PropertyInfo& property : all_properties) {
      print(property.name, fmt::format("[{}] {}", property.modality, property.meaning), 24);
    }
  }
  if (what == "metrics") {
    for (const MetricDefinition& metric : metric_catalogue()) {
      print(metric.name, fmt::format("[{}]{}", metric.unit,
                                     metric.distribution != nullptr ? " distribution" : ""));
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
