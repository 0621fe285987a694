#include "reports/decision/decision.hpp"

#include <algorithm>
#include <cmath>

#include "reports/decision/acceptability.hpp"
#include "reports/decision/would_change.hpp"
#include "reports/judgement.hpp"
#include "sim/stats/stopping.hpp"

namespace txlab {

namespace {

using Remains = Candidate::Remains;
using Verdict = ThresholdResult::Verdict;

RequirementMet met(const ThresholdResult& result, const StrategyResult& strategy,
                   double confidence) {
  RequirementMet met{.result = result};
  const double beyond = result.value.value - result.limit;
  met.excess = result.wants_more ? -beyond : beyond;
  if (result.verdict == Verdict::inconclusive) {
    const Estimate& value = result.value;
    met.replications = replications_to_tell({value.value, value.low, value.high, value.known},
                                            strategy.replications, result.limit, confidence);
  }
  return met;
}

Remains remains_of(const StrategyResult& strategy, const std::vector<RequirementMet>& all) {
  if (strategy.protocol == "none") return Remains::not_compared;
  if (standing_of(strategy).broken > 0 || standing_of(strategy).claims == 0) {
    return Remains::breaks_claims;
  }
  const auto any = [&](Verdict verdict) {
    return std::ranges::any_of(all, [&](const auto& one) { return one.result.verdict == verdict; });
  };
  if (any(Verdict::fail)) return Remains::fails;
  const bool undecided = standing_of(strategy).undecided > 0;
  return any(Verdict::inconclusive) || undecided ? Remains::open : Remains::meets;
}

bool is_left(const Candidate& candidate) {
  return candidate.remains == Remains::meets || candidate.remains == Remains::open;
}

using Strategies = std::vector<const StrategyResult*>;

// Of those that nobody dominates; `dominated` says of each of `all` by whom it is.
Weighing weigh_front(const Strategies& all,
                     const std::vector<std::vector<std::size_t>>& dominated) {
  Strategies front;
  Weighing weighing;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!dominated[i].empty()) continue;
    front.push_back(all[i]);
    weighing.strategies.push_back(all[i]->name);
  }
  weighing.criteria = weigh(front);
  std::vector<std::vector<double>> utilities(front.size());
  for (const Weighed& criterion : weighing.criteria) {
    for (std::size_t i = 0; i < front.size(); ++i) {
      utilities[i].push_back(criterion.utilities[i]);
    }
  }
  weighing.acceptability = acceptability(utilities);
  return weighing;
}

void weigh_those_left(const PointResult& point, Decision& decision) {
  Strategies left;
  std::vector<Candidate*> candidates;
  for (std::size_t i = 0; i < point.strategies.size(); ++i) {
    if (!is_left(decision.candidates[i])) continue;
    left.push_back(&point.strategies[i]);
    candidates.push_back(&decision.candidates[i]);
  }
  const auto dominated = dominators(point, left, weigh(left));
  decision.remaining = weigh_front(left, dominated);
  auto share = decision.remaining.acceptability.begin();
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (const std::size_t by : dominated[i]) {
      candidates[i]->dominated_by.push_back(left[by]->name);
    }
    if (dominated[i].empty()) candidates[i]->acceptability = *share++;
  }
}

void weigh_without_requirements(const PointResult& point, Decision& decision) {
  Strategies all;
  for (const StrategyResult& strategy : point.strategies) {
    if (is_ranked(strategy)) all.push_back(&strategy);
  }
  decision.unrestricted = weigh_front(all, dominators(point, all, weigh(all)));
}

void recommend(Decision& decision) {
  double best = -1;
  for (const Candidate& candidate : decision.candidates) {
    if (candidate.remains != Remains::meets || !candidate.acceptability) continue;
    if (*candidate.acceptability <= best) continue;
    best = *candidate.acceptability;
    decision.recommended = candidate.name;
  }
}

// Compared with everybody who keeps his claims, also with those that a requirement has put out.
std::optional<Objection> objection_to(const std::string& name, const PointResult& point) {
  std::vector<const StrategyResult*> others;
  std::size_t own = 0;
  for (const StrategyResult& strategy : point.strategies) {
    if (!is_ranked(strategy)) continue;
    if (strategy.name == name) own = others.size();
    others.push_back(&strategy);
  }
  std::optional<Objection> worst;
  double lowest = 1;
  for (const Weighed& one : weigh(others)) {
    if (one.utilities[own] >= lowest) continue;
    lowest = one.utilities[own];
    const auto best = std::ranges::max_element(one.utilities) - one.utilities.begin();
    const auto index = static_cast<std::size_t>(best);
    worst = {one.criterion.name(), one.unit, one.values[own], others[index]->name,
             one.values[index]};
  }
  return worst;
}

}  // namespace

const Candidate* Decision::find(std::string_view name) const {
  const auto found = std::ranges::find(candidates, name, &Candidate::name);
  return found == candidates.end() ? nullptr : &*found;
}

Decision decide(const PointResult& point, double confidence) {
  Decision decision;
  for (const StrategyResult& strategy : point.strategies) {
    Candidate candidate{.name = strategy.name};
    for (const ThresholdResult& one : strategy.requirements) {
      candidate.requirements.push_back(met(one, strategy, confidence));
    }
    candidate.remains = remains_of(strategy, candidate.requirements);
    decision.candidates.push_back(std::move(candidate));
  }
  weigh_those_left(point, decision);
  weigh_without_requirements(point, decision);
  recommend(decision);
  if (!decision.recommended.empty()) decision.against = objection_to(decision.recommended, point);
  return decision;
}

Decision decide(const StudyResult& study) {
  if (study.points.empty()) return {};
  Decision decision = decide(study.points.front(), study.confidence);
  decision.changes = requirements_in_the_way(decision);
  if (auto elsewhere = nearest_other_answer(study, decision)) {
    decision.changes.push_back(*std::move(elsewhere));
  }
  return decision;
}

}  // namespace txlab
