// The data of the page: what `txlab.report/1` holds, and questions that several sections ask of it.

export async function readReport() {
  const { dataset, textContent } = document.getElementById("report");
  if (dataset.packed !== "gzip") return JSON.parse(textContent);
  const bytes = Uint8Array.from(atob(textContent), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

// The value of `p99(client_latency)` and the like: {value, low, high}, or null.
export function estimateOf(strategy, metric, statistic) {
  return strategy.metrics[metric]?.[statistic] ?? null;
}

export const unitOf = (strategy, metric) => strategy.metrics[metric]?.unit ?? "1";

export const isClaim = (property) => property.claimed && !property.withdrawn;
const byDesign = (property) => property.reason === "blocked-by-design";
export const isBroken = (property) =>
  isClaim(property) && property.verdict === "violated" && !byDesign(property);
export const isUndecided = (property) =>
  isClaim(property) && property.verdict === "unknown" && !byDesign(property);

export function standingOf(strategy) {
  const claims = strategy.properties.filter(isClaim).length;
  const broken = strategy.properties.filter(isBroken).length;
  const undecided = strategy.properties.filter(isUndecided).length;
  return { claims, broken, undecided, held: claims - broken - undecided, all: claims > 0 && broken + undecided === 0 };
}

// Takes part in "who is best": it keeps what it promises and does the job of two services.
export const isRanked = (strategy) => strategy.protocol !== "none" && standingOf(strategy).all;

// Those of whom a sentence may say that they are best in something.
export function worthNaming(strategies) {
  const ranked = strategies.filter(isRanked);
  return ranked.length > 1 ? ranked : strategies.filter((one) => one.protocol !== "none");
}

export function comparisonOf(point, metric, statistic, name) {
  const what = `${statistic}(${metric})`;
  return point.comparisons.find((one) => one.metric === what && one.a === name) ?? null;
}

// "replicas=2, loss=1%", or nothing without a sweep.
export function settingsOf(point) {
  return Object.entries(point.set).map(([path, value]) => `${path}=${value}`).join(", ");
}

export const overlap = (a, b) =>
  a.low === null || b.low === null || !(a.high < b.low || b.high < a.low);
