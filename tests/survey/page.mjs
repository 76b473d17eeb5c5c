// Looks at a survey report as people do: accessible in light, dark and on a narrow screen (axe-core), no network, a search that
// works, charts with names, everything there without scripts. `node tests/survey/page.mjs REPORT.html [FOLDER-FOR-PICTURES]`
// Needs the packages playwright-core and axe-core, and Chromium (CHROMIUM, else /usr/bin/chromium).

import { createRequire } from "node:module";
import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

// Packages may be installed beside the project instead of in it.
const require = createRequire(pathToFileURL(resolve(process.env.NODE_HOME_DIR ?? process.cwd(), "x.js")));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const [report, pictures] = process.argv.slice(2);
if (!report) {
  console.error("usage: node tests/survey/page.mjs REPORT.html [FOLDER-FOR-PICTURES]");
  process.exit(2);
}
const url = pathToFileURL(resolve(report)).href;
if (pictures) mkdirSync(pictures, { recursive: true });

let passed = 0;
let failed = 0;
const check = (name, good, more = "") => {
  if (good) passed += 1;
  else failed += 1;
  console.log(`${good ? "ok  " : "FAIL"} ${name}${good || !more ? "" : `\n     ${more}`}`);
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const looks = [
  { name: "light", colorScheme: "light", viewport: { width: 1100, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1100, height: 900 } },
  { name: "narrow", colorScheme: "light", viewport: { width: 360, height: 800 } },
];
for (const look of looks) {
  const context = await browser.newContext({ colorScheme: look.colorScheme, viewport: look.viewport, bypassCSP: true });
  const page = await context.newPage();
  const asked = [];
  const errors = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(url);
  check(`${look.name}: nothing is fetched`, asked.length === 1, asked.slice(1).join(" "));
  check(`${look.name}: no script fails`, errors.length === 0, errors.join("; "));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(`${look.name}: the page does not scroll sideways`, overflow <= 0, `${overflow} px too wide`);
  await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => window.axe.run());
  const told = violations.map((found) => `${found.id}: ${found.help} (${found.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(", ")})`);
  check(`${look.name}: axe finds nothing`, violations.length === 0, told.join("\n     "));
  const charts = await page.locator("svg[role=img]").count();
  const named = await page.locator("svg[role=img]").evaluateAll((all) => all.filter((svg) => svg.querySelector("title")?.textContent && svg.querySelector("desc")?.textContent).length);
  check(`${look.name}: all ${charts} charts have a title and a description`, charts > 0 && named === charts);
  if (pictures) {
    await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = false)));
    await page.screenshot({ path: `${pictures}/${look.name}.png`, fullPage: true });
    if (look.name === "light") await page.screenshot({ path: `${pictures}/first.png` });
  }
  if (look.name === "light") {
    const field = page.locator("input[data-table=table-rules]");
    const rows = page.locator("#table-rules tbody tr");
    const word = (await rows.first().locator("code").textContent()).trim();
    const all = await rows.count();
    await field.fill(word.toUpperCase());
    const shown = await rows.evaluateAll((all) => all.filter((row) => !row.hidden).length);
    check("the search shows the rows with the word", shown >= 1 && (shown < all || all === 1), `${shown} of ${all}`);
    await field.fill("no such word anywhere");
    check("and none where there is none", (await rows.evaluateAll((all) => all.filter((row) => !row.hidden).length)) === 0);
    await field.fill("");
    check("and all again", (await rows.evaluateAll((all) => all.filter((row) => !row.hidden).length)) === all);
    if (pictures) {
      await page.emulateMedia({ media: "print" });
      await page.pdf({ path: `${pictures}/print.pdf`, format: "A4", margin: { top: "15mm", bottom: "15mm", left: "15mm", right: "15mm" }, printBackground: true });
    }
  }
  await context.close();
}
const plain = await browser.newContext({ javaScriptEnabled: false });
const page = await plain.newPage();
await page.goto(url);
check("without scripts there is no dead search field", (await page.locator("input[type=search]:visible").count()) === 0);
check("without scripts every rule is there", (await page.locator("#table-rules tbody tr:visible").count()) > 0);
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
