// What a purchase costs: messages, forced writes, round trips; calm and under faults; and effort.
import { useCallback } from "preact/hooks";
import { dots } from "../charts/dots.js";
import { estimateOf, worthNaming } from "../data/report.js";
import { sentence, superlatives, superlativesAmong } from "../data/superlatives.js";
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
  const found = superlativesAmong(study.point.strategies, rows.map((row) => ({ ...row, name: row.strategy, text: as(row.value) })));
  return (
    <Figure id={`cost-${metric}`} title={say(`cost.${metric}`)} finding={found.told(say, sentence(say, "cost.finding", found))} draw={draw} rows={rows}
      columns={[["strategy", say("strategy")], ["value", say("value"), as], ["low", say("low"), as], ["high", say("high"), as]]} />
  );
}

function Calm({ study }) {
  const say = useSay();
  const rows = study.point.strategies.map(({ name, metrics }) => ({
    strategy: name, calm: metrics.oracle_messages_per_purchase?.min, here: metrics.oracle_messages_per_purchase?.mean,
    calmForced: metrics.oracle_forced_writes_per_purchase?.min, forced: metrics.oracle_forced_writes_per_purchase?.mean,
    convention: metrics.oracle_messages_per_purchase?.convention,
  })).filter((row) => row.here);
  if (rows.length === 0) return null;
  const margin = (estimate) => withMargin(estimate, "1");
  const findings = [["messages", "calm", "here"], ["forced_writes", "calmForced", "forced"]].map(([what, least, mean]) => {
    const found = superlatives(rows.filter((row) => row[least] > 0 && row[mean]).map((row) => timesOf(row.strategy, row[mean], row[least])));
    return found ? sentence(say, "cost.calm-finding", found, { what: say(`cost.${what}`) }) : "";
  });
  return (
    <Figure id="cost-calm" title={say("cost.calm")} note={say("cost.calm-note")}
      finding={say.sentences(findings)}>
      <Table label={say("cost.calm")} rows={rows} columns={[
        ["strategy", say("strategy")], ["calm", say("cost.calm-messages"), (value) => number(value)], ["here", say("cost.fault-messages"), margin],
        ["calmForced", say("cost.calm-forced"), (value) => number(value)], ["forced", say("cost.fault-forced"), margin], ["convention", <span class="prose">{say("cost.convention")}</span>, (text) => <span lang="en" class="prose">{text}</span>],
      ]} />
    </Figure>
  );
}

// How many times the least the mean is.
const timesOf = (name, { value, low, high }, least) => ({ name, value: value / least, text: `${number(value / least)}×`, low: low && low / least, high: high && high / least });

function Effort({ study }) {
  const say = useSay();
  const rows = worthNaming(study.point.strategies).map((one) => ({ strategy: one.name, count: one.effort.length, what: one.effort }));
  if (rows.length === 0) return null;
  const found = superlatives(rows.map((row) => ({ name: row.strategy, value: row.count, text: String(row.count) })));
  return (
    <Figure id="cost-effort" title={say("cost.effort")} finding={sentence(say, "cost.effort-finding", found)}>
      <div class="scroll" tabIndex={0} role="region" aria-label={say("cost.effort")}>
        <table><tbody>{rows.map((row) => <tr key={row.strategy}><th scope="row">{row.strategy}</th><td class="text" lang="en">{row.what.join("; ") || "–"}</td></tr>)}</tbody></table>
      </div>
    </Figure>
  );
}
