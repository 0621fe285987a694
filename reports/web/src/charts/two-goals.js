// Consistency and decoupling as two axes: the window of inconsistency against the share that is
// still sold while the branch is away. What is good lies to the upper left.
import * as Plot from "@observablehq/plot";
import { drawn, endLabels, logarithmic } from "./plot.js";

// rows: {strategy, x, xLow, xHigh, y, yLow, yHigh}
export function twoGoals(width, rows, { looks, xUnit, xLabel, yLabel }) {
  const x = logarithmic(rows.flatMap((row) => [row.x, row.xHigh]), xUnit, `${xLabel} →`);
  const within = (value) => Math.min(Math.max(value, x.domain[0]), x.domain[1]);
  const share = (value) => Math.min(Math.max(value, 0), 1);
  const options = {
    height: 360, marginLeft: 64, marginRight: 120, marginBottom: 44, marginTop: 30,
    x,
    y: { domain: [0, 1.04], label: `↑ ${yLabel}`, tickFormat: (value) => `${Math.round(100 * value)} %`, ticks: [0, 0.25, 0.5, 0.75, 1], grid: true },
    marks: [
      Plot.frame({ strokeOpacity: 0.2 }),
      ...rows.flatMap((row) => {
        const look = looks.get(row.strategy);
        const line = { stroke: look.colour, strokeWidth: 1.5, strokeOpacity: 0.7 };
        return [
          Plot.ruleY([row], { y: "y", x1: within(row.xLow), x2: within(row.xHigh), ...line }),
          Plot.ruleX([row], { x: "x", y1: share(row.yLow), y2: share(row.yHigh), ...line }),
          Plot.dot([row], { x: "x", y: "y", r: 7, symbol: look.symbol, fill: look.colour, stroke: "var(--paper)" }),
        ];
      }),
    ],
  };
  const first = drawn(width, options);
  const ends = rows.map((row) => ({ strategy: row.strategy, x: row.x, y: row.y }));
  const labels = endLabels(ends, looks, first.scale("x").apply, first.scale("y").apply, { bottom: options.height - 50, top: 36, beside: 12 });
  return drawn(width, { ...options, marks: [...options.marks, ...labels] });
}
