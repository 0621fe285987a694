#include "reports/fit/fit_report.hpp"
#include "reports/fit/proposed_yaml.hpp"
#include "reports/json_values.hpp"

namespace txlab {

namespace {

using json::Json;

Json description_json(const Description& description) {
  Json errors = Json::object();
  for (std::size_t i = 0; i < judged_quantiles.size(); ++i) {
    errors[percentile_name(judged_quantiles[i])] = json::number(description.errors[i]);
  }
  return {{"distance", json::number(description.distance)}, {"errors", errors}};
}

Json law_json(const DescribedLaw& law) {
  Json one = {{"law", name_of(law.law.kind)},
              {"yaml", yaml_of(law.law)},
              {"aic", json::number(law.akaike)},
              {"bic", json::number(law.schwarz)}};
  one.update(description_json(law.description));
  return one;
}

Json measured_json(const Proposal& proposal) {
  Json measured = Json::object();
  for (std::size_t i = 0; i < judged_quantiles.size(); ++i) {
    const Interval& one = proposal.measured[i];
    measured[percentile_name(judged_quantiles[i])] = {
        {"value", json::number(one.value)},
        {"low", one.known ? json::number(one.low) : Json()},
        {"high", one.known ? json::number(one.high) : Json()}};
  }
  return measured;
}

std::string_view kind_name(const Proposal& proposal) {
  switch (proposal.kind) {
    case Proposal::Kind::constant:
      return "constant";
    case Proposal::Kind::law:
      return name_of(proposal.laws.front().law.kind);
    case Proposal::Kind::percentiles:
      return "percentiles";
    case Proposal::Kind::samples:
      break;
  }
  return "samples";
}

}  // namespace

std::string fit_json(const Proposal& proposal, const MeasuredSource& source) {
  Json laws = Json::array();
  for (const DescribedLaw& law : proposal.laws) laws.push_back(law_json(law));
  Json test;
  if (!proposal.laws.empty()) {
    test = {{"method", "parametric bootstrap"},
            {"p", json::number(proposal.test.p)},
            {"repetitions", proposal.test.repetitions}};
  }
  Json percentiles;
  if (!proposal.percentiles.empty()) {
    percentiles = {{"yaml", yaml_of(proposal.percentiles)}};
    percentiles.update(description_json(proposal.of_percentiles));
  }
  return json::document(
      {{"schema", "txlab.fit/1"},
       {"source", {{"file", source.file}, {"what", source.what}}},
       {"count", proposal.sorted.size()},
       {"different", proposal.different},
       {"zeros", proposal.zeros},
       {"far_out", proposal.far_out},
       {"min", json::number(proposal.sorted.front())},
       {"max", json::number(proposal.sorted.back())},
       {"mean", json::number(proposal.mean)},
       {"measured", measured_json(proposal)},
       {"laws", laws},
       {"test", test},
       {"percentiles", percentiles},
       {"samples", json::text(source.as_samples)},
       {"proposal", {{"kind", kind_name(proposal)}, {"yaml", proposed_yaml(proposal, source)}}},
       {"warnings", warnings_about(proposal)}});
}

}  // namespace txlab
