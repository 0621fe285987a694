// What would change the answer.
import { useCallback, useState } from "preact/hooks";
import { tornado, winners as winnerMap } from "../charts/dots.js";
import { acrossSweep } from "../charts/across-sweep.js";
import { criteria, unitOf, valueOf } from "../data/criteria.js";
import { movesOf } from "../data/moves.js";
import { sentence, superlatives } from "../data/superlatives.js";
import { axesOf, changes, winnersOf } from "../data/sweep.js";
import { settingsOf } from "../data/report.js";
import { Figure, Legend, useShown } from "../figure.jsx";
import { number, quantity, withMargin } from "../format.js";
import { useSay } from "../language.jsx";

export function Sensitivity({ study }) {
  const say = useSay();
  const { points, crossings } = study.result;
  const [key, setKey] = useState("first");
  const axes = axesOf(points);
  if (points.length < 2) {
    return (
      <>
        <p>{say("sensitivity.none")}</p>
        <pre>{`sweep:\n  - {set: network.defaults.latency, values: [0.2ms, 2ms, 20ms]}`}</pre>
      </>
    );
  }
  const criterion = criteria.find((one) => one.key === key);
  return (
    <>
      <label>{say("sensitivity.by")}{" "}
        <select id="criterion" value={key} onChange={(event) => setKey(event.target.value)}>
          {criteria.filter((one) => points.some((point) => point.strategies.some((strategy) => valueOf(strategy, one)))).map((one) => (
            <option key={one.key} value={one.key}>{say(`metric.${one.key}`)}</option>
          ))}
        </select>
      </label>
      <Winners study={study} criterion={criterion} axes={axes} />
      <Across study={study} criterion={criterion} axes={axes} />
      <Tornado study={study} criterion={criterion} />
      {crossings?.length > 0 && <Crossings crossings={crossings} />}
    </>
  );
}

function Winners({ study, criterion, axes }) {
  const say = useSay();
  const { points } = study.result;
  const won = winnersOf(points, criterion);
  const turning = changes(won, axes);
  const [first, second] = axes;
  const inFirstPlane = won.filter(({ point }) => axes.slice(2).every((axis) => String(point.set[axis.path]) === axis.values[0]));
  const cells = inFirstPlane.map(({ point, winner, also }) => ({
    x: String(point.set[first.path]), y: second ? String(point.set[second.path]) : "", winner, alone: also.length === 0,
    text: !winner ? "?" : also.length === 0 ? winner : `${winner} ~ ${also.join(", ")}`,
  }));
  const draw = useCallback((width) => winnerMap(width, cells, {
    looks: study.looks, xs: first.values, ys: second ? second.values : [""], xLabel: first.path, yLabel: second?.path ?? null,
  }), [study, criterion, say.language]);
  const finding = turning.length > 0
    ? turning.slice(0, 3).map((one) => say(!one.after ? "sensitivity.change-nobody" : one.before ? "sensitivity.change" : "sensitivity.change-somebody", one)).join(" ")
    : say("sensitivity.no-change", { what: say(`short.${criterion.key}`) });
  const unit = unitOf(points.flatMap((point) => point.strategies), criterion);
  return (
    <Figure id="winners" title={say("sensitivity.winners", { what: say(`short.${criterion.key}`) })} finding={finding} draw={draw}
      note={say("sensitivity.winners-note")} rows={won}
      columns={[["point", say("point"), settingsOf], ["winner", say("sensitivity.winner"), (name) => name ?? "–"], ["value", say("value"), (value) => withMargin(value, unit)], ["also", say("sensitivity.also"), (names) => names.join(", ") || "–"]]} />
  );
}

// Along the axis with most values, at the point that is looked at.
function Across({ study, criterion, axes }) {
  const say = useSay();
  const [shown, toggle] = useShown(study);
  const axis = [...axes].sort((a, b) => b.values.length - a.values.length)[0];
  const others = axes.filter((one) => one !== axis);
  const points = study.result.points.filter((point) => others.every(({ path }) => String(point.set[path]) === String(study.point.set[path])));
  const where = others.map(({ path }) => `${path} = ${study.point.set[path]}`).join(", ");
  const all = points.flatMap((point) => point.strategies.map((one) => ({ at: String(point.set[axis.path]), strategy: one.name, ...valueOf(one, criterion) }))).filter((row) => row.value !== undefined && row.value !== null);
  const rows = all.filter((row) => shown.has(row.strategy));
  const unit = unitOf(points.flatMap((point) => point.strategies), criterion);
  const draw = useCallback((width) => acrossSweep(width, rows, { looks: study.looks, unit, values: axis.values, xLabel: axis.path, yLabel: say(`metric.${criterion.key}`), share: criterion.share }),
    [study, criterion, say.language, [...shown].join()]);
  if (all.length === 0) return null;
  const as = (value) => quantity(value, unit);
  return (
    <Figure id="across" title={say("sensitivity.across", { what: say(`metric.${criterion.key}`), path: axis.path }) + (where ? ` (${where})` : "")} draw={draw} legend={<Legend study={study} shown={shown} toggle={toggle} />}
      finding={moved(say, all, criterion, as)} rows={all}
      columns={[["strategy", say("strategy")], ["at", axis.path], ["value", say("value"), as], ["low", say("low"), as], ["high", say("high"), as]]} />
  );
}

// Who moves most beyond chance, from what to what in the order of the axis.
function moved(say, rows, criterion, as) {
  const moves = movesOf(rows, criterion.share).map((one) => ({ ...one, text: say("sensitivity.from-to", { from: as(one.from.value), at: one.from.at, to: as(one.to.value), until: one.to.at }) }));
  const found = superlatives(moves.filter((one) => one.beyondChance));
  if (!found) return say("sensitivity.across-none");
  const rest = moves.filter((one) => !one.beyondChance).map((one) => one.name);
  return say.sentences([sentence(say, "sensitivity.across-finding", found), rest.length > 0 && say("sensitivity.across-rest", { names: say.list(rest) })]);
}

// Which factor changes most, by regression over all points.
function Tornado({ study, criterion }) {
  const say = useSay();
  const mine = (study.report.tornado ?? []).filter((one) => one.criterion === `${criterion.statistic}(${criterion.metric})`);
  const [chosen, setChosen] = useState(null);
  const one = mine.find(({ strategy }) => strategy === (chosen ?? study.result.decision?.recommended ?? study.result.baseline)) ?? mine[0];
  const doublings = one?.scale === "logarithmic";
  const strength = ({ value }) => Math.abs(doublings ? Math.log(value) : value);
  const rows = (one?.factors ?? []).map(({ path, from, to, effect }) => ({ factor: `${path}: ${from} → ${to}`, ...effect })).sort((a, b) => strength(b) - strength(a));
  const draw = useCallback((width) => tornado(width, rows, { label: say("sensitivity.changes"), doublings }), [study, one, say.language]);
  if (!one) return null;
  const as = (value) => (value === null ? "–" : doublings ? `×${number(value)}` : `${number(100 * value)} %`);
  const sure = ({ low, high }) => low !== null && (doublings ? low > 1 || high < 1 : low > 0 || high < 0);
  return (
    <Figure id="tornado" title={say("sensitivity.tornado", { what: say(`metric.${criterion.key}`), name: one.strategy })} draw={draw} note={say("sensitivity.tornado-note")}
      finding={say(sure(rows[0]) ? "sensitivity.tornado-finding" : "sensitivity.tornado-unsure", { factor: rows[0].factor, effect: as(rows[0].value) })} rows={rows}
      legend={(
        <div class="legend"><label>{say("strategy")}{" "}
          <select value={one.strategy} onChange={(event) => setChosen(event.target.value)}>{mine.map(({ strategy }) => <option key={strategy} value={strategy}>{strategy}</option>)}</select></label></div>
      )}
      columns={[["factor", say("sensitivity.factor")], ["value", say("sensitivity.changes"), as], ["low", say("low"), as], ["high", say("high"), as]]} />
  );
}

function Crossings({ crossings }) {
  const say = useSay();
  const row = (one) => one.at.map((at) => `${quantity(at.value, one.unit)}${at.low === null ? "" : ` (${quantity(at.low, one.unit)} – ${quantity(at.high, one.unit)})`}`).join(", ") || say("sensitivity.never");
  return (
    <Figure id="crossings" title={say("sensitivity.crossings")} finding={say("sensitivity.crossings-finding", { count: crossings.filter((one) => one.at.length > 0).length, all: crossings.length })}
      rows={crossings} columns={[["path", say("sensitivity.axis")], ["metric", say("sensitivity.metric")], ["strategy", say("strategy")], ["a", "a"], ["b", "b"], ["better_first", say("sensitivity.first")], ["at", say("sensitivity.at"), (_, one) => row(one)]]} />
  );
}
