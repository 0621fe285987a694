// What an answer waits for: the parts of the critical path, and its steps for one purchase.
import { useCallback, useState } from "preact/hooks";
import { kinds, pathBars } from "../charts/path-bars.js";
import { sentence, superlativesAmong } from "../data/superlatives.js";
import { Figure, Table } from "../figure.jsx";
import { quantity } from "../format.js";
import { useSay } from "../language.jsx";

export function Paths({ study, answered }) {
  return (
    <>
      <Bars study={study} answered={answered} which="typical" />
      <Bars study={study} answered={answered} which="slow" />
      <Steps answered={answered} />
    </>
  );
}

function Bars({ study, answered, which }) {
  const say = useSay();
  const rows = answered.flatMap((one) => kinds.map((kind) => ({ strategy: one.name, kind, ms: one.answers[which].means[`${kind}_ms`] ?? 0 })));
  const names = answered.map((one) => one.name);
  const name = (kind) => say(`decoupling.${kind}`);
  const title = `${say("decoupling.path")}: ${say(`decoupling.path-${which}`)}`;
  const draw = useCallback((width) => pathBars(width, rows, { names, label: say("latency.first"), name }), [study, say.language]);
  const found = superlativesAmong(answered, answered.map(({ name, answers }) => ({ name, answers, value: answers[which].means.latency_ms, text: quantity(answers[which].means.latency_ms, "ms") })));
  const parts = found.most.entries.map(({ answers }) => [...kinds].sort((a, b) => answers[which].means[`${b}_ms`] - answers[which].means[`${a}_ms`])[0]);
  return (
    <Figure id={`path-${which}`} title={title} draw={draw} rows={rows} note={which === "slow" && say("decoupling.path-note", { seed: study.result.seed })}
      finding={found.told(say, sentence(say, `decoupling.path-${which}-finding`, found, { kind: say.list([...new Set(parts)].map(name)) }))}
      columns={[["strategy", say("strategy")], ["kind", say("decoupling.kind"), name], ["ms", say("decoupling.took"), (ms) => quantity(ms, "ms")]]} />
  );
}

function Steps({ answered }) {
  const say = useSay();
  const [chosen, setChosen] = useState(`${answered[answered.length - 1].name} typical`);
  const options = answered.flatMap((one) => ["typical", "slow"].map((which) => ({ key: `${one.name} ${which}`, name: one.name, which, path: one.answers[which] })));
  const { path } = options.find((one) => one.key === chosen) ?? options[0];
  return (
    <details class="steps">
      <summary>{say("decoupling.steps")}</summary>
      <label>{say("view")}{" "}
        <select value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {options.map((one) => <option key={one.key} value={one.key}>{one.name}: {say(`decoupling.path-${one.which}`)}</option>)}
        </select>
      </label>
      <Table label={say("decoupling.steps")} rows={path.steps} columns={[
        ["where", say("decoupling.step"), (where) => where.replace(" > ", " → ")], ["kind", say("decoupling.kind"), (kind) => say(`decoupling.${kind}`)],
        ["what", say("decoupling.what"), (what) => <code>{what}</code>], ["ms", say("decoupling.took"), (ms) => quantity(ms, "ms")],
      ]} />
    </details>
  );
}
