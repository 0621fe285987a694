// Real PostgreSQL 15 beside the model. Four clients are predicted from what one client did alone,
// and nothing is fitted; scenarios/measured/README.md says how it was measured and how far the
// numbers can be trusted.
#include "scenarios/validation/postgres.hpp"

#include <fmt/format.h>

#include <limits>

#include "models/parts/database/profiles.hpp"
#include "scenarios/measured/in_doubt.hpp"
#include "scenarios/validation/checks.hpp"

namespace txlab::validation {

namespace {

constexpr double most_mean_error = 0.12;
constexpr double most_error = 0.20;

Extremes always(double value) { return {value, value}; }

std::vector<Row> not_installed() {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  Row row = error_row("cells that were measured", 9, nothing, 0);
  row.note = "there is no share/txlab/measured beside the program";
  return {row};
}

}  // namespace

// Purchases per second, and by which factor the predictions are off (1 + |error|).
std::vector<Row> postgres_throughput(const Effort& effort, const Postgres& postgres) {
  const auto measurements = read_measurements(postgres.folder);
  if (!measurements) return not_installed();
  const bool full = effort.form == Effort::Form::full;
  const Prediction prediction = predict(
      *measurements, {.lasts = full ? 60s : 20s, .release = postgres.release, .seed = effort.seed});
  std::vector<Row> rows;
  for (const PredictedCell& cell : prediction.cells) {
    rows.push_back(error_row(fmt::format("{} {}: purchases/s", name_of(cell.mode), cell.keys),
                             cell.measured.value, cell.predicted, most_error));
    rows.back().note = fmt::format("{:+.1f} %", 100 * cell.error());
  }
  const auto cells = static_cast<double>(prediction.cells.size());
  rows.push_back(exact_row("cells that were measured", 9, always(cells)));
  rows.push_back(error_row("mean factor they are off by", 1, 1 + prediction.mean_absolute_error(),
                           most_mean_error));
  rows.push_back(
      error_row("largest factor they are off by", 1, 1 + prediction.largest_error(), most_error));
  return rows;
}

// Counted by the real server's statistics of its log, one client.
std::vector<Row> postgres_forced_writes(const Effort&) {
  constexpr std::pair<PurchaseMode, double> modes[] = {{PurchaseMode::local, 1},
                                                       {PurchaseMode::plain, 2},
                                                       {PurchaseMode::outbox, 3},
                                                       {PurchaseMode::two_phase, 5},
                                                       {PurchaseMode::parallel_two_phase, 5}};
  std::vector<Row> rows;
  for (const auto& [mode, expected] : modes) {
    rows.push_back(exact_row(fmt::format("{}: forced writes", name_of(mode)), expected,
                             always(forced_writes_per_purchase(mode))));
  }
  return rows;
}

// PostgreSQL hands a contended row to any of its waiters, InnoDB to the first. With 15 that always
// wait the first is geometric (p50 11 holds, p99 67), the second the same for everybody.
std::vector<Row> postgres_lock_waits(const Effort& effort, HandOver random) {
  const Duration lasts = static_cast<std::int64_t>(effort.samples(2000)) * Duration{1s};
  const HotRowWait any = hot_row_wait(random, 16, lasts);
  const HotRowWait first = hot_row_wait(HandOver::fifo, 16, lasts);
  return {
      error_row("row to anybody: mean wait (holds)", 15, any.mean, effort.width(0.02)),
      error_row("row to anybody: p99 / p50", 67.0 / 11, any.p99 / any.p50, 0.1),
      error_row("row in order: mean wait (holds)", 15, first.mean, effort.width(0.02)),
      error_row("row in order: p99 / p50", 1, first.p99 / first.p50, 0.01),
  };
}

// What a killed coordinator leaves behind; 1: yes, as the real server answered every question.
std::vector<Row> postgres_in_doubt(const Effort&, std::string_view profile) {
  DatabaseSettings settings;
  for (const DatabaseProfile& known : database_profiles()) {
    if (known.name == profile) known.apply(settings);
  }
  std::vector<Row> rows;
  for (const InDoubtAnswer& answer : in_doubt_answers(settings)) {
    rows.push_back(exact_row(std::string(answer.question), 1, always(answer.yes ? 1 : 0)));
  }
  return rows;
}

}  // namespace txlab::validation
