// For which weightings each strategy is the best; the sliders narrow the weightings.
import { useMemo, useState } from "preact/hooks";
import { acceptability, keeping, remaining, samples } from "../data/standing.js";
import { Figure } from "../figure.jsx";
import { share } from "../format.js";
import { useSay } from "../language.jsx";
import { criterionName } from "./criterion-name.js";

export function Weights({ study, decision }) {
  const say = useSay();
  const [floors, setFloors] = useState({});
  const left = useMemo(() => remaining(decision), [decision]);
  const all = useMemo(() => keeping(decision), [decision]);
  const [who, setWho] = useState(left.names.length > 1 ? "left" : "all");
  const { names, criteria, shares } = who === "left" ? left : all;
  const moved = Object.values(floors).some((floor) => floor > 0);
  const rows = useMemo(() => (moved ? acceptability(names, criteria, floors) : names.map((name) => ({ strategy: name, value: shares[name] })))
    .sort((a, b) => b.value - a.value), [names, criteria, floors]);
  if (all.names.length < 2 || all.criteria.length < 2) return null;
  const error = moved ? 0.98 / Math.sqrt(samples) : decision.monte_carlo_error;
  const list = say.list(rows.filter((row) => row.value >= 0.005).map((row) => say("verdict.weights-share", { share: share(row.value, 2), name: row.strategy })));
  const used = criteria.reduce((sum, { key }) => sum + (floors[key] ?? 0), 0);
  const set = (key, percent) => {
    const room = 1 - (used - (floors[key] ?? 0));
    setFloors({ ...floors, [key]: Math.min(percent / 100, Math.max(0, room)) });
  };
  const aside = who === "all" && decision?.strategies.some((one) => one.requirements.length > 0);
  const finding = names.length < 2 ? say("verdict.weights-one", { name: names[0] ?? "–" }) : say(aside ? "verdict.weights-aside" : "verdict.weights-finding", { list });
  return (
    <Figure id="weights" title={say("verdict.weights")} finding={<span aria-live="polite">{finding}</span>} note={say("verdict.weights-how", { error: share(error, 2) })}
      legend={(
        <div class="legend"><label>{say("verdict.weigh")}{" "}
          <select id="weighed" value={who} onChange={(event) => { setWho(event.target.value); setFloors({}); }}>
            <option value="left">{say("verdict.weigh-left")}</option>
            <option value="all">{say("verdict.weigh-all")}</option>
          </select></label></div>
      )}>
      <div class="weights">
        <div>{criteria.map(({ key }) => <Floor key={key} label={criterionName(say, key)} percent={Math.round(100 * (floors[key] ?? 0))} set={(percent) => set(key, percent)} />)}</div>
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

function Floor({ label, percent, set }) {
  const say = useSay();
  return (
    <label class="slider">
      <span>{label}</span>
      <input type="range" min="0" max="100" step="5" value={percent} aria-valuetext={say("verdict.at-least", { percent })}
        onInput={(event) => set(Number(event.target.value))} />
      <output>≥ {percent} %</output>
    </label>
  );
}
