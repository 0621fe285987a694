// Who remains, who is best in what, and for which weightings.
import { isBroken, isRanked, isUndecided, overlap } from "./report.js";
import { criteria, valueOf } from "./criteria.js";

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

// How good a value is between the worst and the best of those that remain: 0 to 1, on a logarithmic
// scale unless it is a share. What is zero is as good as a tenth of the least that is not.
function utilities(strategies, criterion) {
  const values = strategies.map((one) => valueOf(one, criterion)?.value ?? null);
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const least = Math.min(...known.filter((value) => value > 0));
  const on = (value) => (criterion.share ? value : Math.log(Math.max(value, least / 10)));
  const [low, high] = [Math.min(...known.map(on)), Math.max(...known.map(on))];
  if (!(high - low > 1e-9)) return null;
  return values.map((value) => {
    if (value === null) return 0;
    const part = (on(value) - low) / (high - low);
    return criterion.lower ? 1 - part : part;
  });
}

// Criteria in which those that remain differ at all.
export function deciding(strategies) {
  return criteria.filter((criterion) => utilities(strategies, criterion) !== null);
}

// For which share of the weightings with at least `floors` (shares of the whole, by key) each is
// best. The sample is the same every time, so a slider moves nothing by chance.
export function acceptability(strategies, among, floors, samples = 4000) {
  const columns = among.map((criterion) => utilities(strategies, criterion));
  const least = among.map((criterion) => floors[criterion.key] ?? 0);
  const free = Math.max(0, 1 - least.reduce((sum, one) => sum + one, 0));
  const next = sequence(20261123);
  const wins = strategies.map(() => 0);
  for (let i = 0; i < samples; i += 1) {
    const raw = among.map(() => -Math.log(1 - next()));
    const sum = raw.reduce((all, one) => all + one, 0);
    const weights = raw.map((one, k) => least[k] + (free * one) / sum);
    let best = 0;
    let most = -1;
    strategies.forEach((_, s) => {
      const score = columns.reduce((all, column, k) => all + weights[k] * column[s], 0);
      if (score > most + 1e-12) [best, most] = [s, score];
    });
    wins[best] += 1;
  }
  return strategies.map(({ name }, s) => ({ strategy: name, value: wins[s] / samples }));
}

// Numerical Recipes' quick generator (ranqd1): enough for a picture.
function sequence(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}
