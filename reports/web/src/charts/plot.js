// What all drawings have in common. Colours that depend on the theme are currentColor and
// variables of the style sheet, so a drawing need not be made anew for the dark.
import * as Plot from "@observablehq/plot";
import { duration, inNanoseconds, isTime, number, share } from "../format.js";
import { fewTicks, timeTicks } from "./ticks.js";

export function drawn(width, { x = {}, y = {}, grid, marks, ...options }) {
  return Plot.plot({
    width,
    marginLeft: 64,
    marginRight: 24,
    style: { background: "transparent", color: "inherit", fontFamily: "inherit", fontSize: "12px" },
    ...options,
    x: withoutAxis(x), y: withoutAxis(y), grid,
    marks: [...axisOf(x, Plot.gridX, Plot.axisX), ...axisOf(y, Plot.gridY, Plot.axisY), ...marks],
  });
}

// Plot hands the format of a logarithmic axis to d3-scale, which leaves out the labels of ticks that
// are no powers of its base, and 1 min is none. So such an axis is a mark of ours.
const isLogarithmic = (scale) => scale.type === "log";
const withoutAxis = (scale) => (isLogarithmic(scale) ? { type: "log", domain: scale.domain, axis: null } : scale);

function axisOf(scale, grid, axis) {
  if (!isLogarithmic(scale)) return [];
  return [grid(scale.ticks), axis(scale.ticks, { text: scale.tickFormat, label: scale.label })];
}

// Ticks as people read them: 10 ms, 1 min.
export const ticksIn = (unit) => (value) =>
  unit === "%" ? share(value, 2) : isTime(unit) ? duration(inNanoseconds(value, unit), 2).replace(/\.0(?=\s)/, "") : number(value, 2).replace(/\.0(?=\D|$)/, "");

// A logarithmic axis over positive values, with room at both ends.
export function logarithmic(values, unit, label) {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  const low = Math.min(...positive) / 1.5;
  const high = Math.max(...positive) * 1.5;
  const ticks = isTime(unit) ? timeTicks(low, high, unit) : fewTicks(low, high);
  return { type: "log", domain: [low, high], label, ticks, tickFormat: ticksIn(unit) };
}

// One line per strategy, each with its dash: a mark has only one.
export function linesOf(rows, looks, x, y, options = {}) {
  return [...grouped(rows)].map(([strategy, mine]) =>
    Plot.line(mine, {
      x, y, stroke: looks.get(strategy).colour, strokeDasharray: looks.get(strategy).dash,
      strokeWidth: 2, ...options,
    }));
}

function grouped(rows) {
  const groups = new Map();
  for (const row of rows) {
    if (!groups.has(row.strategy)) groups.set(row.strategy, []);
    groups.get(row.strategy).push(row);
  }
  return groups;
}

// Text in a colour of the palette is mixed with ink, so that it can be read on either paper.
const inkOf = (colour) => (colour === "currentColor" ? colour : `color-mix(in srgb, ${colour} 62%, currentColor)`);

// Names that stand so near each other, from left to right, that they could overlap.
const nameWidth = 90;
function columnsOf(placed) {
  const columns = [];
  for (const one of placed) {
    const last = columns[columns.length - 1];
    if (last && one.px - last[last.length - 1].px < nameWidth) last.push(one);
    else columns.push([one]);
  }
  return columns;
}

function movedApart(column, { least, top, bottom }) {
  column.sort((a, b) => a.py - b.py);
  let before = top - least;
  for (const one of column) before = one.at = Math.max(one.py, before + least);
  let below = bottom;
  for (const one of [...column].reverse()) below = (one.at = Math.min(one.at, below)) - least;
  return column;
}

// Names beside the last point of each line, moved apart so that none hides another.
export function endLabels(ends, looks, scaleX, scaleY, { least = 14, top = 8, bottom = Infinity, beside = 8 } = {}) {
  const all = ends.map((end) => ({ ...end, px: scaleX(end.x), py: scaleY(end.y) })).sort((a, b) => a.px - b.px);
  const placed = columnsOf(all).flatMap((column) => movedApart(column, { least, top, bottom }));
  return placed.map((one) => Plot.text([one], {
    x: "x", y: "y", text: "strategy", dx: beside, dy: one.at - one.py, textAnchor: "start", fontWeight: 600,
    fill: inkOf(looks.get(one.strategy).colour), stroke: "var(--paper)", strokeWidth: 3, paintOrder: "stroke",
  }));
}

// Draws twice: labels are placed by the scales of the first.
export function labelled(width, options, ends, looks, room) {
  const first = drawn(width, options);
  const height = Number(first.getAttribute("height"));
  const marks = endLabels(ends, looks, first.scale("x").apply, first.scale("y").apply,
    { bottom: height - (options.marginBottom ?? 30) - 4, ...room });
  return drawn(width, { ...options, marks: [...options.marks, ...marks] });
}

