// txlab explain: what a key of a scenario, a strategy, a fault, an event, a property or the code of
// a message means.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/explain_law.hpp"
#include "cli/verbs.hpp"
#include "cli/vocabulary.hpp"
#include "models/parts/broker/profiles.hpp"
#include "models/strategies/catalogue.hpp"
#include "reports/exit_code.hpp"
#include "reports/reference.hpp"
#include "reports/strategies/strategy_page.hpp"
#include "scenarios/language/codes.hpp"
#include "scenarios/language/keys/key.hpp"
#include "scenarios/language/pages/code_page.hpp"

namespace txlab {

namespace {

void print_line(const std::string& text) { std::fputs((text + "\n").c_str(), stdout); }

void print_bound(std::string_view name, const Liveness& bound) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(bound.within).count();
  const std::string within =
      bound.within == forever ? "never, if it went wrong" : fmt::format("{} s", seconds);
  print_line(fmt::format("  {:<18} {}: {}", name, within, bound.because));
}

// With the defaults of the protocol, and the broker of every version; nothing if it does not matter
// which.
void explain_liveness_by_broker(const Protocol& protocol, Duration outage) {
  const Parameters defaults = defaults_of(protocol.parameters);
  const auto bound_with = [&](const BrokerProfile& profile) {
    BrokerSettings broker;
    profile.apply(broker);
    return protocol.liveness(defaults, broker, outage);
  };
  const Duration usual = protocol.liveness(defaults, BrokerSettings{}, outage).within;
  const bool matters = std::ranges::any_of(broker_profiles(), [&](const BrokerProfile& profile) {
    return bound_with(profile).within != usual;
  });
  if (!matters) return;
  for (const BrokerProfile& profile : broker_profiles()) {
    print_bound(profile.name, bound_with(profile));
  }
}

// The defaults, then every profile.
template <typename Line>
void for_each_setting(const Protocol& protocol, const Line& line) {
  line("defaults", defaults_of(protocol.parameters));
  for (const ParameterProfile& profile : protocol.profiles) {
    Parameters parameters = defaults_of(protocol.parameters);
    apply_profile(profile, protocol.parameters, parameters);
    line(profile.name, parameters);
  }
}

// The bound of the defaults and of every profile, of the protocol and of the broker.
void explain_liveness(const Protocol& protocol) {
  if (protocol.liveness == nullptr) return;
  constexpr Duration outage = 10min;
  const auto line = [&](std::string_view name, const Parameters& parameters) {
    print_bound(name, protocol.liveness(parameters, BrokerSettings{}, outage));
  };
  print_line("settled, or in a list that people watch, this long after faults of ten minutes:");
  for_each_setting(protocol, line);
  explain_liveness_by_broker(protocol, outage);
}

// By which rule oracle_* are counted, per set of parameters that has a rule of its own.
void explain_counting(const Protocol& protocol) {
  const auto line = [&](std::string_view name, const Parameters& parameters) {
    print_line(fmt::format("  {:<18} {}", name, protocol.claims(parameters).convention.name));
  };
  print_line("oracle_messages and oracle_forced_writes are counted as in:");
  for_each_setting(protocol, line);
}

bool explain_protocol(std::string_view name) {
  const Protocol* const protocol = find_protocol(name);
  if (protocol == nullptr) return false;
  print_line(fmt::format("{}: {}", protocol->name, protocol->summary));
  for (const ParameterSpec& parameter : protocol->parameters) {
    std::string values(parameter.fallback);
    for (const std::string_view choice : parameter.choices) {
      if (choice != parameter.fallback) values += fmt::format(" | {}", choice);
    }
    print_line(fmt::format("  {:<18} {}\n  {:<18} default {}", parameter.name, parameter.meaning,
                           "", values));
  }
  explain_liveness(*protocol);
  explain_counting(*protocol);
  print_line("needs:");
  for (const std::string_view what : protocol->effort) print_line(fmt::format("  - {}", what));
  return true;
}

// The lines of an example under what it is, two blanks in.
void print_example(std::string_view title, std::string_view lines) {
  print_line(fmt::format("\n{}:\n", title));
  while (!lines.empty()) {
    print_line(fmt::format("  {}", lines.substr(0, lines.find('\n'))));
    lines.remove_prefix(std::min(lines.find('\n') + 1, lines.size()));
  }
}

void explain_code(const language::Code& code) {
  print_line(fmt::format("{}: {}", code.name, code.meaning));
  const language::CodePage* const page = language::page_of(code.name);
  if (page == nullptr) return;
  print_example("wrong", language::written_example(*page, page->wrong));
  print_example("right", language::written_example(*page, page->mended));
  std::fputs(("\n" + std::string(page->why)).c_str(), stdout);
}

bool explain_name(std::string_view topic) {
  for (const auto& code : language::codes()) {
    if (code.name != topic) continue;
    explain_code(code);
    return true;
  }
  for (const PropertyInfo& property : all_properties) {
    if (property.name != topic) continue;
    print_line(fmt::format("{} [{}]: {}", property.name, property.modality, property.meaning));
    return true;
  }
  for (const EventName& event : event_names()) {
    if (event.name != topic) continue;
    print_line(fmt::format("{}: {}", event.name, event.meaning));
    return true;
  }
  return false;
}

void print_whole(const language::Key& key) {
  print_line(fmt::format("{}: {}", key.path, key.meaning));
  print_line(fmt::format("  is       {}", language::type_of(key)));
  print_line(fmt::format("  default  {}", key.fallback));
  print_line(fmt::format("  example  {}", language::example_of(key)));
}

void print_short(const language::Key& key) {
  print_line(fmt::format("{}: {}", key.path, key.meaning));
  print_line(fmt::format("  {}; default {}", language::type_of(key), key.fallback));
}

// The keys at the top of a scenario.
void explain_scenario() {
  for (const language::Key* key : language::all_keys()) {
    const bool at_top = key->path.find('.') == std::string_view::npos;
    if (at_top && key->path != "distribution") print_short(*key);
  }
}

// A key, and the keys below it.
bool explain_key(const std::string& topic) {
  if (topic == "scenario") {
    explain_scenario();
    return true;
  }
  const auto found = language::find_keys(topic);
  const auto levels = [](std::string_view path) { return std::ranges::count(path, '.'); };
  for (const language::Key* key : found) {
    const bool is_below = levels(key->path) > levels(found.front()->path) ||
                          found.front()->path.substr(found.front()->path.rfind('.') + 1) !=
                              topic.substr(topic.rfind('.') + 1);
    is_below ? print_short(*key) : print_whole(*key);
  }
  return !found.empty();
}

// `strategies` lists them all.
bool print_page(std::string_view topic, Language language) {
  if (topic == "strategies") {
    std::fputs(strategy_index(vocabulary(), language).c_str(), stdout);
    return true;
  }
  if (topic.starts_with("strategies.")) topic.remove_prefix(11);
  const Protocol* const protocol = find_protocol(topic);
  if (protocol == nullptr) return false;
  std::fputs(strategy_page(*protocol, vocabulary(), language).c_str(), stdout);
  return true;
}

}  // namespace

int explain_verb(const Arguments& arguments) {
  if (arguments.all) {
    std::fputs(reference_page(vocabulary()).c_str(), stdout);
    return 0;
  }
  if (arguments.format == "md") {
    if (print_page(arguments.subject, arguments.language)) return 0;
    std::fputs("txlab: a page is about a strategy, `strategies` or --all\n", stderr);
    return static_cast<int>(ExitCode::usage);
  }
  if (arguments.subject.empty()) {
    std::fputs("txlab: explain what? A key, a strategy, a code; `scenario` for the top, or --all\n",
               stderr);
    return static_cast<int>(ExitCode::usage);
  }
  if (const auto code = explain_law(arguments)) return *code;
  std::string topic = arguments.subject;
  if (topic.starts_with("strategies.") && explain_protocol(topic.substr(11))) return 0;
  const bool known = explain_key(topic) || explain_protocol(topic) || explain_name(topic);
  Arguments listed = arguments;
  listed.subject = topic.substr(0, topic.find('.'));
  for (const char* list :
       {"strategies", "properties", "metrics", "faults", "events", "profiles", "keys"}) {
    if (listed.subject == list) return list_verb(listed);
  }
  if (known) return 0;
  std::fputs(fmt::format("txlab: nothing is known about `{}`; try strategies, faults, events, "
                         "properties, metrics, keys or the code of a message\n",
                         arguments.subject)
                 .c_str(),
             stderr);
  return static_cast<int>(ExitCode::usage);
}

}  // namespace txlab
