// What went wrong, one card per class: the story, the drawing, the same purchase elsewhere, and how
// to see it again.
import { SpaceTime } from "../space-time.jsx";
import { useSay } from "../language.jsx";
import { counted } from "../format.js";

export function Incidents({ study }) {
  const say = useSay();
  const { point, report } = study;
  const violated = point.strategies.flatMap((strategy) => strategy.properties.filter((one) => one.violations > 0).map((property) => ({ strategy: strategy.name, property })));
  if (violated.length === 0) return <p>{say("incidents.none")}</p>;
  const broken = violated.filter(({ property }) => property.claimed && !property.withdrawn);
  return (
    <>
      <p>{broken.length > 0 ? say("incidents.broken", { names: say.list([...new Set(broken.map((one) => one.strategy))]) })
        : say("incidents.unclaimed", { names: say.list([...new Set(violated.map((one) => one.strategy))]) })}</p>
      {violated.map(({ strategy, property }, i) => (
        <Incident key={`${strategy} ${property.name}`} study={study} strategy={strategy} property={property} open={i === 0}
          told={(report.incidents ?? []).find((one) => one.strategy === strategy && one.property === property.name && (one.point ?? 0) === study.result.points.indexOf(point))} />
      ))}
    </>
  );
}

function Incident({ study, strategy, property, told, open }) {
  const say = useSay();
  const kind = property.claimed && !property.withdrawn ? "bad" : "open";
  const id = `incident-${strategy}-${property.name}`;
  return (
    <article class="card incident" id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}><span class={`mark ${kind}`}>{kind === "bad" ? "✗" : "·"}</span> {say("incidents.title", { strategy, property: property.name })}</h3>
      <p>{say.has(`property.${property.name}`) && say(`property.${property.name}`)}{" "}
        {say(property.claimed ? (property.withdrawn ? "incidents.withdrawn" : "incidents.claimed") : "incidents.not-claimed", { why: property.withdrawn })}
        {" "}{say("incidents.times", { count: counted(property.violations) })}</p>
      <p><strong>{say("incidents.first")}:</strong> <span lang="en">{property.example}</span></p>
      {told ? <Told told={told} open={open} /> : <Again study={study} strategy={strategy} property={property} />}
    </article>
  );
}

const quoted = (word) => (/^[\w./=:,+@%-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

// At the other points of a sweep nothing is told, but the command is known.
function Again({ study, strategy, property }) {
  const say = useSay();
  const { report, result, point } = study;
  if (!property.example_purchase) return null;
  const sets = Object.entries(point.set).map(([path, value]) => ` --set ${quoted(`${path}=${value}`)}`).join("");
  const seed = result.seed + property.example_replication;
  return (
    <>
      <p>{say("incidents.again")}</p>
      <pre>{`txlab trace ${report.scenario_file} -s ${quoted(strategy)}${report.flags ?? ""}${sets} --seed ${seed} --purchase ${property.example_purchase}`}</pre>
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
      <p>{say("incidents.again")}</p>
      <pre>{told.again}</pre>
    </>
  );
}

function Story({ run, heading }) {
  const say = useSay();
  return (
    <div class="side">
      <h4>{heading}</h4>
      <ol class="story" lang="en">
        {run.steps.map((step, i) => (
          <li key={i} class={step.fault ? "fault" : ""}><span class="at">{step.at}</span> <span>{step.fault && "✗ "}{step.what}</span></li>
        ))}
      </ol>
      {run.left_out > 0 && <p class="note">{say("incidents.left-out", { count: counted(run.left_out) })}</p>}
    </div>
  );
}
