// Prices against each other: nobody is best in everything.
import { useCallback } from "preact/hooks";
import { tradeOffs } from "../charts/trade-offs.js";
import { estimateOf, isRanked, unitOf } from "../data/report.js";
import { Figure } from "../figure.jsx";
import { quantity } from "../format.js";
import { useSay } from "../language.jsx";

const pictures = [
  { key: "main", x: ["client_latency", "p99"], y: ["inconsistency_window", "p99"], xText: "trade.x", yText: "trade.y" },
  { key: "coupling", x: ["availability_coupling", "mean"], complement: true, y: ["inconsistency_window", "p99"], xText: "trade.coupling-x", yText: "trade.y" },
  { key: "forced", x: ["forced_writes_per_purchase", "mean"], y: ["inconsistency_window", "p99"], xText: "trade.forced-x", yText: "trade.y" },
  { key: "messages", x: ["messages_per_purchase", "mean"], y: ["time_to_final_answer", "p99"], xText: "trade.messages-x", yText: "trade.final-y" },
];

export function TradeOffs({ study }) {
  return pictures.map((picture) => <Picture key={picture.key} study={study} picture={picture} />);
}

function rowsOf(strategies, { x, y, complement }) {
  const less = (value) => (complement && value !== null ? 1 - value : value);
  return strategies.map((strategy) => {
    const [ex, ey] = [estimateOf(strategy, ...x), estimateOf(strategy, ...y)];
    if (!ex || !ey) return null;
    const [low, high] = complement ? [ex.high, ex.low] : [ex.low, ex.high];
    return {
      strategy: strategy.name, ranked: isRanked(strategy),
      x: less(ex.value), xLow: Math.max(0, less(low ?? ex.value)), xHigh: less(high ?? ex.value),
      y: ey.value, yLow: ey.low ?? ey.value, yHigh: ey.high ?? ey.value,
    };
  }).filter(Boolean);
}

function Picture({ study, picture }) {
  const say = useSay();
  const rows = rowsOf(study.point.strategies, picture);
  const xUnit = picture.complement ? "%" : unitIn(study, picture.x[0]);
  const yUnit = unitIn(study, picture.y[0]);
  const draw = useCallback((width) => tradeOffs(width, rows, {
    looks: study.looks, xUnit, yUnit, xLabel: say(picture.xText), yLabel: say(picture.yText),
  }), [study, say.language]);
  if (rows.length < 2) return null;
  const as = (unit) => (value) => quantity(value, unit);
  const columns = [
    ["strategy", say("strategy")], ["x", say(picture.xText), as(xUnit)], ["xLow", say("low"), as(xUnit)], ["xHigh", say("high"), as(xUnit)],
    ["y", say(picture.yText), as(yUnit)], ["yLow", say("low"), as(yUnit)], ["yHigh", say("high"), as(yUnit)],
    ["ranked", say("trade.ranked"), (yes) => say(yes ? "yes" : "no")],
  ];
  return (
    <Figure id={`trade-${picture.key}`} title={say(`trade.${picture.key}`)} finding={findingOf(say, rows, { x: say(picture.xText), y: say(picture.yText) })} draw={draw}
      note={picture.key === "main" && say("trade.note", { confidence: 100 * study.result.confidence })} rows={rows} columns={columns} />
  );
}

const unitIn = (study, metric) => study.point.strategies.map((one) => unitOf(one, metric))[0];

// In both lower, and in one of them clearly.
function beats(a, b) {
  return a.x <= b.x && a.y <= b.y && (a.xHigh < b.xLow || a.yHigh < b.yLow);
}

function findingOf(say, rows, axes) {
  const ranked = rows.filter((row) => row.ranked).sort((a, b) => a.x - b.x);
  if (ranked.length === 0) return say("trade.finding-nobody");
  const behind = ranked.filter((row) => ranked.some((other) => beats(other, row)));
  const front = ranked.filter((row) => !behind.includes(row));
  const names = (some) => say.list(some.map((row) => row.strategy));
  if (ranked.length === 1) return say("trade.finding-alone", { front: names(front) });
  if (behind.length === 0) return say("trade.finding-all", { front: names(front), ...axes });
  if (front.length === 1) return say("trade.finding-one", { front: names(front) });
  return say("trade.finding", { front: names(front), behind: names(behind) });
}
