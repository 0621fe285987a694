// Opens pages in a browser and tells everything that is wrong with each: a line "PAGE: COMPLAINT".
// usage: node examine.mjs CHROMIUM FOLDER PAGE...    pictures of every section are left in the
//                                                    folder; with `-` there are none
import { mkdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { controls } from "./controls.mjs";
import { verdict } from "./verdict.mjs";

const [program, place, ...files] = process.argv.slice(2);
const folder = place === "-" ? null : place;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let file = "";
let complaints = [];
const complain = (text) => complaints.push(text);

// What no reader should see: a value that is none, a message that has no words, a list of nothing.
const accidents = /NaN|undefined|\[object|\[[a-z]+[.-][\w.()-]*\]|: [.;]|：[。；]/;

async function opened(browser, options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  page.on("pageerror", (error) => complain(`error: ${error.message}`));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complain(`console: ${message.text()}`));
  page.on("request", (request) => /^(file|data|blob):/.test(request.url()) || complain(`request: ${request.url()}`));
  await page.goto(pathToFileURL(file).href);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "true", null, { timeout: 15000 })
    .catch(() => complain("the page does not draw itself"));
  await page.waitForTimeout(200);
  return page;
}

async function lookAtWords(page, language) {
  for (const section of await page.locator("main > section").all()) {
    const id = await section.getAttribute("id");
    const text = await section.evaluate((one) => one.textContent);
    const found = text.match(accidents);
    if (found) complain(`${language}, ${id}: \`${text.slice(Math.max(0, found.index - 40), found.index + 40)}\``);
    if ((await section.locator("h2").textContent()).trim() === "") complain(`${language}, ${id}: no heading`);
  }
}

async function lookAtFigures(page) {
  // Tables are made when somebody looks.
  await page.evaluate(() => document.querySelectorAll("figure details").forEach((one) => { one.open = true; }));
  await page.waitForTimeout(300);
  const wrong = await page.evaluate(() => [...document.querySelectorAll("figure[id]")].flatMap((figure) => {
    const problems = [];
    if (!figure.querySelector(".finding")?.textContent.trim()) problems.push("finds nothing");
    const drawing = figure.querySelector(".drawing");
    const svg = drawing?.querySelector("svg");
    if (drawing && !svg) problems.push("has an empty drawing");
    if (svg && !(svg.getAttribute("role") === "img" && svg.getAttribute("aria-label"))) problems.push("says nothing to a screen reader");
    if (svg && !svg.querySelector("path, circle, rect, line")) problems.push("draws nothing");
    if (drawing && figure.querySelectorAll("details table tbody tr").length === 0) problems.push("has no table");
    if (!drawing && !figure.querySelector("table, ol, svg")) problems.push("has neither drawing nor table");
    return problems.map((problem) => `figure ${figure.id} ${problem}`);
  }));
  wrong.forEach(complain);
  await page.evaluate(() => document.querySelectorAll("figure details").forEach((one) => { one.open = false; }));
  await page.waitForTimeout(100);
}

// Serious and critical ones; both themes, for contrast.
async function lookWithAxe(page, theme) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  for (const one of violations.filter(({ impact }) => ["serious", "critical"].includes(impact))) {
    complain(`axe, ${theme}: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")} (${one.nodes.length})`);
  }
}

async function lookAtWidths(browser) {
  for (const width of [1280, 768, 390]) {
    const page = await opened(browser, { viewport: { width, height: 900 } });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) complain(`at ${width} px the page is ${over} px too wide`);
    await page.close();
  }
}

async function takePictures(page, theme) {
  mkdirSync(folder, { recursive: true });
  await page.addStyleTag({ content: "nav { position: static !important; }" });
  for (const section of await page.locator("#page > header, main > section").all()) {
    const name = (await section.getAttribute("id")) ?? "head";
    await section.screenshot({ path: join(folder, `${name}-${theme}.png`) });
  }
}

const ready = (page) => page.evaluate(() => performance.getEntriesByName("ready")[0]?.startTime ?? Infinity);

async function lookAtSize(page, sections) {
  const bytes = statSync(file).size;
  if (bytes > 3e6) complain(`it has ${bytes} bytes`);
  const times = [await ready(page)];
  for (let i = 0; i < 2 && Math.min(...times) > 2000; i += 1) {
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
    times.push(await ready(page));
  }
  if (Math.min(...times) > 2000) complain(`it takes ${times.map(Math.round)} ms to open`);
  console.log(`${file}: ${bytes} bytes, ready after ${Math.round(Math.min(...times))} ms, ${sections} sections`);
}

async function examine(browser) {
  const page = await opened(browser);
  const sections = await page.locator("main > section").count();
  const links = await page.locator("nav a").count();
  if (sections < 11 || sections !== links) complain(`there are ${sections} sections and ${links} links to them`);
  if (complaints.length === 0) await lookAtSize(page, sections);
  await lookAtWords(page, "en");
  await lookAtFigures(page);
  await lookWithAxe(page, "light");
  if (complaints.length === 0) await examineInUse(browser, page);
  await page.close();
}

async function examineInUse(browser, page) {
  await verdict(page, complain);
  await controls(page, complain);
  await page.check("input[name=language][value=zh-Hans]", { force: true });
  await lookAtWords(page, "zh-Hans");
  if (folder) await takePictures(page, "zh");
  await page.check("input[name=language][value=en]", { force: true });
  if (folder) await takePictures(page, "light");
  await page.check("input[name=theme][value=dark]", { force: true });
  await lookWithAxe(page, "dark");
  if (folder) await takePictures(page, "dark");
  await lookAtWidths(browser);
}

const browser = await chromium.launch({ executablePath: program, args: ["--no-sandbox"] });
let bad = 0;
for (file of files) {
  complaints = [];
  await examine(browser);
  complaints.forEach((text) => console.log(`${file}: ${text}`));
  bad += complaints.length > 0 ? 1 : 0;
}
await browser.close();
process.exit(bad > 0 ? 1 : 0);
