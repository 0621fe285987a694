// The table of the verdict: every strategy by every criterion.
import { criteria, valueOf } from "../data/criteria.js";
import { comparisonOf, isRanked, standingOf } from "../data/report.js";
import { bestIn } from "../data/standing.js";
import { Figure, Swatch } from "../figure.jsx";
import { counted, share } from "../format.js";
import { useSay } from "../language.jsx";
import { Scroll } from "../scroll.jsx";
import { Cell } from "./verdict-cell.jsx";

export function Criteria({ study, ranked }) {
  const say = useSay();
  const { result } = study;
  return (
    <Figure id="verdict-table" title={say("verdict.table")} finding={bests(say, ranked)}
      note={(study.point.strategies.some((one) => one.protocol === "none") ? say("verdict.zero") : "") + (study.point.strategies.some((one) => one.metrics.availability_coupling) ? say("verdict.up") : "") + say("metric.ended") + say("verdict.how", { confidence: 100 * result.confidence, baseline: result.baseline }) + unmet(say, study.point.strategies)}>
      <CriteriaTable study={study} />
    </Figure>
  );
}

function bests(say, ranked) {
  if (ranked.length < 2) return say("verdict.no-others", { name: ranked[0].name });
  const list = criteria.map((criterion) => {
    const best = bestIn(ranked, criterion);
    if (!best || best.leaders.length === ranked.length) return null;
    return say("verdict.best-in", { name: say.list(best.leaders.map(({ strategy }) => strategy.name)), what: say(`short.${criterion.key}`) });
  }).filter(Boolean).join(say("semicolon"));
  return list ? say("verdict.no-best", { list }) : say("verdict.all-alike");
}

// Which limits the crosses stand for, and by whom each is missed.
function unmet(say, strategies) {
  const missed = new Map();
  for (const { name, thresholds } of strategies) {
    for (const one of thresholds.filter(({ verdict }) => verdict === "fail")) {
      const key = `${one.that} ${one.expected}`;
      if (!missed.has(key)) missed.set(key, { ...one, names: [] });
      missed.get(key).names.push(name);
    }
  }
  if (missed.size === 0) return "";
  const list = [...missed.values()].map(({ that, expected, names }) => say(expected ? "verdict.limit-expected" : "verdict.limit-of", { that, names: say.list(names) }));
  return say("verdict.limits-not-met", { list: list.join(say("semicolon")) });
}

function CriteriaTable({ study }) {
  const say = useSay();
  const { strategies } = study.point;
  const shown = criteria.filter((criterion) => strategies.some((one) => valueOf(one, criterion)));
  const lost = strategies.some((one) => one.yuan_lost > 0);
  return (
    <Scroll label={say("verdict.table")}>
      <table class="criteria">
        <thead>
          <tr>
            <th scope="col">{say("strategy")}</th>
            <th scope="col">{say("metric.claims")}</th>
            <th scope="col">{say("metric.limits")}</th>
            <th scope="col">{say("metric.bought")}</th>
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
              <td><Ends say={say} outcomes={strategy.outcomes} /></td>
              {shown.map((criterion) => <td key={criterion.key}><Cell study={study} strategy={strategy} criterion={criterion} compared={comparisonOf(study.point, criterion.metric, criterion.statistic, strategy.name)} /></td>)}
              {lost && <td>{strategy.yuan_lost > 0 ? counted(Math.round(strategy.yuan_lost)) : "0"}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

// How the purchases ended: which share was bought, and how the others ended, if any did.
function Ends({ say, outcomes }) {
  if (outcomes.offered === 0) return "–";
  const as = (key) => share(outcomes[key] / outcomes.offered);
  return (
    <>
      <span class="value">{as("bought")}</span>
      {["refused", "undone", "open"].filter((key) => outcomes[key] > 0).map((key) => <span key={key} class="half">{say(`metric.${key}-share`, { share: as(key) })}</span>)}
    </>
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
