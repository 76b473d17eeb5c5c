#!/usr/bin/env bash
# peers.sh [FOLDER]: adlint, typos and alex side by side: processor time (user and system) on the ads of FOLDER and on
# 10,000 files made from the fixtures. Installs typos (from PyPI) and alex (from npm) into a folder of its own. The three
# look for different things; the ratios show the budget, not the quality.
set -euo pipefail
cd "$(dirname "$0")/.."
adlint=$(realpath "${ADLINT:-${CARGO_TARGET_DIR:-target}/release/adlint}")
tools=${TOOLS:-$(mktemp -d)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[[ -x $tools/typos/bin/typos ]] || python3 -m pip install --quiet --target "$tools/typos" typos
[[ -x $tools/alex/node_modules/.bin/alex ]] || npm install --silent --prefix "$tools/alex" alex >/dev/null
typos=$tools/typos/bin/typos
alex=$tools/alex/node_modules/.bin/alex

# Processor seconds of a command; what it finds is of no interest here.
seconds() {
    local TIMEFORMAT='%U %S'
    { time "$@" >/dev/null 2>&1 || true; } 2>&1 | awk '{ printf "%.2f", $1 + $2 }'
}
compare() {
    local folder=$1 files bytes ours typo other
    files=$(find "$folder" -type f | wc -l)
    bytes=$(cat "$folder"/* | wc -c)
    ours=$(seconds "$adlint" check --isolated --format json "$folder")
    typo=$(seconds "$typos" "$folder")
    # One process for all files, as for the others; it takes names, not folders, in good time only so.
    other=$(seconds "$alex" --text "$folder")
    awk -v f="$files" -v b="$bytes" -v a="$ours" -v t="$typo" -v o="$other" 'BEGIN {
        printf "%d files, %.1f MB: adlint %.2f s (%.0f MB/s), typos %.2f s (%.1f times), alex %.2f s (%.0f times)\n",
            f, b / 1e6, a, b / 1e6 / (a > 0 ? a : 0.01), t, t / (a > 0 ? a : 0.01), o, o / (a > 0 ? a : 0.01) }'
}

if [[ ${1:-} ]]; then
    compare "$(realpath "$1")"
fi
mkdir "$work/many"
texts=(fixtures/ads/*.txt fixtures/ads/*.md)
for ((n = 0; n < 10000; n++)); do
    file=${texts[n % ${#texts[@]}]}
    ln "$file" "$work/many/$n.${file##*.}" 2>/dev/null || cp "$file" "$work/many/$n.${file##*.}"
done
compare "$work/many"
