#include "scenarios/validation/row.hpp"

#include <cmath>
#include <utility>

#include "sim/stats/proportion.hpp"

namespace txlab::validation {

Row interval_row(std::string name, double expected, const Interval& measured, double relative) {
  Row row{.name = std::move(name),
          .expected = expected,
          .measured = measured.value,
          .low = measured.low,
          .high = measured.high,
          .half_width_wanted = relative * std::abs(expected)};
  if (!measured.known) return row;
  const bool inside = measured.low <= expected && expected <= measured.high;
  const bool narrow = measured.half_width() <= row.half_width_wanted;
  row.verdict = !inside ? Verdict::fail : narrow ? Verdict::pass : Verdict::inconclusive;
  return row;
}

Row mean_row(std::string name, double expected, std::span<const double> per_replication,
             double relative) {
  return interval_row(std::move(name), expected, mean_interval(per_replication, confidence),
                      relative);
}

Row share_row(std::string name, double expected, std::uint64_t hits, std::uint64_t trials,
              double relative) {
  return interval_row(std::move(name), expected, wilson_interval(hits, trials, confidence),
                      relative);
}

Row error_row(std::string name, double expected, double measured, double relative) {
  Row row{.name = std::move(name),
          .expected = expected,
          .measured = measured,
          .low = measured,
          .high = measured,
          .half_width_wanted = relative * std::abs(expected),
          .criterion = Criterion::error};
  if (!std::isfinite(measured)) return row;
  const bool near = std::abs(measured - expected) <= row.half_width_wanted;
  row.verdict = near ? Verdict::pass : Verdict::fail;
  return row;
}

Row exact_row(std::string name, double expected, Extremes measured) {
  const bool exact = measured.least == expected && measured.most == expected;
  return {.name = std::move(name),
          .expected = expected,
          .measured = measured.most,
          .low = measured.least,
          .high = measured.most,
          .criterion = Criterion::exact,
          .verdict = exact ? Verdict::pass : Verdict::fail};
}

Row fit_row(std::string name, double p_value, double least) {
  Row row{.name = std::move(name),
          .expected = least,
          .measured = p_value,
          .low = p_value,
          .high = p_value,
          .criterion = Criterion::fit};
  if (std::isfinite(p_value)) row.verdict = p_value >= least ? Verdict::pass : Verdict::fail;
  return row;
}

std::string_view name_of(Verdict verdict) {
  constexpr std::string_view names[] = {"PASS", "FAIL", "INCONCLUSIVE"};
  return names[static_cast<std::size_t>(verdict)];
}

std::string_view name_of(Criterion criterion) {
  constexpr std::string_view names[] = {"interval", "error", "exact", "fit"};
  return names[static_cast<std::size_t>(criterion)];
}

}  // namespace txlab::validation
