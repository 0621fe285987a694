// Who waited for whose row lock when it was worst: a deadlock, or else the longest chain of waits.
import { superlatives } from "../data/superlatives.js";
import { Figure, Swatch } from "../figure.jsx";
import { duration, quantity } from "../format.js";
import { useSay } from "../language.jsx";

// The rest is in the table.
const drawnAtMost = 6;

export function WorstWaits({ study }) {
  const say = useSay();
  const { strategies } = study.point;
  const found = strategies.filter((one) => one.worst_waits).map(({ name, worst_waits: worst }) => ({ name, ...worst }));
  if (found.length === 0) {
    const nobody = strategies.every((one) => !(one.metrics.lock_wait?.max > 0));
    return nobody ? <p class="note">{say("waits.nobody")}</p> : null;
  }
  const rows = found.flatMap(({ name, kind, waits }) => waits.map((wait, place) => ({ strategy: name, kind: say(`waits.${kind}`), place: place + 1, ...wait })));
  return (
    <Figure id="worst-waits" title={say("waits.title")} finding={findingOf(say, found)} note={say("waits.note")} rows={rows} columns={[
      ["strategy", say("strategy")], ["kind", say("waits.kind")], ["place", say("waits.place")],
      ["waiter", say("waits.waiter"), (purchase, row) => transaction(say, purchase, row.waiter_does)], ["holder", say("waits.holder"), (purchase, row) => transaction(say, purchase, row.holder_does)],
      ["key", say("waits.row"), (key, row) => rowName(say, row)], ["waited_ms", say("waits.waited"), (ms) => quantity(ms, "ms")],
    ]}>
      <ol class="worst">{found.map((one) => <Waits key={one.name} study={study} {...one} />)}</ol>
    </Figure>
  );
}

function Waits({ study, name, kind, database, at_s, replication, waits }) {
  const say = useSay();
  const shown = waits.slice(0, drawnAtMost);
  const last = waits[waits.length - 1];
  return (
    <li>
      <span class="whose"><Swatch look={study.looks.get(name)} /><strong>{name}</strong> <span class="small">{say(`waits.${kind}-at`, { database, at: duration(at_s * 1e9), seed: study.result.seed + replication })}</span></span>
      <span class="waits">
        {shown.map((wait, i) => [
          <span key={`${i} who`} class={kind === "cycle" && i === 0 ? "who refused" : "who"}>{transaction(say, wait.waiter, wait.waiter_does)}</span>,
          <span key={`${i} what`} class="what">{wait.waited_ms === 0 ? say("waits.wants", { row: rowName(say, wait) }) : say("waits.for", { time: quantity(wait.waited_ms, "ms"), row: rowName(say, wait) })} <span aria-hidden="true">→</span></span>,
        ])}
        {waits.length > shown.length
          ? <span class="what">{say("waits.more", { count: waits.length - shown.length })}</span>
          : <span class={kind === "cycle" ? "who refused" : "who"}>{transaction(say, last.holder, last.holder_does)}</span>}
      </span>
    </li>
  );
}

const transaction = (say, purchase, does) =>
  (purchase === null ? say("waits.somebody", { does }) : say("waits.purchase", { purchase, does }));

function rowName(say, { table, key, gap }) {
  if (!gap) return say("waits.row-of", { table, key });
  return key === 0 ? say("waits.gap-at-the-end", { table }) : say("waits.gap-before", { table, key });
}

// The longest circles or else chains, by how many wait, and the longest wait of those.
function findingOf(say, found) {
  const cycles = found.filter((one) => one.kind === "cycle");
  const { most } = superlatives((cycles.length > 0 ? cycles : found).map(({ name, waits }) => ({ name, waits, value: waits.length, text: String(waits.length) })));
  const { most: longest } = superlatives(most.entries.map(({ name, waits }) => {
    const value = Math.max(...waits.map((wait) => wait.waited_ms));
    return { name, value, text: quantity(value, "ms") };
  }));
  const kind = cycles.length > 0 ? "cycle" : most.text === "1" ? "wait" : "chain";
  return say(`waits.finding-${kind}`, { all: say.list(cycles.map((one) => one.name)), names: say.list(most.names), count: most.text, time: longest.text, whose: say.list(longest.names) });
}
