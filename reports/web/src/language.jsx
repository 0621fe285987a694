// What the page says, in every language that it knows. All texts are in ../messages.
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import common from "../messages/common.json";
import consistency from "../messages/consistency.json";
import contention from "../messages/contention.json";
import cost from "../messages/cost.json";
import decoupling from "../messages/decoupling.json";
import faults from "../messages/faults.json";
import incidents from "../messages/incidents.json";
import latency from "../messages/latency.json";
import method from "../messages/method.json";
import metrics from "../messages/metrics.json";
import sensitivity from "../messages/sensitivity.json";
import tradeOffs from "../messages/trade-offs.json";
import twin from "../messages/twin.json";
import verdict from "../messages/verdict.json";

const catalogue = Object.assign({}, common, consistency, contention, cost, decoupling, faults, incidents, latency,
  method, metrics, sensitivity, tradeOffs, twin, verdict);

export const languages = [
  { code: "en", name: "English" },
  { code: "zh-Hans", name: "中文" },
];

export function firstLanguage() {
  return (navigator.language ?? "en").toLowerCase().startsWith("zh") ? "zh-Hans" : "en";
}

// A message with its places filled in: "{name} is first" of {name: "xa"}. What has no translation
// stands there as its key, which the test of the page looks for.
export function sayIn(language) {
  const column = language === "en" ? "en" : "zh";
  const say = (key, values = {}) => {
    const text = catalogue[key]?.[column];
    if (text === undefined) return `[${key}]`;
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
  };
  say.has = (key) => key in catalogue;
  say.list = (names) => listed(names, column, say);
  // One behind the other; those that say nothing are left out.
  say.sentences = (texts) => texts.filter(Boolean).join(column === "en" ? " " : "");
  // What the data say in both languages, or in English only.
  say.told = (english, chinese) => (column === "zh" && chinese ? chinese : english);
  say.language = language;
  return say;
}

function listed(names, column, say) {
  if (names.length === 0) return say("nobody");
  if (names.length === 1) return names[0];
  const comma = column === "en" ? ", " : "、";
  const and = column === "en" ? " and " : " 和 ";
  return names.slice(0, -1).join(comma) + and + names[names.length - 1];
}

export const Language = createContext("en");
export const useSay = () => sayIn(useContext(Language));
