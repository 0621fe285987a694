// The percentile curve: how slow the slowest tenth, hundredth, thousandth is. The axis stretches the
// tail (x = 1 / (1 - q)), because that is where strategies differ.
import * as Plot from "@observablehq/plot";
import { labelled, linesOf, logarithmic } from "./plot.js";
import { decades } from "./ticks.js";

const share = (x) => (x <= 2 ? "50 %" : `${Number((100 - 100 / x).toPrecision(6))} %`);

// rows: {strategy, above, value, count}; `above` is the share of values that are greater. A jump is
// drawn where it is: all beyond the share before it are at least that slow.
export function percentiles(width, rows, { looks, unit, label, xLabel }) {
  const points = rows.filter((row) => row.above <= 0.9 && row.value > 0)
    .map((row) => ({ ...row, x: 1 / Math.max(row.above, 1 / (row.count ?? 1e6)) }));
  const most = Math.max(...points.map((row) => row.x));
  const options = {
    height: 380, marginBottom: 44, marginRight: 120, grid: true,
    x: { type: "log", domain: [1.1, most], label: `${xLabel} →`, ticks: [2, ...decades(10, most).filter((one) => one <= most)], tickFormat: share },
    y: logarithmic(points.map((row) => row.value), unit, `↑ ${label}`),
    marks: [Plot.frame({ strokeOpacity: 0.2 }), ...linesOf(points, looks, "x", "value", { curve: "step-before" })],
  };
  return labelled(width, options, lastOf(points, "value"), looks);
}

// The survival curve: which share is still inconsistent after so long. Both axes are logarithmic;
// what ends falls to the bottom of the picture.
export function survival(width, rows, { looks, unit, label, yLabel }) {
  const positive = rows.filter((row) => row.value > 0);
  const least = Math.min(...positive.filter((row) => row.above > 0).map((row) => row.above));
  const points = positive.map((row) => ({ ...row, x: row.value, above: Math.max(row.above, least) }));
  const options = {
    height: 380, marginBottom: 44, marginRight: 120, marginLeft: 76, grid: true,
    x: logarithmic(points.map((row) => row.x), unit, `${label} →`),
    y: { type: "log", domain: [least, 1], label: `↑ ${yLabel}`, ticks: decades(least, 1).filter((one) => one >= least), tickFormat: (value) => `${Number((100 * value).toPrecision(2))} %` },
    marks: [Plot.frame({ strokeOpacity: 0.2 }), ...linesOf(points, looks, "x", "above", { curve: "step-after" })],
  };
  return labelled(width, options, lastOf(points, "above"), looks);
}

function lastOf(points, y) {
  const last = new Map();
  for (const point of points) last.set(point.strategy, { strategy: point.strategy, x: point.x, y: point[y] });
  return [...last.values()];
}

