#include "reports/decision/objection.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "reports/judgement.hpp"

namespace txlab {

namespace {

using Strategies = std::vector<const StrategyResult*>;

// A limit is a word of the scenario against it, whatever the others do.
std::optional<Objection> missed_limit(const StrategyResult& strategy) {
  for (const ThresholdResult& one : strategy.thresholds) {
    if (one.verdict != ThresholdResult::Verdict::fail) continue;
    Objection objection;
    objection.missed = one.text;
    objection.unit = unit_of(strategy, one);
    objection.value = one.value;
    return objection;
  }
  return std::nullopt;
}

// Who would be taken if this one were not: the recommended one, or else the best of the others.
std::string rival_of(const std::string& name, const Decision& decision) {
  if (name != decision.recommended) return decision.recommended;
  std::string rival;
  double most = 0;
  for (const Weighing* weighing : {&decision.remaining, &decision.unrestricted}) {
    for (std::size_t i = 0; i < weighing->strategies.size(); ++i) {
      if (weighing->strategies[i] == name || weighing->acceptability[i] <= most) continue;
      most = weighing->acceptability[i];
      rival = weighing->strategies[i];
    }
    if (!rival.empty()) break;
  }
  return rival;
}

// How many times one is the other, the greater first.
double ratio(double one, double other) {
  const double ratio = std::abs(std::log(one / other));
  return std::isnan(ratio) ? 0 : ratio;
}

// In one criterion, and how it ranks among those in others.
struct Ranked {
  std::tuple<bool, double, double> rank;
  Objection objection;
};

std::optional<Ranked> worse_in(const Weighed& weighed, std::size_t own, const Strategies& others,
                               const PointResult& point, const std::string& rival) {
  const Criterion& criterion = weighed.criterion;
  const StrategyResult& strategy = *others[own];
  const auto best = static_cast<std::size_t>(std::ranges::max_element(weighed.utilities) -
                                             weighed.utilities.begin());
  if (!is_better(point, criterion, *others[best], strategy)) return std::nullopt;
  Ranked worse;
  bool sets_apart = false;
  for (const StrategyResult& one : point.strategies) {
    const bool zero_line = one.protocol == "none";
    if (&one == &strategy || (!zero_line && !is_ranked(one))) continue;
    const bool better = is_better(point, criterion, one, strategy);
    sets_apart = sets_apart || (better && (zero_line || one.name == rival));
    const bool alike = !better && !is_better(point, criterion, strategy, one) &&
                       estimate_of(one, criterion.metric, criterion.statistic) != nullptr;
    if (alike) worse.objection.alike.push_back(one.name);
  }
  worse.objection.criterion = criterion.name();
  worse.objection.unit = weighed.unit;
  worse.objection.value = weighed.values[own];
  worse.objection.other = others[best]->name;
  worse.objection.other_value = weighed.values[best];
  worse.rank = {sets_apart, -weighed.utilities[own],
                ratio(weighed.values[own].value, weighed.values[best].value)};
  return worse;
}

}  // namespace

std::optional<Objection> objection_to(const StrategyResult& strategy, const PointResult& point,
                                      const Decision& decision) {
  if (!is_ranked(strategy)) return std::nullopt;
  if (auto missed = missed_limit(strategy)) return missed;
  Strategies others;
  for (const StrategyResult& one : point.strategies) {
    if (is_ranked(one)) others.push_back(&one);
  }
  const auto own = static_cast<std::size_t>(std::ranges::find(others, &strategy) - others.begin());
  const std::string rival = rival_of(strategy.name, decision);
  std::optional<Ranked> worst;
  for (const Weighed& one : weigh(others)) {
    auto worse = worse_in(one, own, others, point, rival);
    if (worse && (!worst || worse->rank > worst->rank)) worst = std::move(worse);
  }
  return worst ? std::optional(std::move(worst->objection)) : std::nullopt;
}

}  // namespace txlab
