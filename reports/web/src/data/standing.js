// Who remains, who is best in what, and for which weightings.
import { isBroken, isRanked, isUndecided, overlap } from "./report.js";
import { valueOf } from "./criteria.js";

// {fails: [...], open: [...], breaks: [...]}: what stands against a strategy beyond prices.
export function objections(strategy) {
  return {
    breaks: strategy.properties.filter(isBroken).map((one) => one.name),
    fails: strategy.thresholds.filter((one) => one.verdict === "fail").map((one) => one.that),
    open: [
      ...strategy.properties.filter(isUndecided).map((one) => one.name),
      ...strategy.thresholds.filter((one) => one.verdict === "inconclusive").map((one) => one.that),
    ],
  };
}

export function remains(strategy) {
  const { fails, open, breaks } = objections(strategy);
  return isRanked(strategy) && fails.length + open.length + breaks.length === 0;
}

// The best of a criterion, and everybody who cannot be told from it; `alike` if they are equal.
export function bestIn(strategies, criterion) {
  const entries = strategies.map((strategy) => ({ strategy, estimate: valueOf(strategy, criterion) }))
    .filter(({ estimate }) => estimate)
    .sort((a, b) => (criterion.lower ? 1 : -1) * (a.estimate.value - b.estimate.value));
  if (entries.length === 0) return null;
  const [first] = entries;
  const leaders = entries.filter((one) => one === first || overlap(one.estimate, first.estimate));
  return { leaders, first, alone: leaders.length === 1 };
}

// What the results decide at the point that is looked at; of the first they know also what would
// change it.
export function decisionOf({ result, point }) {
  return (point === result.points[0] ? result.decision : point.decision) ?? null;
}

// "meets", "open", "fails" ... of a strategy, with what stands against it in words for the reader.
export function statusOf(say, study, strategy) {
  const candidate = decisionOf(study)?.strategies.find((one) => one.name === strategy.name);
  const { breaks, fails, open } = objections(strategy);
  const required = candidate?.requirements ?? [];
  const failed = required.filter((one) => one.verdict === "fail").map((one) => one.that);
  const unknown = required.filter((one) => one.verdict === "inconclusive").map((one) => one.that);
  const against = required.length > 0 ? [...failed] : [...fails];
  const untold = required.length > 0 ? [...unknown] : [...open];
  const parts = [
    ...breaks.map((what) => say("verdict.breaks", { what })), ...against.map((what) => say("verdict.fails", { what })),
    ...untold.map((what) => say("verdict.open", { what })),
  ];
  const kind = breaks.length + against.length > 0 ? "bad" : untold.length > 0 ? "open" : "good";
  return { kind, words: parts.join(say("semicolon")) || say(required.length > 0 ? "verdict.meets" : "verdict.ok") };
}

const weighing = (shares, criteria) => ({
  names: Object.keys(shares), shares,
  criteria: criteria.map((one) => ({ key: one.criterion, utilities: Object.keys(shares).map((name) => one.utilities[name]) })),
});

// {names, shares, criteria: [{key, utilities}]}: of those that remain, each with the share of all
// weightings for which it is best.
export function remaining(decision) {
  if (!decision) return weighing({}, []);
  const weighed = decision.strategies.filter((one) => one.acceptability !== null);
  return weighing(Object.fromEntries(weighed.map((one) => [one.name, one.acceptability])), decision.criteria);
}

// The same of all that keep their claims, whatever is required.
export function keeping(decision) {
  return decision ? weighing(decision.without_requirements.acceptability, decision.without_requirements.criteria) : weighing({}, []);
}

export const samples = 4000;

// For which share of the weightings with at least `floors` (shares of the whole, by key) each is
// best; whoever ties shares. The sample is the same every time, so a slider moves nothing by chance.
export function acceptability(names, weighed, floors) {
  const least = weighed.map(({ key }) => floors[key] ?? 0);
  const free = Math.max(0, 1 - least.reduce((sum, one) => sum + one, 0));
  const next = sequence(20261123);
  const wins = names.map(() => 0);
  for (let i = 0; i < samples; i += 1) {
    const raw = weighed.map(() => -Math.log(1 - next()));
    const sum = raw.reduce((all, one) => all + one, 0);
    const weights = raw.map((one, k) => least[k] + (free * one) / sum);
    const scores = names.map((_, s) => weighed.reduce((all, { utilities: column }, k) => all + weights[k] * column[s], 0));
    const best = Math.max(...scores);
    const leaders = scores.filter((score) => score >= best - 1e-12).length;
    scores.forEach((score, s) => { if (score >= best - 1e-12) wins[s] += 1 / leaders; });
  }
  return names.map((strategy, s) => ({ strategy, value: wins[s] / samples }));
}

// Numerical Recipes' quick generator (ranqd1): enough for a picture.
function sequence(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
