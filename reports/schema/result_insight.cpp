#include "reports/schema/result_insight.hpp"

#include <utility>

namespace txlab::schema {

namespace {

Json fault_bands() {
  return list_of(
      object_of({{"name", text()},
                 {"kind", text()},
                 {"target", described("machines, or the two ends", text())},
                 {"began_s", number()},
                 {"ended_s", described("null: it did not end", number())}},
                {{"in_every_run",
                  described("at the same time whatever the seed; whom it met is of replication 0",
                            toggle())}}));
}

Json path() {
  Json step = object_of({{"kind", {{"enum", {"network", "disk", "work", "timer"}}}},
                         {"where", described("a machine, or from one to another", text())},
                         {"what", described("what came at the end of it", text())},
                         {"ms", number()}});
  Json means = object_of({{"answers", count()},
                          {"latency_ms", number()},
                          {"network_ms", number()},
                          {"disk_ms", number()},
                          {"work_ms", number()},
                          {"timer_ms", number()}});
  return object_of({{"purchase", count()},
                    {"latency_ms", number()},
                    {"steps", described("from the tap to the answer", list_of(std::move(step)))},
                    {"means", described("over answers alike in latency", std::move(means))}});
}

Json yes_or_no() {
  Json schema{{"type", {"boolean", "null"}}};
  return described("null: it cannot be told", std::move(schema));
}

}  // namespace

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

namespace {

Json means_over_time() {
  Json columns = object_of({{"unit", text()},
                            {"mean", list_of(number())},
                            {"low", list_of(number())},
                            {"high", list_of(number())}});
  return described(
      "the same over all replications, where there are several: per bin the mean of a level's mean "
      "or of a count, and its interval; without latencies",
      map_of(std::move(columns)));
}

}  // namespace

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
                 {"faults", described("as they came", fault_bands())}},
                {{"means", means_over_time()}}));
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

Json answers() {
  return described(
      "how the first answers of replication 0 that say yes came about: `needed` are the shares of "
      "them that have something of a service in their causal past, `must_be_up` the services in "
      "999 of 1,000 of them, `typical` and `slow` the critical paths of the median's and of p99's",
      object_of({{"count", count()},
                 {"needed", map_of(number())},
                 {"must_be_up", list_of(text())},
                 {"typical", path()},
                 {"slow", path()}}));
}

Json while_away() {
  return described(
      "by service: purchases that came while all of its machines were down, and the share that was "
      "told yes before one was up again",
      map_of(object_of({{"came", count()}, {"told_yes", reference("estimate")}})));
}

Json worst_waits() {
  Json purchase = described("null: somebody else's transaction",
                            Json{{"type", {"integer", "null"}}, {"minimum", 1}});
  Json wait = object_of(
      {{"waiter", purchase},
       {"waiter_does", text()},
       {"holder", purchase},
       {"holder_does", text()},
       {"table", text()},
       {"key", described("of the row; of a gap that of the row after it, 0: the end", count())},
       {"gap", described("leave to insert there, not the row", toggle())},
       {"waited_ms", number()}});
  return described(
      "the worst that transactions waited for each other's row locks, in all replications: of the "
      "cycles that the database's search for deadlocks found, the longest, where these are equal "
      "that with the longest wait, and then the first; if there was none, the chain of waits that "
      "is worst by the same rule. In a cycle the first is refused, because it would close it, and "
      "the last waits for the first; times are until then. A chain is as it was when its first "
      "began to wait, whose time is the whole of its wait; `at_s` is when that was over. Missing: "
      "nobody waited after the warm-up",
      object_of({{"kind", {{"enum", {"cycle", "chain"}}}},
                 {"database", text()},
                 {"at_s", number()},
                 {"replication", count()},
                 {"waits", list_of(std::move(wait))}}));
}

Json decoupling() {
  Json axis = object_of(
      {{"strategy", text()},
       {"consistency", described("p99(inconsistency_window) in ms", reference("estimate"))},
       {"decoupling", described("mean(availability_coupling)", reference("estimate"))},
       {"consistent", yes_or_no()},
       {"decoupled", yes_or_no()},
       {"must_be_up", list_of(text())}});
  Json verdict = object_of({{"strategy", text()},
                            {"says", described("the article, in our words", text())},
                            {"consistent", toggle()},
                            {"decoupled", toggle()},
                            {"agrees_on_consistency", yes_or_no()},
                            {"agrees_on_decoupling", yes_or_no()}});
  return described(
      "consistency and decoupling as axes: consistent is who has 99 % of the orders whole or "
      "undone "
      "within a minute and none open in the end, decoupled who takes 99 % of those that come while "
      "the fund side is away; and what the article says of its five schemes",
      object_of({{"axes", list_of(std::move(axis))}, {"article", list_of(std::move(verdict))}}));
}

namespace {

Json objection() {
  Json of_limit = object_of({{"missed", described("a limit that the scenario sets for it", text())},
                             {"unit", text()},
                             {"value", reference("estimate")}});
  Json of_criterion =
      object_of({{"criterion", text()},
                 {"unit", text()},
                 {"value", reference("estimate")},
                 {"best", text()},
                 {"best_value", reference("estimate")}},
                {{"alike", described("who else cannot be told from it in this", list_of(text()))}});
  return {{"anyOf", Json::array({std::move(of_limit), std::move(of_criterion), type_of("null")})}};
}

Json untold() {
  return {{"enum",
           {"claim", "more-replications", "at-limit", "one-replication", "not-measured", nullptr}}};
}

Json candidate() {
  Json requirement = object_of(
      {{"that", text()},
       {"verdict", {{"enum", {"pass", "fail", "inconclusive"}}}},
       {"value", reference("estimate")},
       {"limit", number()},
       {"unit", text()},
       {"wants_more", toggle()},
       {"excess", described("beyond the limit; negative: room", number())},
       {"replications_to_tell", described("of what is inconclusive; null: more than a million, or "
                                          "nobody knows",
                                          number())}},
      {{"untold", described("of what is inconclusive: why", untold())}});
  Json why = object_of({{"why", untold()}},
                       {{"that", described("the requirement that is hardest to tell", text())},
                        {"replications", number()}});
  return object_of(
      {{"name", text()},
       {"remains", {{"enum", {"meets", "open", "fails", "breaks-claims", "not-compared"}}}},
       {"requirements", list_of(std::move(requirement))},
       {"dominated_by", list_of(text())},
       {"acceptability",
        described("the share of all weightings for which it is best; null: not weighed",
                  number())}},
      {{"untold", described("of what is open", or_null(std::move(why)))},
       {"against", described("the strongest that speaks against it", objection())}});
}

Json criterion() {
  return object_of(
      {{"criterion", text()},
       {"unit", text()},
       {"better", {{"enum", {"less", "more"}}}},
       {"scale", {{"enum", {"linear", "logarithmic"}}}},
       {"values", map_of(reference("estimate"))},
       {"utilities", described("0: the worst of these; 1: the best", map_of(number()))}});
}

Json change() {
  const Json share = described("of the recommended one, then", number());
  Json of_requirement =
      object_of({{"kind", {{"const", "requirement"}}},
                 {"remains", described("who would, if it allowed `allows`", text())},
                 {"requirement", text()},
                 {"unit", text()},
                 {"value", described("what it has", reference("estimate"))}},
                {{"allows", described("the limit beyond the far end of the interval", number())},
                 {"recommended", described("then; null: nobody", text_or_null())},
                 {"acceptability", share}});
  Json of_sweep =
      object_of({{"kind", {{"const", "sweep"}}},
                 {"recommended", text_or_null()},
                 {"set", map_of(Json::object())}},
                {{"claims_kept", described("there, by somebody that is compared", toggle())},
                 {"acceptability", share}});
  return {{"anyOf", Json::array({std::move(of_requirement), std::move(of_sweep)})}};
}

}  // namespace

Json decision() {
  return described(
      "which strategies remain under the requirements, and which to take; at the top that of the "
      "first point, with what would change it",
      object_of({{"recommended", described("null: nobody meets all", text_or_null())},
                 {"strategies", list_of(candidate())},
                 {"criteria", list_of(criterion())},
                 {"without_requirements",
                  described("the same of all that keep their claims and are not dominated",
                            object_of({{"acceptability", map_of(number())},
                                       {"criteria", list_of(criterion())}}))},
                 {"weightings", count()},
                 {"monte_carlo_error", described("half a 95 % interval, at most", number())},
                 {"against", described("the recommended one", objection())},
                 {"would_change", list_of(change())}}));
}

}  // namespace txlab::schema
