// How the numbers came about, and what they leave out.
import { hasTimeline } from "../data/timeline.js";
import { Figure } from "../figure.jsx";
import { counted, duration, number } from "../format.js";
import { useSay } from "../language.jsx";

export function Method({ study }) {
  const say = useSay();
  const { report, result, point } = study;
  const confidence = 100 * result.confidence;
  const { offered } = point.strategies[0].outcomes;
  const compared = point.comparisons.length;
  return (
    <>
      <dl>
        <dt>{say("method.scenario")}</dt><dd>{result.scenario.name}{report.scenario_file && <> (<code>{report.scenario_file}</code>)</>}</dd>
        <dt>{say("method.seed")}</dt><dd>{say("method.seed-text", { seed: result.seed })}</dd>
        <dt>{say("method.replications")}</dt><dd>{point.strategies[0].replications}</dd>
        <dt>{say("method.baseline")}</dt><dd>{result.baseline ?? "–"}</dd>
        <dt>{say("method.intervals")}</dt><dd>{say("method.intervals-text", { confidence })}</dd>
        <dt>{say("method.comparisons")}</dt><dd>{say("method.comparisons-text", { count: compared, confidence, chance: number(compared * (1 - result.confidence), 2) })}</dd>
        <dt>{say("method.never")}</dt><dd>{say("method.never-text", { offered: counted(offered), bound: perMillion(1e6 * (1 - 0.05 ** (1 / Math.max(1, offered)))) })}</dd>
        {hasTimeline(point) && <><dt>{say("method.warm")}</dt><dd>{say(point.time.warm_until_s > 0 ? "method.warm-text" : "method.all-counted", { warm: duration(point.time.warm_until_s * 1e9), end: duration(point.time.arrivals_until_s * 1e9) })}</dd></>}
        <dt>{say("method.versions")}</dt><dd>{report.tool} · {result.schema} · {report.schema}</dd>
      </dl>
      {result.notes.length > 0 && <><h3>{say("method.notes")}</h3><ul lang="en">{result.notes.map((note, i) => <li key={i}>{note}</li>)}</ul></>}
      <h3>{say("method.again")}</h3>
      <pre>{report.command}</pre>
      <h3>{say("method.left-out")}</h3>
      <ul>{[1, 2, 3, 4, 5].map((i) => <li key={i}>{say(`method.left-out.${i}`)}</li>)}</ul>
      <Figure id="digests" title={say("method.digests")} rows={point.strategies}
        finding={say("method.finding", { events: counted(result.points.reduce((sum, one) => sum + one.strategies.reduce((all, { events }) => all + events, 0), 0)) })}
        columns={[["name", say("strategy")], ["digest", say("method.digest"), (digest) => <code>{digest}</code>], ["events", say("method.events"), counted]]} />
      {report.third_party && <details><summary>{say("method.licences")}</summary><pre lang="en">{report.third_party}</pre></details>}
    </>
  );
}

// "3,000 in a million", not "3.0k in a million".
const perMillion = (bound) => (bound < 1000 ? number(bound, 2) : counted(Math.ceil(bound)));
