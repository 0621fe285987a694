// Whole distributions as rows {strategy, value, above, count}: the share of values that are greater.
import { share } from "../format.js";

export function curveRows(point, metric) {
  return point.strategies.flatMap(({ name, distributions }) => {
    const curve = distributions?.[metric];
    if (!curve) return [];
    return curve.at.map((value, i) => ({ strategy: name, value, above: curve.above[i], count: curve.count }));
  });
}

// What is known without the distribution: a few quantiles.
export function quantileRows(point, metric) {
  return point.strategies.flatMap(({ name, metrics }) =>
    Object.entries(metrics[metric] ?? {})
      .filter(([key, estimate]) => /^p[0-9.]+$/.test(key) && estimate)
      .map(([key, estimate]) => ({ strategy: name, value: estimate.value, above: 1 - Number(key.slice(1)) / 100 })));
}

// Between two points the share falls evenly. It has fallen by more than what is left out between
// points (sim/stats/survival.hpp) only where many values are alike: that is a jump, at its end.
const isJump = (before, after) => before - after > 2 * Math.max(0.01, before / 14);

// Which share is still above a value.
export function stillAbove({ at, above }, value) {
  const next = at.findIndex((one) => one > value);
  if (next <= 0) return next === 0 ? 1 : above[above.length - 1];
  const [before, after] = [above[next - 1], above[next]];
  return isJump(before, after) ? before : before + ((after - before) * (value - at[next - 1])) / (at[next] - at[next - 1]);
}

// Of each strategy that share, for superlatives.
export const stillOpen = (strategies, metric, value) => strategies.filter((one) => one.distributions?.[metric]).map(({ name, distributions }) => {
  const above = stillAbove(distributions[metric], value);
  return { name, value: above, text: share(above, 2) };
});

// The value that at most a `part` of all are above, as the curve is drawn; null if more were still
// open at the end.
export const valueAbove = ({ at, above }, part) => at[above.findIndex((one) => one <= part)] ?? null;
