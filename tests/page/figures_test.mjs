// What the captions of the page compute, with data of which the answer is known.
// usage: node --test figures_test.mjs
import assert from "node:assert/strict";
import { test } from "node:test";
import { fewTicks, timeTicks } from "../../reports/web/src/charts/ticks.js";
import { stillAbove, valueAbove } from "../../reports/web/src/data/curves.js";
import { movesOf } from "../../reports/web/src/data/moves.js";
import { recoveries } from "../../reports/web/src/data/recovery.js";
import { superlatives, superlativesAmong } from "../../reports/web/src/data/superlatives.js";
import { faultAt } from "../../reports/web/src/data/timeline.js";
import { seconds } from "../../reports/web/src/format.js";

const entry = (name, value, low, high) => ({ name, value, text: `${value} s`, low, high });
const keeping = (name) => ({ name, protocol: "p", properties: [{ name: "a", claimed: true, verdict: "holds" }] });
const breaking = (name) => ({ name, protocol: "p", properties: [{ name: "a", claimed: true, verdict: "violated" }] });
const zero = (name) => ({ name, protocol: "none", properties: [] });

// Survival of a histogram, thinned as sim/stats/survival.cpp does.
function thinned(values) {
  const curve = [...values].sort((a, b) => a - b).map((at, i) => ({ at, above: 1 - (i + 1) / values.length }));
  const kept = [];
  curve.forEach((one, i) => {
    const before = kept.length === 0 ? 1 : kept[kept.length - 1].above;
    const fell = before - one.above;
    if (i === 0 || i + 1 === curve.length || fell >= 0.01 || fell * 14 >= before) kept.push(one);
  });
  return { at: kept.map((one) => one.at), above: kept.map((one) => one.above) };
}

test("whoever is written alike or has an interval in common with the first is named with it", () => {
  const found = superlatives([entry("a", 2, 1, 3), entry("b", 9, 8, 10), entry("c", 2.5, 2, 4), entry("d", 9, 9, 9)]);
  assert.deepEqual(found.least.names, ["a", "c"]);
  assert.equal(found.least.text, "2 s – 2.5 s");
  assert.deepEqual(found.most.names, ["b", "d"]);
  assert.equal(found.most.text, "9 s");
  assert.equal(found.alike, false);
});

test("who ties with both ends is at neither", () => {
  const found = superlatives([entry("a", 2, 1, 3), entry("wide", 4, 0, 9), entry("b", 8, 7, 9)]);
  assert.deepEqual([found.least.names, found.most.names, found.alike], [["a"], ["b"], false]);
});

test("one run, which gives no interval, still has a first and a last", () => {
  const found = superlatives([entry("a", 2, null, null), entry("b", 3, null, null)]);
  assert.deepEqual([found.least.names, found.most.names, found.alike], [["a"], ["b"], false]);
});

test("all that cannot be told apart are alike, and nobody is no superlative", () => {
  assert.equal(superlatives([entry("a", 2, 1, 3), entry("b", 3, 2, 4)]).alike, true);
  assert.equal(superlatives([entry("a", NaN), entry("b", undefined)]), null);
});

test("a sentence says so if it leaves somebody aside who is drawn", () => {
  const say = (key, { text, names }) => `${key} ${names}: ${text}`;
  say.list = (names) => names.join("+");
  const entries = [entry("naive", 9), entry("none", 1), entry("a", 2), entry("b", 3)];
  const all = [zero("none"), breaking("naive"), keeping("a"), keeping("b")];
  const among = superlativesAmong(all, entries);
  assert.deepEqual([among.least.names, among.most.names], [["a"], ["b"]]);
  assert.equal(among.told(say, "x"), "among.ranked none+naive: x");
  assert.equal(superlativesAmong(all.filter((one) => one.name !== "naive"), entries).told(say, "x"), "among.but-zero none: x");
  assert.equal(among.told(say, "Least is a"), "among.ranked none+naive: least is a");
  const named = [keeping("XA"), keeping("b"), breaking("naive")];
  assert.equal(superlativesAmong(named, [entry("XA", 1), entry("b", 3), entry("naive", 2)]).told(say, "XA is least"), "among.ranked naive: XA is least");
  assert.equal(superlativesAmong(all.slice(2), entries).told(say, "X"), "X");
  assert.deepEqual(superlativesAmong([zero("none")], entries).most.names, ["none"]);
});

test("a thinned curve is read between its points, as near as the whole one", () => {
  const values = Array.from({ length: 20000 }, (_, i) => Math.exp(((i * 7919) % 20000) / 2000)); // 1 to e^10, log-uniform
  const curve = thinned(values);
  for (const value of [3, 50, 700, 5000, 15000, 21000]) {
    const share = values.filter((one) => one > value).length / values.length;
    assert.ok(Math.abs(stillAbove(curve, value) - share) < Math.max(0.002, 0.02 * share), `${value}: ${stillAbove(curve, value)} for ${share}`);
  }
  for (const part of [0.5, 0.1, 0.01]) {
    const above = values.filter((one) => one > valueAbove(curve, part)).length / values.length;
    assert.ok(above <= part && part - above < Math.max(0.01, part / 14), `${part}: ${above}`);
  }
});

test("where many values are alike the curve jumps, and nothing is made up in between", () => {
  const curve = { at: [100, 1000, 3000], above: [0.9, 0.1, 0] };
  assert.equal(stillAbove(curve, 50), 1);
  assert.equal(stillAbove(curve, 999), 0.9);
  assert.equal(stillAbove(curve, 1000), 0.1);
  assert.equal(stillAbove(curve, 9000), 0);
  assert.equal(valueAbove(curve, 0.5), 1000);
  assert.equal(valueAbove({ at: [300, 8.64e7], above: [0.0102, 0.0098] }, 0.01), 8.64e7);
  assert.equal(valueAbove(curve, 0.95), 100);
  assert.equal(valueAbove({ at: [1, 2], above: [0.5, 0.2] }, 0.01), null);
});

test("a logarithmic axis has two marks at least, at round values, and not too many", () => {
  for (let low = 0.011; low < 1e9; low *= 1.37) {
    for (const factor of [2.3, 5, 40, 3000, 1e9]) {
      for (const ticks of [fewTicks(low, low * factor), timeTicks(low, low * factor, "ms")]) {
        assert.ok(ticks.length >= 2 && ticks.length <= 9, `${low} to ${low * factor}: ${ticks}`);
        assert.ok(ticks.every((tick) => tick >= low && tick <= low * factor));
      }
    }
  }
  assert.deepEqual(timeTicks(1.5 * 3.6e6, 4 * 3.6e6, "ms").map((ms) => ms / 3.6e6), [1.5, 2, 3, 4]);
});

test("who moves along a sweep goes from value to value in the order of its axis, or by chance only", () => {
  const row = (strategy, at, value, half) => ({ strategy, at, value, low: value - half, high: value + half });
  const rows = [row("falls", "1", 9, 1), row("falls", "2", 7, 1), row("falls", "4", 3, 1), row("rests", "1", 5, 2), row("rests", "2", 6, 2), row("rests", "4", 5, 2)];
  const [falls, rests] = movesOf(rows, false);
  assert.deepEqual([falls.from.value, falls.to.value, falls.value, falls.beyondChance], [9, 3, 3, true]);
  assert.equal(rests.beyondChance, false);
  assert.equal(movesOf([row("a", "1", 0, 0), row("a", "2", 0.5, 0.1)], true)[0].value, 0.5);
});

test("a fault is on, just over, or has nothing to do with it", () => {
  const bands = [{ name: "cut", began: 80, ended: 85 }, { name: "gone", began: 200, ended: null }];
  assert.equal(faultAt(bands, 78, 79), null);
  assert.deepEqual(faultAt(bands, 84, 85), { name: "cut", since: null });
  assert.deepEqual(faultAt(bands, 94, 95), { name: "cut", since: 9 });
  assert.equal(faultAt(bands, 96, 97), null);
  assert.deepEqual(faultAt(bands, 900, 901), { name: "gone", since: null });
});

test("the time until a fault is over is as fine as the bins, not finer", () => {
  const open = [5, 5, 5, 5, 5, 5, 40, 40, 5, 5];
  const point = { time: { edges_s: open.map((_, i) => i).concat(open.length) }, strategies: [{ name: "a", timeline: { series: { open: { max: open, mean: open } } } }] };
  const [soon] = recoveries(point, [{ name: "cut", target: "x", began: 6, ended: 7.774 }]);
  assert.equal(soon.back, 1);
  assert.deepEqual([1, 12, 64].map(seconds), ["1\u00a0s", "12\u00a0s", "1\u00a0min\u00a04\u00a0s"]);
});
