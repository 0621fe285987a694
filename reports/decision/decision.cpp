#include "reports/decision/decision.hpp"

#include <algorithm>
#include <cmath>

#include "reports/decision/acceptability.hpp"
#include "reports/decision/objection.hpp"
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

}  // namespace

const Candidate* Decision::find(std::string_view name) const {
  const auto found = std::ranges::find(candidates, name, &Candidate::name);
  return found == candidates.end() ? nullptr : &*found;
}

const Objection* Decision::against() const {
  const Candidate* const candidate = find(recommended);
  return candidate && candidate->against ? &*candidate->against : nullptr;
}

bool Decision::requires_anything() const {
  return std::ranges::any_of(candidates, [](const auto& one) { return !one.requirements.empty(); });
}

std::optional<Untold> RequirementMet::untold() const {
  if (result.verdict != Verdict::inconclusive) return std::nullopt;
  if (!std::isfinite(result.value.value)) return Untold::not_measured;
  if (!result.value.known) return Untold::one_replication;
  return replications ? Untold::more_replications : Untold::at_limit;
}

const RequirementMet* Candidate::hardest_to_tell() const {
  const RequirementMet* hardest = nullptr;
  for (const RequirementMet& one : requirements) {
    const auto difficulty = std::pair(one.untold(), one.replications);
    if (!one.untold()) continue;
    if (!hardest || difficulty > std::pair(hardest->untold(), hardest->replications)) {
      hardest = &one;
    }
  }
  return hardest;
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
  for (std::size_t i = 0; i < point.strategies.size(); ++i) {
    decision.candidates[i].against = objection_to(point.strategies[i], point, decision);
  }
  return decision;
}

Decision decide(const StudyResult& study) {
  if (study.points.empty()) return {};
  Decision decision = decide(study.points.front(), study.confidence);
  decision.changes = requirements_in_the_way(study.points.front(), study.confidence, decision);
  if (auto elsewhere = nearest_other_answer(study, decision)) {
    decision.changes.push_back(*std::move(elsewhere));
  }
  return decision;
}

}  // namespace txlab
