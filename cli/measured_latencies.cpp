#include "cli/measured_latencies.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <filesystem>

#include "cli/diagnostics.hpp"
#include "reports/fit/proposed_yaml.hpp"
#include "reports/terminal/text.hpp"
#include "reports/trace/otlp_durations.hpp"
#include "scenarios/language/csv_column.hpp"
#include "scenarios/language/emit.hpp"
#include "scenarios/language/suggest.hpp"
#include "scenarios/language/text_file.hpp"

namespace txlab {

namespace {

using language::CsvColumn;

constexpr std::size_t most_measured_bytes = std::size_t{64} << 20;
constexpr std::size_t most_rows_of_scenarios = 50'000;

struct TimeUnit {
  std::string_view name;
  double nanoseconds;
  std::initializer_list<std::string_view> words;  // that headers end with, in small letters
};
const TimeUnit time_units[] = {{"ns", 1, {"ns", "nsec", "nanos", "nanosecond", "nanoseconds"}},
                               {"us", 1e3, {"us", "usec", "micros", "microsecond", "microseconds"}},
                               {"ms", 1e6, {"ms", "msec", "millis", "millisecond", "milliseconds"}},
                               {"s", 1e9, {"s", "sec", "secs", "second", "seconds"}}};

std::nullopt_t refuse(const std::string& why) {
  const std::string shown = terminal::printable(why, {});
  std::fputs(fmt::format("txlab: {}\n", shown).c_str(), stderr);
  return std::nullopt;
}

const TimeUnit* unit_named(std::string_view name) {
  const auto found = std::ranges::find(time_units, name, &TimeUnit::name);
  return found == std::end(time_units) ? nullptr : found;
}

// The last word of a column's name, in small letters: of `latency_us`, `took (ms)`, `durationMs`.
std::string last_word_of_header(std::string_view name) {
  const auto is_letter = [](unsigned char c) { return std::isalnum(c) != 0; };
  const auto is_capital = [](unsigned char c) { return std::isupper(c) != 0; };
  while (!name.empty() && !is_letter(static_cast<unsigned char>(name.back())))
    name.remove_suffix(1);
  std::string word;
  while (!name.empty() && is_letter(static_cast<unsigned char>(name.back()))) {
    const auto last = static_cast<unsigned char>(name.back());
    const bool is_camel = !word.empty() && is_capital(last) != is_capital(word.back());
    if (is_camel && is_capital(word.back())) break;  // the `n` of `durationMS`
    word.push_back(name.back());
    name.remove_suffix(1);
    if (is_camel) break;  // the `M` of `durationMs`
  }
  std::ranges::reverse(word);
  std::ranges::transform(word, word.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word;
}

const TimeUnit* unit_at_end_of(std::string_view name) {
  const std::string word = last_word_of_header(name);
  const auto found = std::ranges::find_if(time_units, [&](const TimeUnit& unit) {
    return std::ranges::find(unit.words, word) != unit.words.end();
  });
  return found == std::end(time_units) ? nullptr : found;
}

// What a scenario would write to take every value from a copy of the file; nothing if it may not.
std::string as_samples(const std::string& file, const std::string& column, const TimeUnit& unit,
                       const CsvColumn& read, std::size_t bytes) {
  if (file == "/dev/stdin" || read.values.size() > most_rows_of_scenarios ||
      bytes > language::most_bytes) {
    return {};
  }
  language::Node map = language::make_map({});
  const auto add = [&](const char* key, std::string value) {
    map.entries.push_back({key, {}, language::make_scalar(std::move(value), {})});
  };
  add("dist", "samples");
  add("file", std::filesystem::path(file).filename().string());
  if (!column.empty()) add("column", column);
  add("unit", std::string(unit.name));
  return language::emit_inline(map);
}

// The one column with a unit in its name, if there is one.
std::string hint_at_columns(const std::vector<std::string>& columns) {
  const auto has_unit = [](const std::string& name) { return unit_at_end_of(name) != nullptr; };
  const bool one = std::ranges::count_if(columns, has_unit) == 1;
  return fmt::format("`--column {}`; the file has {}",
                     one ? *std::ranges::find_if(columns, has_unit) : "NAME",
                     fmt::join(columns, ", "));
}

std::optional<MeasuredLatencies> of_csv(const std::string& file, std::string text,
                                        const Arguments& arguments) {
  language::Problems problems;
  const std::size_t bytes = text.size();
  const auto source = problems.add_source({file, std::move(text), ""});
  const language::Span whole{source, 0, 0};
  const auto failed = [&] {
    print_diagnostics(problems.report(), arguments);
    return std::nullopt;
  };
  const auto columns = language::csv_columns(problems.source(source).text);
  if (columns.size() > 1 && arguments.column.empty()) {
    problems.error(language::code::bad_data, whole, "which column has the latencies?",
                   {hint_at_columns(columns), "txlab fit --help"});
    return failed();
  }
  language::CsvRequest request{whole, arguments.column};
  request.column_span = whole;
  request.most_rows = most_measured_bytes;
  const auto column = language::read_csv_column(problems, source, request);
  if (!column) return failed();
  const TimeUnit* const unit =
      arguments.unit.empty() ? unit_at_end_of(column->name) : unit_named(arguments.unit);
  if (unit == nullptr) {
    problems.error(language::code::missing_unit, whole, "the latencies have no unit",
                   {"`--unit` says whether it is ns, us, ms or s", "txlab fit --help"});
    return failed();
  }
  MeasuredLatencies measured;
  for (const double value : column->values) {
    measured.nanoseconds.push_back(value * unit->nanoseconds);
  }
  const std::string name = !column->name.empty()       ? column->name
                           : !arguments.column.empty() ? arguments.column
                                                       : "1";
  measured.source = {file, fmt::format("column {}", name),
                     as_samples(file, arguments.column, *unit, *column, bytes)};
  return measured;
}

std::string names_in(const OtlpDurations& found) {
  constexpr std::size_t most = 20;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(most, found.names.size()); ++i) {
    names.push_back(fmt::format("{} ({})", found.names[i].first, found.names[i].second));
  }
  if (found.names.size() > most) names.push_back(fmt::format("{} more", found.names.size() - most));
  return fmt::format("{}", fmt::join(names, ", "));
}

std::optional<MeasuredLatencies> of_traces(const std::string& file, const std::string& text,
                                           const std::string& span) {
  const OtlpDurations found = otlp_durations(text, span);
  if (!found.mistake.empty()) return refuse(fmt::format("{}: {}", file, found.mistake));
  if (span.empty()) {
    return refuse(
        fmt::format("{}: which spans? Choose with --span NAME: {}", file, names_in(found)));
  }
  std::vector<std::string> known;
  for (const auto& [name, number] : found.names) known.push_back(name);
  if (std::ranges::find(known, span) == known.end()) {
    const std::string meant = nearest(span, known);
    return refuse(fmt::format("{}: there is no span `{}`; {}it has {}", file, span,
                              meant.empty() ? "" : fmt::format("did you mean `{}`? ", meant),
                              names_in(found)));
  }
  if (found.unfinished > 0) {
    refuse(fmt::format("note: {} of the spans have no end and are left out", found.unfinished));
  }
  return MeasuredLatencies{found.nanoseconds, {file, "span " + span}};
}

// What a scenario can hold, as nanoseconds in 64 bits.
bool is_beyond_scenarios(double nanoseconds) { return nanoseconds > 3e18; }

bool is_json(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

}  // namespace

std::optional<MeasuredLatencies> read_latencies(const Arguments& arguments) {
  const std::string& file = arguments.subject == "-" ? "/dev/stdin" : arguments.subject;
  language::FileText read = language::read_text_file(file, most_measured_bytes);
  if (!read.text) return refuse(fmt::format("cannot read {}: {}", file, read.reason));
  const bool traces = is_json(*read.text);
  if (!traces && !arguments.span.empty()) {
    return refuse(
        fmt::format("{} is no JSON; --span is for traces in OTLP's JSON, --column for "
                    "CSV files",
                    file));
  }
  if (traces && !(arguments.column.empty() && arguments.unit.empty())) {
    return refuse(
        fmt::format("{} is JSON; of traces in OTLP's JSON choose spans with --span", file));
  }
  auto measured = traces ? of_traces(file, *read.text, arguments.span)
                         : of_csv(file, *std::move(read.text), arguments);
  if (measured && measured->nanoseconds.size() < 2) {
    const auto& values = measured->nanoseconds;
    return refuse(fmt::format(
        "{}, {}: {} no distribution; {}", file, measured->source.what,
        values.empty() ? "no value makes" : "one value makes",
        values.empty() ? "measure first"
                       : fmt::format("write `{}` if it is always so", written_time(values[0]))));
  }
  if (measured && std::ranges::any_of(measured->nanoseconds, is_beyond_scenarios)) {
    return refuse(fmt::format("{}, {}: some values are longer than 95 years: is it another unit?",
                              file, measured->source.what));
  }
  return measured;
}

}  // namespace txlab
