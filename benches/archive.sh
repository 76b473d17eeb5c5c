#!/usr/bin/env bash
# archive.sh [ADLINT] [MEGABYTES]: what an archive costs. Makes one of the fixture ads (1000 MB unless told otherwise) as JSON
# Lines, gzip and Parquet, and prints ratios of one run: rates are bytes of JSON Lines over processor seconds (user and
# system), so that others on the machine count little. Parquet needs pyarrow, which is installed into a folder of its own.
# Where the time goes: cargo bench --bench stages -- ARCHIVE.
set -euo pipefail
cd "$(dirname "$0")/.."
adlint=$(realpath "${1:-${CARGO_TARGET_DIR:-target}/release/adlint}")
work=${WORK:-$(mktemp -d)}
[[ ${WORK:-} ]] || trap 'rm -rf "$work"' EXIT
tools=${TOOLS:-$work/tools}
mkdir -p "$work" "$tools"
[[ -d $tools/pyarrow ]] || python3 -m pip install --quiet --target "$tools/pyarrow" pyarrow ||
    echo "no pyarrow: the Parquet lines are left out"
PYTHONPATH=$tools/pyarrow python3 - "$adlint" "$work" "${2:-1000}" <<'PYTHON'
import glob, gzip, json, os, random, shutil, subprocess, sys, time

adlint, work, megabytes = sys.argv[1], sys.argv[2], int(sys.argv[3])
texts = [open(p, encoding="utf-8").read() for p in sorted(glob.glob("fixtures/ads/*.txt") + glob.glob("fixtures/ads/*.md"))]
plain = os.path.join(work, "ads.jsonl")
if not os.path.exists(plain):
    chance, size, number = random.Random(7), 0, 0
    with open(plain, "w", encoding="utf-8") as out:
        while size < megabytes * 1_000_000:
            number += 1
            # Paragraphs of one ad in their order, some left out: no two ads are alike, and none packs to nothing.
            parts = [p for p in chance.choice(texts).split("\n\n") if chance.random() < 0.9]
            ad = {"id": number, "date": f"{2015 + number % 10}-{1 + number % 12:02}-01", "employer": f"Amt {number % 997}",
                  "description": "\n\n".join(parts) + f"\n\nKennziffer {chance.getrandbits(48):x}"}
            size += out.write(json.dumps(ad, ensure_ascii=False) + "\n")
size = os.path.getsize(plain) / 1e6
packed = plain + ".gz"
if not os.path.exists(packed):
    with open(plain, "rb") as source, gzip.open(packed, "wb", 6) as out:
        shutil.copyfileobj(source, out, 1 << 20)
table = os.path.join(work, "ads.parquet")
# In a process of its own: what this one has ever held would count as the memory of whatever it starts.
CONVERT = """
import sys, pyarrow.json, pyarrow.parquet
read = pyarrow.json.open_json(sys.argv[1], read_options=pyarrow.json.ReadOptions(block_size=16 << 20))
with pyarrow.parquet.ParquetWriter(sys.argv[2], read.schema, compression="zstd") as out:
    for batch in read:
        out.write_batch(batch)
"""
if not os.path.exists(table) and subprocess.run([sys.executable, "-c", CONVERT, plain, table], stderr=subprocess.DEVNULL).returncode:
    table = None

def run(*arguments):
    """Processor seconds, seconds, peak memory in MB."""
    begin = time.monotonic()
    child = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 2):
        sys.exit(f"{arguments}: ended with {child.returncode}")
    return used.ru_utime + used.ru_stime, time.monotonic() - begin, used.ru_maxrss / 1024

def check(*arguments):
    return run(adlint, "check", "--isolated", "--quiet", *arguments)

def line(name, value, goal):
    print(f"{name:<62} {value:>12}   {goal}", flush=True)

print(f"{size:.0f} MB of JSON Lines in {sum(1 for _ in open(plain, 'rb')):,} ads; load {os.getloadavg()[0]:.1f}\n")
one = check("--format", "summary", "--jobs", "1", plain)
line("JSON Lines, summary: MB/s a core", f"{size / one[0]:.0f}", "≥ 100")
two = check("--format", "summary", "--jobs", "2", plain)
line("two workers against one, by the clock", f"{one[1] / two[1]:.2f}", "≥ 1.8 on two idle cores")
line("processor time of two workers against one", f"{two[0] / one[0]:.2f}", "near 1")
line("peak memory, two workers, MB", f"{two[2]:.0f}", "≤ 150, whatever the size")
tables = os.path.join(work, "tables")
rows = check("--tables", tables, "--table-format", "jsonl", "--jobs", "1", plain)
line("one JSON line a finding, a clause, an ad: MB/s a core", f"{size / rows[0]:.0f}", "≥ 60")
shutil.rmtree(tables, ignore_errors=True)
rows = check("--tables", tables, "--table-format", "parquet", "--jobs", "1", plain)
line("the same as Parquet: MB/s a core", f"{size / rows[0]:.0f}", "")
line("peak memory while writing Parquet, MB", f"{rows[2]:.0f}", "≤ 150")
shutil.rmtree(tables, ignore_errors=True)
unzip = run("gzip", "-dc", packed)
gz = check("--format", "summary", "--jobs", "1", packed)
line("gzip, against unpacking plus checking", f"{gz[0] / (one[0] + unzip[0]):.2f}", "≤ 1.3")
if table:
    parquet = check("--format", "summary", "--jobs", "1", table)
    line("Parquet, against checking alone", f"{parquet[0] / one[0]:.2f}", "≤ 1.3")
PYTHON
