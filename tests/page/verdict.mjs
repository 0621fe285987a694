// What the page says of who is best is what the results say, and nothing else.

import { reportOf } from "./report.mjs";

export async function verdict(page, complain) {
  const { result } = await reportOf(page);
  const decision = result.decision;
  await shares(page, decision, complain);
  await objection(page, decision, complain);
  await elsewhere(page, result, complain);
  await measured(page, decision, complain);
  await compared(page, result, complain);
  await columns(page, complain);
}

const textOf = async (page, place) => ((await page.locator(place).count()) > 0 ? page.locator(place).first().innerText() : "");

// Before a slider is moved, the shares are those of the results.
async function shares(page, decision, complain) {
  if ((await page.locator("#weights").count()) === 0) return;
  await page.locator("#weighed").selectOption("all");
  const rows = await page.locator("#weights .bars li").allInnerTexts();
  for (const [name, share] of Object.entries(decision.without_requirements.acceptability)) {
    const told = Number(/([\d.]+)\s%/.exec(rows.find((row) => row.startsWith(`${name}\n`)))?.[1]);
    if (!(Math.abs(told - 100 * share) <= 0.5)) complain(`${name} is best for ${100 * share} % of all weightings, told is ${told} %`);
  }
}

// One strongest argument: above, and on the card unless a requirement is missed.
async function objection(page, decision, complain) {
  const above = (await textOf(page, "#against")).split(/:\s(.*)/s)[1];
  if (Boolean(above) !== Boolean(decision.against)) complain(`the results object ${JSON.stringify(decision.against)}, told is "${above}"`);
  const card = await page.locator(".cards .card").filter({ has: page.getByRole("heading", { name: decision.recommended ?? "nobody", exact: true }) }).allInnerTexts();
  if (above && !card.join().includes(above)) complain(`against ${decision.recommended} stands "${above}" and, on its card, "${card}"`);
}

// If nobody keeps his claims at another point of the sweep, each section that speaks of the sweep
// says so.
async function elsewhere(page, { points, decision }, complain) {
  const lost = decision.would_change.find((one) => one.claims_kept === false);
  if (!lost) return;
  const [[path, value]] = Object.entries(lost.set);
  const places = { "#changes": `${path} = ${value} nobody`, "#winners .finding": `${path} = ${value} on nobody`, "#incidents": `${path}=${value}` };
  for (const [place, words] of Object.entries(places)) {
    if (!(await textOf(page, place)).includes(words)) complain(`${place} does not say "${words}"`);
  }
  if (points[0].strategies.some((one) => one.properties.some(({ violations }) => violations > 0))) return;
  if ((await textOf(page, "#incidents")).includes("No property")) complain("nothing is violated in a sweep that loses money");
}

// What has no value lies at no limit.
async function measured(page, decision, complain) {
  const unknown = decision.strategies.filter((one) => one.requirements.some(({ value }) => value === null));
  if (unknown.length === 0) return;
  const told = (await textOf(page, "#answer")) + (await textOf(page, "#requirements"));
  if (!/not measured/.test(told) || /at the limit/.test(told)) complain(`what was not measured is told as "${told}"`);
}

// Alone nobody is better, worse or best; and what two columns call nearly alike is told apart.
async function compared(page, { points }, complain) {
  const [{ strategies }] = points;
  const section = await page.locator("main > section#trade-offs").count();
  if ((strategies.length > 1) !== (section > 0)) complain(`${strategies.length} strategies, ${section} sections of trade-offs`);
  const told = await textOf(page, "#verdict");
  if (strategies.length === 1 && /with the others|ways to weigh|No strategy is best/.test(told)) complain("one strategy is compared with others");
  if (!strategies.some((one) => one.metrics.availability_coupling)) return;
  for (const place of ["#verdict-table .note", "#needed .note"]) {
    if (!/of (all|the purchases) (who|that) come while/.test(await page.locator(place).last().innerText())) complain(`${place} does not say of whom its shares are`);
  }
}

// On a narrow page a table says that it goes on.
async function columns(page, complain) {
  const view = page.viewportSize();
  for (const width of [400, view.width]) {
    await page.setViewportSize({ ...view, width });
    await page.waitForTimeout(300);
    for (const figure of await page.locator("#requirements, #verdict-table").all()) {
      const hidden = await figure.locator(".scroll").evaluate((one) => one.scrollWidth - one.clientWidth > 1);
      if (hidden !== (await figure.locator(".more").count()) > 0) complain(`at ${width} px ${await figure.getAttribute("id")} ${hidden ? "hides columns and does not say so" : "says that it hides columns"}`);
    }
  }
}
