// What a purchase costs: messages, forced writes, round trips; calm and under faults; and effort.
import { useCallback } from "preact/hooks";
import { dots } from "../charts/dots.js";
import { estimateOf, overlap, worthNaming } from "../data/report.js";
import { Figure, Table } from "../figure.jsx";
import { number, quantity, withMargin } from "../format.js";
import { useSay } from "../language.jsx";
import { CostByTime } from "./cost-by-time.jsx";

const measures = ["messages_per_purchase", "forced_writes_per_purchase", "fsyncs_per_purchase", "db_round_trips_per_purchase", "wire_messages_per_purchase"];

export function Cost({ study }) {
  return (
    <>
      <div class="pair">{measures.map((metric) => <Measure key={metric} study={study} metric={metric} />)}</div>
      <CostByTime study={study} />
      <Calm study={study} />
      <Effort study={study} />
    </>
  );
}

function Measure({ study, metric }) {
  const say = useSay();
  const rows = study.point.strategies.map((one) => ({ strategy: one.name, ...estimateOf(one, metric, "mean") })).filter((row) => row.value !== undefined);
  const draw = useCallback((width) => dots(width, rows, { looks: study.looks, unit: "1", label: say(`cost.${metric}`) }), [study, say.language]);
  if (rows.length === 0) return null;
  const as = (value) => quantity(value, "1");
  const named = worthNaming(study.point.strategies).map((one) => one.name);
  return (
    <Figure id={`cost-${metric}`} title={say(`cost.${metric}`)} finding={findingOf(say, rows.filter((row) => named.includes(row.strategy)))} draw={draw} rows={rows}
      columns={[["strategy", say("strategy")], ["value", say("value"), as], ["low", say("low"), as], ["high", say("high"), as]]} />
  );
}

function findingOf(say, rows) {
  const sorted = [...rows].sort((a, b) => a.value - b.value);
  if (sorted.length === 0) return "";
  const [least] = sorted;
  const most = sorted[sorted.length - 1];
  const alike = sorted.filter((row) => overlap(row, least)).map((row) => row.strategy);
  const values = { least: least.strategy, names: say.list(alike), value: withMargin(least, "1"), most: most.strategy, times: `${number(most.value / least.value, 2)}×`, high: withMargin(most, "1") };
  return say(alike.length > 1 ? "cost.finding-alike" : "cost.finding", values);
}

function Calm({ study }) {
  const say = useSay();
  const rows = study.point.strategies.map(({ name, metrics }) => ({
    strategy: name, calm: metrics.oracle_messages_per_purchase?.min, here: metrics.oracle_messages_per_purchase?.mean,
    calmForced: metrics.oracle_forced_writes_per_purchase?.min, forced: metrics.oracle_forced_writes_per_purchase?.mean,
    convention: metrics.oracle_messages_per_purchase?.convention,
  })).filter((row) => row.here);
  if (rows.length === 0) return null;
  const worst = [...rows].filter((row) => row.calm > 0).sort((a, b) => b.here.value / b.calm - a.here.value / a.calm)[0];
  const margin = (estimate) => withMargin(estimate, "1");
  return (
    <Figure id="cost-calm" title={say("cost.calm")} note={say("cost.calm-note")}
      finding={worst ? say("cost.calm-finding", { name: worst.strategy, faulty: margin(worst.here), calm: number(worst.calm) }) : ""}>
      <Table label={say("cost.calm")} rows={rows} columns={[
        ["strategy", say("strategy")], ["calm", say("cost.calm-messages"), (value) => number(value)], ["here", say("cost.fault-messages"), margin],
        ["calmForced", say("cost.calm-forced"), (value) => number(value)], ["forced", say("cost.fault-forced"), margin], ["convention", <span class="prose">{say("cost.convention")}</span>, (text) => <span lang="en" class="prose">{text}</span>],
      ]} />
    </Figure>
  );
}

function Effort({ study }) {
  const say = useSay();
  const rows = worthNaming(study.point.strategies).map((one) => ({ strategy: one.name, count: one.effort.length, what: one.effort }));
  if (rows.length === 0) return null;
  const sorted = [...rows].sort((a, b) => a.count - b.count);
  const last = sorted[sorted.length - 1];
  return (
    <Figure id="cost-effort" title={say("cost.effort")} finding={say("cost.effort-finding", { least: sorted[0].strategy, few: sorted[0].count, most: last.strategy, many: last.count })}>
      <div class="scroll" tabIndex={0} role="region" aria-label={say("cost.effort")}>
        <table><tbody>{rows.map((row) => <tr key={row.strategy}><th scope="row">{row.strategy}</th><td class="text" lang="en">{row.what.join("; ") || "–"}</td></tr>)}</tbody></table>
      </div>
    </Figure>
  );
}
