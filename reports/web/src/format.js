// Numbers as people read them: three significant digits and the unit that suits the size, as the
// terminal writes them.

function plain(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split("e").map(Number);
  return (mantissa * 10 ** exponent).toFixed(Math.max(0, digits - 1 - exponent));
}

const rounded = (value, digits) => Number(value.toPrecision(digits));

export function number(value, digits = 3) {
  if (value === null || value === undefined || Number.isNaN(value)) return "–";
  if (value < 0) return "−" + number(-value, digits);
  if (!Number.isFinite(value)) return "∞";
  if (Number.isInteger(value) && value < 1000) return String(value);
  const size = rounded(value, digits);
  if (size < 0.001 || size >= 1e15) return value.toExponential(1).replace("e+", "e").replace("e-", "e−");
  for (const [limit, suffix] of [[1e12, "T"], [1e9, "G"], [1e6, "M"], [1e3, "k"]]) {
    if (size >= limit) return plain(value / limit, digits) + suffix;
  }
  return plain(value, digits);
}

// A number and its unit stay on one line.
const space = "\u00a0";

// Of nanoseconds: 350 µs, 61.2 ms, 31.2 s, 4 m 51 s, 24.0 h, 12.5 d.
export function duration(ns, digits = 3) {
  if (ns === null || ns === undefined || Number.isNaN(ns)) return "–";
  if (ns < 0) return "−" + duration(-ns, digits);
  if (!Number.isFinite(ns)) return "∞";
  if (ns < 0.01) return "0";
  for (const [size, unit] of [[1, "ns"], [1e3, "µs"], [1e6, "ms"]]) {
    if (rounded(ns / size, digits) < 1000) return `${plain(ns / size, digits)}${space}${unit}`;
  }
  const seconds = ns / 1e9;
  if (rounded(seconds, digits) < 60) return `${plain(seconds, digits)}${space}s`;
  if (Math.round(seconds) < 3600) {
    const whole = Math.round(seconds);
    return whole % 60 === 0 ? `${whole / 60}${space}min` : `${Math.floor(whole / 60)}${space}min${space}${whole % 60}${space}s`;
  }
  const hours = seconds / 3600;
  return rounded(hours, digits) < 100 ? `${plain(hours, digits)}${space}h` : `${number(hours / 24, digits)}${space}d`;
}

// Of whole seconds: 4 s, 1 min 4 s; no more digits than are known.
export const seconds = (whole) => duration(whole * 1e9, String(whole).length);

const nanosecondsIn = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };
export const isTime = (unit) => unit in nanosecondsIn;
export const inNanoseconds = (value, unit) => value * nanosecondsIn[unit];

export function share(value, digits = 3) {
  if (value === null || value === undefined) return "–";
  if (value < 1 && value > 0.9994) return `>99.9${space}%`;
  return `${number(100 * value, digits)}${space}%`;
}

export function yuan(value) {
  if (value === null || value === undefined) return "–";
  return value >= 1e6 ? number(value) : Math.round(value).toLocaleString("en");
}

export function quantity(value, unit, digits = 3) {
  if (value === null || value === undefined) return "–";
  if (isTime(unit)) return duration(value * nanosecondsIn[unit], digits);
  if (unit === "%") return share(value, digits);
  return number(value, digits);
}

// "9.14 ms ±55 µs"; without an interval only the value.
export function withMargin(estimate, unit) {
  if (!estimate) return "–";
  const value = quantity(estimate.value, unit);
  const half = margin(estimate);
  return half === null ? value : `${value} ±${quantity(half, unit, 2)}`;
}

export function margin(estimate) {
  if (!estimate || estimate.low === null || estimate.high === null) return null;
  return (estimate.high - estimate.low) / 2;
}

// The same as an offset: +1.2 ms, −340 µs.
export function signed(value, unit) {
  if (value === 0) return "0";
  return value > 0 ? `+${quantity(value, unit)}` : quantity(value, unit);
}

export const counted = (value) => (value ?? 0).toLocaleString("en");

// As a heading begins, and as what follows a colon does.
export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);
export const uncapitalised = (text) => text.charAt(0).toLowerCase() + text.slice(1);
