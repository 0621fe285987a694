#include "scenarios/study/exploration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace txlab {

namespace {

// Within which everything was tried; empty if that is not so for as many faults as are asked for.
std::string bounds_of(const Coverage& coverage, std::uint32_t faults) {
  const bool singles = coverage.singles > 0 && coverage.singles_tried == coverage.singles;
  const bool pairs = singles && coverage.pairs > 0 && coverage.pairs_tried == coverage.pairs;
  std::vector<std::string> bounds;
  if (pairs && faults != 1) {
    bounds.push_back(fmt::format("1 purchase, all {} single faults and all {} pairs",
                                 coverage.singles, coverage.pairs));
  } else if (singles && faults != 2) {
    bounds.push_back(fmt::format("1 purchase, all {} single faults", coverage.singles));
  }
  const Coverage::Combinations& combined = coverage.combinations;
  const std::uint32_t tried = combined.complete.value_or(0);
  const std::uint32_t choices = faults == 0 ? tried : std::min(tried, faults);
  if (choices == 1 && faults < 2) {
    bounds.push_back("2 purchases, every single crash, fault of a message or delay");
  } else if (choices >= 2) {
    bounds.push_back(fmt::format(
        "2 purchases, every combination of up to {} faults and delays, at most {} and {} of each",
        choices, combined.faults, combined.delays));
  }
  return fmt::format("{}", fmt::join(bounds, "; "));
}

}  // namespace

ClaimVerdict verdict_on(const ExploredStrategy& strategy, PropertyId property,
                        std::uint32_t faults) {
  const Coverage& coverage = strategy.hunt.coverage;
  if ((strategy.held & bit_of(property)) == 0) return {};
  ClaimVerdict verdict{ClaimLabel::not_broken, "",
                       faults == 1 ? coverage.singles_tried : coverage.runs};
  const Finding* const finding = strategy.hunt.of(property);
  if (finding != nullptr && (faults == 0 || finding->shrunk.choices.size() <= faults)) {
    verdict.label = ClaimLabel::broken;
    return verdict;
  }
  if ((strategy.hunt.blocked & bit_of(property)) != 0) {
    verdict.label = ClaimLabel::blocked_by_design;
    return verdict;
  }
  verdict.bounds = bounds_of(coverage, faults);
  if (!verdict.bounds.empty()) verdict.label = ClaimLabel::proved;
  if (coverage.walks >= 3) verdict.may_break = coverage.walks_bound();
  return verdict;
}

}  // namespace txlab
