// Who holds rows for how long, and who waits for them.
import { useCallback } from "preact/hooks";
import { survival } from "../charts/percentiles.js";
import { curveRows, stillOpen } from "../data/curves.js";
import { sentence, superlativesAmong } from "../data/superlatives.js";
import { hasTimeline } from "../data/timeline.js";
import { Figure, Legend, Table, useShown } from "../figure.jsx";
import { number, quantity, share, withMargin } from "../format.js";
import { useSay } from "../language.jsx";
import { OverTime } from "./over-time.jsx";
import { WorstWaits } from "./worst-waits.jsx";

export function Contention({ study }) {
  const say = useSay();
  return (
    <>
      <Locks study={study} />
      <WorstWaits study={study} />
      <Curve study={study} metric="lock_hold" />
      <Curve study={study} metric="lock_wait" />
      {hasTimeline(study.point) && <OverTime study={study} id="locks-over-time" title={say("series.locks_held")} series="locks_held" unit="1" />}
    </>
  );
}

function Locks({ study }) {
  const say = useSay();
  const rows = study.point.strategies.map(({ name, metrics }) => ({
    strategy: name, hold50: metrics.lock_hold?.p50, hold99: metrics.lock_hold?.p99, wait99: metrics.lock_wait?.p99, wait: metrics.lock_wait?.mean,
    waitMost: metrics.lock_wait?.max, deadlocks: metrics.deadlocks,
  }));
  const found = superlativesAmong(study.point.strategies, rows.filter((row) => row.hold99).map(({ strategy, hold99 }) => ({ ...hold99, name: strategy, text: quantity(hold99.value, "ms") })));
  if (!found) return null;
  const time = (estimate) => withMargin(estimate, "ms");
  return (
    <Figure id="locks" title={say("contention.locks")}
      finding={found.told(say, sentence(say, "contention.finding", found))}>
      <Table label={say("contention.locks")} rows={rows} columns={[
        ["strategy", say("strategy")], ["hold50", say("contention.hold50"), time], ["hold99", say("contention.hold99"), time], ["wait", say("contention.wait"), time],
        ["wait99", say("contention.wait99"), time], ["waitMost", say("contention.wait-most"), (value) => quantity(value, "ms")],
        ["deadlocks", say("faults.deadlocks"), (metric) => (!metric ? "–" : metric.upper_bound_per_million !== undefined ? `0 (≤ ${number(metric.upper_bound_per_million, 2)})` : number(metric.per_million))],
      ]} />
    </Figure>
  );
}

function Curve({ study, metric }) {
  const say = useSay();
  const [shown, toggle] = useShown(study);
  const rows = curveRows(study.point, metric).filter((row) => shown.has(row.strategy));
  const draw = useCallback((width) => survival(width, rows, { looks: study.looks, unit: "ms", label: say(`contention.${metric}`), yLabel: say("contention.share") }),
    [study, say.language, [...shown].join()]);
  const found = superlativesAmong(study.point.strategies, stillOpen(study.point.strategies, metric, 100));
  if (!found) return null;
  const usable = rows.some((row) => row.above > 0 && row.value > 0);
  return (
    <Figure id={metric} title={say(`contention.${metric}-title`)} draw={usable && draw} legend={<Legend study={study} shown={shown} toggle={toggle} />}
      finding={found.told(say, sentence(say, "contention.beyond", found))}
      rows={rows} columns={[["strategy", say("strategy")], ["value", say(`contention.${metric}`), (value) => quantity(value, "ms")], ["above", say("contention.share"), (above) => share(above)]]} />
  );
}
