// `experiment` and `sweep`: how often, how sure, compared with whom, and over which values.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/decode.hpp"
#include "scenarios/language/emit.hpp"
#include "scenarios/language/threshold.hpp"
#include "scenarios/study/crossings.hpp"

namespace txlab::language {

namespace {

// `until: {metric: p95(client_latency), relative_error: 5%}`
void read_until(Fields& replications, Experiment& out) {
  const Node* node = replications.find("until");
  if (node == nullptr) return;
  Fields in(replications, "until", *node);
  std::string text;
  if (in.read("metric", text)) {
    ThresholdMistake mistake;
    const auto measured = parse_measured(text, in.context().vocabulary.metrics, mistake);
    if (measured) {
      out.until_statistic = measured->statistic;
      out.until_metric = measured->metric;
    } else {
      in.error(*mistake.code, "metric", mistake.message, mistake.hint);
    }
  }
  in.read("relative_error", out.until_relative_error);
  in.finish();
}

void read_replications(Fields& experiment, Experiment& out) {
  const Node* node = experiment.node().find("replications");
  if (node == nullptr || !node->is_map()) {
    experiment.read("replications", out.replications);
    return;
  }
  experiment.find("replications");
  Fields in(experiment, "replications", *node);
  const bool least_known = in.read("min", out.replications);
  std::uint32_t most = out.replications;
  if (in.read("max", most)) {
    out.max_replications = most;
    const bool below = least_known && most < out.replications;
    if (below) in.error(code::out_of_range, "max", "`max` is below `min`");
  }
  read_until(in, out);
  in.finish();
}

// Purchases that arrive in the warm-up are not measured.
void read_warmup(Fields& in, Scenario& out) {
  if (!in.read("warmup", out.experiment.warmup)) return;
  const Duration lasts = arrivals_last(out.workload);
  if (out.workload.arrivals.empty() || out.experiment.warmup < lasts) return;
  in.error(code::warmup_too_long, "warmup",
           fmt::format("the warm-up is as long as the arrivals ({:.10g}s)", in_seconds(lasts)),
           "shorter than the phases of `workload.arrivals` together");
}

void read_baseline(Fields& in, const Selection& selection, Scenario& out) {
  const Node* baseline = in.find("baseline");
  // Of the file; which are selected says the command line.
  if (!out.strategies.empty()) in.supply_scalar("baseline", out.strategies.front().name);
  if (baseline == nullptr) return;
  const bool known =
      check_name(in.context(), *baseline, strategy_names(out), "strategy", in.where());
  if (known && selection.takes(baseline->text)) out.experiment.baseline = baseline->text;
}

// `crossing: [mean(time_to_final_answer)]` of an axis whose values are rising numbers.
void read_crossing(Fields& in, SweepAxis& axis) {
  const Node* list = in.list("crossing");
  if (list == nullptr) return;
  for (const Node& node : list->items) {
    ThresholdMistake mistake;
    const auto measured = parse_measured(node.text, in.context().vocabulary.metrics, mistake);
    if (measured) {
      axis.crossing.push_back({measured->statistic, measured->metric});
    } else {
      in.error(*mistake.code, "crossing", mistake.message, mistake.hint);
    }
  }
  if (!list->items.empty() && !numbers_of(axis.values)) {
    in.error(code::unfit_key, "crossing", "`crossing` needs rising numbers of one unit in `values`",
             "values: [0%, 5%, 10%]");
  }
}

void check_crossing(Fields& top, const Node& axes, const std::vector<SweepAxis>& sweep) {
  const auto asks = [](const SweepAxis& axis) { return !axis.crossing.empty(); };
  if (std::ranges::none_of(sweep, asks)) return;
  const bool two =
      sweep.size() == 1 || (sweep.size() == 2 && std::ranges::any_of(sweep, [&](auto& a) {
                              return !asks(a) && a.values.size() == 2;
                            }));
  if (two) return;
  top.context().problems.error(code::unfit_key, axes.span,
                               "`crossing` compares two: with one axis every strategy and the "
                               "baseline, with another axis its two values");
}

}  // namespace

void decode_experiment(Fields& top, const Selection& selection, Scenario& out) {
  for (const StrategyEntry& entry : out.strategies) {
    if (!selection.takes(entry.name)) continue;
    out.experiment.baseline = entry.name;
    break;
  }
  Fields in(top, "experiment", top.section("experiment"));
  read_warmup(in, out);
  read_replications(in, out.experiment);
  in.read("confidence", out.experiment.confidence);
  in.read("seed", out.experiment.seed);
  read_baseline(in, selection, out);
  if (in.read("per_fault", out.experiment.per_fault) && out.experiment.per_fault &&
      out.faults.empty()) {
    in.error(code::unfit_key, "per_fault", "`per_fault` measures each fault, and there is none");
  }
  in.read("coupling", out.experiment.coupling);
  in.finish();
}

void decode_sweep(Fields& top, Scenario& out) {
  const Node* axes = top.list("sweep");
  if (axes == nullptr) return;
  for (const Node& node : axes->items) {
    Fields in(top.context(), node, {"an axis of `sweep`", "sweep", "sweep.NAME"});
    SweepAxis axis;
    in.read("set", axis.path);
    const Node* values = in.list("values");
    if (values != nullptr) {
      for (const Node& value : values->items) axis.values.push_back(emit_inline(value));
      if (values->items.empty()) in.error(code::out_of_range, "values", "`values` has no value");
    }
    read_crossing(in, axis);
    in.finish();
    out.sweep.push_back(std::move(axis));
  }
  check_crossing(top, *axes, out.sweep);
}

}  // namespace txlab::language
