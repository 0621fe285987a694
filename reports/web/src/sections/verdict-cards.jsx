// What speaks for each strategy, and what against it.
import { criteria, unitOf, valueOf } from "../data/criteria.js";
import { bestIn, decisionOf, keeping, statusOf } from "../data/standing.js";
import { Symbol } from "../figure.jsx";
import { number, quantity } from "../format.js";
import { useSay } from "../language.jsx";
import { unitOfRequirement } from "./verdict-requirements.jsx";

export function Cards({ study, ranked }) {
  const say = useSay();
  const weighed = keeping(decisionOf(study), ranked);
  return (
    <>
      <h3>{say("verdict.who")}</h3>
      <div class="cards">{ranked.map((one) => <Card key={one.name} strategy={one} ranked={ranked} study={study} weighed={weighed} />)}</div>
    </>
  );
}

function Card({ strategy, ranked, study, weighed }) {
  const say = useSay();
  const { kind, words } = statusOf(say, study, strategy);
  return (
    <article class="card">
      <h4><svg width="16" height="16" aria-hidden="true"><Symbol look={study.looks.get(strategy.name)} x={8} y={8} /></svg>{strategy.name}</h4>
      <p><span class={`mark ${kind}`}>{kind === "good" ? "✓" : kind === "bad" ? "✗" : "~"}</span> {words}</p>
      <p><strong>{say("verdict.for")}:</strong> {argumentFor(say, strategy, ranked)}</p>
      <p><strong>{say("verdict.against")}:</strong> {missed(say, study, strategy) || argumentAgainst(say, strategy, ranked, weighed)}</p>
    </article>
  );
}

function argumentFor(say, strategy, ranked) {
  return criteria.map((criterion) => {
    const best = bestIn(ranked, criterion);
    if (!best || best.leaders.length === ranked.length || !best.leaders.some((one) => one.strategy === strategy)) return null;
    const unit = unitOf(ranked, criterion);
    return say("verdict.best-at", { what: say(`short.${criterion.key}`), value: quantity(valueOf(strategy, criterion).value, unit) });
  }).filter(Boolean).join(say("semicolon")) || say("verdict.no-for");
}

// A requirement that is not met is the end of the matter.
function missed(say, study, strategy) {
  const required = decisionOf(study)?.strategies.find((one) => one.name === strategy.name)?.requirements ?? [];
  return required.filter((met) => met.verdict === "fail" && met.value)
    .map((met) => say("verdict.misses", { that: met.that, value: quantity(met.value.value, unitOfRequirement(met)) })).join(say("semicolon"));
}

// Where it lies lowest between the worst and the best of all that keep their claims, as the answer
// above has it.
function argumentAgainst(say, strategy, ranked, { names, criteria: columns }) {
  let worst = null;
  for (const criterion of criteria) {
    const best = bestIn(ranked, criterion);
    const mine = valueOf(strategy, criterion);
    const column = columns.find(({ key }) => key === `${criterion.statistic}(${criterion.metric})`);
    const utility = column?.utilities[names.indexOf(strategy.name)];
    if (!best || !mine || utility === undefined || best.leaders.some((one) => one.strategy === strategy)) continue;
    const ratio = mine.value / Math.max(best.first.estimate.value, 1e-9);
    if (utility < (worst?.utility ?? 1)) worst = { criterion, utility, ratio, mine, best: best.first };
  }
  if (!worst) return say("verdict.no-against");
  const unit = unitOf(ranked, worst.criterion);
  const values = {
    what: say(`short.${worst.criterion.key}`), value: quantity(worst.mine.value, unit), name: worst.best.strategy.name,
    best: quantity(worst.best.estimate.value, unit), times: `${number(worst.ratio, 2)}×`,
  };
  return say(worst.criterion.share || worst.ratio < 1.1 ? "verdict.worst-share" : "verdict.worst-at", values);
}
