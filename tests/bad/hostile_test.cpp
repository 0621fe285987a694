// Files of a few megabytes that are written to take time or memory: whatever is told about them, it
// is told within two seconds of processor time and half a gigabyte.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>

#include "cli/vocabulary.hpp"
#include "scenarios/language/read.hpp"
#include "scenarios/language/render.hpp"

namespace txlab {
namespace {

using testing::HasSubstr;

constexpr auto arrivals = "workload: {arrivals: [{process: constant, rate: 5/s, for: 10s}]}\n";
const std::string small =
    std::string("version: 1\n") + arrivals + "strategies: {a: {protocol: xa}}\n";

std::string times(std::size_t count, std::string_view text) {
  std::string all;
  all.reserve(count * text.size());
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

// `%` in the text is the number of the line.
std::string numbered(std::size_t count, std::string_view text) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    for (const char c : text) {
      if (c == '%') {
        all += std::to_string(i);
      } else {
        all += c;
      }
    }
  }
  return all;
}

struct Hostile {
  const char* name;
  std::string text;
  const char* told;  // nothing: the file is only large
};

void PrintTo(const Hostile& one, std::ostream* out) { *out << one.name; }

std::vector<Hostile> of_yaml() {
  return {
      {"anchors", numbered(60'000, "x-%: &a% {a: 1}\n") + small, "more than 200000 values"},
      {"aliases", "x-a: &a [" + times(1000, "1, ") + "1]\n" + numbered(5000, "x-%: *a\n") + small,
       "aliases of aliases multiply"},
      {"merges",
       "x-a: &a {" + numbered(2000, "k%: 1, ") + "}\nx-b: {<<: [" + times(5000, "*a, ") + "*a]}\n" +
           small,
       "aliases of aliases multiply"},
      {"blanks", times(3'900'000, "\n") + small, nullptr},
      {"comment", times(3'900'000, "#") + "\n" + small, nullptr},
      {"long-text", small + "description: \"" + times(3'900'000, "x") + "\"\n", nullptr},
      {"long-key", small + times(3'900'000, "k") + ": 1\n", "no key can end"},
      {"quotes", small + "description: " + times(3'900'001, "'") + "\n", "does not end"},
      {"colons", small + "description: " + times(1'500'000, ": ") + "\n", "no key can end"},
      {"commas", small + "zones: [" + times(1'000'000, ",") + "]\n", "[too-large]"},
      {"question-marks", times(500'000, "? ") + "\n", "[too-deep]"},
      {"dashes", times(500'000, "- ") + "\n", "[too-deep]"},
      {"brackets", times(2'000'000, "["), "[too-deep]"},
      {"ampersands", small + "zones: [" + times(100'000, "&a ") + "x]\n", "[syntax]"},
      {"four-megabytes", times(4'300'000, "#") + "\n", "larger than 4 MiB"}};
}

std::vector<Hostile> of_sections() {
  const std::string head = std::string("version: 1\n") + arrivals + "strategies:\n";
  return {
      {"strategies", head + numbered(25'000, "  s%: {protocol: xa}\n"), "at most 200"},
      {"heirs", head + "  s: {protocol: xa}\n" + numbered(29'000, "  s%: {extends: s}\n"),
       "at most 200"},
      {"databases", small + "databases:\n" + numbered(20'000, "  db%: {connections: 20}\n"),
       "at most 100"},
      {"faults",
       small + "faults:\n" + numbered(14'000, "  - {fault: crash, target: {host: mq}, at: %ms}\n"),
       "at most 1000"},
      {"zones", small + "zones: [" + numbered(150'000, "z%, ") + "z]\n", "at most 100"},
      {"funds", small + "funds:\n" + numbered(40'000, "  f%: {share: 1%}\n"), "at most 31"},
      {"unknown-keys", small + "hosts:\n  wallet:\n" + numbered(90'000, "    k%: 1\n"),
       "more errors are not shown"},
      {"unknown-strategies", small + "thresholds:\n" + numbered(40'000, "  k%: [a]\n"),
       "at most 201"},
      {"thresholds",
       small + "thresholds:\n  each:\n" + numbered(30'000, "    - p95(client_latency) < 1%ms\n"),
       nullptr},
      {"percentiles",
       small + "precheck_takes: {dist: percentiles, values: {" + numbered(90'000, "p0.%: 1ms, ") +
           "p1: 1ms}}\n",
       "more than 1000 percentiles"},
      {"samples",
       small + "precheck_takes: {dist: samples, values: [" + times(150'000, "1ms, ") + "1ms]}\n",
       nullptr},
      {"deep-path", small + "sweep: [{set: " + times(1'000'000, "a.") + "a, values: [1]}]\n",
       "the path is longer than any place"},
      {"number", small + "drain: " + times(3'000'000, "1") + "s\n", "is too large"},
      {"duration", small + "drain: " + times(1'000'000, "1d") + "\n", "cannot be read"}};
}

// What is read once for each value of a sweep, and by lint for each profile.
std::vector<Hostile> of_repetitions() {
  const std::string head = std::string("version: 1\n") + arrivals + "strategies:\n";
  return {{"sweep", small + "sweep: [{set: drain, values: [" + numbered(999, "%s, ") + "1h]}]\n",
           nullptr},
          {"long-sweep",
           small + "sweep: [{set: drain, values: [" + numbered(90'000, "%s, ") + "1h]}]\n",
           "more than 1000 values"},
          {"sweep-of-a-large-scenario",
           small + "description: \"" + times(1'000'000, "x") +
               "\"\nsweep: [{set: drain, values: [" + numbered(500, "%s, ") + "1h]}]\n",
           "too large for a sweep"},
          {"sweep-of-many-strategies",
           head + numbered(200, "  s%: {protocol: xa}\n") + "sweep: [{set: drain, values: [" +
               numbered(500, "%s, ") + "1h]}]\n",
           "[sweep-too-large]"},
          {"profiles", small + "profiles:\n" + numbered(2000, "  p%: {drain: 5s}\n"), "at most 50"},
          {"profiles-of-a-large-scenario",
           small + "description: \"" + times(3'900'000, "x") + "\"\nprofiles:\n" +
               numbered(10, "  p%: {drain: 5s}\n"),
           "too large for 10 profiles"},
          {"profiles-beside-a-sweep",
           small + "sweep: [{set: drain, values: [" + numbered(999, "%s, ") + "1h]}]\nprofiles:\n" +
               numbered(50, "  p%: {drain: 5s}\n"),
           "sweep of 1000 values and 50 profiles"}};
}

class HostileFiles : public testing::TestWithParam<Hostile> {};

// What is told about it, within the limits.
std::string told_within_limits(const std::string& text, const std::string& file) {
  ReadOptions options;
  options.vocabulary = vocabulary();
  const std::clock_t begin = std::clock();
  const ReadResult result = read_scenario_text(text, file, options);
  EXPECT_LT(std::clock() - begin, 2 * CLOCKS_PER_SEC);
  std::string told;
  for (const Diagnostic& one : result.diagnostics) told += render_short(one);
  EXPECT_LT(told.size(), 20'000u);
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  EXPECT_LT(used.ru_maxrss, 512 * 1024) << "KiB";
  return told;
}

TEST_P(HostileFiles, take_neither_time_nor_memory) {
  const std::string told = told_within_limits(GetParam().text, "h.yaml");
  if (GetParam().told == nullptr) {
    EXPECT_EQ(told, "");
  } else {
    EXPECT_THAT(told, HasSubstr(GetParam().told));
  }
}

// Fourteen files, each of which names the next one eight times: 8^14 to read.
TEST(HostileFolder, of_includes_takes_neither_time_nor_memory) {
  const std::filesystem::path folder = std::filesystem::path(testing::TempDir()) / "hostile";
  std::filesystem::create_directories(folder);
  for (int i = 1; i < 15; ++i) {
    const std::string next = "b" + std::to_string(i + 1) + ".yaml";
    std::ofstream(folder / ("b" + std::to_string(i) + ".yaml"))
        << "include: [" << times(7, next + ", ") << next << "]\n";
  }
  std::ofstream(folder / "b15.yaml") << "drain: 1h\n";
  EXPECT_THAT(told_within_limits(small + "include: b1.yaml\n", (folder / "h.yaml").string()),
              HasSubstr("more than 200 files"));
}

const auto name_of_one = [](const testing::TestParamInfo<Hostile>& one) {
  std::string name = one.param.name;
  std::ranges::replace(name, '-', '_');
  return name;
};
INSTANTIATE_TEST_SUITE_P(Yaml, HostileFiles, testing::ValuesIn(of_yaml()), name_of_one);
INSTANTIATE_TEST_SUITE_P(Sections, HostileFiles, testing::ValuesIn(of_sections()), name_of_one);
INSTANTIATE_TEST_SUITE_P(Repetitions, HostileFiles, testing::ValuesIn(of_repetitions()),
                         name_of_one);

}  // namespace
}  // namespace txlab
