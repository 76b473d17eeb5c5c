// The settings of the extension are those of adlint.yaml. This script writes them into package.json from
// `adlint schema config`, and the names of the profiles from `adlint rules --profiles`, so that nobody keeps a second list.
//
//   node scripts/settings.mjs PATH/TO/adlint           writes
//   node scripts/settings.mjs PATH/TO/adlint --check   compares, and says what to run
//
// English descriptions come from the schema; German ones are written by hand in package.nls.de.json and must be there.

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");
const [adlint, mode] = process.argv.slice(2);
if (!adlint) {
  console.error("usage: node scripts/settings.mjs PATH/TO/adlint [--check]");
  process.exit(2);
}

// What only the command line reads; in an editor it would do nothing.
const COMMAND_LINE_ONLY = new Set(["fail_on", "max_warnings"]);

const ask = (...args) => JSON.parse(execFileSync(adlint, args, { encoding: "utf8" }));
const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8"));

const schema = ask("schema", "config");
const profiles = ask("--lang", "en", "rules", "--profiles", "--isolated", "--format", "json");
const profilesDe = ask("--lang", "de", "rules", "--profiles", "--isolated", "--format", "json");
const manifest = read("package.json");
const english = read("package.nls.json");
const german = read("package.nls.de.json");

/** The schema behind a `$ref`, without "or null"; says whether null was allowed. */
function resolve(node) {
  if (node.$ref) return resolve(schema.$defs[node.$ref.split("/").pop()]);
  const alternatives = node.anyOf ?? [];
  if (alternatives.some((one) => one.type === "null")) {
    return { ...resolve(alternatives.find((one) => one.type !== "null")), nullable: true };
  }
  if (Array.isArray(node.type) && node.type.includes("null")) {
    const type = node.type.filter((one) => one !== "null");
    return { ...node, type: type.length === 1 ? type[0] : type, nullable: true };
  }
  return node;
}

/** The same without references, as the settings of an editor want it. */
function plain(node) {
  const { nullable, $ref, description, default: _default, title, format, ...found } = resolve(node);
  const out = {};
  if (found.oneOf?.every((one) => one.const !== undefined)) {
    out.type = "string";
    out.enum = found.oneOf.map((one) => one.const);
  } else if (found.anyOf || found.oneOf) {
    out.anyOf = (found.anyOf ?? found.oneOf).map(plain);
  } else {
    for (const key of ["type", "enum", "const", "minimum", "maximum", "pattern"]) if (found[key] !== undefined) out[key] = found[key];
    if (found.items) out.items = plain(found.items);
    if (found.properties) out.properties = Object.fromEntries(Object.entries(found.properties).map(([name, one]) => [name, plain(one)]));
    if (found.additionalProperties !== undefined) {
      out.additionalProperties = typeof found.additionalProperties === "object" ? plain(found.additionalProperties) : found.additionalProperties;
    }
  }
  if (nullable && typeof out.type === "string") {
    out.type = [out.type, "null"];
    if (out.enum) out.enum = [...out.enum, null];
  }
  return out;
}

const faults = [];
const properties = {};
const texts = {};
const textsDe = {};
for (const [name, node] of Object.entries(schema.properties)) {
  if (COMMAND_LINE_ONLY.has(name)) continue;
  const key = `config.${name}`;
  texts[key] = node.description;
  if (!german[key]) faults.push(`package.nls.de.json has no "${key}"; the English is: ${node.description}`);
  textsDe[key] = german[key];
  const setting = plain(node);
  // A map nobody has filled says nothing, whatever its parts would be by default.
  const unset = setting.type === "object" ? {} : (node.default ?? null);
  properties[`adlint.${name}`] = { ...setting, default: unset, scope: "resource", markdownDescription: `%${key}%` };
}
// A profile can be picked by name. One of somebody's own is not in the list and works all the same.
for (const [list, into] of [[profiles, texts], [profilesDe, textsDe]]) for (const { profile, name } of list) into[`profile.${profile}`] = name;
properties["adlint.profile"].enum = [...profiles.map(({ profile }) => profile), null];
properties["adlint.profile"].markdownEnumDescriptions = [...profiles.map(({ profile }) => `%profile.${profile}%`), "%profile.null%"];

// How adlint shows itself in an editor (`Wishes` in the server), and what this extension alone needs.
const own = {
  "adlint.enable": {
    type: "string",
    enum: ["always", "configured", "never"],
    default: "always",
    scope: "window",
    markdownDescription: "%own.enable%",
    markdownEnumDescriptions: ["always", "configured", "never"].map((name) => `%own.enable.${name}%`),
  },
  "adlint.lang": { type: "string", enum: ["auto", "de", "en"], default: "auto", scope: "window", markdownDescription: "%own.lang%" },
  "adlint.code_lens": { type: "boolean", default: true, scope: "window", markdownDescription: "%own.code_lens%" },
  "adlint.inlay_hints": { type: "boolean", default: false, scope: "window", markdownDescription: "%own.inlay_hints%" },
  "adlint.workspace_diagnostics": {
    type: "string",
    enum: ["configured", "all", "off"],
    default: "configured",
    scope: "window",
    markdownDescription: "%own.workspace_diagnostics%",
    markdownEnumDescriptions: ["configured", "all", "off"].map((name) => `%own.workspace_diagnostics.${name}%`),
  },
  "adlint.path": { type: ["string", "null"], default: null, scope: "machine-overridable", markdownDescription: "%own.path%" },
  "adlint.trace.server": { type: "string", enum: ["off", "messages", "verbose"], default: "off", scope: "window", markdownDescription: "%own.trace%" },
};

const order = (names) => ["adlint.profile", "adlint.lang", "adlint.facts", ...names].filter((name, at, all) => all.indexOf(name) === at);
const all = { ...properties, ...own };
manifest.contributes.configuration = {
  title: "adlint",
  properties: Object.fromEntries(order(Object.keys(all)).map((name, at) => [name, { order: at, ...all[name] }])),
};

const generated = /^(config|profile)\.(?!null$)/;
const merged = (old, made) => ({ ...Object.fromEntries(Object.entries(old).filter(([key]) => !generated.test(key))), ...made });
const files = { "package.json": manifest, "package.nls.json": merged(english, texts), "package.nls.de.json": merged(german, textsDe) };

for (const [name, value] of Object.entries(files)) {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  if (readFileSync(join(folder, name), "utf8") === text) continue;
  if (mode === "--check") faults.push(`${name} is not what \`adlint schema config\` and \`adlint rules --profiles\` say`);
  else writeFileSync(join(folder, name), text);
}
const untranslated = Object.keys(files["package.nls.json"]).filter((key) => !files["package.nls.de.json"][key] && !texts[key]);
faults.push(...untranslated.map((key) => `package.nls.de.json has no "${key}"`));

if (faults.length > 0) {
  console.error(faults.join("\n"));
  console.error("Write what is missing, then run: node editors/vscode/scripts/settings.mjs PATH/TO/adlint");
  process.exit(1);
}
console.log(`settings: ${Object.keys(all).length}, profiles: ${profiles.length}, as adlint has them`);
