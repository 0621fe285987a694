// What something costs in calm time and under faults: an arrow per strategy, from one to the other.
import * as Plot from "@observablehq/plot";
import { drawn, ticksIn } from "./plot.js";

// rows: {strategy, measure, calm, faulty}, both estimates; a panel per measure, side by side where
// there is room, on one axis.
export function calmAndFaulty(width, rows, { looks, names, measures, label }) {
  const wide = width >= 720;
  const across = wide ? { fx: "measure" } : { fy: "measure" };
  const scale = { domain: measures, label: null, padding: wide ? 0.06 : 0.14 };
  const most = Math.max(...rows.flatMap((row) => [row.calm, row.faulty]).map((one) => one.high ?? one.value));
  const at = (strategy) => rows.filter((row) => row.strategy === strategy);
  return drawn(width, {
    height: 76 + names.length * 26 * (wide ? 1 : measures.length), marginLeft: 96, marginTop: 28, marginBottom: 44, marginRight: wide ? 24 : 150,
    ...(wide ? { fx: { ...scale, axis: "top" } } : { fy: { ...scale, axis: "right" } }),
    x: { domain: [0, most * 1.05], label: `${label} →`, ticks: 4, tickFormat: ticksIn("1"), grid: true },
    y: { domain: names, label: null, tickSize: 0 },
    marks: [
      Plot.frame({ strokeOpacity: 0.15 }),
      ...names.flatMap((strategy) => {
        const { colour } = looks.get(strategy);
        const mine = at(strategy);
        const known = mine.filter((row) => row.faulty.low !== null);
        return [
          Plot.ruleY(known, { ...across, y: "strategy", x1: (row) => Math.max(0, row.faulty.low), x2: (row) => row.faulty.high, stroke: colour, strokeWidth: 5, strokeOpacity: 0.3 }),
          Plot.link(mine, { ...across, y: "strategy", x1: (row) => row.calm.value, x2: (row) => row.faulty.value, stroke: colour, strokeWidth: 2 }),
          Plot.dot(mine, { ...across, y: "strategy", x: (row) => row.calm.value, r: 4, stroke: colour, strokeWidth: 2, fill: "var(--paper)" }),
          Plot.dot(mine, { ...across, y: "strategy", x: (row) => row.faulty.value, r: 4.5, symbol: "diamond", fill: colour }),
        ];
      }),
    ],
  });
}
