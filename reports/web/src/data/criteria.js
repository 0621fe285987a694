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
