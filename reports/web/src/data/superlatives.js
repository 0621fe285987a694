// Who is least and who is most, as captions say it: with everybody who ties, and with whom they are
// compared.
import { number, uncapitalised } from "../format.js";
import { overlap, worthNaming } from "./report.js";

// Written alike, or not to be told apart by their intervals, where both have one.
const hasInterval = (one) => Number.isFinite(one.low) && Number.isFinite(one.high);
const tie = (a, b) => a.text === b.text || (hasInterval(a) && hasInterval(b) && overlap(a, b));

// Of `entries` {name, value, text, [low], [high]}: {least, most, all} as {names, text, entries}, the
// `ratio` of the most to the least, and whether these two are `alike`. null if there are none. Whoever
// ties with both ends, which are not alike, is at neither.
export function superlatives(entries) {
  const sorted = entries.filter((one) => Number.isFinite(one.value)).sort((a, b) => a.value - b.value);
  if (sorted.length === 0) return null;
  const [least, most] = [sorted[0], sorted[sorted.length - 1]];
  const alike = tie(least, most);
  const at = (end, other) => group(sorted.filter((one) => tie(one, end) && (alike || one === end || !tie(one, other))));
  return { least: at(least, most), most: at(most, least), all: group(sorted), ratio: most.value / least.value, alike };
}

// The text of a group is that of all its values, from the least to the greatest.
function group(entries) {
  const [low, high] = [entries[0].text, entries[entries.length - 1].text];
  return { names: [...new Set(entries.map((one) => one.name))], text: low === high ? low : `${low} – ${high}`, entries };
}

// The same of those of `strategies` of whom a sentence may say that they are best in something, and
// `told(say, text)`: the sentence about them, with whom it leaves aside though they are drawn.
export function superlativesAmong(strategies, entries) {
  const drawn = strategies.filter(({ name }) => entries.some((one) => one.name === name));
  const named = worthNaming(drawn);
  const compared = named.length > 0 ? named : drawn;
  const found = superlatives(entries.filter(({ name }) => compared.some((one) => one.name === name)));
  const aside = drawn.filter((one) => !compared.includes(one));
  const afterColon = (text) => (found.all.names.some((name) => text.startsWith(name)) ? text : uncapitalised(text));
  const key = aside.length === 0 ? null : aside.every((one) => one.protocol === "none") ? "among.but-zero" : "among.ranked";
  return found && { ...found, told: (say, text) => (key ? say(key, { text: afterColon(text), names: say.list(aside.map((one) => one.name)) }) : text) };
}

// The message `key` about what was found, or `key`-alike where the least cannot be told from the most.
export function sentence(say, key, found, more = {}) {
  const { least, most, all, ratio, alike } = found;
  return say(alike && say.has(`${key}-alike`) ? `${key}-alike` : key, {
    least: say.list(least.names), low: least.text, most: say.list(most.names), high: most.text, all: say.list(all.names), value: all.text,
    times: `${number(ratio, 2)}×`, ...more,
  });
}
