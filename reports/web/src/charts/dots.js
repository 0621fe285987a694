// Values with their intervals, one row per strategy: the plainest comparison there is.
import * as Plot from "@observablehq/plot";
import { number } from "../format.js";
import { drawn, logarithmic, ticksIn } from "./plot.js";

// rows: {strategy, value, low, high}; `log` for what differs by more than people can see otherwise.
export function dots(width, rows, { looks, unit, label, log = false }) {
  const scale = log ? logarithmicWithZero(rows, unit, `${label} →`) : linear(rows, unit, `${label} →`);
  return drawn(width, {
    height: 46 + 24 * rows.length, marginLeft: 110, marginRight: 72, marginBottom: 36,
    x: scale,
    y: { domain: rows.map((row) => row.strategy), label: null, type: "band" },
    marks: [
      ...(log ? [] : [Plot.ruleX([0], { strokeOpacity: 0.3 })]),
      ...rows.flatMap((row) => dotOf(row, looks.get(row.strategy), unit, scale.domain)),
    ],
  });
}

function linear(rows, unit, label) {
  const high = Math.max(...rows.map((row) => row.high ?? row.value));
  return { domain: [0, high * 1.05 || 1], label, tickFormat: ticksIn(unit), grid: true, ticks: 5 };
}

function logarithmicWithZero(rows, unit, label) {
  return logarithmic(rows.flatMap((row) => [row.value, row.high ?? row.value]), unit, label);
}

function dotOf(row, look, unit, [least]) {
  const open = look.symbol === "times";
  const shown = (value) => Math.max(value, least);
  return [
    Plot.ruleY([row], { y: "strategy", x1: (one) => shown(one.low ?? one.value), x2: (one) => shown(one.high ?? one.value), stroke: look.colour, strokeWidth: 3, strokeOpacity: 0.6 }),
    Plot.dot([row], { x: (one) => shown(one.value), y: "strategy", r: 6, symbol: look.symbol, fill: open ? "none" : look.colour, stroke: open ? look.colour : "var(--paper)", strokeWidth: open ? 2 : 1 }),
    Plot.text([row], { x: (one) => shown(one.high ?? one.value), y: "strategy", text: (one) => ticksIn(unit)(one.value), dx: 12, textAnchor: "start" }),
  ];
}

// What a factor changes, as bars to both sides of nothing, on a scale of doublings where values are
// multiplied. rows: {factor, value, low, high}
export function tornado(width, rows, { label, doublings }) {
  const on = (value) => (doublings ? Math.log2(value) : value);
  const all = rows.flatMap((row) => [row.value, row.low ?? row.value, row.high ?? row.value]).map(on).filter(Number.isFinite);
  const reach = Math.max(0.1, ...all.map(Math.abs)) * 1.1;
  const format = (value) => (doublings ? `×${number(2 ** value, 2)}` : `${value > 0 ? "+" : ""}${Math.round(100 * value)} %`);
  return drawn(width, {
    height: 50 + 34 * rows.length, marginLeft: Math.min(300, width * 0.42), marginBottom: 40, marginRight: 40,
    x: { domain: [-reach, reach], label: `${label} →`, grid: true, tickFormat: format, ticks: 6 },
    y: { domain: rows.map((row) => row.factor), label: null, type: "band", padding: 0.3 },
    marks: [
      Plot.barX(rows, { x1: 0, x2: (row) => on(row.value), y: "factor", fill: (row) => (on(row.value) > 0 ? "#D55E00" : "#0072B2"), fillOpacity: 0.75 }),
      Plot.ruleY(rows.filter((row) => row.low !== null), { y: "factor", x1: (row) => Math.max(-reach, on(row.low)), x2: (row) => Math.min(reach, on(row.high)), strokeWidth: 2 }),
      Plot.ruleX([0]),
    ],
  });
}

// The winner of each cell of a sweep; pale where others cannot be told from it. rows: {x, y, winner,
// text, alone}; axes are the values as written.
export function winners(width, rows, { looks, xs, ys, xLabel, yLabel }) {
  const dark = (row) => ["currentColor", "#0072B2", "#808080"].includes(looks.get(row.winner)?.colour);
  const ink = (row) => (!row.alone || !row.winner ? "currentColor" : dark(row) ? "var(--paper)" : "#000");
  return drawn(width, {
    height: 64 + 48 * ys.length, marginLeft: ys.length > 1 ? 110 : 8, marginTop: ys.length > 1 ? 28 : 8, marginBottom: 44,
    x: { domain: xs, label: `${xLabel} →`, type: "band" },
    y: { domain: ys, label: yLabel, type: "band", axis: ys.length > 1 ? "left" : null },
    marks: [
      Plot.cell(rows, { x: "x", y: "y", fill: (row) => looks.get(row.winner)?.colour ?? "#808080", inset: 1.5, fillOpacity: (row) => (row.alone ? 0.9 : 0.22) }),
      Plot.text(rows, { x: "x", y: "y", text: "text", fill: ink, fontWeight: 600, lineWidth: Math.max(8, width / xs.length / 9) }),
    ],
  });
}
