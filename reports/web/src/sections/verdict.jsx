// What is decided, and what speaks against it.
import { isRanked } from "../data/report.js";
import { decisionOf, remains } from "../data/standing.js";
import { useSay } from "../language.jsx";
import { share } from "../format.js";
import { objectionOf } from "./objection.js";
import { Cards } from "./verdict-cards.jsx";
import { Criteria } from "./verdict-criteria.jsx";
import { Changes, Requirements } from "./verdict-requirements.jsx";
import { Weights } from "./weights.jsx";

export function Verdict({ study }) {
  const say = useSay();
  const { point } = study;
  const ranked = point.strategies.filter(isRanked);
  const decision = decisionOf(study);
  const required = decision?.strategies.some((one) => one.requirements.length > 0);
  return (
    <>
      <p class="answer" id="answer">{decision && required ? <Answer decision={decision} /> : <Remaining point={point} decision={decision} />}</p>
      {decision && <Against decision={decision} />}
      {decision && <Changes decision={decision} />}
      {required && <Requirements study={study} decision={decision} />}
      {ranked.length > 0 && <Criteria study={study} ranked={ranked} />}
      <Weights study={study} decision={decision} />
      {ranked.length > 0 && <Cards study={study} ranked={ranked} />}
    </>
  );
}

function Answer({ decision }) {
  const say = useSay();
  const { recommended, strategies } = decision;
  const that = (...kinds) => strategies.filter((one) => kinds.includes(one.remains));
  const names = (some) => say.list(some.map((one) => one.name));
  const [meet, open, out] = [that("meets"), that("open"), that("fails", "breaks-claims")];
  const sentences = [];
  if (recommended) {
    const { acceptability } = strategies.find((one) => one.name === recommended);
    sentences.push(<strong>{say("verdict.take", { name: recommended })}</strong>);
    sentences.push(meet.length === 1 ? say("verdict.only", { name: recommended })
      : say("verdict.among", { names: names(meet), name: recommended, share: share(acceptability ?? 0, 2) }));
  } else {
    sentences.push(<strong>{say(open.length > 0 ? "verdict.not-yet" : "verdict.nobody")}</strong>);
  }
  for (const { name, untold } of open) sentences.push(say(`verdict.untold.${untold.why}`, { name, ...untold }));
  if (out.length > 0) sentences.push(say("verdict.out", { names: names(out) }));
  return sentences.map((sentence, i) => <span key={i}>{sentence} </span>);
}

// Without requirements there is nothing to decide by but promises and limits.
function Remaining({ point, decision }) {
  const say = useSay();
  const left = point.strategies.filter(remains).map((one) => one.name);
  const key = left.length === 0 ? "verdict.remain-none" : left.length === 1 ? "verdict.remain-one" : "verdict.remain";
  const weighed = decision?.strategies.filter((one) => one.acceptability !== null) ?? [];
  const best = weighed.find((one) => one.name === decision.recommended);
  return (
    <>
      {say(key, { names: say.list(left) })} {say("verdict.no-requirements")}{" "}
      {best && weighed.length > 1 && say("verdict.weighed", { share: share(best.acceptability, 2), name: best.name })}
    </>
  );
}

function Against({ decision }) {
  const say = useSay();
  const { against, recommended } = decision;
  if (!against) return null;
  return <p id="against"><strong>{say("verdict.against-name", { name: recommended })}:</strong> {objectionOf(say, recommended, against)}</p>;
}
