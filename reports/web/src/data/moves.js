// How far each strategy moves along an axis of a sweep.
import { overlap } from "./report.js";

// Of rows {strategy, at, value, low, high} in the order of the axis: {name, from, to, value,
// beyondChance}, where `from` and `to` are the rows with the least and the greatest value, whichever
// comes first, and `value` is how far they are apart: as a factor, or as a difference of shares.
export function movesOf(rows, share) {
  return [...new Set(rows.map((row) => row.strategy))].map((name) => {
    const mine = rows.filter((row) => row.strategy === name);
    const [least, most] = [Math.min, Math.max].map((of) => mine.find((row) => row.value === of(...mine.map((one) => one.value))));
    const [from, to] = mine.indexOf(least) <= mine.indexOf(most) ? [least, most] : [most, least];
    return { name, from, to, value: share ? most.value - least.value : Math.min(most.value / least.value, Number.MAX_VALUE), beyondChance: !overlap(least, most) };
  });
}
