// How long money and records disagree, how much money that is, and who is in doubt.
import { useCallback } from "preact/hooks";
import { survival } from "../charts/percentiles.js";
import { worthNaming } from "../data/report.js";
import { curveRows, quantileRows, stillAbove } from "../data/curves.js";
import { hasMeans, hasTimeline } from "../data/timeline.js";
import { Figure, Legend, useShown } from "../figure.jsx";
import { counted, quantity, share } from "../format.js";
import { useSay } from "../language.jsx";
import { OverTime } from "./over-time.jsx";

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
          <p class="note">{say(hasMeans(study.point, "half_done") ? "over-time.means-note" : "only-first-run", { seed: study.result.seed })}</p>
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
    <Figure id="window-survival" title={say("consistency.window")} finding={findingOf(say, study.point, metric, unit)} draw={usable && draw}
      legend={<Legend study={study} shown={shown} toggle={toggle} />}
      note={[say("consistency.note"), ...censored.map((one) => say("consistency.censored", { name: one.name, count: counted(one.distributions[metric].censored) }))].join(" ")}
      rows={rows} columns={[["strategy", say("strategy")], ["value", say("consistency.after"), (value) => quantity(value, unit)], ["above", say("consistency.share"), (above) => share(above)]]} />
  );
}

// After a second, who still has how much open?
function findingOf(say, point, metric, unit) {
  const second = unit === "ms" ? 1000 : 1;
  const shares = worthNaming(point.strategies).filter((one) => one.distributions?.[metric])
    .map((one) => ({ name: one.name, above: stillAbove(one.distributions[metric], second) }));
  if (shares.length === 0) return "";
  const worst = Math.max(...shares.map((one) => one.above));
  const least = Math.min(...shares.map((one) => one.above));
  const with_ = (above) => say.list(shares.filter((one) => Math.abs(one.above - above) <= 0.02 * above).map((one) => one.name));
  return say("consistency.finding", { least: with_(least), leastShare: share(least, 2), most: with_(worst), mostShare: share(worst, 2) });
}
