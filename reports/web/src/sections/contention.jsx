// Who holds rows for how long, and who waits for them.
import { useCallback } from "preact/hooks";
import { survival } from "../charts/percentiles.js";
import { worthNaming } from "../data/report.js";
import { curveRows, stillAbove } from "../data/curves.js";
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
  const named = worthNaming(study.point.strategies).map((one) => one.name);
  const held = rows.filter((row) => row.hold99 && named.includes(row.strategy)).sort((a, b) => a.hold99.value - b.hold99.value);
  if (held.length === 0) return null;
  const last = held[held.length - 1];
  const time = (estimate) => withMargin(estimate, "ms");
  return (
    <Figure id="locks" title={say("contention.locks")}
      finding={say("contention.finding", { short: held[0].strategy, shortValue: time(held[0].hold99), long: last.strategy, longValue: time(last.hold99) })}>
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
  const all = study.point.strategies.filter((one) => one.distributions?.[metric]);
  if (all.length === 0) return null;
  const limit = 100;
  const named = worthNaming(study.point.strategies);
  const beyond = (all.some((one) => named.includes(one)) ? all.filter((one) => named.includes(one)) : all).map((one) => ({ name: one.name, above: stillAbove(one.distributions[metric], limit) })).sort((a, b) => b.above - a.above);
  const usable = rows.some((row) => row.above > 0 && row.value > 0);
  return (
    <Figure id={metric} title={say(`contention.${metric}-title`)} draw={usable && draw} legend={<Legend study={study} shown={shown} toggle={toggle} />}
      finding={say("contention.beyond", { name: beyond[0].name, share: share(beyond[0].above, 2), least: beyond[beyond.length - 1].name, leastShare: share(beyond[beyond.length - 1].above, 2) })}
      rows={rows} columns={[["strategy", say("strategy")], ["value", say(`contention.${metric}`), (value) => quantity(value, "ms")], ["above", say("contention.share"), (above) => share(above)]]} />
  );
}
