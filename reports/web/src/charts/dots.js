// Values with their intervals, one row per strategy: the plainest comparison there is.
import * as Plot from "@observablehq/plot";
import { drawn, ticksIn } from "./plot.js";

// rows: {strategy, value, low, high}
export function dots(width, rows, { looks, unit, label, zero = true }) {
  const high = Math.max(...rows.map((row) => row.high ?? row.value));
  return drawn(width, {
    height: 46 + 24 * rows.length, marginLeft: 110, marginRight: 72, marginBottom: 36,
    x: { domain: zero ? [0, high * 1.05 || 1] : undefined, label: `${label} →`, tickFormat: ticksIn(unit), grid: true, ticks: 5 },
    y: { domain: rows.map((row) => row.strategy), label: null, type: "band" },
    marks: [
      Plot.ruleX([0], { strokeOpacity: 0.3 }),
      ...rows.flatMap((row) => dotOf(row, looks.get(row.strategy), unit)),
    ],
  });
}

function dotOf(row, look, unit) {
  const open = look.symbol === "times";
  return [
    Plot.ruleY([row], { y: "strategy", x1: (one) => one.low ?? one.value, x2: (one) => one.high ?? one.value, stroke: look.colour, strokeWidth: 3, strokeOpacity: 0.6 }),
    Plot.dot([row], { x: "value", y: "strategy", r: 6, symbol: look.symbol, fill: open ? "none" : look.colour, stroke: open ? look.colour : "var(--paper)", strokeWidth: open ? 2 : 1 }),
    Plot.text([row], { x: (one) => one.high ?? one.value, y: "strategy", text: (one) => ticksIn(unit)(one.value), dx: 12, textAnchor: "start" }),
  ];
}

// What a factor changes, as bars to both sides of nothing. rows: {factor, low, high, value}
export function tornado(width, rows, { label, format }) {
  return drawn(width, {
    height: 50 + 30 * rows.length, marginLeft: Math.min(320, width * 0.4), marginBottom: 40, marginRight: 40,
    x: { label: `${label} →`, grid: true, tickFormat: format, ticks: 6 },
    y: { domain: rows.map((row) => row.factor), label: null, type: "band", padding: 0.3 },
    marks: [
      Plot.barX(rows, { x1: 0, x2: "value", y: "factor", fill: (row) => (row.value > 0 ? "#D55E00" : "#0072B2"), fillOpacity: 0.75 }),
      Plot.ruleY(rows, { y: "factor", x1: "low", x2: "high", strokeWidth: 2 }),
      Plot.ruleX([0]),
    ],
  });
}

// The winner of each cell of a sweep. rows: {x, y, winner}; axes are the values as written.
export function winners(width, rows, { looks, xs, ys, xLabel, yLabel }) {
  const inks = (row) => (["currentColor", "#0072B2", "#808080"].includes(looks.get(row.winner)?.colour) ? "#fff" : "#000");
  return drawn(width, {
    height: 80 + 48 * ys.length, marginLeft: 110, marginBottom: 48,
    x: { domain: xs, label: `${xLabel} →`, type: "band" }, y: { domain: ys, label: yLabel, type: "band" },
    marks: [
      Plot.cell(rows, { x: "x", y: "y", fill: (row) => looks.get(row.winner)?.colour ?? "#ddd", inset: 1.5, fillOpacity: 0.9 }),
      Plot.text(rows, { x: "x", y: "y", text: (row) => row.winner ?? "?", fill: inks, fontWeight: 600 }),
    ],
  });
}
