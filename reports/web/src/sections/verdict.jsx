// What is decided, and what speaks against it.
import { useState } from "preact/hooks";
import { criteria, dominatedBy, unitOf, valueOf } from "../data/criteria.js";
import { comparisonOf, isRanked, standingOf } from "../data/report.js";
import { acceptability, bestIn, deciding, objections, remains } from "../data/standing.js";
import { Figure, Symbol, Swatch } from "../figure.jsx";
import { counted, number, quantity, share, withMargin } from "../format.js";
import { useSay } from "../language.jsx";
import { Cell } from "./verdict-cell.jsx";

export function Verdict({ study }) {
  const say = useSay();
  const { point, result } = study;
  const ranked = point.strategies.filter(isRanked);
  const left = point.strategies.filter(remains).map((one) => one.name);
  const key = left.length === 0 ? "verdict.remain-none" : left.length === 1 ? "verdict.remain-one" : "verdict.remain";
  return (
    <>
      <p class="answer" id="answer">{say(key, { names: say.list(left) })}{" "}{prices(say, ranked)}</p>
      <Dominance ranked={ranked} />
      <Figure id="verdict-table" title={say("verdict.table")} finding={say("verdict.no-best", { list: bests(say, ranked) })}
        note={say("verdict.how", { confidence: 100 * result.confidence, baseline: result.baseline })}>
        <CriteriaTable study={study} />
      </Figure>
      <Weights ranked={ranked} study={study} />
      <h3>{say("verdict.who")}</h3>
      <div class="cards">{ranked.map((one) => <Card key={one.name} strategy={one} ranked={ranked} study={study} />)}</div>
    </>
  );
}

function prices(say, ranked) {
  if (ranked.length < 2) return "";
  const [first, agree] = [criteria[0], criteria[2]];
  const sentence = (criterion, alone, open) => {
    const best = bestIn(ranked, criterion);
    if (!best) return null;
    const names = best.leaders.map(({ strategy }) => strategy.name);
    if (!best.alone) return say(open, { names: say.list(names) });
    return say(alone, { name: names[0], value: withMargin(best.first.estimate, unitOf(ranked, criterion)) });
  };
  const a = sentence(first, "verdict.fastest", "verdict.fastest-open");
  const b = sentence(agree, "verdict.soonest", "verdict.soonest-open");
  return a && b ? say("verdict.joined", { a, b }) : "";
}

function bests(say, ranked) {
  const separator = say.language === "en" ? "; " : "；";
  return criteria.map((criterion) => {
    const best = bestIn(ranked, criterion);
    if (!best || best.leaders.length === ranked.length) return null;
    return say("verdict.best-in", { name: say.list(best.leaders.map(({ strategy }) => strategy.name)), what: say(`short.${criterion.key}`) });
  }).filter(Boolean).join(separator);
}

function Dominance({ ranked }) {
  const say = useSay();
  const dominated = dominatedBy(ranked);
  if (ranked.length < 2) return null;
  if (dominated.size === 0) return <p>{say("verdict.undominated")}</p>;
  return <p>{[...dominated].map(([name, by]) => say("verdict.dominated", { name, by: say.list(by) })).join(" ")}</p>;
}

function CriteriaTable({ study }) {
  const say = useSay();
  const { strategies } = study.point;
  const shown = criteria.filter((criterion) => strategies.some((one) => valueOf(one, criterion)));
  const lost = strategies.some((one) => one.yuan_lost > 0);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={say("verdict.table")}>
      <table class="criteria">
        <thead>
          <tr>
            <th scope="col">{say("strategy")}</th>
            <th scope="col">{say("metric.claims")}</th>
            <th scope="col">{say("metric.limits")}</th>
            {shown.map(({ key }) => <th key={key} scope="col">{say(`metric.${key}`)}</th>)}
            {lost && <th scope="col">{say("metric.lost")}</th>}
          </tr>
        </thead>
        <tbody>
          {strategies.map((strategy) => (
            <tr key={strategy.name} class={isRanked(strategy) ? "" : "out"}>
              <th scope="row"><Swatch look={study.looks.get(strategy.name)} /> {strategy.name}{strategy.name === study.result.baseline && " *"}</th>
              <td><Claims strategy={strategy} /></td>
              <td><Limits strategy={strategy} /></td>
              {shown.map((criterion) => <td key={criterion.key}><Cell study={study} strategy={strategy} criterion={criterion} compared={comparisonOf(study.point, criterion.metric, criterion.statistic, strategy.name)} /></td>)}
              {lost && <td>{strategy.yuan_lost > 0 ? counted(Math.round(strategy.yuan_lost)) : "0"}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Claims({ strategy }) {
  const { claims, held, broken } = standingOf(strategy);
  if (claims === 0) return "–";
  const [sign, kind] = broken > 0 ? ["✗", "bad"] : held === claims ? ["✓", "good"] : ["~", "open"];
  return <span class={`mark ${kind}`}>{sign} {held}/{claims}</span>;
}

function Limits({ strategy }) {
  const all = strategy.thresholds.length;
  if (all === 0) return "–";
  const met = strategy.thresholds.filter((one) => one.verdict === "pass").length;
  const failed = strategy.thresholds.some((one) => one.verdict === "fail");
  const [sign, kind] = failed ? ["✗", "bad"] : met === all ? ["✓", "good"] : ["~", "open"];
  return <span class={`mark ${kind}`}>{sign} {met}/{all}</span>;
}

function Weights({ ranked, study }) {
  const say = useSay();
  const [floors, setFloors] = useState({});
  const among = deciding(ranked);
  if (ranked.length < 2 || among.length < 2) return null;
  const rows = acceptability(ranked, among, floors).sort((a, b) => b.value - a.value);
  const list = say.list(rows.filter((row) => row.value >= 0.005).map((row) => say("verdict.weights-share", { share: share(row.value, 2), name: row.strategy })));
  const used = among.reduce((sum, { key }) => sum + (floors[key] ?? 0), 0);
  const set = (key, percent) => {
    const room = 1 - (used - (floors[key] ?? 0));
    setFloors({ ...floors, [key]: Math.min(percent / 100, Math.max(0, room)) });
  };
  return (
    <Figure id="weights" title={say("verdict.weights")} finding={<span aria-live="polite">{say("verdict.weights-finding", { list })}</span>} note={say("verdict.weights-how")}>
      <div class="weights">
        <div>
          {among.map(({ key }) => {
            const percent = Math.round(100 * (floors[key] ?? 0));
            return (
              <label class="slider" key={key}>
                <span>{say(`metric.${key}`)}</span>
                <input type="range" min="0" max="100" step="5" value={percent} aria-valuetext={say("verdict.at-least", { percent })}
                  onInput={(event) => set(key, Number(event.target.value))} />
                <output>≥ {percent} %</output>
              </label>
            );
          })}
        </div>
        <ol class="bars">
          {rows.map((row) => (
            <li key={row.strategy}>
              <span class="name">{row.strategy}</span>
              <span class="bar"><span style={{ width: `${100 * row.value}%`, background: study.looks.get(row.strategy).colour }} /></span>
              <span class="number">{share(row.value, 2)}</span>
            </li>
          ))}
        </ol>
      </div>
    </Figure>
  );
}

function Card({ strategy, ranked, study }) {
  const say = useSay();
  const { breaks, fails, open } = objections(strategy);
  const separator = say.language === "en" ? "; " : "；";
  const status = [
    ...breaks.map((what) => say("verdict.breaks", { what })), ...fails.map((what) => say("verdict.fails", { what })),
    ...open.map((what) => say("verdict.open", { what })),
  ].join(separator) || say("verdict.ok");
  const kind = breaks.length + fails.length > 0 ? "bad" : open.length > 0 ? "open" : "good";
  return (
    <article class="card">
      <h4><svg width="16" height="16" aria-hidden="true"><Symbol look={study.looks.get(strategy.name)} x={8} y={8} /></svg>{strategy.name}</h4>
      <p><span class={`mark ${kind}`}>{kind === "good" ? "✓" : kind === "bad" ? "✗" : "~"}</span> {status}</p>
      <p><strong>{say("verdict.for")}:</strong> {argumentFor(say, strategy, ranked)}</p>
      <p><strong>{say("verdict.against")}:</strong> {argumentAgainst(say, strategy, ranked)}</p>
    </article>
  );
}

function argumentFor(say, strategy, ranked) {
  const separator = say.language === "en" ? "; " : "；";
  return criteria.map((criterion) => {
    const best = bestIn(ranked, criterion);
    if (!best || best.leaders.length === ranked.length || !best.leaders.some((one) => one.strategy === strategy)) return null;
    const unit = unitOf(ranked, criterion);
    return say("verdict.best-at", { what: say(`short.${criterion.key}`), value: quantity(valueOf(strategy, criterion).value, unit) });
  }).filter(Boolean).join(separator) || say("verdict.no-for");
}

// Where it is farthest from the best; of shares, the difference counts.
function argumentAgainst(say, strategy, ranked) {
  let worst = null;
  for (const criterion of criteria) {
    const best = bestIn(ranked, criterion);
    const mine = valueOf(strategy, criterion);
    if (!best || !mine || best.leaders.some((one) => one.strategy === strategy)) continue;
    const other = best.first.estimate.value;
    const ratio = criterion.share ? 1 + 10 * Math.abs(other - mine.value) : mine.value / Math.max(other, 1e-9);
    if (ratio > 1.1 && (!worst || ratio > worst.ratio)) worst = { criterion, ratio, mine, best: best.first };
  }
  if (!worst) return say("verdict.no-against");
  const unit = unitOf(ranked, worst.criterion);
  const values = {
    what: say(`short.${worst.criterion.key}`), value: quantity(worst.mine.value, unit), name: worst.best.strategy.name,
    best: quantity(worst.best.estimate.value, unit), times: `${number(worst.ratio, 2)}×`,
  };
  return say(worst.criterion.share ? "verdict.worst-share" : "verdict.worst-at", values);
}
