// How long customers wait.
import { useCallback } from "preact/hooks";
import { percentiles } from "../charts/percentiles.js";
import { hasTimeline } from "../data/timeline.js";
import { curveRows, quantileRows, valueAbove } from "../data/curves.js";
import { sentence, superlativesAmong } from "../data/superlatives.js";
import { Figure, Legend, useShown } from "../figure.jsx";
import { quantity, share } from "../format.js";
import { useSay } from "../language.jsx";
import { OverTime, runsNote } from "./over-time.jsx";

export function Latency({ study }) {
  const say = useSay();
  return (
    <>
      <Percentiles study={study} id="latency-curve" metric="client_latency" title={say("latency.first")} />
      <Percentiles study={study} id="final-curve" metric="time_to_final_answer" title={say("latency.final")} />
      {hasTimeline(study.point) ? (
        <OverTime study={study} id="latency-over-time" title={say("latency.over-time")} series="client_latency" column="p99" lowColumn="p50" unit="ms" log
          note={say.sentences([say("latency.over-time-note"), runsNote(say, study, false)])} />
      ) : <p class="note">{say("no-timeline")}</p>}
    </>
  );
}

function Percentiles({ study, id, metric, title }) {
  const say = useSay();
  const [shown, toggle] = useShown(study);
  const whole = curveRows(study.point, metric);
  const rows = (whole.length > 0 ? whole : quantileRows(study.point, metric)).filter((row) => shown.has(row.strategy));
  const unit = study.point.strategies.map((one) => one.metrics[metric]?.unit).find(Boolean) ?? "ms";
  const draw = useCallback((width) => percentiles(width, rows, { looks: study.looks, unit, label: title, xLabel: say("latency.share") }),
    [study, say.language, [...shown].join()]);
  const usable = rows.some((row) => row.above > 0 && row.value > 0);
  return (
    <Figure id={id} title={title} finding={findingOf(say, study.point.strategies, metric, unit)} draw={usable && draw} legend={<Legend study={study} shown={shown} toggle={toggle} />}
      note={whole.length > 0 ? say("latency.note") : say("no-distribution")} rows={rows}
      columns={[["strategy", say("strategy")], ["above", say("latency.quantile"), (above) => share(1 - above, 6)], ["value", title, (value) => quantity(value, unit)]]} />
  );
}

// The middle says little: where do the tails part? Values are those of the curve that is drawn; who
// ties is told by the intervals of the runs.
function findingOf(say, strategies, metric, unit) {
  const at = (statistic, share) => superlativesAmong(strategies, strategies.filter((one) => one.metrics[metric]?.[statistic]).map(({ name, metrics, distributions }) => {
    const estimate = metrics[metric][statistic];
    const value = distributions?.[metric] ? valueAbove(distributions[metric], share) : estimate.value;
    return { ...estimate, name, value, text: quantity(value, unit) };
  }));
  const [middle, tail] = [at("p50", 0.5), at("p99", 0.01)];
  if (!middle || !tail) return "";
  return tail.told(say, say.sentences([sentence(say, "latency.middle", middle), sentence(say, "latency.tail", tail)]));
}
