// All strategies at the same moment, under the same faults: the slider is the clock.
import { useCallback, useMemo, useState } from "preact/hooks";
import { overTime } from "../charts/over-time.js";
import { bandsOf, bandsOfAllRuns, busyUntil, commonBands, everUntil, hasMeans, hasTimeline, meanRows, seriesRows } from "../data/timeline.js";
import { sentence, superlatives } from "../data/superlatives.js";
import { Figure, Swatch } from "../figure.jsx";
import { capitalised, counted, duration, quantity } from "../format.js";
import { useSay } from "../language.jsx";
import { peakFinding, Runs, runsNote } from "./over-time.jsx";

// What is told of a moment. `scale` as in OverTime; a count is per second.
const columns = [
  { key: "money_half_done", column: "max", scale: 0.01 },
  { key: "half_done", column: "max" },
  { key: "prepared", column: "max" },
  { key: "locks_held", column: "max" },
  { key: "broker_messages", column: "max" },
  { key: "outbox_rows", column: "max" },
  { key: "needs_operator", column: "max" },
  { key: "answered", column: "count", rate: true },
  { key: "refused", column: "count", rate: true },
  { key: "failed", column: "count", rate: true },
];

export function Twin({ study }) {
  const say = useSay();
  if (!hasTimeline(study.point)) return <p class="note">{say("no-timeline")}</p>;
  return <Clock study={study} key={study.point.time.edges_s.length} />;
}

function Clock({ study }) {
  const say = useSay();
  const { point } = study;
  const edges = point.time.edges_s;
  const present = useMemo(() => columns.filter(({ key }) => point.strategies.some((one) => one.timeline?.series[key])), [point]);
  const [bin, setBin] = useState(() => firstMoment(point));
  const [lane, setLane] = useState(present.find(({ key }) => key === "money_half_done")?.key ?? present[0].key);
  const now = edges[bin];
  const bands = commonBands(point);
  const on = bandsOf(point).filter((band) => band.began < edges[bin + 1] && (band.ended ?? Infinity) >= now);
  return (
    <>
      <div class="clock">
        <label for="clock">{say("twin.clock")}</label>
        <input id="clock" type="range" min="0" max={edges.length - 2} value={bin} aria-valuetext={say("twin.at", { at: duration(now * 1e9) })}
          onInput={(event) => setBin(Number(event.target.value))} />
        <output for="clock">{duration(now * 1e9)}</output>
      </div>
      {bands.length > 0 && (
        <div class="jumps" role="group" aria-label={say("twin.jump")}>
          <span>{say("twin.jump")}:</span>
          {bands.map((band, i) => (
            <button key={i} type="button" onClick={() => setBin(binAt(edges, Math.max(band.began, Math.min(band.ended ?? band.began, band.began + 3) - 0.5)))}>
              {band.name} · {duration(band.began * 1e9)}
            </button>
          ))}
        </div>
      )}
      <Figure id="twin-now" title={say("twin.now", { at: duration(now * 1e9) })}
        finding={<span aria-live="polite">{findingOf(say, point, bin, on)}</span>} note={say.sentences([runsNote(say, study, false), present.some(({ key }) => hasMeans(point, key)) && say("twin.mean-note")])}>
        <Moment study={study} bin={bin} columns={present} />
      </Figure>
      <Lane study={study} now={now} lane={lane} setLane={setLane} present={present} />
    </>
  );
}

// A picture of nothing tells nothing: begin in the middle of the first fault that lasts.
function firstMoment(point) {
  const edges = point.time.edges_s;
  const band = commonBands(point).find((one) => one.began > point.time.warm_until_s) ?? commonBands(point)[0];
  return band ? binAt(edges, Math.min((band.ended ?? band.began + 2) - 0.5, band.began + 2)) : Math.floor((edges.length - 2) / 4);
}

function binAt(edges, t) {
  let bin = 0;
  while (bin + 2 < edges.length && edges[bin + 1] <= t) bin += 1;
  return bin;
}

function at(strategy, { key, column, scale = 1 }, bin) {
  const value = strategy.timeline?.series[key]?.[column]?.[bin];
  return value === undefined || value === null ? null : value * scale;
}

// "⌀ 12 ±3", over all runs; nothing if there is only one.
function meanOf(strategy, { key, scale = 1, rate }, bin, long) {
  const means = strategy.timeline?.means?.[key];
  if (!means) return null;
  const as = (value) => quantity((value * scale) / (rate ? long : 1), "1", 2);
  return means.high[bin] > 0 ? `⌀ ${as(means.mean[bin])} ±${as(means.high[bin] - means.mean[bin])}` : null;
}

function findingOf(say, point, bin, on) {
  const faults = on.length === 0 ? say("twin.calm") : say("twin.during", { names: say.list([...new Set(on.map((band) => band.target ? `${band.name} (${band.target})` : band.name))]) });
  const money = superlatives(point.strategies.map((one) => at(one, columns[0], bin) ?? 0).map((value, i) => ({ name: point.strategies[i].name, value, text: quantity(value, "1") })));
  const selling = point.strategies.map((one) => ({ name: one.name, value: at(one, columns[7], bin) ?? 0 }));
  const most = Math.max(...selling.map((one) => one.value));
  const stopped = selling.filter((one) => one.value < 0.2 * most).map((one) => one.name);
  const parts = [faults];
  if (money.most.text !== "0") parts.push(sentence(say, "twin.money", money));
  if (stopped.length > 0) parts.push(say("twin.stopped", { names: say.list(stopped) }));
  return say.sentences(parts);
}

function Moment({ study, bin, columns: shown }) {
  const say = useSay();
  const { point } = study;
  const long = point.time.edges_s[bin + 1] - point.time.edges_s[bin];
  const most = Object.fromEntries(shown.map((one) => [one.key, Math.max(...point.strategies.map((strategy) => at(strategy, one, bin) ?? 0))]));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={say("title.twin")}>
      <table class="moment">
        <thead><tr><th scope="col">{say("strategy")}</th>{shown.map(({ key }) => <th key={key} scope="col">{say(`twin.${key}`)}</th>)}</tr></thead>
        <tbody>
          {point.strategies.map((strategy) => (
            <tr key={strategy.name}>
              <th scope="row"><Swatch look={study.looks.get(strategy.name)} /> {strategy.name}</th>
              {shown.map((one) => {
                const value = at(strategy, one, bin);
                return (
                  <td key={one.key}>
                    {value === null ? "0" : one.rate ? quantity(value / long, "1", 2) : value >= 1e4 ? quantity(value, "1") : counted(Math.round(value))}
                    <span class="half">{meanOf(strategy, one, bin, long)}</span>
                    <span class="amount" style={{ width: `${most[one.key] > 0 ? (100 * (value ?? 0)) / most[one.key] : 0}%`, background: study.looks.get(strategy.name).colour }} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Lane({ study, now, lane, setLane, present }) {
  const say = useSay();
  const { point } = study;
  const { column, scale = 1, rate = false } = present.find(({ key }) => key === lane);
  const upto = now > busyUntil(point) ? everUntil(point) : busyUntil(point);
  const [runs, setRuns] = useState("first");
  const averaged = hasMeans(point, lane);
  const mean = averaged && runs === "all";
  const rows = useMemo(() => (mean ? meanRows(point, lane, upto, { rate }) : seriesRows(point, lane, column, upto, { rate }))
    .map((row) => ({ ...row, value: row.value * scale, ...(mean && { low: row.low * scale, high: row.high * scale }) })), [point, lane, upto, mean]);
  const names = point.strategies.map((one) => one.name);
  const some = names.filter((name) => rows.some((row) => row.strategy === name && row.value > 0));
  const draw = useCallback((width) => overTime(width, rows, {
    looks: study.looks, names, bands: mean ? bandsOfAllRuns(point) : commonBands(point), unit: "1", upto, at: now, timeLabel: say("time"),
  }), [rows, now, say.language]);
  return (
    <Figure id="twin-lane" title={capitalised(say(`twin.${lane}`))} note={say.sentences([commonBands(point).length > 0 && say("twin.same-faults"), say("twin.lane")])} draw={draw}
      finding={some.length > 0 ? peakFinding(say, study, some, { rows, mean, as: (value) => quantity(value, "1") }) : say("twin.none")}
      legend={(
        <div class="legend"><label>{say("view")}{" "}
          <select id="lane" value={lane} onChange={(event) => setLane(event.target.value)}>
            {present.map(({ key }) => <option key={key} value={key}>{say(`twin.${key}`)}</option>)}
          </select></label>
          {averaged && <Runs study={study} runs={runs} setRuns={setRuns} />}</div>
      )}
      rows={rows} columns={[["strategy", say("strategy")], ["t", say("from-s"), (t) => duration(t * 1e9)], ["value", say("value"), (value) => quantity(value, "1")]]} />
  );
}
