#include "reports/schema/result_schema.hpp"

#include "reports/schema/result_insight.hpp"

namespace txlab {

namespace {

using namespace schema;

Json estimate() {
  Json schema = object_of({{"value", number()}, {"low", number()}, {"high", number()}});
  schema["type"] = {"object", "null"};
  return described("a value and its confidence interval; null where there is none", schema);
}

Json outcomes(bool with_unknown) {
  Json names{{"offered", count()},
             {"bought", count()},
             {"refused", count()},
             {"undone", count()},
             {"open", count()}};
  if (with_unknown) names["unknown_to_client"] = count();
  return described("judged after the drain; bought, refused, undone and open sum to offered",
                   object_of(names));
}

Json metric() {
  Json schema = object_of(
      {{"unit", text()},
       {"count", count()},
       {"min", number()},
       {"max", number()},
       {"mean", reference("estimate")}},
      {{"convention", described("by which an oracle counts", text())},
       {"per_million", number()},
       {"upper_bound_per_million", described("of what never happened, at most 3/n", number())},
       {"strength", described("shares of first answers by what they promise", map_of(number()))}});
  schema["patternProperties"] = {
      {"^p[0-9]+([.][0-9]+)?$", reference("estimate")},
      {"^at T", described("of what is read at instants of the calendar", reference("estimate"))}};
  return schema;
}

Json property() {
  return object_of({{"name", text()},
                    {"modality", text()},
                    {"claimed", toggle()},
                    {"verdict", {{"enum", {"holds", "violated", "unknown"}}}},
                    {"reason", text_or_null()},
                    {"violations", count()},
                    {"trail", text_or_null()},
                    {"withdrawn", text_or_null()},
                    {"expected", toggle()},
                    {"example", text_or_null()}},
                   {{"example_purchase", count()}, {"example_replication", count()}});
}

Json threshold() {
  return object_of({{"that", text()},
                    {"verdict", {{"enum", {"pass", "fail", "inconclusive"}}}},
                    {"value", reference("estimate")},
                    {"limit", number()},
                    {"expected", toggle()}});
}

Json strategy() {
  return object_of({{"name", text()},
                    {"protocol", text()},
                    {"replications", count()},
                    {"digest", described("of all observed happenings", digest())},
                    {"events", count()},
                    {"outcomes", outcomes(true)},
                    {"metrics", map_of(or_null(reference("metric")))},
                    {"properties", list_of(reference("property"))},
                    {"thresholds", list_of(reference("threshold"))},
                    {"effort", list_of(text())},
                    {"yuan_lost", number()},
                    {"failed_expectations", list_of(text())}},
                   {{"by_type", map_of(outcomes(false))},
                    {"distributions", map_of(reference("distribution"))},
                    {"timeline", reference("timeline")},
                    {"answers", reference("answers")},
                    {"while_away", reference("while-away")},
                    {"worst_waits", reference("worst-waits")}});
}

Json comparison() {
  return object_of({{"metric", text()},
                    {"a", text()},
                    {"b", text()},
                    {"difference", reference("estimate")},
                    {"verdict", {{"enum", {"better", "worse", "same", "unknown"}}}}});
}

Json fault_effect() {
  return object_of({{"fault", text()},
                    {"strategy", text()},
                    {"firings", number()},
                    {"claims_broken", reference("estimate")},
                    {"unclaimed_violations", reference("estimate")},
                    {"yuan_lost", reference("estimate")},
                    {"yuan_seconds_at_risk", reference("estimate")},
                    {"purchases_lost", reference("estimate")}});
}

Json crossing() {
  return object_of({{"path", text()},
                    {"unit", text()},
                    {"metric", text()},
                    {"strategy", text()},
                    {"a", text()},
                    {"b", text()},
                    {"better_first", text_or_null()},
                    {"at", list_of(reference("estimate"))}});
}

Json point() {
  return object_of({{"set", described("values of the sweep, as written", map_of(Json::object()))},
                    {"strategies", list_of(reference("strategy"))},
                    {"comparisons", list_of(reference("comparison"))}},
                   {{"per_fault", list_of(reference("fault-effect"))},
                    {"time", reference("time")},
                    {"decision", reference("decision")}});
}

}  // namespace

std::string result_schema() {
  Json document{{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"$id", "urn:txlab:result:1"},
                {"title", "txlab result"}};
  document.update(
      object_of({{"schema", {{"const", "txlab.result/1"}}},
                 {"scenario", object_of({{"name", text()}, {"digest", digest()}},
                                        {{"file", text()}, {"description", text()}})},
                 {"seed", count()},
                 {"partial", described("interrupted: not everything was run", toggle())},
                 {"confidence", number()},
                 {"baseline", text_or_null()},
                 {"notes", list_of(text())},
                 {"points", described("one without a sweep", list_of(reference("point")))}},
                {{"crossings", list_of(reference("crossing"))},
                 {"decision", reference("decision")},
                 {"decoupling", reference("decoupling")}}));
  document["definitions"] = {{"estimate", estimate()},
                             {"metric", metric()},
                             {"property", property()},
                             {"threshold", threshold()},
                             {"strategy", strategy()},
                             {"comparison", comparison()},
                             {"fault-effect", fault_effect()},
                             {"crossing", crossing()},
                             {"distribution", distribution()},
                             {"decision", decision()},
                             {"decoupling", decoupling()},
                             {"answers", answers()},
                             {"while-away", while_away()},
                             {"worst-waits", worst_waits()},
                             {"timeline", timeline()},
                             {"time", time_axis()},
                             {"point", point()}};
  return document.dump(2) + "\n";
}

}  // namespace txlab
