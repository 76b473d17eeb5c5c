// page.mjs PAGE [PICTURES]: opens the HTML report in Chromium, light, dark, narrow and on paper, and fails on what axe-core
// objects to (WCAG 2.2 A and AA, best practices), on anything loaded from elsewhere, on sideways scrolling and on links that
// lead nowhere. With PICTURES, a folder, it also leaves screenshots and a PDF there to look at.
// Needs playwright-core and axe-core in NODE_PATH's folder, and CHROMIUM (default: /usr/bin/chromium).
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const require = createRequire(join(process.env.NODE_PATH ?? join(process.cwd(), 'node_modules'), 'x'));
const { chromium } = require('playwright-core');
const axe = require.resolve('axe-core/axe.min.js');
const [page_file, pictures] = process.argv.slice(2);
const address = pathToFileURL(resolve(page_file)).href;
const profile = mkdtempSync(join(tmpdir(), 'adlint-page-'));
if (pictures) mkdirSync(pictures, { recursive: true });

const context = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  bypassCSP: true, // for axe, which is a script; the page itself has none
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const wrong = [];
const views = [
  { name: 'light', colorScheme: 'light', width: 1280 },
  { name: 'dark', colorScheme: 'dark', width: 1280 },
  { name: 'narrow', colorScheme: 'light', width: 360 },
  { name: 'print', colorScheme: 'dark', width: 800, media: 'print' },
];
for (const view of views) {
  const page = await context.newPage();
  page.on('request', (request) => request.url().startsWith(address) || wrong.push(`${view.name}: loads ${request.url()}`));
  await page.setViewportSize({ width: view.width, height: 900 });
  await page.emulateMedia({ colorScheme: view.colorScheme, media: view.media ?? 'screen' });
  await page.goto(address);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (sideways > 0) wrong.push(`${view.name}: ${sideways} pixels wider than the window`);
  if (pictures) {
    await page.screenshot({ path: join(pictures, `${view.name}.png`) });
    if (view.media === 'print') await page.pdf({ path: join(pictures, 'print.pdf'), preferCSSPageSize: true, format: 'A4' });
  }
  const scripts = await page.evaluate(() => document.querySelectorAll('script, [onclick], [onload]').length);
  if (scripts > 0) wrong.push(`${view.name}: ${scripts} scripts`);
  const dead = await page.evaluate(() =>
    [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href')).filter((href) => !document.getElementById(href.slice(1))));
  dead.forEach((href) => wrong.push(`${view.name}: ${href} leads nowhere`));
  await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  for (const { id, help, nodes } of violations) wrong.push(`${view.name}: ${id}: ${help}\n    ${nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)}\n      ${(node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? ''}`).join('\n    ')}`);
  await page.close();
}
await context.close();
rmSync(profile, { recursive: true, force: true });
if (wrong.length > 0) {
  console.error([...new Set(wrong)].join('\n'));
  process.exit(1);
}
console.log(`${page_file}: light, dark, narrow and print are sound`);
