// The points of a sweep: its axes, and who wins where.
import { isRanked } from "./report.js";
import { bestIn } from "./standing.js";

// [{path, values}] in the order of the scenario.
export function axesOf(points) {
  const paths = Object.keys(points[0]?.set ?? {});
  return paths.map((path) => ({ path, values: [...new Set(points.map((point) => String(point.set[path])))] }));
}

// The best of those that keep their claims at each point: {point, winner, also}; `also` are those
// that cannot be told from it. `nobody` keeps them: then there is no winner whatever one asks for.
export function winnersOf(points, criterion) {
  return points.map((point) => {
    const ranked = point.strategies.filter(isRanked);
    const best = bestIn(ranked, criterion);
    if (!best) return { point, winner: null, also: [], nobody: ranked.length === 0 };
    const names = best.leaders.map(({ strategy }) => strategy.name);
    return { point, winner: names[0], also: names.slice(1), value: best.first.estimate };
  });
}

// Where the winner is another one beyond chance, or where there is none any more: pairs of
// neighbours along an axis.
export function changes(winners, axes) {
  const found = [];
  for (const { path, values } of axes) {
    for (const one of winners) {
      const at = values.indexOf(String(one.point.set[path]));
      const next = winners.find((other) => axes.every((axis) => String(other.point.set[axis.path]) === (axis.path === path ? values[at + 1] : String(one.point.set[axis.path]))));
      if (!next || one.winner === next.winner || [one, next].some(({ winner, nobody }) => !winner && !nobody)) continue;
      if (one.also.includes(next.winner) || next.also.includes(one.winner)) continue;
      found.push({ path, from: values[at], to: values[at + 1], before: one.winner, after: next.winner });
    }
  }
  return found;
}
