// What speaks for each strategy, and what against it.
import { criteria, unitOf, valueOf } from "../data/criteria.js";
import { bestIn, statusOf } from "../data/standing.js";
import { Symbol } from "../figure.jsx";
import { number, quantity } from "../format.js";
import { useSay } from "../language.jsx";

export function Cards({ study, ranked }) {
  const say = useSay();
  return (
    <>
      <h3>{say("verdict.who")}</h3>
      <div class="cards">{ranked.map((one) => <Card key={one.name} strategy={one} ranked={ranked} study={study} />)}</div>
    </>
  );
}

function Card({ strategy, ranked, study }) {
  const say = useSay();
  const { kind, words } = statusOf(say, study, strategy);
  return (
    <article class="card">
      <h4><svg width="16" height="16" aria-hidden="true"><Symbol look={study.looks.get(strategy.name)} x={8} y={8} /></svg>{strategy.name}</h4>
      <p><span class={`mark ${kind}`}>{kind === "good" ? "✓" : kind === "bad" ? "✗" : "~"}</span> {words}</p>
      <p><strong>{say("verdict.for")}:</strong> {argumentFor(say, strategy, ranked)}</p>
      <p><strong>{say("verdict.against")}:</strong> {argumentAgainst(say, strategy, ranked)}</p>
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
