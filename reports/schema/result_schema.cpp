#include "reports/schema/result_schema.hpp"

#include <nlohmann/json.hpp>

namespace txlab {

namespace {

using Json = nlohmann::ordered_json;

Json described(std::string_view description, Json schema) {
  schema["description"] = description;
  return schema;
}

Json type_of(std::string_view name) { return {{"type", name}}; }
Json text() { return type_of("string"); }
Json text_or_null() { return {{"type", {"string", "null"}}}; }
Json count() { return {{"type", "integer"}, {"minimum", 0}}; }
// What is not finite, or does not apply, is null.
Json number() { return {{"type", {"number", "null"}}}; }
Json toggle() { return type_of("boolean"); }
Json digest() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}; }
Json reference(std::string_view name) {
  return {{"$ref", std::string("#/definitions/") + std::string(name)}};
}
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
Json map_of(Json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}
Json or_null(Json schema) { return {{"anyOf", Json::array({std::move(schema), type_of("null")})}}; }

// All of the first must be there, those of the second may.
Json object_of(const Json& required, const Json& optional = Json::object()) {
  Json schema{{"type", "object"}, {"properties", required}, {"additionalProperties", false}};
  schema["properties"].update(optional);
  Json names = Json::array();
  for (const auto& [name, unused] : required.items()) names.push_back(name);
  schema["required"] = std::move(names);
  return schema;
}

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
  schema["patternProperties"] = {{"^p[0-9]+([.][0-9]+)?$", reference("estimate")}};
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
                    {"example", text_or_null()}});
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
                    {"timeline", reference("timeline")}});
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

Json fault_bands() {
  return list_of(object_of({{"name", text()},
                            {"kind", text()},
                            {"target", described("machines, or the two ends", text())},
                            {"began_s", number()},
                            {"ended_s", described("null: it did not end", number())}}));
}

Json distribution() {
  return described(
      "all replications together, as a survival curve: `above` is the share of the values that are "
      "greater than `at`, by Kaplan and Meier where some are censored; 1 - above is the quantile",
      object_of({{"unit", text()},
                 {"count", count()},
                 {"censored", described("still growing when their run ended", count())},
                 {"at", described("rising, in the unit", list_of(number()))},
                 {"above", list_of(number())}}));
}

Json timeline() {
  Json columns = object_of({{"unit", text()}});
  columns.erase("additionalProperties");
  columns["additionalProperties"] = described(
      "one per bin of the point's `time`; a level has min, "
      "mean and max, a count has count, a latency quantiles",
      list_of(number()));
  return described(
      "how replication 0 went. `series`, without those that were nothing all the time: open "
      "(purchases that began and are not finished), half_done (decided, and neither whole nor "
      "undone), money_half_done (their money, in fen), prepared (transactions that wait for a "
      "coordinator), locks_held (row locks of purchases; not those that a crash of the database "
      "took), broker_messages (in the broker and not consumed, halves among them), half_messages, "
      "outbox_rows, needs_operator; per bin arrived and, as first answers, answered, refused and "
      "failed (told nothing); client_latency of the first answers that were given in the bin",
      object_of({{"series", map_of(std::move(columns))},
                 {"faults", described("as they came", fault_bands())}}));
}

Json time_axis() {
  return described(
      "the bins of all timelines, in seconds since time 0; there are timelines at the first point",
      object_of(
          {{"edges_s",
            described("one more than bins; wider after the arrivals", list_of(number()))},
           {"warm_until_s", number()},
           {"arrivals_until_s", number()},
           {"planned_faults",
            described("of replication 0, without those that wait for an event", fault_bands())}}));
}

Json decision() {
  Json requirement = object_of(
      {{"that", text()},
       {"verdict", {{"enum", {"pass", "fail", "inconclusive"}}}},
       {"value", reference("estimate")},
       {"limit", number()},
       {"unit", text()},
       {"excess", described("beyond the limit; negative: room", number())},
       {"replications_to_tell", described("of what is inconclusive; null: more than a million, or "
                                          "nobody knows",
                                          number())}});
  Json candidate = object_of(
      {{"name", text()},
       {"remains", {{"enum", {"meets", "open", "fails", "breaks-claims", "not-compared"}}}},
       {"requirements", list_of(std::move(requirement))},
       {"dominated_by", list_of(text())},
       {"acceptability",
        described("the share of all weightings for which it is best; null: not weighed",
                  number())}});
  Json criterion =
      object_of({{"criterion", text()},
                 {"unit", text()},
                 {"better", {{"enum", {"less", "more"}}}},
                 {"scale", {{"enum", {"linear", "logarithmic"}}}},
                 {"values", map_of(reference("estimate"))},
                 {"utilities", described("0: the worst of these; 1: the best", map_of(number()))}});
  Json objection = object_of({{"criterion", text()},
                              {"unit", text()},
                              {"value", reference("estimate")},
                              {"best", text()},
                              {"best_value", reference("estimate")}});
  Json of_requirement =
      object_of({{"kind", {{"const", "requirement"}}},
                 {"remains", described("who would, if it allowed `value`", text())},
                 {"requirement", text()},
                 {"unit", text()},
                 {"value", reference("estimate")}});
  Json of_sweep = object_of({{"kind", {{"const", "sweep"}}},
                             {"recommended", text_or_null()},
                             {"set", map_of(Json::object())}});
  return described(
      "which strategies remain under the requirements, and which to take; at the top that of the "
      "first point, with what would change it",
      object_of(
          {{"recommended", described("null: nobody meets all", text_or_null())},
           {"strategies", list_of(std::move(candidate))},
           {"criteria", list_of(std::move(criterion))},
           {"weightings", count()},
           {"monte_carlo_error", described("half a 95 % interval, at most", number())},
           {"against", or_null(std::move(objection))},
           {"would_change",
            list_of({{"anyOf", Json::array({std::move(of_requirement), std::move(of_sweep)})}})}}));
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
  Json schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
              {"$id", "urn:txlab:result:1"},
              {"title", "txlab result"}};
  schema.update(object_of(
      {{"schema", {{"const", "txlab.result/1"}}},
       {"scenario", object_of({{"name", text()}, {"digest", digest()}})},
       {"seed", count()},
       {"partial", described("interrupted: not everything was run", toggle())},
       {"confidence", number()},
       {"baseline", text_or_null()},
       {"notes", list_of(text())},
       {"points", described("one without a sweep", list_of(reference("point")))}},
      {{"crossings", list_of(reference("crossing"))}, {"decision", reference("decision")}}));
  schema["definitions"] = {{"estimate", estimate()},
                           {"metric", metric()},
                           {"property", property()},
                           {"threshold", threshold()},
                           {"strategy", strategy()},
                           {"comparison", comparison()},
                           {"fault-effect", fault_effect()},
                           {"crossing", crossing()},
                           {"distribution", distribution()},
                           {"decision", decision()},
                           {"timeline", timeline()},
                           {"time", time_axis()},
                           {"point", point()}};
  return schema.dump(2) + "\n";
}

}  // namespace txlab
