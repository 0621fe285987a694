// A figure of something over time, as several sections have it.
import { useCallback, useState } from "preact/hooks";
import { overTime } from "../charts/over-time.js";
import { bandsOfAllRuns, busyUntil, commonBands, everUntil, faultAt, hasMeans, meanRows, peakOf, seriesRows } from "../data/timeline.js";
import { superlatives } from "../data/superlatives.js";
import { Figure } from "../figure.jsx";
import { capitalised, duration, quantity, seconds } from "../format.js";
import { useSay } from "../language.jsx";

// `scale` turns the unit of the data into `unit`. Strategies in which nothing happened are named,
// not drawn. Levels are shown as the mean of all runs, or as the first run with its spikes.
export function OverTime({ study, id, title, series, column = "max", lowColumn = null, unit, scale = 1, log = false, finding, note }) {
  const say = useSay();
  const { point } = study;
  const [view, setView] = useState("busy");
  const averaged = hasMeans(point, series);
  const [runs, setRuns] = useState("all");
  const mean = averaged && runs === "all";
  const upto = view === "busy" ? busyUntil(point) : everUntil(point);
  const scaled = (value) => (value === undefined ? undefined : value * scale);
  const rows = (mean ? meanRows(point, series, upto) : seriesRows(point, series, column, upto, { lowColumn }))
    .map((row) => ({ ...row, value: row.value * scale, low: scaled(row.low), high: scaled(row.high) }));
  const names = point.strategies.map((one) => one.name).filter((name) => rows.some((row) => row.strategy === name && row.value > 0));
  const draw = useCallback((width) => overTime(width, rows, {
    looks: study.looks, names, bands: mean ? bandsOfAllRuns(point) : commonBands(point), unit, upto, log, timeLabel: say("time"),
  }), [study, say.language, view, mean]);
  if (names.length === 0) return null;
  const later = everUntil(point) > busyUntil(point) * 1.05;
  const as = (value) => quantity(value, unit);
  const ends = mean ? [["low", say("low"), as], ["high", say("high"), as]] : [];
  return (
    <Figure id={id} title={capitalised(title)} finding={finding ?? peakFinding(say, study, names, { rows, mean, as })} draw={draw}
      note={note ?? quiet(say, point, names)} rows={rows}
      columns={[["strategy", say("strategy")], ["t", say("from-s"), (t) => duration(t * 1e9)], ["t1", say("to-s"), (t) => duration(t * 1e9)], ["value", say("value"), as], ...ends]}
      legend={(later || averaged) && (
        <div class="legend">
          {averaged && <Runs study={study} runs={runs} setRuns={setRuns} />}
          {later && <label>{say("view")}{" "}
            <select value={view} onChange={(event) => setView(event.target.value)}>
              <option value="busy">{say("view.busy")}</option>
              <option value="all">{say("view.all")}</option>
            </select></label>}
        </div>
      )} />
  );
}

// What is shown of which runs, and what is shaded if there were faults.
export function runsNote(say, { point, result }, mean) {
  const bands = mean ? bandsOfAllRuns(point) : commonBands(point);
  const kind = mean ? "means" : "first";
  return say.sentences([say(`over-time.${kind}-note`, { seed: result.seed }), bands.length > 0 && say(`over-time.${kind}-shaded`)]);
}

// Which runs: the mean of all, or the first as it was.
export function Runs({ study, runs, setRuns }) {
  const say = useSay();
  const count = Math.max(...study.point.strategies.map((one) => one.replications));
  return (
    <label>{say("runs")}{" "}
      <select class="runs" value={runs} onChange={(event) => setRuns(event.target.value)}>
        <option value="all">{say("runs.all", { count })}</option>
        <option value="first">{say("runs.first", { seed: study.result.seed })}</option>
      </select></label>
  );
}

function quiet(say, point, names) {
  const silent = point.strategies.map((one) => one.name).filter((name) => !names.includes(name));
  return silent.length === 0 ? null : say("over-time.nothing", { names: say.list(silent) });
}

// Who of `names` goes highest and lowest in the rows that are drawn, and during which fault.
export function peakFinding(say, { point }, names, { rows, mean, as }) {
  const peaks = names.map((name) => peakOf(rows, name))
    .map((row) => ({ name: row.strategy, value: row.value, text: as(row.value), t: row.t, t1: row.t1, ...(mean && { low: row.low, high: row.high }) }));
  const { most } = superlatives(peaks);
  const least = superlatives(peaks.filter((one) => !most.names.includes(one.name)))?.least;
  const key = peaks.length === 1 ? "alone" : least ? "peak" : "alike";
  const when = whenOf(say, mean ? bandsOfAllRuns(point) : commonBands(point), most.entries);
  const text = say(`over-time.${key}`, { most: say.list(most.names), value: most.text, when, least: say.list(least?.names ?? []), low: least?.text });
  return say.sentences([mean && say("over-time.on-average"), text]);
}

// When these peaks are, and what fault was on or just over if they come together.
function whenOf(say, bands, peaks) {
  const [first, last] = [Math.min(...peaks.map((one) => one.t)), Math.max(...peaks.map((one) => one.t))];
  if (first < last) return say("over-time.between", { from: duration(first * 1e9), to: duration(last * 1e9) });
  const fault = faultAt(bands, first, peaks[0].t1);
  const key = !fault ? "at" : fault.since === null ? "during" : "after";
  return say(`over-time.${key}`, { at: duration(first * 1e9), fault: fault?.name, since: seconds(Math.max(1, Math.round(fault?.since))) });
}
