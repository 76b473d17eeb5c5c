#!/usr/bin/env bash
# english-peers.sh ADS LABELS: adlint, alex, write-good and the ideas of joblint over the same labelled English ads: what they
# find, whom they accuse wrongly, processor time. ADS is a folder of texts, LABELS a file with one object a line (file, lang,
# clauses, evidence, exclusionary, tempting_but_fine).
#
# alex and write-good come from npm, into a folder of their own. joblint is not maintained and not installed: its nineteen
# rules are facts about it, put here in words of our own (english_peers.py), so its time is not comparable and not printed.
set -euo pipefail
ads=$(realpath "${1:?folder of ads}")
labels=$(realpath "${2:?file of labels}")
cd "$(dirname "$0")/.."
adlint=$(realpath "${ADLINT:-${CARGO_TARGET_DIR:-target}/release/adlint}")
tools=${TOOLS:-$(mktemp -d)}
[[ ${TOOLS:-} ]] || trap 'rm -rf "$tools"' EXIT

mkdir -p "$tools"
[[ -d $tools/node_modules/alex && -d $tools/node_modules/write-good ]] ||
    npm install --silent --no-fund --no-audit --prefix "$tools" alex@11 write-good@1 >/dev/null

cat >"$tools/alex.mjs" <<'JS'
import fs from "node:fs";
import { text } from "alex";
for (const file of process.argv.slice(2)) {
    const found = text(fs.readFileSync(file, "utf8")).messages.map((message) => {
        const at = message.position ?? message.place;
        return [at.start.offset, at.end.offset, message.ruleId];
    });
    console.log(JSON.stringify({ file, found }));
}
JS
cat >"$tools/write-good.mjs" <<'JS'
import fs from "node:fs";
import writeGood from "write-good";
for (const file of process.argv.slice(2)) {
    const found = writeGood(fs.readFileSync(file, "utf8")).map((one) => [one.index, one.index + one.offset, one.reason]);
    console.log(JSON.stringify({ file, found }));
}
JS
python3 benches/english_peers.py "$ads" "$labels" "$adlint" "$tools"
