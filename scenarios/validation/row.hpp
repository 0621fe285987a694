// Row: one number that theory, a paper or a measurement predicts, beside what the simulator gives.
//
// A simulated mean is no number but an interval, and an interval that is wide enough contains
// everything. So a row passes only if the predicted value lies inside the 99 % interval *and* the
// interval is as narrow as the row demands; outside it fails, and too wide it says nothing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "sim/stats/interval.hpp"

namespace txlab::validation {

inline constexpr double confidence = 0.99;

enum class Verdict : std::uint8_t { pass, fail, inconclusive };

// What makes a row pass.
enum class Criterion : std::uint8_t {
  interval,  // the value lies inside an interval that is narrow enough
  error,     // the measured value is near enough; there is no interval
  exact,     // every single observation is the value
  fit,       // measured is the p-value of a test of fit; expected is the least that passes
};

struct Row {
  std::string name;
  std::string section;  // of what predicts it: "1.1 queues"
  double expected = 0;
  double measured = 0;
  double low = 0;
  double high = 0;
  double half_width_wanted = 0;  // at most; for Criterion::error the largest difference
  Criterion criterion = Criterion::interval;
  Verdict verdict = Verdict::inconclusive;
  std::string note;  // the model, and what makes the value exact or not
};

// `relative` is the widest allowed half-width, as a share of the expected value.
Row interval_row(std::string name, double expected, const Interval& measured, double relative);
// One value per independent replication; its mean is judged.
Row mean_row(std::string name, double expected, std::span<const double> per_replication,
             double relative);
// So many hits in independent trials.
Row share_row(std::string name, double expected, std::uint64_t hits, std::uint64_t trials,
              double relative);
// Without an interval: |measured - expected| <= relative * expected.
Row error_row(std::string name, double expected, double measured, double relative);
// Counts that are the same for every observation, or the row fails.
struct Extremes {
  double least = 0;
  double most = 0;
};
Row exact_row(std::string name, double expected, Extremes measured);
// How probable data at least this odd are, if the law is right; below `least` nobody believes it.
Row fit_row(std::string name, double p_value, double least = 0.001);

std::string_view name_of(Verdict verdict);
std::string_view name_of(Criterion criterion);

}  // namespace txlab::validation
