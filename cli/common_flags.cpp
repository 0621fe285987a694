#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstdint>
#include <limits>

#include "cli/flags.hpp"

namespace txlab {

namespace {

std::string kinds_of(Reports which) {
  return fmt::format("{}junit=FILE, sarif=FILE, md=FILE or github",
                     which == Reports::with_page ? "html=FILE, csv=DIR, " : "");
}

ReportRequest read_report(const std::string& text, Reports which) {
  const std::size_t equals = text.find('=');
  ReportRequest request{text.substr(0, equals), ""};
  if (equals != std::string::npos) request.file = text.substr(equals + 1);
  const bool of_study =
      (request.kind == "html" || request.kind == "csv") && which == Reports::with_page;
  const bool to_a_file =
      of_study || request.kind == "junit" || request.kind == "sarif" || request.kind == "md";
  if (to_a_file && !request.file.empty()) return request;
  if (request.kind == "github" && equals == std::string::npos) return request;
  throw CLI::ValidationError("--report", fmt::format("`{}` is not {}", text, kinds_of(which)));
}

std::string variable_of(const std::string& flag) {
  std::string name = "TXLAB_" + flag;
  std::ranges::transform(name, name.begin(), [](unsigned char c) {
    return c == '-' ? '_' : static_cast<char>(std::toupper(c));
  });
  return name;
}

}  // namespace

void add_colour(CLI::App& app, Arguments& arguments) {
  app.add_option_function<std::string>(
         "--color",
         [&arguments](const std::string& when) {
           arguments.colour = when == "always"  ? ColourWhen::always
                              : when == "never" ? ColourWhen::never
                                                : ColourWhen::automatic;
         },
         "auto, always or never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

// Each takes one value, so that a scenario may follow it.
void add_changes(CLI::App& app, Arguments& arguments) {
  app.add_option("--set", arguments.sets, "Override a value of the scenario (repeatable)")
      ->type_name("path=value")
      ->allow_extra_args(false);
  app.add_option("-f,--file", arguments.overlays, "Lay another file over the scenario")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--profile", arguments.profiles,
                 "Change it as this profile of it says (repeatable)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  app.add_flag("--allow-include", arguments.allow_include,
               "Let the scenario name files outside of its folder");
}

void add_common(CLI::App& app, Arguments& arguments) {
  app.add_option("-s,--strategy", arguments.strategies, "Only this strategy (repeatable)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  add_changes(app, arguments);
  add_colour(app, arguments);
  app.add_flag("-q,--quiet", arguments.quiet, "Only results and errors");
}

CLI::Validator not_empty() {
  return {[](const std::string& text) { return text.empty() ? "it is empty" : std::string(); }, ""};
}

// CLI::Range converts first, and there -1 is the largest number of all.
CLI::Validator is_seed() {
  const auto flaw = [](const std::string& text) {
    std::uint64_t seed = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, seed);
    if (read.ec == std::errc() && read.ptr == end) return std::string();
    return fmt::format("Value {} not in range 0 to {}", text,
                       std::numeric_limits<std::uint64_t>::max());
  };
  return {flaw, fmt::format("INT in [0 - {}]", std::numeric_limits<std::uint64_t>::max())};
}

void add_seed(CLI::App& app, Arguments& arguments, const std::string& meaning) {
  app.add_option("--seed", arguments.seed, meaning)->check(is_seed());
}

void add_replications(CLI::App& app, Arguments& arguments) {
  app.add_option("--replications", arguments.replications, "Independent repetitions")
      ->check(CLI::Range(1, 1000000));
}

void add_jobs(CLI::App& app, Arguments& arguments, const std::string& meaning) {
  app.add_option("-j,--jobs", arguments.jobs, meaning)->check(CLI::Range(1, 1024));
}

void add_language(CLI::App& app) {
  app.add_option_function<std::string>(
         "--lang", [](const std::string&) {},
         "en or zh-CN; else as LC_ALL, LC_MESSAGES or LANG says")
      ->check(CLI::IsMember({"en", "zh-CN"}));
}

void add_reports(CLI::App& app, Arguments& arguments, Reports which) {
  app.add_option_function<std::vector<std::string>>(
         "--report",
         [&arguments, which](const std::vector<std::string>& all) {
           for (const std::string& text : all) {
             arguments.reports.push_back(read_report(text, which));
           }
         },
         (which == Reports::with_page ? "For people, for spreadsheets, or for CI: " : "For CI: ") +
             kinds_of(which) + " (repeatable)")
      ->type_name("KIND=FILE")
      ->allow_extra_args(false);
}

void take_from_environment(CLI::App& app, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    const auto named = app.get_subcommands([&](CLI::App* a) { return a->get_name() == word; });
    if (named.empty()) continue;
    for (CLI::Option* option : named.front()->get_options()) {
      if (option->get_lnames().empty() || option == named.front()->get_help_ptr()) continue;
      option->envname(variable_of(option->get_lnames().front()));
    }
    return;
  }
}

}  // namespace txlab
