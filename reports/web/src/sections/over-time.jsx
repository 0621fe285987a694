// A figure of something over time, as several sections have it.
import { useCallback, useState } from "preact/hooks";
import { overTime } from "../charts/over-time.js";
import { busyUntil, commonBands, everUntil, faultAt, peakOf, seriesRows } from "../data/timeline.js";
import { Figure } from "../figure.jsx";
import { duration, quantity } from "../format.js";
import { useSay } from "../language.jsx";

// `scale` turns the unit of the data into `unit`. Strategies in which nothing happened are named,
// not drawn.
export function OverTime({ study, id, title, series, column = "max", lowColumn = null, unit, scale = 1, log = false, finding, note }) {
  const say = useSay();
  const { point } = study;
  const [view, setView] = useState("busy");
  const upto = view === "busy" ? busyUntil(point) : everUntil(point);
  const rows = seriesRows(point, series, column, upto, lowColumn)
    .map((row) => ({ ...row, value: row.value * scale, low: row.low === undefined ? undefined : row.low * scale }));
  const names = point.strategies.map((one) => one.name).filter((name) => rows.some((row) => row.strategy === name && row.value > 0));
  const draw = useCallback((width) => overTime(width, rows, {
    looks: study.looks, names, bands: commonBands(point), unit, upto, log, timeLabel: say("time"),
  }), [study, say.language, view]);
  if (names.length === 0) return null;
  const later = everUntil(point) > busyUntil(point) * 1.05;
  const as = (value) => quantity(value, unit);
  return (
    <Figure id={id} title={title} finding={finding ?? peakFinding(say, point, names, series, column, as, scale)} draw={draw}
      note={note ?? quiet(say, point, names)} rows={rows}
      columns={[["strategy", say("strategy")], ["t", say("from-s"), (t) => duration(t * 1e9)], ["t1", say("to-s"), (t) => duration(t * 1e9)], ["value", say("value"), as]]}
      legend={later && (
        <div class="legend"><label>{say("view")}{" "}
          <select value={view} onChange={(event) => setView(event.target.value)}>
            <option value="busy">{say("view.busy")}</option>
            <option value="all">{say("view.all")}</option>
          </select></label></div>
      )} />
  );
}

function quiet(say, point, names) {
  const silent = point.strategies.map((one) => one.name).filter((name) => !names.includes(name));
  return silent.length === 0 ? null : say("over-time.nothing", { names: say.list(silent) });
}

function peakFinding(say, point, names, series, column, as, scale) {
  const peaks = names.map((name) => ({ name, ...peakOf(point, name, series, column) })).sort((a, b) => b.value - a.value);
  const [most] = peaks;
  const least = peaks[peaks.length - 1];
  const fault = faultAt(point, most.t);
  const values = { most: most.name, value: as(most.value * scale), at: duration(most.t * 1e9), fault: fault?.name, least: least.name, low: as(least.value * scale) };
  return say(`over-time.peak${fault ? "-fault" : ""}${peaks.length > 1 ? "" : "-alone"}`, values);
}
