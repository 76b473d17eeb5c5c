// VS Code, the real one (code-server), driven as a person would: the ad is opened, squiggles appear, a quick fix is taken, a
// clause is inserted, a folder reported. What was done must stand in the file on disk.
//
//   node vscode.mjs PATH/TO/code-server PATH/TO/adlint.vsix [FOLDER FOR PICTURES]
//
// Needs playwright-core (in NODE_MODULES, a folder) and Debian's chromium. The interface is German: a language pack of one
// empty file is enough to make VS Code ask extensions for their German texts.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const { chromium } = createRequire(join(process.env.NODE_MODULES ?? ".", "x.js"))("playwright-core");
const [codeServer, vsix, pictures] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const home = mkdtempSync(join(tmpdir(), "adlint-vscode-"));
const ads = join(home, "anzeigen");
const ad = join(ads, "sachbearbeitung.md");
const onDisk = () => readFileSync(ad, "utf8");
const PATIENCE = 60_000;

// --- the workplace ---------------------------------------------------------------------------------------------------------

function prepare() {
  mkdirSync(ads);
  cpSync(join(here, "sachbearbeitung.md"), ad);
  writeFileSync(join(ads, "adlint.yaml"), "profile: de-th\n");
  mkdirSync(join(home, "data/User"), { recursive: true });
  const settings = {
    "security.workspace.trust.enabled": false,
    "workbench.startupEditor": "none",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.colorTheme": "Default Light Modern",
    "chat.disableAIFeatures": true,
    "extensions.autoCheckUpdates": false,
    "extensions.ignoreRecommendations": true,
    "editor.minimap.enabled": false,
    "editor.wordWrap": "on",
    "editor.fontSize": 14,
    "editor.lineNumbers": "off",
    "files.autoSave": "off",
    "telemetry.telemetryLevel": "off",
    "window.commandCenter": false,
    "workbench.layoutControl.enabled": false,
    "workbench.activityBar.location": "hidden",
    "breadcrumbs.enabled": false,
  };
  writeFileSync(join(home, "data/User/settings.json"), JSON.stringify(settings));
  const german = join(home, "german.json");
  writeFileSync(german, JSON.stringify({ "": [], version: "1.0.0", contents: {} }));
  const pack = { hash: "1", extensions: [{ extensionIdentifier: { id: "test.german" }, version: "1.0.0" }], translations: { vscode: german }, label: "Deutsch" };
  writeFileSync(join(home, "data/languagepacks.json"), JSON.stringify({ de: pack }));
}

const folders = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions"), "--config", join(home, "config.yaml")];

function install() {
  const { status, stdout, stderr } = spawnSync(process.execPath, [codeServer, ...folders, "--install-extension", vsix], { encoding: "utf8" });
  assert.equal(status, 0, `the extension is installed\n${stdout}${stderr}`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => server.once("listening", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** Starts code-server in a process group of its own, so that all it starts ends with it. */
async function serve(port) {
  const options = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-getting-started-override", "--locale", "de"];
  const server = spawn(process.execPath, [codeServer, ...folders, ...options, "--bind-addr", `127.0.0.1:${port}`, ads], { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (said += data));
  const until = Date.now() + PATIENCE;
  while (!said.includes("HTTP server listening")) {
    if (server.exitCode !== null || Date.now() > until) throw new Error(`code-server does not start:\n${said}`);
    await new Promise((done) => setTimeout(done, 100));
  }
  return server;
}

// --- the person ------------------------------------------------------------------------------------------------------------

/** Saves until the file holds what it should: the edit may come a moment after the click. */
async function saved(page, what, holds) {
  const until = Date.now() + PATIENCE;
  do {
    if (Date.now() > until) throw new Error(`${what}: the file on disk is\n${onDisk()}`);
    await page.keyboard.press("Control+s");
    await page.waitForTimeout(300);
  } while (!holds(onDisk()));
}

/** What a person does whose keys came too early for a slow machine: close what is open, and press them once more. */
async function insist(page, attempt) {
  const until = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt({ timeout: 8_000 });
    } catch (reason) {
      if (Date.now() > until) throw reason;
      for (let i = 0; i < 3; i += 1) await page.keyboard.press("Escape");
    }
  }
}

async function command(page, title) {
  await insist(page, async (patience) => {
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget input").first().fill(`>${title}`, patience);
    await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().click(patience);
  });
}

/** A picture for the documentation, if somebody wants one. */
async function picture(page, name) {
  if (!pictures) return;
  await page.waitForTimeout(1000);
  await page.screenshot({ path: join(pictures, name) });
}

/** Puts the cursor into the word, through the search of the editor. */
async function goTo(page, word, patience) {
  await page.locator(".monaco-editor .view-lines").first().click(patience);
  await page.keyboard.press("Control+f");
  const search = page.locator(".find-widget.visible");
  await search.locator("textarea").first().waitFor(patience);
  await page.keyboard.press("Control+a");
  await page.keyboard.type(word);
  await page.keyboard.press("Enter");
  await search.locator(".matchesCount", { hasText: /^1 \S+ 1$/ }).waitFor(patience); // The search runs a moment after the keys.
  await page.keyboard.press("Escape");
}

const steps = {
  async "the ad opens and is underlined where something was found"(page, address) {
    await page.goto(address);
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "sachbearbeitung.md" }).dblclick();
    await page.locator(".monaco-editor .squiggly-error").first().waitFor();
    await page.locator(".monaco-editor .squiggly-warning").first().waitFor();
  },

  async "the status bar says how the ad stands, in German"(page) {
    const state = page.locator(".statusbar-item", { hasText: "adlint" });
    await state.waitFor();
    assert.match(await state.innerText(), /\d+ Risiken, \d+ Warnungen, \d+ Infos, \d+ Klauseln fehlen/);
  },

  async "the hover gives the reason and the source"(page) {
    await insist(page, async (patience) => {
      await goTo(page, "junges, engagiertes Team", patience);
      await page.keyboard.press("Control+k");
      await page.keyboard.press("Control+i");
      const hover = page.locator(".monaco-hover:visible");
      await hover.filter({ hasText: "Wer nicht jung ist" }).first().waitFor(patience);
      await hover.filter({ hasText: "BAG" }).first().waitFor(patience);
    });
    await picture(page, "vscode.png");
    await page.keyboard.press("Escape");
  },

  async "a quick fix replaces the wording"(page) {
    await insist(page, async (patience) => {
      await goTo(page, "Deutsch als Muttersprache", patience);
      await page.keyboard.press("Control+.");
      await page.locator(".action-widget .monaco-list-row", { hasText: "Ersetzen durch" }).first().click(patience);
    });
    await saved(page, "quick fix", (text) => !text.includes("Muttersprache") && /^- .*Deutsch.*$/m.test(text));
  },

  async "“Klausel einfügen” inserts the sentence chosen"(page) {
    await command(page, "adlint: Klausel einfügen");
    const offers = page.locator(".quick-input-list .monaco-list-row");
    await offers.filter({ hasText: "Einfügen (" }).first().waitFor();
    await page.locator(".quick-input-widget input").first().fill("Migration");
    await picture(page, "vscode-clause.png");
    await offers.filter({ hasText: "Migration" }).first().click();
    await saved(page, "clause", (text) => text.includes("Migration"));
    const behind = onDisk().slice(onDisk().indexOf("30 Tage Urlaub"));
    assert.match(behind, /\n\n.*Migration.*\n\n/, "it is a paragraph of its own, in the last part of the ad");
  },

  async "“Anzeige prüfen” counts and leads to the list"(page) {
    await command(page, "adlint: Anzeige prüfen");
    await page.locator(".notification-toast", { hasText: /adlint: \d+ Risik/ }).first().waitFor();
    await page.locator(".markers-panel .monaco-list-row", { hasText: "age/experience-cap" }).first().waitFor();
  },

  async "“Bericht für Ordner” shows the report"(page) {
    await command(page, "adlint: Bericht für Ordner");
    await page.locator(".tab", { hasText: "adlint: Bericht für anzeigen" }).waitFor();
    const report = page.frameLocator("iframe.webview").frameLocator("iframe");
    await report.locator("body", { hasText: "experience-cap" }).first().waitFor();
    await page.keyboard.press("Control+j"); // The list of findings has been seen.
    await picture(page, "vscode-report.png");
  },
};

prepare();
install();
const port = await freePort();
const server = await serve(port);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
let failed = 0;
let done = 0;
try {
  const page = await browser.newPage({ viewport: { width: 1100, height: 680 }, locale: "de-DE" });
  page.setDefaultTimeout(PATIENCE);
  for (const [name, step] of Object.entries(steps)) {
    const begun = Date.now();
    try {
      await step(page, `http://127.0.0.1:${port}/?folder=${encodeURIComponent(ads)}`);
      console.log(`ok   vscode: ${name} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
      done += 1;
    } catch (reason) {
      failed += 1;
      const shot = join(process.env.ADLINT_EDITORS_SHOTS ?? home, `failed-${failed}.png`);
      await page.screenshot({ path: shot }).catch(() => {});
      console.error(`FAIL vscode: ${name}\n${reason.stack}\nscreenshot: ${shot}`);
      break; // Each step builds on the one before.
    }
  }
} finally {
  await browser.close();
  process.kill(-server.pid);
  if (failed === 0) rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
assert.equal(failed, 0);
assert.equal(done, Object.keys(steps).length);
