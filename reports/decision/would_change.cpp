#include "reports/decision/would_change.hpp"

#include <algorithm>
#include <limits>

#include "reports/decision/loosened.hpp"
#include "reports/judgement.hpp"

namespace txlab {

namespace {

using Verdict = ThresholdResult::Verdict;

// How many steps each axis of the sweep is from its value at the first point, added up.
class Steps {
 public:
  explicit Steps(const StudyResult& study) {
    for (const PointResult& point : study.points) {
      values_.resize(point.set.size());
      for (std::size_t axis = 0; axis < point.set.size(); ++axis) {
        const std::string& value = point.set[axis].second;
        if (std::ranges::find(values_[axis], value) == values_[axis].end()) {
          values_[axis].push_back(value);
        }
      }
    }
  }
  std::size_t to(const PointResult& point) const {
    std::size_t steps = 0;
    for (std::size_t axis = 0; axis < point.set.size(); ++axis) {
      const auto at = std::ranges::find(values_[axis], point.set[axis].second);
      steps += static_cast<std::size_t>(at - values_[axis].begin());
    }
    return steps;
  }

 private:
  std::vector<std::vector<std::string>> values_;  // by axis, in the order of the sweep
};

// What is decided if the requirement allows so much to everybody.
Decision decide_if(PointResult point, double confidence, const Change& change) {
  for (StrategyResult& strategy : point.strategies) {
    for (ThresholdResult& one : strategy.requirements) {
      if (one.text == change.that) one = with_limit(one, change.allows);
    }
  }
  return decide(point, confidence);
}

void recommend_in(Change& change, const Decision& decision) {
  change.recommended = decision.recommended;
  if (const Candidate* const taken = decision.find(change.recommended)) {
    change.acceptability = taken->acceptability;
  }
}

}  // namespace

std::vector<Change> requirements_in_the_way(const PointResult& point, double confidence,
                                            const Decision& decision) {
  std::vector<Change> changes;
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.remains != Candidate::Remains::fails) continue;
    const auto stands_in_the_way = [](const RequirementMet& one) {
      return one.result.verdict != Verdict::pass;
    };
    const auto in_the_way = std::ranges::count_if(candidate.requirements, stands_in_the_way);
    if (in_the_way != 1) continue;
    const RequirementMet& only = *std::ranges::find_if(candidate.requirements, stands_in_the_way);
    Change change{.strategy = candidate.name,
                  .recommended = {},
                  .that = only.result.text,
                  .unit = only.result.unit,
                  .value = only.result.value,
                  .allows = limit_that_allows(only.result)};
    recommend_in(change, decide_if(point, confidence, change));
    changes.push_back(std::move(change));
  }
  return changes;
}

std::optional<Change> nearest_other_answer(const StudyResult& study, const Decision& first) {
  const Steps steps(study);
  std::optional<Change> nearest;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const PointResult& point : study.points) {
    if (steps.to(point) >= least) continue;
    const Decision there = decide(point, study.confidence);
    if (there.recommended == first.recommended) continue;
    least = steps.to(point);
    nearest = Change{.kind = Change::Kind::sweep, .strategy = {}, .recommended = {}};
    nearest->set = point.set;
    nearest->claims_kept = std::ranges::any_of(point.strategies, is_ranked);
    recommend_in(*nearest, there);
  }
  return nearest;
}

}  // namespace txlab
