#include "scenarios/measured/measurements.hpp"

#include <charconv>
#include <fstream>
#include <functional>

namespace txlab {

namespace {

constexpr std::array<std::string_view, 5> mode_names{"local", "plain", "outbox", "twopc",
                                                     "twopc_par"};

using Record = std::vector<std::string>;

// No field of these files has a comma or a quote in it.
Record split(const std::string& line) {
  Record fields;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t comma = line.find(',', begin);
    fields.push_back(line.substr(begin, comma - begin));
    if (comma == std::string::npos) return fields;
    begin = comma + 1;
  }
}

template <typename Number>
bool parse(const std::string& text, Number& out) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size();
}

bool parse_mode(const std::string& text, PurchaseMode& out) {
  for (std::size_t i = 0; i < mode_names.size(); ++i) {
    if (mode_names[i] != text) continue;
    out = static_cast<PurchaseMode>(i);
    return true;
  }
  return false;
}

bool each_record(const std::filesystem::path& file, std::string_view header,
                 const std::function<bool(const Record&)>& take) {
  std::ifstream text(file);
  std::string line;
  if (!std::getline(text, line) || line != header) return false;
  const std::size_t columns = split(line).size();
  while (std::getline(text, line)) {
    const Record record = split(line);
    if (record.size() != columns || !take(record)) return false;
  }
  return true;
}

bool read_steps(const std::filesystem::path& file, Measurements& out) {
  return each_record(
      file,
      "mode,keys,block,key,s0_us,s1_us,s2_us,s3_us,s4_us,s5_us,s6_us,s7_us,client_us,end_to_end_us",
      [&](const Record& record) {
        RunName run{.mode = {}, .keys = record[1], .block = 0};
        if (!parse_mode(record[0], run.mode) || !parse(record[2], run.block)) return false;
        StepTimes times{};
        for (std::size_t i = 0; i < times.size(); ++i) {
          std::int64_t microseconds = 0;
          if (!parse(record[4 + i], microseconds) || microseconds < 0) return false;
          times[i] = Duration{microseconds * 1000};
        }
        out.steps_alone[run].push_back(times);
        return true;
      });
}

bool read_throughput(const std::filesystem::path& file, Measurements& out) {
  return each_record(
      file,
      "mode,clients,keys,block,completed,throughput_per_s,client_mean_us,client_p50_us,"
      "client_p90_us,client_p99_us",
      [&](const Record& record) {
        RunName run{.mode = {}, .keys = record[2], .block = 0};
        double per_s = 0;
        if (!parse_mode(record[0], run.mode) || !parse(record[3], run.block) ||
            !parse(record[5], per_s) || per_s <= 0) {
          return false;
        }
        return out.purchases_per_s.emplace(run, per_s).second;
      });
}

}  // namespace

std::string_view name_of(PurchaseMode mode) { return mode_names[static_cast<std::size_t>(mode)]; }

std::optional<Measurements> read_measurements(const std::filesystem::path& folder) {
  Measurements measurements;
  if (!read_steps(folder / "postgres15_steps_1_client.csv", measurements) ||
      !read_throughput(folder / "postgres15_throughput_4_clients.csv", measurements)) {
    return std::nullopt;
  }
  return measurements;
}

}  // namespace txlab
