// A value of each strategy along the one axis of a sweep; the values of the axis are as written.
import * as Plot from "@observablehq/plot";
import { labelled, linesOf, logarithmic } from "./plot.js";

// rows: {strategy, at, value, low, high}
export function acrossSweep(width, rows, { looks, unit, values, xLabel, yLabel, share }) {
  const positive = rows.filter((row) => row.value > 0 || share);
  const y = share ? { domain: [0, 1], label: `↑ ${yLabel}`, tickFormat: (value) => `${Math.round(100 * value)} %`, grid: true }
    : { ...logarithmic(positive.map((row) => row.value), unit, `↑ ${yLabel}`), grid: true };
  const within = (value) => Math.min(Math.max(value, y.domain[0]), y.domain[1]);
  const ends = positive.filter((row) => row.at === values[values.length - 1]).map((row) => ({ strategy: row.strategy, x: row.at, y: row.value }));
  const options = {
    height: 340, marginBottom: 46, marginRight: 120, marginLeft: 76,
    x: { type: "point", domain: values, label: `${xLabel} →` }, y,
    marks: [
      Plot.frame({ strokeOpacity: 0.2 }),
      ...linesOf(positive, looks, "at", "value"),
      ...positive.flatMap((row) => [
        Plot.ruleX([row], { x: "at", y1: (one) => within(one.low ?? one.value), y2: (one) => within(one.high ?? one.value), stroke: looks.get(row.strategy).colour, strokeOpacity: 0.6 }),
        Plot.dot([row], { x: "at", y: "value", r: 4.5, symbol: looks.get(row.strategy).symbol, fill: looks.get(row.strategy).symbol === "times" ? "none" : looks.get(row.strategy).colour, stroke: looks.get(row.strategy).colour }),
      ]),
    ],
  };
  return labelled(width, options, ends, looks);
}

