// What the faults did, and how long it took until that was over.
import { commonBands, hasTimeline } from "../data/timeline.js";
import { recoveries } from "../data/recovery.js";
import { useCallback } from "preact/hooks";
import { dots } from "../charts/dots.js";
import { sentence, superlatives, superlativesAmong } from "../data/superlatives.js";
import { Figure, Table } from "../figure.jsx";
import { counted, duration, number, quantity, seconds, withMargin } from "../format.js";
import { useSay } from "../language.jsx";
import { OverTime } from "./over-time.jsx";

export function Faults({ study }) {
  const say = useSay();
  const { point } = study;
  const timed = hasTimeline(point);
  return (
    <>
      <Recovery study={study} />
      {timed && <PerBand study={study} />}
      {timed && <OverTime study={study} id="open-over-time" title={say("series.open")} series="open" unit="1" />}
      {timed && <OverTime study={study} id="broker-over-time" title={say("series.broker_messages")} series="broker_messages" unit="1" />}
      {timed && <OverTime study={study} id="operator-over-time" title={say("series.needs_operator")} series="needs_operator" unit="1" />}
      {point.per_fault && <PerFault study={study} />}
      <Handled study={study} />
    </>
  );
}

function Recovery({ study }) {
  const say = useSay();
  const rows = study.point.strategies.map((one) => ({ strategy: one.name, faults: one.metrics.recovery_time?.count / one.replications, ...one.metrics.recovery_time?.p90 })).filter((row) => row.value !== undefined && row.value !== null);
  const unit = "ms";
  const draw = useCallback((width) => dots(width, rows, { looks: study.looks, unit, label: say("faults.recovery"), log: true }), [study, say.language]);
  if (rows.length === 0) return <p class="note">{say("faults.none")}</p>;
  const found = superlativesAmong(study.point.strategies, rows.map((row) => ({ ...row, name: row.strategy, text: quantity(row.value, unit) })));
  const faults = superlatives(rows.map(({ strategy, faults: value }) => ({ name: strategy, value, text: number(value, 2) })));
  return (
    <Figure id="recovery" title={say("faults.recovery-title")} draw={draw} rows={rows} note={say("faults.recovery-note", { faults: faults.all.text })}
      finding={found.told(say, sentence(say, "faults.recovery-finding", found))}
      columns={[["strategy", say("strategy")], ["value", say("value"), (value) => quantity(value, unit)], ["low", say("low"), (value) => quantity(value, unit)], ["high", say("high"), (value) => quantity(value, unit)]]} />
  );
}

// One row per fault, one column per strategy: how many purchases piled up, and for how long.
function PerBand({ study }) {
  const say = useSay();
  const bands = commonBands(study.point);
  const all = recoveries(study.point, bands);
  if (all.length === 0) return null;
  const names = study.point.strategies.map((one) => one.name);
  const piles = all.map((one) => ({ name: one.strategy, fault: one.fault, value: Math.round(one.peak - one.before), text: counted(Math.round(one.peak - one.before)) }));
  const found = superlativesAmong(study.point.strategies, piles);
  const rows = bands.filter((band) => band.ended !== null).map((band) => ({
    fault: `${band.name} (${band.target})`, when: `${duration(band.began * 1e9)} – ${duration(band.ended * 1e9)}`,
    ...Object.fromEntries(all.filter((one) => one.fault === band.name && one.began === band.began).map((one) => [one.strategy, one])),
  }));
  const cell = (one) => {
    if (!one) return "–";
    const grown = Math.round(one.peak - one.before);
    if (grown <= Math.max(3, 0.5 * one.before)) return say("faults.unmoved");
    const back = one.back === null ? say("faults.not-back") : say("faults.back", { back: seconds(one.back) });
    return <><span class="value">+{counted(grown)}</span><span class="small">{back}</span></>;
  };
  return (
    <Figure id="per-band" title={say("faults.bands")} note={say("faults.bands-note", { seed: study.result.seed })}
      finding={!(found.most.entries[0].value > 0) ? say("faults.bands-none") : found.told(say, sentence(say, "faults.bands-finding", found, { faults: say.list([...new Set(found.most.entries.map((one) => one.fault))]) }))}>
      <Table label={say("faults.bands")} rows={rows} columns={[["fault", say("fault")], ["when", say("time")], ...names.map((name) => [name, name, cell])]} />
    </Figure>
  );
}

function PerFault({ study }) {
  const say = useSay();
  const rows = study.point.per_fault;
  const certain = rows.filter(({ purchases_lost: lost }) => lost && (lost.low ?? lost.value) > 0);
  const found = superlatives(certain.map(({ fault, strategy, purchases_lost: lost }) => ({ ...lost, name: say("faults.for", { fault, name: strategy }), text: number(lost.value) })));
  const margin = (estimate) => withMargin(estimate, "1");
  return (
    <Figure id="per-fault" title={say("faults.alone")} finding={found ? sentence(say, "faults.alone-finding", found) : say("faults.alone-none")}>
      <Table label={say("faults.alone")} rows={rows} columns={[
        ["fault", say("fault")], ["strategy", say("strategy")], ["firings", say("faults.firings"), (value) => number(value)],
        ["claims_broken", say("faults.claims-broken"), margin], ["unclaimed_violations", say("faults.unclaimed"), margin],
        ["purchases_lost", say("faults.lost"), margin], ["yuan_lost", say("metric.lost"), margin], ["yuan_seconds_at_risk", say("metric.risk"), margin],
      ]} />
    </Figure>
  );
}

// What had to be done about it: repetitions, questions, dead letters, people.
function Handled({ study }) {
  const say = useSay();
  const rates = ["duplicates", "checks", "dead_letters", "delivered_after_rollback", "false_repairs", "deadlocks"];
  const rate = (metric) => {
    if (!metric) return "–";
    return metric.upper_bound_per_million !== undefined ? `0 (≤ ${number(metric.upper_bound_per_million, 2)})` : number(metric.per_million);
  };
  const rows = study.point.strategies.map((one) => ({
    strategy: one.name, ...Object.fromEntries(rates.map((name) => [name, one.metrics[name]])), operator: one.metrics.needs_operator?.mean ?? null,
  }));
  const found = superlatives(rows.map(({ strategy, duplicates }) => ({ name: strategy, value: duplicates?.per_million ?? 0, text: number(duplicates?.per_million ?? 0) })));
  return (
    <Figure id="handled" title={say("faults.handled")} finding={found.most.text === "0" ? say("faults.handled-none") : sentence(say, "faults.handled-finding", found)} note={say("faults.handled-note")}>
      <Table label={say("faults.handled")} rows={rows} columns={[
        ["strategy", say("strategy")], ...rates.map((name) => [name, say(`faults.${name}`), rate]), ["operator", say("series.needs_operator"), (value) => withMargin(value, "1")],
      ]} />
    </Figure>
  );
}
