// What strategies are judged by on this page. `lower`: less is better.
export const criteria = [
  { key: "first", metric: "client_latency", statistic: "p99", lower: true },
  { key: "final", metric: "time_to_final_answer", statistic: "p99", lower: true },
  { key: "disagree", metric: "inconsistency_window", statistic: "p99", lower: true },
  { key: "risk", metric: "money_at_risk", statistic: "mean", lower: true },
  { key: "up", metric: "availability_coupling", statistic: "mean", lower: false, share: true },
  { key: "messages", metric: "messages_per_purchase", statistic: "mean", lower: true },
  { key: "forced", metric: "forced_writes_per_purchase", statistic: "mean", lower: true },
];

export function valueOf(strategy, criterion) {
  return strategy.metrics[criterion.metric]?.[criterion.statistic] ?? null;
}

export function unitOf(strategies, criterion) {
  if (criterion.share) return "%";
  return strategies.map((one) => one.metrics[criterion.metric]?.unit).find(Boolean) ?? "1";
}

// `a` is nowhere worse than `b` and somewhere better, whatever the intervals hide.
export function dominates(a, b, among = criteria) {
  let better = false;
  for (const criterion of among) {
    const [mine, other] = [valueOf(a, criterion), valueOf(b, criterion)];
    if (!mine || !other) continue;
    const [ours, theirs] = criterion.lower ? [mine, other] : [negated(mine), negated(other)];
    if (!clearlyBelow(ours, theirs)) {
      if (ours.value > theirs.value) return false;
      continue;
    }
    better = true;
  }
  return better;
}

const negated = (one) => ({ value: -one.value, low: one.high === null ? null : -one.high, high: one.low === null ? null : -one.low });
const clearlyBelow = (a, b) => (a.high ?? a.value) < (b.low ?? b.value);

// Who is dominated by whom.
export function dominatedBy(strategies, among = criteria) {
  const by = new Map();
  for (const loser of strategies) {
    const winners = strategies.filter((one) => one !== loser && dominates(one, loser, among));
    if (winners.length > 0) by.set(loser.name, winners.map((one) => one.name));
  }
  return by;
}
