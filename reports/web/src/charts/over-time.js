// Something over simulated time, with the faults as bands behind it: a panel per strategy, one below
// the other on one axis, so that the same fault stands at the same place everywhere.
import * as Plot from "@observablehq/plot";
import { drawn, ticksIn } from "./plot.js";
import { decades } from "./ticks.js";

// rows: {strategy, t, value, [low], [high]}: with both ends an interval is drawn around the value,
// with `low` alone a second, thinner line; bands: {name, began, ended}; `upto` ends the axis.
export function overTime(width, rows, { looks, names, bands, unit, timeLabel, upto, log = false, at = null }) {
  const panel = 84;
  const values = rows.map((row) => row.high ?? row.value).filter((value) => value > 0);
  const shownBands = bands.filter((band) => band.began < upto).map((band) => ({ ...band, ended: Math.min(band.ended ?? upto, upto) }));
  const everywhere = names.flatMap((strategy) => shownBands.map((band) => ({ ...band, strategy })));
  const top = Math.max(...values, log ? 1 : 0.001);
  return drawn(width, {
    height: 60 + panel * names.length, marginTop: 34, marginLeft: 72, marginRight: 96, marginBottom: 40,
    x: { domain: [0, upto], label: `${timeLabel} →`, tickFormat: ticksIn("s") },
    y: log
      ? { type: "log", domain: [Math.min(...values) / 1.2, top * 1.2], label: null, ticks: decades(Math.min(...values) / 1.2, top * 1.2, 3), tickFormat: ticksIn(unit) }
      : { domain: [0, top * 1.05], label: null, ticks: 3, tickFormat: ticksIn(unit), grid: true },
    fy: { domain: names, label: null, padding: 0.12, axis: "right" },
    marks: [
      Plot.rect(everywhere, { x1: "began", x2: "ended", fy: "strategy", fill: "var(--band)" }),
      Plot.frame({ strokeOpacity: 0.15 }),
      ...bandNames(shownBands, names[0], width, upto),
      ...names.flatMap((strategy) => seriesOf(rows.filter((row) => row.strategy === strategy), looks.get(strategy), log)),
      at === null ? null : Plot.ruleX([at], { stroke: "currentColor", strokeWidth: 1.5 }),
    ],
  });
}

function seriesOf(rows, look, log) {
  const line = { x: "t", fy: "strategy", stroke: look.colour, curve: "step-after" };
  if (rows.some((row) => row.high !== undefined)) {
    const interval = Plot.areaY(rows, { x: "t", y1: "low", y2: "high", fy: "strategy", fill: look.colour, fillOpacity: 0.3, curve: "step-after" });
    return [interval, Plot.line(rows, { ...line, y: "value", strokeWidth: 1.8 })];
  }
  const usable = log ? rows.filter((row) => row.value > 0) : rows;
  const area = log ? [] : [Plot.areaY(usable, { x: "t", y: "value", fy: "strategy", fill: look.colour, fillOpacity: 0.18, curve: "step-after" })];
  const low = rows.some((row) => row.low > 0) ? [Plot.line(rows.filter((row) => row.low > 0), { ...line, y: "low", strokeWidth: 1.2, strokeOpacity: 0.7 })] : [];
  return [...area, ...low, Plot.line(usable, { ...line, y: "value", strokeWidth: 1.8 })];
}

// Names stand above the first panel; those that would overlap are moved to a second line or left to
// the table.
function bandNames(bands, first, width, upto) {
  const pixels = (width - 168) / upto;
  const free = [-Infinity, -Infinity];
  const shown = [];
  for (const band of [...bands].sort((a, b) => a.began - b.began)) {
    const centre = ((band.began + band.ended) / 2) * pixels;
    const half = band.name.length * 3.2 + 4;
    const line = free.findIndex((end) => centre - half > end);
    if (line < 0) continue;
    free[line] = centre + half;
    shown.push(Plot.text([{ ...band, strategy: first }], {
      x: (one) => (one.began + one.ended) / 2, fy: "strategy", text: "name", frameAnchor: "top", dy: -8 - 12 * line, fontSize: 11,
    }));
  }
  return shown;
}
