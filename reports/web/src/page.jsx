// The page: its head, what everything on it is about (language, theme, point of a sweep), and the
// sections one below the other.
import { useEffect, useMemo, useState } from "preact/hooks";
import { settingsOf } from "./data/report.js";
import { Language, firstLanguage, languages, sayIn, useSay } from "./language.jsx";
import { looksOf } from "./palette.js";
import { Consistency } from "./sections/consistency.jsx";
import { Contention } from "./sections/contention.jsx";
import { Cost } from "./sections/cost.jsx";
import { Decoupling } from "./sections/decoupling.jsx";
import { Faults } from "./sections/faults.jsx";
import { Incidents } from "./sections/incidents.jsx";
import { Latency } from "./sections/latency.jsx";
import { Method } from "./sections/method.jsx";
import { Sensitivity } from "./sections/sensitivity.jsx";
import { TradeOffs } from "./sections/trade-offs.jsx";
import { Twin } from "./sections/twin.jsx";
import { Verdict } from "./sections/verdict.jsx";
import { Whole } from "./whole.jsx";

// With one strategy there is nothing to trade.
const tradesOff = ({ point }) => point.strategies.length > 1;

// What it is called, who draws it, and what must be so for it.
const sections = [
  ["verdict", Verdict],
  ["trade-offs", TradeOffs, tradesOff],
  ["decoupling", Decoupling],
  ["twin", Twin],
  ["latency", Latency],
  ["consistency", Consistency],
  ["faults", Faults],
  ["contention", Contention],
  ["cost", Cost],
  ["sensitivity", Sensitivity],
  ["incidents", Incidents],
  ["method", Method],
];

export function Page({ report }) {
  const [language, setLanguage] = useState(() => report.language ?? firstLanguage());
  const [theme, setTheme] = useState("system");
  const [at, setAt] = useState(0);
  const say = sayIn(language);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `${report.result.scenario.name} · txlab`;
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const { points } = report.result;
  const point = points[at];
  const study = useMemo(() => ({
    report, result: report.result, point, goTo: setAt, looks: looksOf(points.flatMap((one) => one.strategies)),
  }), [point]);
  const shown = sections.filter(([, , applies]) => !point || !applies || applies(study));
  return (
    <Language.Provider value={language}>
      <a class="skip" href="#verdict">{say("skip")}</a>
      <Head report={report} />
      <Bar {...{ shown, language, setLanguage, theme, setTheme, points, at, setAt }} />
      <main>
        {point ? shown.map(([id, Section]) => (
          <section id={id} key={id} aria-labelledby={`${id}-title`}>
            <h2 id={`${id}-title`}>{say(`title.${id}`)}</h2>
            <Whole otherwise={say("failed")}><Section study={study} /></Whole>
          </section>
        )) : <p>{say("nothing-ran")}</p>}
      </main>
      <footer>{say("made-by", { tool: report.tool })}</footer>
    </Language.Provider>
  );
}

function Head({ report }) {
  const say = useSay();
  const { scenario, seed, partial, points } = report.result;
  const replications = points[0]?.strategies[0]?.replications ?? 0;
  return (
    <header>
      <h1>{scenario.name}</h1>
      {report.description && <p class="lead" lang="en">{report.description}</p>}
      <p class="small">{say("head", { replications, seed, strategies: points[0]?.strategies.length ?? 0 })}</p>
      {partial && <p class="warning" role="status">{say("partial")}</p>}
    </header>
  );
}

function Bar({ shown, language, setLanguage, theme, setTheme, points, at, setAt }) {
  const say = useSay();
  return (
    <nav aria-label={say("contents")}>
      <ul>{shown.map(([id]) => <li key={id}><a href={`#${id}`}>{say(`title.${id}`)}</a></li>)}</ul>
      <div class="tools">
        {points.length > 1 && (
          <label>{say("point")}{" "}
            <select id="point" value={at} onChange={(event) => setAt(Number(event.target.value))}>
              {points.map((one, i) => <option key={i} value={i}>{settingsOf(one)}</option>)}
            </select>
          </label>
        )}
        <Choice name="language" legend={say("language")} value={language} choose={setLanguage}
          options={languages.map(({ code, name }) => [code, name, code])} />
        <Choice name="theme" legend={say("theme")} value={theme} choose={setTheme}
          options={["system", "light", "dark"].map((one) => [one, say(`theme.${one}`)])} />
      </div>
    </nav>
  );
}

function Choice({ name, legend, value, choose, options }) {
  return (
    <fieldset class="choice">
      <legend class="unseen">{legend}</legend>
      {options.map(([code, label, lang]) => (
        <label key={code} lang={lang}>
          <input type="radio" name={name} value={code} checked={value === code} onChange={() => choose(code)} />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
