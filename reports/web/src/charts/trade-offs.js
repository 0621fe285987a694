// Two prices against each other, on logarithmic axes, with the stairs of those that nobody beats
// in both. What is zero stands on the edge of the axis, which says so.
import * as Plot from "@observablehq/plot";
import { drawn, endLabels, logarithmic, ticksIn } from "./plot.js";

const positive = (values) => values.filter((value) => value > 0);

// rows: {strategy, x, xLow, xHigh, y, yLow, yHigh, ranked}; less is better in both.
export function tradeOffs(width, rows, { looks, xUnit, yUnit, xLabel, yLabel }) {
  const x = axisOf(rows, "x", xUnit, `${xLabel} →`);
  const y = axisOf(rows, "y", yUnit, `↑ ${yLabel}`);
  const placed = rows.map((row) => ({
    ...row, x: x.at(row.x), xLow: x.at(row.xLow), xHigh: x.at(row.xHigh), y: y.at(row.y), yLow: y.at(row.yLow), yHigh: y.at(row.yHigh),
  }));
  const options = {
    height: Math.min(480, Math.max(300, width * 0.55)), marginLeft: 76, marginRight: 110, marginBottom: 44, grid: true,
    x: x.scale, y: y.scale,
    marks: [
      Plot.frame({ strokeOpacity: 0.2 }),
      Plot.line(stairs(placed.filter((row) => row.ranked), x.scale.domain, y.scale.domain), { x: (corner) => corner[0], y: (corner) => corner[1], curve: "step-after", strokeOpacity: 0.55, strokeDasharray: "5 4" }),
      ...placed.flatMap((row) => whiskers(row, looks.get(row.strategy))),
    ],
  };
  const first = drawn(width, options);
  const ends = placed.map((row) => ({ strategy: row.strategy, x: row.x, y: row.y }));
  const labels = endLabels(ends, looks, first.scale("x").apply, first.scale("y").apply, { bottom: options.height - 50, top: 26, beside: 12 });
  return drawn(width, { ...options, marks: [...options.marks, ...labels] });
}

function whiskers(row, look) {
  const line = { stroke: look.colour, strokeWidth: 1.5, strokeOpacity: 0.7 };
  const open = look.symbol === "times";
  return [
    Plot.ruleY([row], { y: "y", x1: "xLow", x2: "xHigh", ...line }),
    Plot.ruleX([row], { x: "x", y1: "yLow", y2: "yHigh", ...line }),
    Plot.dot([row], {
      x: "x", y: "y", r: 7, symbol: look.symbol, fill: open || !row.ranked ? "var(--paper)" : look.colour, stroke: look.colour, strokeWidth: 2,
    }),
  ];
}

// A logarithmic axis has no zero; it gets a place one decade below the least.
function axisOf(rows, key, unit, label) {
  const values = rows.flatMap((row) => [row[key], row[`${key}Low`], row[`${key}High`]]);
  const above = positive(rows.flatMap((row) => [row[key], row[`${key}High`]]));
  const floor = above.length > 0 ? Math.min(...positive(rows.map((row) => row[key]))) / 10 : 1;
  const least = Math.min(floor * 10, ...positive(values));
  const zero = rows.some((row) => !(row[key] > 0)) ? Math.min(floor, least / 3) : null;
  const bottom = zero ?? least / 1.6;
  const scale = logarithmic([...above, bottom], unit, label);
  scale.domain[0] = zero === null ? bottom : zero / 1.4;
  scale.ticks = scale.ticks.filter((tick) => tick >= Math.max(least / 2, scale.domain[0]));
  if (zero !== null) {
    scale.ticks = [zero, ...scale.ticks];
    const format = ticksIn(unit);
    scale.tickFormat = (value) => (value === zero ? "0" : format(value));
  }
  return { scale, at: (value) => (value > 0 ? Math.min(Math.max(value, scale.domain[0]), scale.domain[1]) : zero ?? scale.domain[0]) };
}

// The corner points of the front, from the upper left edge to the lower right one.
function stairs(rows, [, right], [, top]) {
  const front = rows.filter((row) => !rows.some((other) => other !== row && other.x <= row.x && other.y <= row.y && (other.x < row.x || other.y < row.y)))
    .sort((a, b) => a.x - b.x || b.y - a.y);
  if (front.length === 0) return [];
  const points = front.map((row) => [row.x, row.y]);
  return [[points[0][0], top], ...points, [right, points[points.length - 1][1]]];
}
