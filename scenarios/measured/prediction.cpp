#include "scenarios/measured/prediction.hpp"

#include <algorithm>
#include <cmath>

namespace txlab {

namespace {

using CellName = std::pair<PurchaseMode, std::string>;
struct Cell {
  std::vector<double> measured;
  std::vector<double> predicted;
};

double predict_run(const RunName& run, std::span<const StepTimes> steps,
                   const PredictionSettings& settings) {
  ClosedLoop loop{.mode = run.mode, .steps = steps, .clients = 4, .lasts = settings.lasts};
  loop.hand_over = settings.hand_over;
  loop.release = settings.release;
  loop.seed = settings.seed + static_cast<std::uint64_t>(run.block) - 1;
  if (run.keys == "hot1") loop.accounts = 1;
  if (run.keys.starts_with("zipf")) loop.zipf_s = std::stod(run.keys.substr(4));
  return run_closed_loop(loop).purchases_per_s;
}

}  // namespace

double Prediction::mean_absolute_error() const {
  double sum = 0;
  for (const PredictedCell& cell : cells) sum += std::abs(cell.error());
  return sum / static_cast<double>(cells.size());
}

double Prediction::largest_error() const {
  double largest = 0;
  for (const PredictedCell& cell : cells) largest = std::max(largest, std::abs(cell.error()));
  return largest;
}

Prediction predict(const Measurements& measurements, const PredictionSettings& settings) {
  std::map<CellName, Cell> cells;
  for (const auto& [run, per_s] : measurements.purchases_per_s) {
    const auto steps = measurements.steps_alone.find(run);
    if (steps == measurements.steps_alone.end()) continue;
    Cell& cell = cells[{run.mode, run.keys}];
    cell.measured.push_back(per_s);
    cell.predicted.push_back(predict_run(run, steps->second, settings));
  }
  Prediction prediction;
  for (const auto& [name, cell] : cells) {
    prediction.cells.push_back({name.first, name.second, mean_interval(cell.measured, 0.95),
                                moments_of(cell.predicted).mean});
  }
  return prediction;
}

double forced_writes_per_purchase(PurchaseMode mode, std::uint64_t purchases) {
  constexpr StepTimes alike{3ms, 3ms, 3ms, 3ms, 3ms, 3ms, 3ms, 3ms};
  const ClosedLoop loop{.mode = mode,
                        .steps = {&alike, 1},
                        .warm_up = Duration{0},
                        .lasts = 1h,
                        .purchases_each = purchases};
  const ClosedLoopResult result = run_closed_loop(loop);
  return static_cast<double>(result.forced_writes) / static_cast<double>(result.purchases);
}

HotRowWait hot_row_wait(HandOver hand_over, std::uint32_t clients, Duration lasts) {
  constexpr Duration held = 10ms;
  constexpr Duration outside = 1us;  // so that all others wait whenever the row is handed over
  constexpr StepTimes alike{outside, held / 2, held / 2, 0ns, 0ns, 0ns, 0ns, 0ns};
  const ClosedLoop loop{.mode = PurchaseMode::local,
                        .steps = {&alike, 1},
                        .clients = clients,
                        .accounts = 1,
                        .network = outside,
                        .hand_over = hand_over,
                        .lasts = lasts};
  const ClosedLoopResult result = run_closed_loop(loop);
  const auto unit = static_cast<double>(held.count());
  return {result.lock_waits.mean() / unit, result.lock_waits.quantile(0.5) / unit,
          result.lock_waits.quantile(0.99) / unit};
}

}  // namespace txlab
