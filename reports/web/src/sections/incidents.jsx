// What went wrong, one card per class: the story, the drawing, the same purchase elsewhere, and how
// to see it again.
import { SpaceTime } from "../space-time.jsx";
import { useSay } from "../language.jsx";
import { settingsOf } from "../data/report.js";
import { counted } from "../format.js";

export function Incidents({ study }) {
  const say = useSay();
  const { point, report } = study;
  const told = (strategy, property) => report.incidents.find((one) => one.strategy === strategy
    && one.property === property.name && one.point === study.result.points.indexOf(point));
  const violated = point.strategies.flatMap((strategy) => strategy.properties.filter((one) => one.violations > 0).map((property) => ({ strategy: strategy.name, property })));
  if (violated.length === 0) return <Nothing study={study} />;
  const broken = violated.filter(({ property }) => property.claimed && !property.withdrawn);
  return (
    <>
      <p>{broken.length > 0 ? say("incidents.broken", { names: say.list([...new Set(broken.map((one) => one.strategy))]) })
        : say("incidents.unclaimed", { names: say.list([...new Set(violated.map((one) => one.strategy))]) })}</p>
      {violated.map(({ strategy, property }, i) => (
        <Incident key={`${strategy} ${property.name}`} strategy={strategy} property={property} told={told(strategy, property)} open={i === 0}
          elsewhere={report.incidents.find((one) => one.steps && one.strategy === strategy && one.property === property.name)} study={study} />
      ))}
    </>
  );
}

// At this point of a sweep nothing; and at others?
function Nothing({ study }) {
  const say = useSay();
  const { points } = study.result;
  const broken = points.map((point, i) => [i, point.strategies.filter((one) => one.properties.some((property) => property.violations > 0)).map((one) => one.name)])
    .filter(([, names]) => names.length > 0);
  if (broken.length === 0) return <p>{say("incidents.none")}</p>;
  return (
    <>
      <p>{say("incidents.none-here")}</p>
      <ul>
        {broken.map(([i, names]) => (
          <li key={i}><button type="button" onClick={() => study.goTo(i)}>{settingsOf(points[i])}</button> {say("incidents.there", { names: say.list(names) })}</li>
        ))}
      </ul>
    </>
  );
}

function Incident({ study, strategy, property, told, elsewhere, open }) {
  const say = useSay();
  const kind = property.claimed && !property.withdrawn ? "bad" : "open";
  const id = `incident-${strategy}-${property.name}`;
  return (
    <article class="card incident" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}><span class={`mark ${kind}`}>{kind === "bad" ? "✗" : "·"}</span> {say("incidents.title", { strategy, property: property.name })}</h3>
      <p>{say.has(`property.${property.name}`) && say(`property.${property.name}`)}{" "}
        {say(property.claimed ? (property.withdrawn ? "incidents.withdrawn" : "incidents.claimed") : "incidents.not-claimed", { why: say.told(property.withdrawn, told?.withdrawn_zh) })}
        {" "}{say("incidents.times", { count: counted(property.violations) })}</p>
      <p><strong>{say("incidents.first")}:</strong> {say.told(property.example, told?.example_zh)}</p>
      {told?.steps ? <Told told={told} open={open} /> : elsewhere && <ToldAt study={study} point={elsewhere.point} />}
      {told && <Again told={told} />}
    </article>
  );
}

// Of a sweep not every point's incidents are told.
function ToldAt({ study, point }) {
  const say = useSay();
  return (
    <p>{say("incidents.told-at")}{" "}
      <button type="button" onClick={() => study.goTo(point)}>{settingsOf(study.result.points[point])}</button></p>
  );
}

function Again({ told }) {
  const say = useSay();
  return (
    <>
      <p>{say("incidents.again")}</p>
      <pre>{told.again}</pre>
    </>
  );
}

function Told({ told, open }) {
  const say = useSay();
  const runs = [
    { run: told, heading: say("incidents.under", { strategy: told.strategy, purchase: told.purchase, replication: told.replication }) },
    ...(told.elsewhere ? [{ run: told.elsewhere, heading: say("incidents.elsewhere", { strategy: told.elsewhere.strategy }) }] : []),
  ];
  return (
    <>
      <details open={open}>
        <summary>{say("incidents.story")}</summary>
        <div class="side-by-side">{runs.map(({ run, heading }) => <Story key={run.strategy} run={run} heading={heading} />)}</div>
        {runs.map(({ run, heading }) => (
          <div key={run.strategy} class="diagram">
            <h4>{heading}</h4>
            <SpaceTime picture={run.picture} label={heading} />
          </div>
        ))}
      </details>
    </>
  );
}

function Story({ run, heading }) {
  const say = useSay();
  return (
    <div class="side">
      <h4>{heading}</h4>
      <ol class="story">
        {run.steps.map((step, i) => (
          <li key={i} class={step.fault ? "fault" : ""}><span class="at">{step.at}</span> <span>{step.fault && "✗ "}{say.told(step.what, step.what_zh)}</span></li>
        ))}
      </ol>
      {run.left_out > 0 && <p class="note">{say("incidents.left-out", { count: counted(run.left_out) })}</p>}
    </div>
  );
}
