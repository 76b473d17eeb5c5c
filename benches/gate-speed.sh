#!/usr/bin/env bash
# gate-speed.sh [ADLINT]: a gate over 10,000 Markdown ads of a repository. adlint and typos take the same files in the same run;
# printed are processor time (user and system, best of RUNS), their ratio, and the peak of memory for 1,000 and for 10,000 ads,
# which must not differ by more than a fifth in any format that streams. typos comes from PyPI into TOOLS [default: a folder that is removed
# at the end]. The two look for different things; the ratio shows the budget, not the quality.
set -euo pipefail
cd "$(dirname "$0")/.."
adlint=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/adlint}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tools=${TOOLS:-$work/tools}
[[ -x $tools/typos/bin/typos ]] || { python3 -m venv "$tools/typos" && "$tools/typos/bin/pip" install --quiet typos; }

python3 - "$adlint" "$tools/typos/bin/typos" "$work" "${RUNS:-3}" <<'PYTHON'
import os, pathlib, subprocess, sys
adlint, typos, work, runs = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), int(sys.argv[4])
fixtures = sorted(pathlib.Path("fixtures/ads").glob("*.md"))
size = 0
for count in (1_000, 10_000):
    folder = work / str(count)
    folder.mkdir()
    for number in range(count):
        source = fixtures[number % len(fixtures)]
        # No two ads are the same.
        text = source.read_text(encoding="utf-8").rstrip() + f"\n\nKennziffer {number}/{count}\n"
        (folder / f"{number:05}-{source.name}").write_text(text, encoding="utf-8")
        size += len(text.encode()) if count == 10_000 else 0

def measure(*command):
    """Processor seconds and peak memory in MB; findings make both programs end with another code than 0."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1, 2), (command, process.returncode)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

def best(*command):
    results = [measure(*command) for _ in range(runs)]
    return min(seconds for seconds, _ in results), max(memory for _, memory in results)

many, few = str(work / "10000"), str(work / "1000")
check = [adlint, "check", "--isolated", "--quiet", "--format"]
ours, memory = best(*check, "concise", many)
theirs, their_memory = best(typos, many)
print(f"10,000 ads, {size / 1e6:.1f} MB, best of {runs}")
print(f"adlint  {ours:6.2f} s processor time  {size / 1e6 / ours:6.1f} MB/s  {memory:6.1f} MB at most")
print(f"typos   {theirs:6.2f} s processor time  {size / 1e6 / theirs:6.1f} MB/s  {their_memory:6.1f} MB at most")
print(f"adlint takes {ours / theirs:.2f} times the processor time of typos")
wrong = []
for form in ("concise", "jsonl", "csv", "github", "gitlab", "junit", "checkstyle", "rdjson", "sarif", "markdown", "html"):
    output = str(work / "report")
    small = measure(*check, form, "--output", output, few)[1]
    large = measure(*check, form, "--output", output, many)[1]
    print(f"{form:<10} {small:6.1f} MB for 1,000 ads, {large:6.1f} MB for 10,000")
    if large > small * 1.2:
        wrong.append(form)
sys.exit(f"memory grows with the ads: {', '.join(wrong)}" if wrong else 0)
PYTHON
