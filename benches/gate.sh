#!/usr/bin/env bash
# gate.sh [ADLINT]: instructions that `adlint check` takes on fixture ads, counted by callgrind, against
# benches/instructions.txt. More than five per cent above fails; UPDATE=1 writes the file anew.
# Instructions are the same on every run; seconds on a shared machine are not.
set -euo pipefail
cd "$(dirname "$0")/.."
adlint=${1:-${CARGO_TARGET_DIR:-target}/release/adlint}
book=benches/instructions.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One small ad is mostly start-up; the others, copied many times into one run, are mostly checking.
cases() {
    echo "start-up fixtures/ads/de-gastro-service-bad.txt"
    echo "german-text $work/de-text"
    echo "german-html $work/de-html"
    echo "english $work/en"
}
copy() {
    mkdir "$work/$1"
    local name file copy
    for file in $2; do
        name=${file##*/}
        for copy in 1 2 3 4 5 6 7 8; do cp "$file" "$work/$1/${name%.*}-$copy.${name##*.}"; done
    done
}
copy de-text "fixtures/ads/de-*.txt"
copy de-html "fixtures/ads/de-*.html"
copy en "fixtures/ads/en-*.txt fixtures/ads/en-*.md"

count() {
    valgrind --tool=callgrind --callgrind-out-file="$work/out" "$adlint" check --isolated --jobs 1 --format json "$1" \
        2>"$work/log" >/dev/null || test $? -le 2
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/log"
}

status=0
while read -r name path; do
    now=$(count "$path")
    [[ -n $now ]] || { cat "$work/log"; exit 2; }
    was=$(awk -v name="$name" '$1 == name { print $2 }' "$book" 2>/dev/null || true)
    echo "$name $now" >>"$work/new"
    if [[ -z $was ]]; then
        printf '%-12s %12s instructions, new\n' "$name" "$now"
        [[ ${UPDATE:-} ]] || status=1
    else
        printf '%-12s %12s instructions, %+d per mille\n' "$name" "$now" "$(((now - was) * 1000 / was))"
        ((now * 100 <= was * 105)) || status=1
    fi
done < <(cases)

if [[ ${UPDATE:-} ]]; then
    mv "$work/new" "$book"
elif ((status)); then
    echo "more instructions than $book allows; where the price is worth it: UPDATE=1 benches/gate.sh"
    exit 1
fi
