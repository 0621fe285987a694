// What people press and pull: each must change what it promises to change. By keyboard where there
// is a keyboard way.

import { reportOf } from "./report.mjs";

export async function controls(page, complain) {
  await slider(page, complain);
  await jumps(page, complain);
  await lanes(page, complain);
  await weights(page, complain);
  await links(page, complain);
  await legends(page, complain);
  await runs(page, complain);
  await waits(page, complain);
  await languages(page, complain);
  await printing(page, complain);
  await paper(page, complain);
  await incidents(page, complain);
  await settings(page, complain);
  await ties(page, complain);
}

// A superlative names everybody whom the data have at the end, and the table of the verdict how
// many of the purchases were bought.
async function ties(page, complain) {
  const { strategies } = (await reportOf(page)).result.points[0];
  const said = await page.locator("#cost-effort .finding").textContent();
  const listed = await page.locator("#cost-effort th[scope=row]").allTextContents();
  const efforts = strategies.filter(({ name }) => listed.includes(name)).map(({ name, effort }) => ({ name, count: effort.length }));
  for (const [end, of] of [["fewest", Math.min], ["most", Math.max]]) {
    const at = of(...efforts.map(({ count }) => count));
    const part = said.split(/most by/).at(end === "most" ? -1 : 0);
    for (const { name } of efforts.filter(({ count }) => count === at)) {
      if (!part.includes(name)) complain(`${name} ties for the ${end} in "${said}"`);
    }
  }
  const table = await page.locator("#verdict-table tbody tr").allTextContents();
  for (const { name, outcomes } of strategies) {
    const bought = (100 * outcomes.bought / outcomes.offered).toPrecision(3);
    if (!table.some((row) => row.includes(name) && row.includes(bought))) complain(`the verdict's table does not say that ${name} sold to ${bought} %`);
  }
}

// Other settings have other figures, for some have no course over time; none may fail. The page
// complains of its errors itself.
async function settings(page, complain) {
  const select = page.locator("#point");
  if ((await select.count()) === 0) return;
  const heads = () => page.locator("main .finding").allTextContents();
  const before = await heads();
  for (const option of await select.locator("option").all()) {
    await select.selectOption(await option.getAttribute("value"));
    await page.waitForTimeout(300);
    if ((await page.locator("main .warning[role=alert]").count()) > 0) complain(`at ${await option.textContent()} a section fails`);
  }
  if (JSON.stringify(await heads()) === JSON.stringify(before)) complain("other settings change no finding");
  await select.selectOption("0");
  await page.waitForTimeout(300);
}

// On paper nothing can be scrolled: what is wider than its place is lost.
async function paper(page, complain) {
  await page.emulateMedia({ media: "print" });
  const view = page.viewportSize();
  await page.setViewportSize({ width: 720, height: 1000 });
  await page.waitForTimeout(300);
  const cut = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    return [...document.querySelectorAll("main table, main svg.space-time")]
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().right > edge)
      .map((one) => one.closest("figure, article")?.id ?? one.closest("section").id);
  });
  cut.forEach((id) => complain(`on paper ${id} is cut off`));
  await page.emulateMedia({ media: null });
  await page.setViewportSize(view);
  await page.waitForTimeout(200);
}

// The drawing of what went wrong shows where.
async function incidents(page, complain) {
  const drawings = page.locator("#incidents .diagram:first-of-type svg.space-time");
  if ((await page.locator("#incidents svg.space-time").count()) === 0) return;
  const lines = await page.locator("#incidents svg.space-time .violation").count();
  if (lines === 0) complain(`no drawing of ${await drawings.count()} incidents shows the violation`);
}

async function slider(page, complain) {
  if ((await page.locator("#clock").count()) === 0) return;
  const text = () => page.locator("#twin-now").textContent();
  const line = () => page.locator("#twin-lane .drawing").innerHTML();
  const [before, drawn] = [await text(), await line()];
  await page.locator("#clock").focus();
  for (let i = 0; i < 12; i += 1) await page.keyboard.press("ArrowRight");
  if ((await text()) === before) complain("the slider of the time line moves nothing");
  if ((await line()) === drawn) complain("the line of the time line stands still");
}

async function jumps(page, complain) {
  const buttons = await page.locator(".jumps button").all();
  const seen = new Set();
  for (const button of buttons) {
    await button.press("Enter");
    seen.add(await page.locator("#clock").inputValue());
  }
  if (buttons.length > 1 && seen.size < 2) complain("the buttons of the faults jump nowhere");
}

// Each lane says who goes highest, and a count of customers is one per second as its title says.
async function lanes(page, complain) {
  const select = page.locator("#lane");
  if ((await select.count()) === 0) return;
  const finding = () => page.locator("#twin-lane .finding").textContent();
  const title = () => page.locator("#twin-lane .what").textContent();
  const kept = await select.inputValue();
  for (const option of await select.locator("option").all()) {
    await select.selectOption(await option.getAttribute("value"));
    if (!/\d|None has any/.test(await finding())) complain(`the lane ${await title()} states no finding`);
    if (/^[a-z]/.test(await title())) complain(`the title ${await title()} begins in lower case`);
  }
  await select.selectOption("answered");
  const { strategies, time } = (await reportOf(page)).result.points[0];
  const rates = strategies.flatMap((one) => (one.timeline?.series.answered?.count ?? []).map((count, i) => count / (time.edges_s[i + 1] - time.edges_s[i])));
  const told = Number(/(?:highest is|highest:|reaches|up to) ([\d.]+)/.exec(await finding())?.[1]);
  if (!(Math.abs(told - Math.max(...rates)) <= 0.01 * told)) complain(`answers per second peak at ${Math.max(...rates)}, told is "${await finding()}"`);
  await select.selectOption(kept);
}

async function weights(page, complain) {
  const sliders = page.locator("#weights input[type=range]");
  if ((await sliders.count()) === 0) return;
  const shares = () => page.locator("#weights .bars").textContent();
  const before = await shares();
  await sliders.first().focus();
  for (let i = 0; i < 16; i += 1) await page.keyboard.press("ArrowRight");
  if ((await shares()) === before) complain("the sliders of the weights change no share");
  for (let i = 0; i < 16; i += 1) await page.keyboard.press("ArrowLeft");
  if ((await shares()) !== before) complain("weights that are as before give other shares");
}

async function links(page, complain) {
  for (const link of await page.locator("nav a").all()) {
    const target = await link.getAttribute("href");
    await link.press("Enter");
    await page.waitForFunction((id) => {
      const { top } = document.querySelector(id).getBoundingClientRect();
      return top > -5 && top < window.innerHeight;
    }, target, { timeout: 3000 }).catch(() => complain(`the link to ${target} leads elsewhere`));
  }
  await page.evaluate(() => window.scrollTo(0, 0));
}

async function legends(page, complain) {
  const button = page.locator("#latency-curve .legend button").first();
  if ((await button.count()) === 0) return;
  const lines = () => page.locator("#latency-curve .drawing path").count();
  const before = await lines();
  await button.press("Enter");
  if ((await lines()) >= before) complain("a strategy that is hidden is still drawn");
  await button.press("Enter");
}

// The mean of all runs, or the first.
async function runs(page, complain) {
  const select = page.locator("#half-over-time select.runs");
  if ((await select.count()) === 0) return;
  const finding = () => page.locator("#half-over-time .finding").textContent();
  const drawing = () => page.locator("#half-over-time .drawing").innerHTML();
  const [said, drawn] = [await finding(), await drawing()];
  await select.selectOption("first");
  if ((await finding()) === said) complain("the first run is told as the mean of all");
  if ((await drawing()) === drawn) complain("the first run is drawn as the mean of all");
  await select.selectOption("all");
  if ((await finding()) !== said) complain("the mean of all runs is not what it was");
}

// Whoever is in a deadlock in the data is in one on the page, and nobody else.
async function waits(page, complain) {
  const worst = (await reportOf(page)).result.points[0].strategies.map((one) => one.worst_waits).filter(Boolean);
  const shown = await page.locator("#worst-waits .worst > li").count();
  const refused = await page.locator("#worst-waits .worst > li:has(.refused)").count();
  if (shown !== worst.length) complain(`${worst.length} strategies waited, ${shown} are shown`);
  const cycles = worst.filter((one) => one.kind === "cycle").length;
  if (refused !== cycles) complain(`${cycles} strategies had a deadlock, ${refused} are shown with one`);
}

async function languages(page, complain) {
  const headings = () => page.locator("h2").allTextContents();
  const english = await headings();
  await page.check("input[name=language][value=zh-Hans]", { force: true });
  const chinese = await headings();
  if (english.some((text, i) => text === chinese[i])) complain("a heading is the same in both languages");
  if ((await page.getAttribute("html", "lang")) !== "zh-Hans") complain("the page does not say its language");
  await page.check("input[name=language][value=en]", { force: true });
}

async function printing(page, complain) {
  await page.emulateMedia({ media: "print" });
  if (await page.locator("nav").isVisible()) complain("the contents are printed");
  await page.emulateMedia({ media: "screen" });
}
