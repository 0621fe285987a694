// Whole distributions as rows {strategy, value, above, count}: the share of values that are greater.

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

// Which share is still above a value.
export function stillAbove(curve, value) {
  let above = 1;
  for (let i = 0; i < curve.at.length && curve.at[i] <= value; i += 1) above = curve.above[i];
  return above;
}
