#include "reports/json_decision.hpp"

#include "reports/decision/acceptability.hpp"

namespace txlab::json {

namespace {

const char* name_of(Candidate::Remains remains) {
  switch (remains) {
    case Candidate::Remains::meets:
      return "meets";
    case Candidate::Remains::open:
      return "open";
    case Candidate::Remains::fails:
      return "fails";
    case Candidate::Remains::breaks_claims:
      return "breaks-claims";
    case Candidate::Remains::not_compared:
      break;
  }
  return "not-compared";
}

Json name_of(std::optional<Untold> untold) {
  if (!untold) return nullptr;
  constexpr const char* names[] = {"claim", "more-replications", "at-limit", "one-replication",
                                   "not-measured"};
  return names[static_cast<std::size_t>(*untold)];
}

Json requirement(const RequirementMet& met) {
  Json json = threshold(met.result);
  json.erase("expected");
  json["unit"] = met.result.unit;
  json["wants_more"] = met.result.wants_more;
  json["excess"] = number(met.excess);
  json["replications_to_tell"] = met.replications ? Json(*met.replications) : Json(nullptr);
  json["untold"] = name_of(met.untold());
  return json;
}

Json untold(const Candidate& candidate) {
  if (candidate.remains != Candidate::Remains::open) return nullptr;
  const RequirementMet* const hardest = candidate.hardest_to_tell();
  if (!hardest) return {{"why", name_of(Untold::claim)}};
  const auto& replications = hardest->replications;
  return {{"why", name_of(hardest->untold())},
          {"that", hardest->result.text},
          {"replications", replications ? Json(*replications) : Json(nullptr)}};
}

Json against(const Objection* objection) {
  if (!objection) return nullptr;
  Json json{{"unit", objection->unit}, {"value", estimate(objection->value)}};
  if (!objection->missed.empty()) {
    json["missed"] = objection->missed;
    return json;
  }
  json["criterion"] = objection->criterion;
  json["best"] = objection->other;
  json["best_value"] = estimate(objection->other_value);
  json["alike"] = objection->alike;
  return json;
}

Json candidate(const Candidate& candidate) {
  Json requirements = Json::array();
  for (const RequirementMet& one : candidate.requirements) requirements.push_back(requirement(one));
  return {{"name", candidate.name},
          {"remains", name_of(candidate.remains)},
          {"requirements", std::move(requirements)},
          {"dominated_by", candidate.dominated_by},
          {"acceptability", candidate.acceptability ? number(*candidate.acceptability) : nullptr},
          {"untold", untold(candidate)},
          {"against", against(candidate.against ? &*candidate.against : nullptr)}};
}

Json criterion(const Weighed& weighed, const std::vector<std::string>& names) {
  Json values = Json::object();
  Json utilities = Json::object();
  for (std::size_t i = 0; i < names.size(); ++i) {
    values[names[i]] = estimate(weighed.values[i]);
    utilities[names[i]] = number(weighed.utilities[i]);
  }
  return {{"criterion", weighed.criterion.name()},
          {"unit", weighed.unit},
          {"better", weighed.criterion.more_is_better ? "more" : "less"},
          {"scale", weighed.criterion.logarithmic ? "logarithmic" : "linear"},
          {"values", std::move(values)},
          {"utilities", std::move(utilities)}};
}

Json criteria(const Weighing& weighing) {
  Json all = Json::array();
  for (const Weighed& one : weighing.criteria) {
    all.push_back(criterion(one, weighing.strategies));
  }
  return all;
}

Json without_requirements(const Weighing& weighing) {
  Json shares = Json::object();
  for (std::size_t i = 0; i < weighing.strategies.size(); ++i) {
    shares[weighing.strategies[i]] = number(weighing.acceptability[i]);
  }
  return {{"acceptability", std::move(shares)}, {"criteria", criteria(weighing)}};
}

Json change(const Change& change) {
  const Json share = change.acceptability ? number(*change.acceptability) : Json(nullptr);
  if (change.kind == Change::Kind::requirement) {
    return {{"kind", "requirement"},
            {"remains", change.strategy},
            {"requirement", change.that},
            {"unit", change.unit},
            {"value", estimate(change.value)},
            {"allows", number(change.allows)},
            {"recommended", text(change.recommended)},
            {"acceptability", share}};
  }
  Json set = Json::object();
  for (const auto& [path, value] : change.set) set[path] = value;
  return {{"kind", "sweep"},
          {"recommended", text(change.recommended)},
          {"acceptability", share},
          {"claims_kept", change.claims_kept},
          {"set", std::move(set)}};
}

}  // namespace

Json decision(const Decision& decision) {
  Json strategies = Json::array();
  for (const Candidate& one : decision.candidates) strategies.push_back(candidate(one));
  Json changes = Json::array();
  for (const Change& one : decision.changes) changes.push_back(change(one));
  return {{"recommended", text(decision.recommended)},
          {"strategies", std::move(strategies)},
          {"criteria", criteria(decision.remaining)},
          {"without_requirements", without_requirements(decision.unrestricted)},
          {"weightings", weightings_tried},
          {"monte_carlo_error", number(acceptability_error())},
          {"against", against(decision.against())},
          {"would_change", std::move(changes)}};
}

}  // namespace txlab::json
