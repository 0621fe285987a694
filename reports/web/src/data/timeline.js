// How each strategy went over simulated time, as rows.

export const hasTimeline = (point) => Boolean(point.time) && point.strategies.some((one) => one.timeline);

// Rows {strategy, t, t1, value, low} of one column; the last bin is repeated at its end, so that a
// step is drawn for it. Bins that begin after `upto` are left out. Counts of a bin become so many per
// second if `rate` says so.
export function seriesRows(point, series, column, upto, { lowColumn = null, rate = false } = {}) {
  const edges = point.time.edges_s;
  return point.strategies.flatMap(({ name, timeline }) => {
    const all = timeline?.series[series];
    if (!all?.[column]) return [];
    const rows = all[column].map((value, i) => ({ strategy: name, t: edges[i], t1: edges[i + 1], value: value === null ? null : value / per(edges, i, rate), low: lowColumn ? all[lowColumn][i] : undefined }))
      .filter((row) => row.t <= upto && row.value !== null);
    return toTheEnd(rows, upto);
  });
}

// What a count of bin `i` is divided by.
const per = (edges, i, rate) => (rate ? edges[i + 1] - edges[i] : 1);

function toTheEnd(rows, upto) {
  const last = rows[rows.length - 1];
  return last ? [...rows, { ...last, t: Math.min(last.t1, upto) }] : [];
}

export const hasMeans = (point, series) => point.strategies.some((one) => one.timeline?.means?.[series]);

// Rows {strategy, t, t1, value, low, high}: the mean of all runs, with its interval.
export function meanRows(point, series, upto, { rate = false } = {}) {
  const edges = point.time.edges_s;
  return point.strategies.flatMap(({ name, timeline }) => {
    const all = timeline?.means?.[series];
    if (!all) return [];
    const rows = all.mean.map((value, i) => {
      const long = per(edges, i, rate);
      return { strategy: name, t: edges[i], t1: edges[i + 1], value: value / long, low: all.low[i] / long, high: all.high[i] / long };
    }).filter((row) => row.t <= upto);
    return toTheEnd(rows, upto);
  });
}

// Every fault that came to anybody, once: {name, kind, target, began, ended}.
export function bandsOf(point) {
  const seen = new Map();
  for (const { timeline } of point.strategies) {
    for (const one of timeline?.faults ?? []) {
      const key = `${one.name} ${one.began_s}`;
      if (!seen.has(key)) seen.set(key, { name: one.name, kind: one.kind, target: one.target, began: one.began_s, ended: one.ended_s });
    }
  }
  for (const one of point.time?.planned_faults ?? []) {
    const key = `${one.name} ${one.began_s}`;
    if (!seen.has(key)) seen.set(key, { name: one.name, kind: one.kind, target: one.target, began: one.began_s, ended: one.ended_s });
    if (one.in_every_run) seen.get(key).everywhere = true;
  }
  return [...seen.values()].sort((a, b) => a.began - b.began);
}

// Those that hit everybody alike; the others wait for an event and come to each at another time.
export const commonBands = (point) => {
  const planned = new Set((point.time?.planned_faults ?? []).map((one) => `${one.name} ${one.began_s}`));
  return bandsOf(point).filter((band) => planned.has(`${band.name} ${band.began}`));
};

// Those of them that came at the same time in all runs.
export const bandsOfAllRuns = (point) => commonBands(point).filter((band) => band.everywhere);

// The arrivals and a quarter of their time after them.
export const busyUntil = (point) => Math.min(point.time.edges_s[point.time.edges_s.length - 1], 1.25 * point.time.arrivals_until_s);
export const everUntil = (point) => point.time.edges_s[point.time.edges_s.length - 1];

// The row of a strategy with the greatest value, the first of them.
export const peakOf = (rows, strategy) => rows.filter((row) => row.strategy === strategy)
  .reduce((best, row) => (best === null || row.value > best.value ? row : best), null);

// How long after a fault what it left behind is told as its doing, in seconds.
const aftermath = 10;

// The fault that was on between t and t1, or that ended at most so long before: {name, since}, where
// `since` is how long it had been over, in seconds, and null while it was on.
export function faultAt(bands, t, t1) {
  const on = bands.find((band) => band.began < t1 && (band.ended ?? Infinity) > t);
  if (on) return { name: on.name, since: null };
  const over = bands.filter((band) => band.ended !== null && band.ended <= t && t - band.ended <= aftermath).pop();
  return over ? { name: over.name, since: t - over.ended } : null;
}
