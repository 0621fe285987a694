// How long money and records disagree, how much money that is, and who is in doubt.
import { useCallback } from "preact/hooks";
import { survival } from "../charts/percentiles.js";
import { curveRows, quantileRows, stillOpen } from "../data/curves.js";
import { sentence, superlativesAmong } from "../data/superlatives.js";
import { hasMeans, hasTimeline } from "../data/timeline.js";
import { Figure, Legend, useShown } from "../figure.jsx";
import { counted, quantity, share } from "../format.js";
import { useSay } from "../language.jsx";
import { OverTime, runsNote } from "./over-time.jsx";

export function Consistency({ study }) {
  const say = useSay();
  const timed = hasTimeline(study.point);
  return (
    <>
      <Window study={study} />
      {timed ? (
        <>
          <OverTime study={study} id="money-over-time" title={say("series.money_half_done")} series="money_half_done" unit="1" scale={0.01} />
          <OverTime study={study} id="doubt-over-time" title={say("series.prepared")} series="prepared" unit="1" />
          <OverTime study={study} id="half-over-time" title={say("series.half_done")} series="half_done" unit="1" />
          <p class="note">{runsNote(say, study, hasMeans(study.point, "half_done"))}</p>
        </>
      ) : <p class="note">{say("no-timeline")}</p>}
    </>
  );
}

function Window({ study }) {
  const say = useSay();
  const [shown, toggle] = useShown(study);
  const metric = "inconsistency_window";
  const whole = curveRows(study.point, metric);
  const rows = (whole.length > 0 ? whole : quantileRows(study.point, metric)).filter((row) => shown.has(row.strategy));
  const unit = study.point.strategies.map((one) => one.metrics[metric]?.unit).find(Boolean) ?? "ms";
  const draw = useCallback((width) => survival(width, rows, { looks: study.looks, unit, label: say("consistency.after"), yLabel: say("consistency.share") }),
    [study, say.language, [...shown].join()]);
  const usable = rows.some((row) => row.above > 0 && row.value > 0);
  const censored = study.point.strategies.filter((one) => one.distributions?.[metric]?.censored > 0);
  return (
    <Figure id="window-survival" title={say("consistency.window")} finding={findingOf(say, study.point.strategies, metric, unit)} draw={usable && draw}
      legend={<Legend study={study} shown={shown} toggle={toggle} />}
      note={say.sentences([say("consistency.note"), ...censored.map((one) => say("consistency.censored", { name: one.name, count: counted(one.distributions[metric].censored) }))])}
      rows={rows} columns={[["strategy", say("strategy")], ["value", say("consistency.after"), (value) => quantity(value, unit)], ["above", say("consistency.share"), (above) => share(above)]]} />
  );
}

// After a second, who still has how much open?
function findingOf(say, strategies, metric, unit) {
  const second = unit === "ms" ? 1000 : 1;
  const found = superlativesAmong(strategies, stillOpen(strategies, metric, second));
  return found ? found.told(say, sentence(say, "consistency.finding", found)) : "";
}
