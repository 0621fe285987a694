// What an answer waits for: one stacked bar per strategy. Parts that are wide enough have their name
// in them, so that nobody needs the colour.
import * as Plot from "@observablehq/plot";
import { drawn, ticksIn } from "./plot.js";

export const kinds = ["network", "disk", "work", "timer"];
const fills = { network: "#56B4E9", disk: "#E69F00", work: "#009E73", timer: "#999999" };

// About the width of a text in pixels; a Chinese character is twice as wide as a letter.
const widthOf = (text) => 8 + [...text].reduce((sum, letter) => sum + (letter > "\u2e80" ? 12 : 6.5), 0);

// rows: {strategy, kind, ms}; `name` says a kind in words.
export function pathBars(width, rows, { names, label, name }) {
  const total = (strategy) => rows.filter((row) => row.strategy === strategy).reduce((sum, row) => sum + row.ms, 0);
  const most = Math.max(...names.map(total));
  const pixels = (width - 110 - 70) / (most * 1.02);
  const placed = names.flatMap((strategy) => {
    let from = 0;
    return kinds.map((kind) => {
      const ms = rows.find((row) => row.strategy === strategy && row.kind === kind)?.ms ?? 0;
      const part = { strategy, kind, x1: from, x2: from + ms };
      from += ms;
      return part;
    });
  });
  return drawn(width, {
    height: 50 + 28 * names.length, marginLeft: 110, marginRight: 70, marginBottom: 38,
    x: { domain: [0, most * 1.02], label: `${label} →`, tickFormat: ticksIn("ms"), grid: true, ticks: 6 },
    y: { domain: names, label: null, type: "band", padding: 0.2 },
    marks: [
      ...kinds.map((kind) => Plot.barX(placed.filter((part) => part.kind === kind && part.x2 > part.x1), { x1: "x1", x2: "x2", y: "strategy", fill: fills[kind], stroke: "var(--paper)" })),
      Plot.text(placed.filter((part) => (part.x2 - part.x1) * pixels > widthOf(name(part.kind))), {
        x: (part) => (part.x1 + part.x2) / 2, y: "strategy", text: (part) => name(part.kind), fill: "#000", fontSize: 11,
      }),
      Plot.text(names, { x: total, y: (strategy) => strategy, text: (strategy) => ticksIn("ms")(total(strategy)), dx: 8, textAnchor: "start" }),
    ],
  });
}
