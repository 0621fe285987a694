// How long customers wait.
import { useCallback } from "preact/hooks";
import { percentiles } from "../charts/percentiles.js";
import { hasTimeline } from "../data/timeline.js";
import { worthNaming } from "../data/report.js";
import { curveRows, quantileRows } from "../data/curves.js";
import { Figure, Legend, useShown } from "../figure.jsx";
import { quantity, share } from "../format.js";
import { useSay } from "../language.jsx";
import { OverTime } from "./over-time.jsx";

export function Latency({ study }) {
  const say = useSay();
  return (
    <>
      <Percentiles study={study} id="latency-curve" metric="client_latency" title={say("latency.first")} />
      <Percentiles study={study} id="final-curve" metric="time_to_final_answer" title={say("latency.final")} />
      {hasTimeline(study.point) ? (
        <OverTime study={study} id="latency-over-time" title={say("latency.over-time")} series="client_latency" column="p99" lowColumn="p50" unit="ms" log
          note={say("latency.over-time-note")} />
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
    <Figure id={id} title={title} finding={findingOf(say, study.point, metric, unit)} draw={usable && draw} legend={<Legend study={study} shown={shown} toggle={toggle} />}
      note={whole.length > 0 ? say("latency.note") : say("no-distribution")} rows={rows}
      columns={[["strategy", say("strategy")], ["above", say("latency.quantile"), (above) => share(1 - above, 6)], ["value", title, (value) => quantity(value, unit)]]} />
  );
}

// The middle says little: where do the tails part?
function findingOf(say, point, metric, unit) {
  const all = worthNaming(point.strategies).filter((one) => one.metrics[metric]?.p99);
  if (all.length === 0) return "";
  const by = (statistic) => [...all].sort((a, b) => a.metrics[metric][statistic].value - b.metrics[metric][statistic].value);
  const [middle, tail] = [by("p50"), by("p99")];
  const value = (strategy, statistic) => quantity(strategy.metrics[metric][statistic].value, unit);
  const [last, lastTail] = [middle[middle.length - 1], tail[tail.length - 1]];
  return say("latency.finding", {
    fast: middle[0].name, fastValue: value(middle[0], "p50"), slow: last.name, slowValue: value(last, "p50"),
    tailFast: tail[0].name, tailFastValue: value(tail[0], "p99"), tailSlow: lastTail.name, tailSlowValue: value(lastTail, "p99"),
  });
}
