// Every text the extension shows is there in German too, and none that is not shown.
//
//   node scripts/texts.mjs

import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (name) => readFileSync(join(folder, name), "utf8");
const faults = [];

const shown = new Set();
for (const name of readdirSync(join(folder, "src"))) {
  for (const [, text] of read(`src/${name}`).matchAll(/l10n\.t\(\s*"((?:[^"\\]|\\.)*)"/g)) shown.add(JSON.parse(`"${text}"`));
}
const german = JSON.parse(read("l10n/bundle.l10n.de.json"));
for (const text of shown) if (!german[text]) faults.push(`l10n/bundle.l10n.de.json lacks ${JSON.stringify(text)}`);
for (const text of Object.keys(german)) if (!shown.has(text)) faults.push(`l10n/bundle.l10n.de.json has ${JSON.stringify(text)}, which is shown nowhere`);
for (const [text, translated] of Object.entries(german)) {
  const places = (words) => (words.match(/\{\d\}/g) ?? []).sort().join();
  if (places(text) !== places(translated)) faults.push(`${JSON.stringify(text)} has other places in German`);
}

const used = new Set([...read("package.json").matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
for (const name of ["package.nls.json", "package.nls.de.json"]) {
  const texts = JSON.parse(read(name));
  for (const key of used) if (!texts[key]) faults.push(`${name} lacks "${key}"`);
  for (const key of Object.keys(texts)) if (!used.has(key)) faults.push(`${name} has "${key}", which package.json does not use`);
}

if (shown.size === 0 || used.size === 0) faults.push("no text was found at all");
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}
console.log(`texts: ${shown.size + used.size}, each in English and German`);
