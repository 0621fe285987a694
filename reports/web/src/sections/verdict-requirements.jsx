// Who meets what is required, by how much, and what would change the answer.
import { Figure, Swatch } from "../figure.jsx";
import { quantity, share } from "../format.js";
import { useSay } from "../language.jsx";
import { Scroll } from "../scroll.jsx";

const signs = { pass: ["✓", "good"], fail: ["✗", "bad"], inconclusive: ["~", "open"] };
const remainders = { meets: ["✓", "good"], open: ["~", "open"], fails: ["✗", "bad"], "breaks-claims": ["✗", "bad"], "not-compared": ["·", ""] };

// A share is required in per cent and kept as a part of one.
export const unitOfRequirement = (met) => (met.unit === "1" && met.that.includes("%") ? "%" : met.unit);

export function Requirements({ study, decision }) {
  const say = useSay();
  const wanted = decision.strategies[0].requirements.map((met) => met.that);
  const weighed = decision.strategies.filter((one) => one.remains !== "not-compared" && one.remains !== "breaks-claims");
  const failed = wanted.map((that, i) => ({ that, names: decision.strategies.filter((one) => one.requirements[i]?.verdict === "fail").map((one) => one.name) }));
  const most = Math.max(...failed.map(({ names }) => names.length));
  const hardest = failed.filter(({ names }) => names.length === most);
  const finding = most === 0 ? say("require.finding-none")
    : say("require.finding", { count: most, all: decision.strategies.length, list: hardest.map(({ that, names }) => say("require.failed-by", { that, names: say.list(names) })).join(say("semicolon")) });
  return (
    <Figure id="requirements" title={say("require.title")} finding={finding} note={say("require.note")}>
      <Scroll label={say("require.title")}>
        <table>
          <thead><tr><th scope="col">{say("strategy")}</th><th scope="col" class="text">{say("require.remains")}</th>{wanted.map((that) => <th key={that} scope="col"><code>{breakable(that)}</code></th>)}</tr></thead>
          <tbody>
            {decision.strategies.map((one) => (
              <tr key={one.name} class={weighed.includes(one) ? "" : "out"}>
                <th scope="row"><Swatch look={study.looks.get(one.name)} /> {one.name}</th>
                <td class="text"><Remains one={one} /></td>
                {one.requirements.map((met) => <td key={met.that}><Met met={met} /></td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Figure>
  );
}

// A long name may be broken where its words end.
const breakable = (name) => name.split(/(?<=[_(])/).flatMap((part, i) => (i === 0 ? [part] : [<wbr key={i} />, part]));

function Remains({ one }) {
  const say = useSay();
  const [sign, kind] = remainders[one.remains];
  return (
    <>
      <span class={`mark ${kind}`}>{sign} {say(`require.${one.remains}`)}</span>
      {one.dominated_by.length > 0 && <span class="small"> {say("require.dominated", { names: say.list(one.dominated_by) })}</span>}
    </>
  );
}

function Met({ met }) {
  const say = useSay();
  const [sign, kind] = signs[met.verdict];
  const unit = unitOfRequirement(met);
  const by = met.verdict === "fail" ? say("require.by", { excess: quantity(Math.abs(met.excess), unit) })
    : met.untold ? say(`require.untold.${met.untold}`, { count: met.replications_to_tell }) : null;
  return (
    <>
      <span class="value">{met.value ? quantity(met.value.value, unit) : "–"} <span class={`mark ${kind}`}>{sign}</span></span>
      {by && <span class="small">{by}</span>}
    </>
  );
}

export function Changes({ decision }) {
  const say = useSay();
  if (decision.would_change.length === 0) return null;
  return (
    <div id="changes">
      <p><strong>{say("verdict.change")}:</strong></p>
      <ul>
        {decision.would_change.map((one, i) => <li key={i}>{one.kind === "requirement" ? <Loosened change={one} now={decision.recommended} /> : elsewhere(say, one)}</li>)}
      </ul>
    </div>
  );
}

// Who would remain with another limit, and whether that changes who is chosen.
function Loosened({ change, now }) {
  const say = useSay();
  const { remains, requirement, allows, unit, recommended, acceptability } = change;
  const value = quantity(allows, unitOfRequirement({ unit, that: requirement }));
  const then = recommended === now ? "verdict.change-still" : recommended === remains ? "verdict.change-chosen" : "verdict.change-other";
  return <>{say("verdict.change-requirement", { name: remains, that: requirement, value })} {recommended && say(then, { name: recommended, share: share(acceptability ?? 1, 2) })}</>;
}

function elsewhere(say, { set, recommended, claims_kept }) {
  const key = recommended ? "verdict.change-sweep" : claims_kept ? "verdict.change-sweep-none" : "verdict.change-sweep-nobody";
  return say(key, { name: recommended, set: Object.entries(set).map(([path, value]) => `${path} = ${value}`).join(", ") });
}
