// What each planned fault does to the purchases in progress, and how long until that is over.

// {strategy, fault, began, ended, before, peak, back}: within `back` whole seconds after its end the
// number of unfinished purchases is at most what it was before; null if another fault, or the end of
// the arrivals, came first. It is known by bins of time, so no more finely than these.
export function recoveries(point, bands) {
  const edges = point.time.edges_s;
  return point.strategies.flatMap(({ name, timeline }) => {
    const open = timeline?.series.open;
    if (!open) return [];
    return bands.filter((band) => band.ended !== null).map((band, i) => {
      const next = bands.slice(i + 1).find((one) => one.began > band.ended);
      const until = Math.min(next?.began ?? Infinity, edges[edges.length - 1]);
      const within = (low, high) => open.max.map((value, bin) => ({ value, mean: open.mean[bin], t: edges[bin], t1: edges[bin + 1] }))
        .filter((one) => one.t1 > low && one.t < high);
      const before = within(band.began - 5, band.began - 1);
      const level = Math.max(...before.map((one) => one.value), 1);
      const peak = Math.max(...within(band.began, until).map((one) => one.value));
      const calm = within(band.ended, until).find((one) => one.t >= band.ended && one.value <= 1.1 * level);
      return { strategy: name, fault: band.name, target: band.target, began: band.began, ended: band.ended, before: level, peak, back: calm ? Math.max(1, Math.ceil(calm.t - band.ended)) : null };
    });
  });
}
