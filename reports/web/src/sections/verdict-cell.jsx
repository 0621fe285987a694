// A value of the verdict's table: the number, its place among the others, and how it compares with
// the baseline.
import { unitOf, valueOf } from "../data/criteria.js";
import { margin, quantity } from "../format.js";

const width = 84;
const signs = { better: ["▲", "good"], worse: ["▼", "bad"], same: ["=", ""], unknown: ["~", "open"] };

export function Cell({ study, strategy, criterion, compared }) {
  const value = valueOf(strategy, criterion);
  if (!value) return "–";
  const { strategies } = study.point;
  const place = placeOf(strategies, criterion);
  const unit = unitOf(strategies, criterion);
  const half = margin(value);
  const look = study.looks.get(strategy.name);
  const [sign, kind] = compared ? signs[compared.verdict] : ["", ""];
  return (
    <>
      <span class="value">{quantity(value.value, unit)}{sign && <>{" "}<span class={`mark ${kind}`}>{sign}</span></>}</span>
      {half !== null && <span class="half">±{quantity(half, unit, 2)}</span>}
      <svg class="place" width={width} height="12" aria-hidden="true">
        <line x1="0" x2={width} y1="6" y2="6" stroke="var(--line)" />
        <line x1={place(value.low ?? value.value)} x2={place(value.high ?? value.value)} y1="6" y2="6" stroke={look.colour} stroke-width="3" stroke-opacity="0.6" />
        <circle cx={place(value.value)} cy="6" r="4" fill={look.colour} />
      </svg>
    </>
  );
}

// From the least to the greatest of all, on a logarithmic scale unless it is a share; zero is left.
function placeOf(strategies, criterion) {
  const values = strategies.flatMap((one) => {
    const estimate = valueOf(one, criterion);
    return estimate ? [estimate.value, estimate.low ?? estimate.value, estimate.high ?? estimate.value] : [];
  }).filter((value) => value > 0);
  const least = Math.min(...values);
  const on = (value) => (criterion.share ? value : Math.log(Math.max(value, least)));
  const [low, high] = [on(least), Math.max(...values.map(on))];
  return (value) => 6 + (high > low ? ((on(value) - low) / (high - low)) * (width - 12) : (width - 12) / 2);
}
