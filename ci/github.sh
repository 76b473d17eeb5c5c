#!/usr/bin/env bash
# What action.yml does: check the ads, annotate the lines, write the SARIF log and the summary of the job.
# Everything comes in through ADLINT_*; lists are one entry a line. The exit code is adlint's.
set -euo pipefail

arguments=(check --format github --lang "${ADLINT_LANG:-en}")
option() { [[ -z $2 ]] || arguments+=("$1=$2"); }
option --profile "${ADLINT_PROFILE:-}"
option --fail-on "${ADLINT_FAIL_ON:-}"
option --max-warnings "${ADLINT_MAX_WARNINGS:-}"
option --since "${ADLINT_SINCE:-}"
option --baseline "${ADLINT_BASELINE:-}"
sarif=${ADLINT_SARIF:-adlint.sarif}
arguments+=("--output=sarif=$sarif")
summary=
if [[ -n ${GITHUB_STEP_SUMMARY:-} ]]; then
    summary=$(mktemp)
    trap 'rm -f "$summary"' EXIT
    arguments+=("--output=markdown=$summary")
fi
while IFS= read -r line; do
    [[ -z $line ]] || arguments+=("$line")
done <<<"${ADLINT_ARGS:-}"
# A path may begin with a dash; what follows is no option.
arguments+=(--)
while IFS= read -r line; do
    [[ -z $line ]] || arguments+=("$line")
done <<<"${ADLINT_PATHS:-.}"

code=0
"${ADLINT:-adlint}" "${arguments[@]}" || code=$?

[[ -z $summary ]] || cat "$summary" >>"$GITHUB_STEP_SUMMARY"
if [[ -n ${GITHUB_OUTPUT:-} ]]; then
    echo "exit-code=$code" >>"$GITHUB_OUTPUT"
    [[ ! -f $sarif ]] || echo "sarif=$sarif" >>"$GITHUB_OUTPUT"
fi
exit "$code"
