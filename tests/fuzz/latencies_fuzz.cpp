// Any bytes are measured values (a CSV file, or traces in OTLP's JSON) or are told why not, and
// what comes of them a scenario can hold: for libFuzzer, see scripts/fuzz.
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "reports/fit/proposed_yaml.hpp"
#include "reports/trace/otlp_durations.hpp"
#include "scenarios/language/csv_column.hpp"
#include "scenarios/language/data_files.hpp"
#include "scenarios/language/emit.hpp"
#include "scenarios/language/load.hpp"
#include "scenarios/language/read_law.hpp"

namespace {

using namespace txlab;
using namespace txlab::language;

// libFuzzer keeps what aborts.
void must(bool holds) {
  if (!holds) std::abort();
}

bool is_told(Problems& problems) {
  return std::ranges::any_of(problems.report(),
                             [](const Diagnostic& one) { return one.severity == Severity::error; });
}

// A folder of this process with the file that scenarios name; it goes with the process.
class Folder {
 public:
  Folder()
      : path_(std::filesystem::temp_directory_path() /
              ("fuzz-latencies-" + std::to_string(getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

const std::string& folder() {
  static const Folder made;
  return made.path();
}

// In place of the file stands what a reader of distributions takes; or the reason why not was told.
void inline_into(std::string_view yaml) {
  Problems problems;
  const auto source = problems.add_source({"fuzz", std::string(yaml), folder()});
  auto tree = load(problems, source);
  must(tree.has_value());
  inline_data_files(problems, *tree);
  const bool is_there = tree->find("file") == nullptr && tree->find("fit") == nullptr;
  must(is_there != is_told(problems));
  if (!is_there || tree->find("dist") == nullptr) return;
  // What is fitted to extremes may still be too long for a duration; then the reader of it says so.
  const LawReading reading = read_law(emit_inline(*tree));
  must(reading.law.has_value() || !reading.diagnostics.empty());
}

void as_data_of_a_scenario(std::string_view text) {
  std::ofstream(folder() + "/data.csv", std::ios::binary) << text;
  inline_into("{dist: samples, file: data.csv, unit: us}");
  inline_into("{process: trace, file: data.csv, column: 2, unit: ms}");
  for (const char* const law : {"uniform", "exponential", "normal", "lognormal", "pareto"}) {
    inline_into("{dist: " + std::string(law) + ", fit: data.csv, unit: ms}");
  }
}

void must_be_proposable(const std::vector<double>& nanoseconds) {
  constexpr std::size_t quickly = 8;  // a proposal draws samples by the hundred
  const auto fine = [](double one) { return std::isfinite(one) && one >= 0; };
  must(std::ranges::all_of(nanoseconds, fine));
  const bool are_times = std::ranges::all_of(nanoseconds, [](double one) { return one <= 3e18; });
  if (nanoseconds.size() < 2 || nanoseconds.size() > quickly || !are_times) return;
  must(read_law(yaml_of(propose(nanoseconds))).law.has_value());
}

void as_columns(std::string_view text) {
  Problems problems;
  const auto source = problems.add_source({"fuzz.csv", std::string(text), ""});
  const auto columns = csv_columns(problems.source(source).text);
  for (std::size_t i = 0; i < std::min<std::size_t>(columns.size(), 3); ++i) {
    Problems of_column;
    CsvRequest request{{of_column.add_source({"fuzz.csv", std::string(text), ""}), 0, 0}};
    request.column = std::to_string(i + 1);
    const auto column = read_csv_column(of_column, request.file.source, request);
    must(column.has_value() != is_told(of_column));
    if (!column) continue;
    must(column->values.size() == column->lines.size());
    must_be_proposable(column->values);
  }
}

void as_traces(std::string_view text) {
  const OtlpDurations all = otlp_durations(text, "");
  for (std::size_t i = 0; i < std::min<std::size_t>(all.names.size(), 3); ++i) {
    const auto& [name, number] = all.names[i];
    if (name.empty()) continue;
    const OtlpDurations one = otlp_durations(text, name);
    if (one.mistake.empty()) must(one.nanoseconds.size() + one.unfinished == number);
    must_be_proposable(one.nanoseconds);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  as_data_of_a_scenario(text);
  as_columns(text);
  as_traces(text);
  return 0;
}
