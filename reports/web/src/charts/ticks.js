// Where an axis that is logarithmic is marked.
import { inNanoseconds } from "../format.js";

// Powers of ten, or of a thousand if those are too many.
export function decades(low, high, most = 8) {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first + 1) / most));
  const ticks = [];
  for (let exponent = first; exponent <= last; exponent += step) ticks.push(10 ** exponent);
  return ticks;
}

// In nanoseconds; the round ones first.
const roundTimes = [1e0, 1e3, 1e6, 1e9, 6e10, 3.6e12, 8.64e13, 8.64e14];
const otherTimes = [1e1, 1e2, 1e4, 1e5, 1e7, 1e8, 1e10, 6e11, 3.6e13];

export function timeTicks(low, high, unit, most = 8) {
  const size = inNanoseconds(1, unit);
  const within = (times) => times.map((ns) => ns / size).filter((value) => value >= low && value <= high);
  const all = [...within(roundTimes), ...within(otherTimes)].sort((a, b) => a - b);
  if (all.length > 2) return all.length > most ? within(roundTimes) : all;
  const round = ([8.64e13, 3.6e12, 6e10].find((one) => low * size >= one) ?? size) / size;
  return fewTicks(low / round, high / round).map((value) => value * round);
}

// Finer ones where there would be one or two: an axis with a single mark has no scale.
export function fewTicks(low, high) {
  const tens = decades(low, high);
  if (tens.length > 2) return tens;
  const at = (digits) => decades(low / 10, high).flatMap((ten) => digits.map((digit) => digit * ten)).filter((value) => value >= low && value <= high);
  const some = at([1, 2, 5]);
  return some.length > 2 ? some : at([1, 1.5, 2, 3, 4, 5, 7]);
}
