// Prints what two real PostgreSQL clusters did beside what the model says.
// usage: beside_postgres FOLDER    as tests/postgres/measure.py leaves it
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>

#include "models/parts/database/profiles.hpp"
#include "scenarios/measured/closed_loop.hpp"
#include "scenarios/measured/in_doubt.hpp"
#include "scenarios/measured/prediction.hpp"
#include "tests/places/places.hpp"

namespace txlab {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

void say(const std::string& line) { std::fputs((line + "\n").c_str(), stdout); }

// Two columns under a header; the last comma separates them.
Pairs read_pairs(const std::filesystem::path& file) {
  Pairs pairs;
  std::ifstream text(file);
  std::string line;
  std::getline(text, line);
  while (std::getline(text, line)) {
    std::string first = line.substr(0, line.rfind(','));
    std::erase(first, '"');
    pairs.emplace_back(first, line.substr(line.rfind(',') + 1));
  }
  return pairs;
}

std::string in_ms(double ns) { return ns > 0 ? fmt::format(" {:5.2f}", ns / 1e6) : ""; }

// Of a mode, over all its purchases.
std::vector<StepTimes> steps_of(const Measurements& measurements, PurchaseMode mode) {
  std::vector<StepTimes> all;
  for (const auto& [run, steps] : measurements.steps_alone) {
    if (run.mode == mode) all.insert(all.end(), steps.begin(), steps.end());
  }
  return all;
}

std::string medians(const std::vector<StepTimes>& purchases) {
  std::string text;
  for (std::size_t step = 0; step < StepTimes{}.size() && !purchases.empty(); ++step) {
    std::vector<Duration> times;
    for (const StepTimes& purchase : purchases) times.push_back(purchase[step]);
    std::ranges::sort(times);
    text += in_ms(static_cast<double>(times[times.size() / 2].count()));
  }
  return text.empty() ? "-" : text;
}

// One client of the model, whose steps are drawn from those, and then take what its engines make
// of them.
std::string simulated_medians(const std::vector<StepTimes>& purchases, PurchaseMode mode) {
  if (purchases.empty()) return "-";
  const ClosedLoopResult result = run_closed_loop({.mode = mode, .steps = purchases});
  std::string text;
  for (const Histogram& step : result.steps) {
    text += step.count() == 0 ? "" : in_ms(step.quantile(0.5));
  }
  return text;
}

void print_steps(const Measurements& here, const Measurements& library) {
  say("Steps of one client, medians in ms (simulated: drawn from those here)");
  for (const PurchaseMode mode : {PurchaseMode::outbox, PurchaseMode::two_phase}) {
    const auto measured = steps_of(here, mode);
    say(fmt::format("  {:<9} here              {}", name_of(mode), medians(measured)));
    say(fmt::format("  {:<9} simulated         {}", "", simulated_medians(measured, mode)));
    say(fmt::format("  {:<9} scenarios/measured{}", "", medians(steps_of(library, mode))));
  }
}

bool print_forced_writes(const std::filesystem::path& folder) {
  say("\nForced writes per purchase\n  mode       PostgreSQL  simulated");
  bool same = true;
  const Pairs counted = read_pairs(folder / "forced_writes.csv");
  for (const auto& [mode, measured] : counted) {
    for (const PurchaseMode known : {PurchaseMode::local, PurchaseMode::plain, PurchaseMode::outbox,
                                     PurchaseMode::two_phase}) {
      if (name_of(known) != mode) continue;
      const double simulated = forced_writes_per_purchase(known);
      same = same && std::round(std::stod(measured)) == simulated;
      say(fmt::format("  {:<9} {:>11} {:>10}", mode, measured, simulated));
    }
  }
  return same && counted.size() == 4;
}

void print_throughput(const Measurements& here) {
  say("\nPurchases per second of four clients\n  mode     keys       PostgreSQL  simulated    "
      "error");
  const Prediction prediction = predict(here);
  for (const PredictedCell& cell : prediction.cells) {
    say(fmt::format("  {:<8} {:<9} {:>11.1f} {:>10.1f} {:>+7.1f}%", name_of(cell.mode), cell.keys,
                    cell.measured.value, cell.predicted, 100 * cell.error()));
  }
  say(fmt::format("  mean absolute error {:.1f}%, largest {:.1f}%",
                  100 * prediction.mean_absolute_error(), 100 * prediction.largest_error()));
}

bool print_in_doubt(const std::filesystem::path& folder) {
  say("\nA row whose coordinator was killed between PREPARE and the decision");
  say(fmt::format("  {:<50}{:>10}  simulated", "", "PostgreSQL"));
  DatabaseSettings settings;
  database_profiles().front().apply(settings);
  const auto answers = in_doubt_answers(settings);
  const Pairs measured = read_pairs(folder / "truth_table.csv");
  bool same = answers.size() == measured.size();
  for (std::size_t i = 0; same && i < answers.size(); ++i) {
    const std::string simulated = answers[i].yes ? "yes" : "no";
    say(fmt::format("  {:<50}{:>10}  {:>9}", measured[i].first, measured[i].second, simulated));
    same = measured[i].first == answers[i].question && measured[i].second == simulated;
  }
  return same;
}

int beside(const std::filesystem::path& folder) {
  const auto here = read_measurements(folder);
  const auto library = read_measurements(source_folder() / "scenarios/measured");
  if (!here || !library) {
    std::fputs("beside_postgres: the measurements cannot be read\n", stderr);
    return 2;
  }
  print_steps(*here, *library);
  const bool writes = print_forced_writes(folder);
  print_throughput(*here);
  const bool doubt = print_in_doubt(folder);
  say(writes && doubt ? "\nForced writes and doubt agree."
                      : "\nForced writes or doubt do not agree.");
  return writes && doubt ? 0 : 1;
}

}  // namespace
}  // namespace txlab

int main(int count, char** words) {
  if (count != 2) {
    std::fputs("usage: beside_postgres FOLDER\n", stderr);
    return 2;
  }
  return txlab::beside(words[1]);
}
