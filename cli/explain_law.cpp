#include "cli/explain_law.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/diagnostics.hpp"
#include "cli/read_options.hpp"
#include "cli/terminal_style.hpp"
#include "reports/distribution_plot.hpp"
#include "reports/exit_code.hpp"
#include "reports/terminal/text.hpp"
#include "scenarios/language/read_law.hpp"

namespace txlab {

namespace {

// A few lines, unless a file has brought in thousands of values.
std::string heading(const std::string& text, const TerminalStyle& style) {
  constexpr int most_lines = 4;
  std::string lines;
  const std::string cut = terminal::fitted(text, most_lines * style.width, style);
  for (const std::string& line : terminal::wrapped(cut, style.width)) lines += line + "\n";
  return lines;
}

int drawn(const LawReading& reading, const std::string& title, const Arguments& arguments) {
  print_diagnostics(reading.diagnostics, arguments);
  if (!reading.law) return static_cast<int>(ExitCode::usage);
  const TerminalStyle style = narrow_style(arguments);
  const std::string head = heading(terminal::printable(title + reading.yaml, style), style);
  const PlottedUnit unit = reading.of_money ? PlottedUnit::money : PlottedUnit::time;
  std::fputs((head + "\n" + distribution_plot(*reading.law, unit, style)).c_str(), stdout);
  return static_cast<int>(ExitCode::success);
}

// FILE:PATH, or nothing if no file is meant: topics have no colon.
struct KeyInFile {
  std::string file;
  std::string path;
};
std::optional<KeyInFile> key_in_file(const std::string& topic) {
  const std::size_t colon = topic.rfind(':');
  if (colon == std::string::npos || colon + 1 == topic.size()) return std::nullopt;
  return KeyInFile{topic.substr(0, colon), topic.substr(colon + 1)};
}

bool changes_a_scenario(const Arguments& arguments) {
  return !(arguments.sets.empty() && arguments.overlays.empty() && arguments.profiles.empty());
}

}  // namespace

std::optional<int> explain_law(const Arguments& arguments) {
  const std::string& topic = arguments.subject;
  const auto place = topic.starts_with('{') ? std::nullopt : key_in_file(topic);
  if (!place && changes_a_scenario(arguments)) {
    std::fputs("txlab: --set, -f and --profile change a scenario: txlab explain FILE:PATH\n",
               stderr);
    return static_cast<int>(ExitCode::usage);
  }
  if (topic.starts_with('{')) return drawn(read_law(topic), "", arguments);
  if (!place) return std::nullopt;
  const std::string file = place->file == "-" ? "/dev/stdin" : place->file;
  const ReadResult read = read_scenario(file, read_options(arguments));
  if (!read.scenario) {
    print_diagnostics(read.diagnostics, arguments);
    return static_cast<int>(ExitCode::usage);
  }
  const LawReading reading = law_at(read, place->path, file);
  const char* const from = reading.by_default ? " (default): " : ": ";
  return drawn(reading, place->path + from, arguments);
}

}  // namespace txlab
