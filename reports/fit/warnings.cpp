#include <fmt/format.h>

#include <algorithm>

#include "reports/fit/fit_report.hpp"
#include "reports/units.hpp"

namespace txlab {

namespace {

std::string values(std::size_t count) {
  if (count == 0) return "no value";
  return count == 1 ? "1 value" : format_count(count) + " values";
}

// Of the tail that people measure for: the highest percentile that enough values support.
void warn_of_few(const Proposal& proposal, std::vector<std::string>& warnings) {
  const std::size_t count = proposal.sorted.size();
  if (count >= 10'000) return;
  const bool p99_is_known = count >= 1'000;
  const std::size_t beyond = count / (p99_is_known ? 1'000 : 100);
  warnings.push_back(fmt::format(
      "few values: {} {} beyond p{}, and what is farther out is a guess; {} or more would know it",
      values(beyond), beyond <= 1 ? "lies" : "lie", p99_is_known ? "99.9" : "99",
      p99_is_known ? "10,000" : "1,000"));
}

void warn_of_values(const Proposal& proposal, std::vector<std::string>& warnings) {
  const std::size_t count = proposal.sorted.size();
  if (proposal.zeros > 0) {
    warnings.push_back(fmt::format(
        "{}: a clock too coarse, or something that was not done? Lognormal and Pareto laws and "
        "percentiles have none",
        proposal.zeros == 1 ? "1 value is 0" : values(proposal.zeros) + " are 0"));
  }
  if (proposal.far_out > 0) {
    warnings.push_back(fmt::format(
        "{} far from all others ({} to {}): a timeout, a pause, another unit? Such values pull the "
        "parameters; find out what they are before they are taken or left out",
        proposal.far_out == 1 ? "1 value lies" : values(proposal.far_out) + " lie",
        format_duration(proposal.sorted.front()), format_duration(proposal.sorted.back())));
  }
  constexpr std::size_t enough = 50;
  constexpr std::size_t few_steps = 200;
  const bool coarse = proposal.different < std::min(count / 5, few_steps);
  if (proposal.different > 1 && count >= enough && coarse) {
    warnings.push_back(fmt::format(
        "only {} different values: the clock is coarse, so distance and p say less than they seem",
        format_count(proposal.different)));
  }
}

void warn_of_law(const FittedLaw& law, std::vector<std::string>& warnings) {
  if (law.kind == LawKind::pareto && law.second <= 2) {
    warnings.push_back(
        fmt::format("a Pareto law of shape {:.3g} has no {}, nor has a queue behind it a mean wait "
                    "(txlab explain heavy-tail)",
                    law.second, law.second <= 1 ? "mean" : "variance"));
  }
  if (law.kind == LawKind::normal && law.cumulative(0) > 0.001) {
    warnings.push_back(fmt::format("{} of this normal law lie below 0, where it is cut off",
                                   format_share(law.cumulative(0))));
  }
}

}  // namespace

std::vector<std::string> warnings_about(const Proposal& proposal) {
  std::vector<std::string> warnings;
  if (proposal.kind != Proposal::Kind::constant) warn_of_few(proposal, warnings);
  warn_of_values(proposal, warnings);
  if (proposal.kind == Proposal::Kind::law) warn_of_law(proposal.laws.front().law, warnings);
  return warnings;
}

}  // namespace txlab
