// What a purchase costs that comes in calm time, and one that comes under faults.
import { useCallback } from "preact/hooks";
import { calmAndFaulty } from "../charts/calm-and-faulty.js";
import { estimateOf, overlap } from "../data/report.js";
import { superlativesAmong } from "../data/superlatives.js";
import { Figure } from "../figure.jsx";
import { number, withMargin } from "../format.js";
import { useSay } from "../language.jsx";

const measures = ["messages", "forced_writes", "db_round_trips"];

export function CostByTime({ study }) {
  const say = useSay();
  const rows = measures.flatMap((key) => study.point.strategies.map((one) => ({
    strategy: one.name, key, measure: say(`cost.${key}`), calm: estimateOf(one, `calm_${key}_per_purchase`, "mean"), faulty: estimateOf(one, `faulty_${key}_per_purchase`, "mean"),
  }))).filter((row) => row.calm && row.faulty);
  const names = study.point.strategies.map((one) => one.name).filter((name) => rows.some((row) => row.strategy === name));
  const draw = useCallback((width) => calmAndFaulty(width, rows, { looks: study.looks, names, measures: measures.map((key) => say(`cost.${key}`)), label: say("cost.per-purchase") }),
    [study, say.language]);
  if (rows.length === 0) return <p class="note">{say("cost.no-faults")}</p>;
  const as = (estimate) => withMargin(estimate, "1");
  return (
    <Figure id="cost-by-time" title={say("cost.by-time")} finding={findingOf(say, study, rows)} note={say("cost.by-time-note")} draw={draw} rows={rows.map((row) => ({ ...row, times: times(row) }))}
      columns={[["strategy", say("strategy")], ["measure", say("cost.what")], ["calm", say("cost.in-calm"), as], ["faulty", say("cost.under-faults"), as], ["times", say("cost.times"), (value) => (value === null ? "–" : `${number(value)}×`)]]} />
  );
}

const times = ({ calm, faulty }) => (calm.value > 0 ? faulty.value / calm.value : null);

// Of whom a difference can be told, the greatest; and who costs less because less is sold.
function findingOf(say, study, rows) {
  const told = rows.filter((row) => times(row) !== null && !overlap(row.calm, row.faulty));
  const found = superlativesAmong(study.point.strategies, told.map((row) => ({ name: row.strategy, row, value: times(row), text: `${number(times(row))}×` })));
  if (!found) return say("cost.by-time-unchanged");
  const all = ({ entries }) => say.list(entries.map(({ row, text }) => say("cost.by-time-one", { name: row.strategy, what: row.measure, calm: number(row.calm.value), faulty: number(row.faulty.value), times: text })));
  const parts = [];
  if (found.most.entries[0].value > 1) parts.push(say("cost.by-time-more", { list: all(found.most) }));
  if (found.least.entries[0].value < 1) parts.push(say("cost.by-time-less", { list: all(found.least) }));
  return found.told(say, say.sentences(parts));
}
