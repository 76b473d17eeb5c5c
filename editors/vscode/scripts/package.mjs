// Builds the .vsix with the program inside, so that nothing is fetched when the extension starts.
//
//   node scripts/package.mjs PATH/TO/adlint [OUT.vsix]
//
// One package a platform: run it once on each, with that platform's program.

import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..");
const [adlint, out = "adlint.vsix"] = process.argv.slice(2);
if (!adlint || !existsSync(adlint)) {
  console.error("usage: node scripts/package.mjs PATH/TO/adlint [OUT.vsix]");
  process.exit(2);
}

const windows = process.platform === "win32";
const platform = { linux: "linux", darwin: "darwin", win32: "win32" }[process.platform];
const server = join(folder, "server");
rmSync(server, { recursive: true, force: true });
mkdirSync(server);
const program = join(server, windows ? "adlint.exe" : "adlint");
copyFileSync(adlint, program);
chmodSync(program, 0o755);

const licences = ["LICENSE-MIT", "LICENSE-APACHE"].map((name) => readFileSync(join(folder, "../..", name), "utf8"));
writeFileSync(join(folder, "LICENSE.txt"), `MIT or Apache-2.0, as you like.\n\n${licences.join("\n\n")}`);

const steps = [
  ["esbuild", "src/extension.ts", "--bundle", "--platform=node", "--target=node20", "--format=cjs", "--external:vscode", "--minify", "--outfile=dist/extension.js", "--log-level=warning"],
  ["vsce", "package", "--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links", "--target", `${platform}-${process.arch}`, "--out", resolve(out)],
];
for (const [tool, ...args] of steps) {
  const { status } = spawnSync(join(folder, "node_modules/.bin", windows ? `${tool}.cmd` : tool), args, { cwd: folder, stdio: "inherit", shell: windows });
  if (status !== 0) process.exit(status ?? 1);
}
