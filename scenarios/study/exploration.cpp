#include "scenarios/study/exploration.hpp"

#include <fmt/format.h>

namespace txlab {

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
  const bool singles = coverage.singles > 0 && coverage.singles_tried == coverage.singles;
  const bool pairs = singles && coverage.pairs > 0 && coverage.pairs_tried == coverage.pairs;
  if (pairs && faults != 1) {
    verdict.label = ClaimLabel::proved;
    verdict.bounds = fmt::format("1 purchase, all {} single faults and all {} pairs",
                                 coverage.singles, coverage.pairs);
  } else if (singles && faults != 2) {
    verdict.label = ClaimLabel::proved;
    verdict.bounds = fmt::format("1 purchase, all {} single faults", coverage.singles);
  }
  return verdict;
}

}  // namespace txlab
