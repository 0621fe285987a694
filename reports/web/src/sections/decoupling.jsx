// Who has to be there for whom: the article's adjectives as numbers.
import { useCallback } from "preact/hooks";
import { twoGoals } from "../charts/two-goals.js";
import { sentence, superlativesAmong } from "../data/superlatives.js";
import { Figure, Swatch, Table } from "../figure.jsx";
import { number, quantity, share, withMargin } from "../format.js";
import { useSay } from "../language.jsx";
import { Paths } from "./critical-path.jsx";

const asShare = (value) => share(value);

export function Decoupling({ study }) {
  const say = useSay();
  const first = study.point === study.result.points[0];
  const measured = first ? study.result.decoupling : null;
  const answered = study.point.strategies.filter((one) => one.answers);
  const coupled = study.point.strategies.some((one) => one.metrics.latency_coupling);
  if (!measured && answered.length === 0 && !coupled) return <p class="note">{say("no-timeline")}</p>;
  return (
    <>
      {measured?.axes.length > 1 && <TwoGoals study={study} axes={measured.axes} />}
      {answered.length > 0 && <Needed study={study} answered={answered} />}
      {answered.length > 0 && <Paths study={study} answered={answered} />}
      {coupled && <Coupling study={study} />}
      {measured?.article.length > 0 && <Article verdicts={measured.article} />}
    </>
  );
}

function TwoGoals({ study, axes }) {
  const say = useSay();
  const rows = axes.filter((one) => one.consistency?.value > 0 && one.decoupling).map((one) => ({
    strategy: one.strategy, x: one.consistency.value, xLow: one.consistency.low ?? one.consistency.value, xHigh: one.consistency.high ?? one.consistency.value,
    y: one.decoupling.value, yLow: one.decoupling.low ?? one.decoupling.value, yHigh: one.decoupling.high ?? one.decoupling.value,
  }));
  const draw = useCallback((width) => twoGoals(width, rows, { looks: study.looks, xUnit: "ms", xLabel: say("decoupling.x"), yLabel: say("decoupling.y") }), [study, say.language]);
  if (rows.length < 2) return null;
  const those = (consistent, decoupled) => say.list(axes.filter((one) => (one.consistent === true) === consistent && (one.decoupled === true) === decoupled).map((one) => one.strategy));
  return (
    <Figure id="two-goals" title={say("decoupling.axes")} draw={draw} note={say("decoupling.axes-note")} rows={rows}
      finding={say("decoupling.axes-finding", { both: those(true, true), consistent: those(true, false), decoupled: those(false, true) })}
      columns={[
        ["strategy", say("strategy")], ["x", say("decoupling.x"), (value) => quantity(value, "ms")], ["xLow", say("low"), (value) => quantity(value, "ms")], ["xHigh", say("high"), (value) => quantity(value, "ms")],
        ["y", say("decoupling.y"), asShare], ["yLow", say("low"), asShare], ["yHigh", say("high"), asShare],
      ]} />
  );
}

function Needed({ study, answered }) {
  const say = useSay();
  const services = [...new Set(answered.flatMap((one) => [...Object.keys(one.answers.needed), ...Object.keys(one.while_away ?? {})]))];
  const found = superlativesAmong(answered, answered.map(({ name, answers }) => ({ name, services: answers.must_be_up.join(", "), value: answers.must_be_up.length, text: String(answers.must_be_up.length) })));
  const listed = ({ entries }) => [...new Set(entries.map((one) => one.services))].join(say("semicolon"));
  const cell = (strategy, service) => {
    const needed = strategy.answers.needed[service] ?? 0;
    const away = strategy.while_away?.[service]?.told_yes;
    const must = strategy.answers.must_be_up.includes(service);
    return (
      <>
        <span class="value">{needed > 0 ? <>{must && "● "}{share(needed)}</> : say("decoupling.never-needed")}</span>
        {away && <span class="small">{say("decoupling.while-away", { share: share(away.value, 2) })}</span>}
      </>
    );
  };
  return (
    <Figure id="needed" title={say("decoupling.needed")} note={say("decoupling.needed-note")}
      finding={found.told(say, sentence(say, "decoupling.needed-finding", found, { few: listed(found.least), many: listed(found.most) }))}>
      <div class="scroll" tabIndex={0} role="region" aria-label={say("decoupling.needed")}>
        <table>
          <thead><tr><th scope="col">{say("strategy")}</th>{services.map((service) => <th key={service} scope="col">{service}</th>)}</tr></thead>
          <tbody>{answered.map((one) => (
            <tr key={one.name}><th scope="row"><Swatch look={study.looks.get(one.name)} /> {one.name}</th>{services.map((service) => <td key={service}>{cell(one, service)}</td>)}</tr>
          ))}</tbody>
        </table>
      </div>
    </Figure>
  );
}

// What is measured with `experiment.coupling`.
function Coupling({ study }) {
  const say = useSay();
  const measures = ["latency_coupling", "storage_coupling", "storage_coupling_writes", "change_coupling", "change_coupling_messages"];
  const rows = study.point.strategies.map((one) => ({ strategy: one.name, ...Object.fromEntries(measures.map((name) => [name, one.metrics[name]?.mean ?? null])) }));
  const found = superlativesAmong(study.point.strategies, rows.filter((row) => row.latency_coupling).map(({ strategy, latency_coupling: slower }) => ({ ...slower, name: strategy, text: number(slower.value) })));
  return (
    <Figure id="coupling" title={say("decoupling.coupling")} finding={found.told(say, sentence(say, "decoupling.coupling-finding", found))}>
      <Table label={say("decoupling.coupling")} rows={rows} columns={[["strategy", say("strategy")], ...measures.map((name) => [name, say(`decoupling.${name}`), (value) => withMargin(value, "1")])]} />
    </Figure>
  );
}

function Article({ verdicts }) {
  const say = useSay();
  const judged = verdicts.flatMap((one) => [["agrees_on_consistency", "decoupling.consistency"], ["agrees_on_decoupling", "decoupling.decoupling"]]
    .map(([key, what]) => ({ name: `${one.strategy} (${say(what)})`, agrees: one[key] }))).filter((one) => one.agrees !== null);
  const not = judged.filter((one) => !one.agrees).map((one) => one.name);
  const finding = judged.length === 0 ? say("decoupling.article-finding-none") : not.length === 0 ? say("decoupling.article-finding-all", { all: judged.length })
    : say("decoupling.article-finding", { agree: judged.length - not.length, all: judged.length, not: say.list(not) });
  const mark = (agrees) => (agrees === null ? <span class="mark open">~ {say("decoupling.untold")}</span>
    : <span class={`mark ${agrees ? "good" : "bad"}`}>{agrees ? "✓" : "✗"} {say(agrees ? "decoupling.agrees" : "decoupling.differs")}</span>);
  return (
    <Figure id="article" title={say("decoupling.article")} finding={finding}>
      <Table label={say("decoupling.article")} rows={verdicts} columns={[
        ["strategy", say("strategy")], ["agrees_on_consistency", say("decoupling.consistency"), mark], ["agrees_on_decoupling", say("decoupling.decoupling"), mark],
        ["says", <span class="prose">{say("decoupling.says")}</span>, (text) => <span lang="en" class="prose">{text}</span>],
      ]} />
    </Figure>
  );
}
