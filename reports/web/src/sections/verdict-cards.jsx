// What speaks for each strategy, and what against it.
import { criteria, unitOf, valueOf } from "../data/criteria.js";
import { bestIn, decisionOf, statusOf } from "../data/standing.js";
import { Symbol } from "../figure.jsx";
import { quantity } from "../format.js";
import { useSay } from "../language.jsx";
import { objectionOf } from "./objection.js";
import { unitOfRequirement } from "./verdict-requirements.jsx";

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
  const against = decisionOf(study)?.strategies.find((one) => one.name === strategy.name)?.against;
  const { kind, words } = statusOf(say, study, strategy);
  return (
    <article class="card">
      <h4><svg width="16" height="16" aria-hidden="true"><Symbol look={study.looks.get(strategy.name)} x={8} y={8} /></svg>{strategy.name}</h4>
      <p><span class={`mark ${kind}`}>{kind === "good" ? "✓" : kind === "bad" ? "✗" : "~"}</span> {words}</p>
      {ranked.length > 1 && <p><strong>{say("verdict.for")}:</strong> {argumentFor(say, strategy, ranked)}</p>}
      {(ranked.length > 1 || against) && <p><strong>{say("verdict.against")}:</strong> {missed(say, study, strategy) || (against ? objectionOf(say, strategy.name, against) : say("verdict.no-against"))}</p>}
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
