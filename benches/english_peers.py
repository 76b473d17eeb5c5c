"""Holds what adlint and its peers say of labelled English ads against the labels; see english-peers.sh."""

import json
import re
import resource
import subprocess
import sys
from pathlib import Path

# The ideas of joblint's rules, in expressions of our own: gendered words and pronouns, bro and hype words, benefits that
# are games and drinks, competition, new starters, merit, visionary talk, reassurance, old technology, editors, spelling.
JOBLINT = {
    "gendered word": r"(?:wo)?m[ae]n|(?:fe)?males?|girls?|boys?|guys?|lads?|lad(?:y|ies)|gentlem[ae]n|dudes?|bros?|(?:grand)?(?:fa|mo)thers?|"
    r"brothers?|sisters?|m[uo]ms?|dads?|husbands?|wi(?:fe|ves)|chicks?|gran(?:ny|nies|d[mp]as?)?",
    "gendered pronoun": r"s?he|his|him|her",
    "derogatory term": r"bit?ch(?:es)?|hunks?|studs?|stallions?|hoes?|sluts?",
    "facial hair": r"beard(?:s|ed|y)?|grizzl(?:y|ed)",
    "sexualised": r"sexy|hawt|phat",
    "bro terminology": r"brogramm(?:er|ers|ing)|crank|crush|hard[ -]?core|hella|mak(?:e|ing) it rain|skillz",
    "hype title": r"gurus?|hero(?:es|ic)?|ninjas?|rock[ -]?stars?|super[ -]?stars?|badass(?:es)?",
    "hollow benefit": r"ales?|beers?|lagers?|pints?|coffee|foos ?ball|happy hours?|kegs?|ping[ -]?pong|pizzas?|play ?stations?|pool(?: table)?|"
    r"table[ -]?(?:football|tennis)|xbox(?:es)?|massages?",
    "competition": r"compete|competition|competitive(?! (?:salary|pay))|cutting[ -]edge|fail|forefront|the best|win|top of (?:the|your|their) (?:game|class)",
    "new starter": r"hit the ground running|juggle|tight deadlines?",
    "merit": r"meritocra(?:cy|cies|tic)",
    "profanity": r"bloody|bugger|damn|piss(?:ing)?|shit",
    "visionary": r"blue[ -]?sk(?:y|ies)|enlighten(?:ed|ing)?|green[ -]?fields?|incentivi[sz]e|paradigm|reach(?:ed|ing)? out|synerg(?:y|i[sz]e)|visionar(?:y|ies)",
    "reassurance": r"(?:drama|stress)[ -]?free",
    "legacy technology": r"cobol|cvs|front ?page|rcs|source ?safe|vb ?6|vbscript",
    "editor": r"atom|eclipse|emacs|netbeans|notepad|sublime text|textmate|vim?|visual studio",
    "acronym spelt out": r"cascading style sheets|hypertext(?: markup language)?",
    "spelling": r"java script|ruby on rail",
}


def joblint(texts):
    rules = {name: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for name, pattern in JOBLINT.items()}
    return {
        name: [(hit.start(), hit.end(), rule) for rule, pattern in rules.items() for hit in pattern.finditer(text)]
        for name, text in texts.items()
    }


def node(script, tools, files, texts):
    """What a Node tool says; its offsets count UTF-16 units, ours characters."""
    out = subprocess.run(["node", str(tools / script), *map(str, files)], capture_output=True, check=True, cwd=tools).stdout
    said = {}
    for line in out.decode().splitlines():
        one = json.loads(line)
        name = Path(one["file"]).name
        units = texts[name].encode("utf-16-le")
        place = lambda at: len(units[: 2 * at].decode("utf-16-le", "ignore"))
        said[name] = [(place(start), place(end), rule) for start, end, rule in one["found"]]
    return said


def adlint(binary, files, texts, severities):
    out = subprocess.run([binary, "check", "--isolated", "--profile", "none", "--format", "json", *map(str, files)], capture_output=True).stdout
    said = {}
    for document in json.loads(out)["documents"]:
        name = Path(document["path"]).name
        data = texts[name].encode()
        place = lambda at: len(data[:at].decode(errors="ignore"))
        said[name] = [
            (place(finding["start"]), place(finding["end"]), finding["rule"])
            for finding in document["findings"]
            if finding["kind"] != "missing" and finding["severity"] in severities
        ]
    return said


def places(text, quote):
    return [(hit.start(), hit.end()) for hit in re.finditer(re.escape(quote), text)] if quote else []


def touched(found, where):
    return any(start < right and left < end for start, end, _ in found for left, right in where)


def measured(run):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return said, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    ads, labels, binary, tools = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    rows = [json.loads(line) for line in labels.read_text(encoding="utf8").splitlines() if line.strip()]
    rows = [row for row in rows if row["lang"] == "en"]
    files = [ads / row["file"] for row in rows]
    texts = {file.name: file.read_text(encoding="utf8") for file in files}
    tools_run = {
        "adlint, error and warning": lambda: adlint(binary, files, texts, {"error", "warning"}),
        "adlint, all": lambda: adlint(binary, files, texts, {"error", "warning", "info"}),
        "alex": lambda: node("alex.mjs", tools, files, texts),
        "write-good": lambda: node("write-good.mjs", tools, files, texts),
        "joblint's ideas": lambda: joblint(texts),
    }
    print(f"{len(rows)} English ads, {sum(map(len, texts.values())) / 1000:.0f} kB; found: labelled passages a message touches; accused: the same")
    print("for passages labelled harmless, and for the clauses that invite")
    print(f"{'':27}{'legal risk':>11}{'deterrent':>11}{'style':>9}{'harmless':>10}{'clauses':>9}{'messages':>10}{'CPU s':>8}")
    for name, run in tools_run.items():
        said, seconds = measured(run)
        hit = {"legal-risk": [0, 0], "deterrent": [0, 0], "style": [0, 0], "harmless": [0, 0], "clauses": [0, 0]}
        for row in rows:
            text, found = texts[row["file"]], said.get(row["file"], [])
            passages = [(one["severity"], one["quote"]) for one in row["exclusionary"]]
            passages += [("harmless", quote) for quote in row["tempting_but_fine"]]
            groups = ("women", "disability", "migration", "eeo", "diversity_generic", "accommodation")
            passages += [("clauses", row.get("evidence", {}).get(group, "")) for group in groups if row["clauses"].get(group)]
            for kind, quote in passages:
                where = places(text, quote)
                if where:
                    hit[kind][1] += 1
                    hit[kind][0] += touched(found, where)
        cells = [f"{hits}/{all_}" for hits, all_ in hit.values()]
        time = f"{seconds:.2f}" if seconds > 0 else "-"
        print(f"{name:27}{cells[0]:>11}{cells[1]:>11}{cells[2]:>9}{cells[3]:>10}{cells[4]:>9}{sum(map(len, said.values())):>10}{time:>8}")


main()
