"""The pages of editors/ show what the files beside them say, and what is TOML or JSON can be read as such.

People copy from the page or take the file; both must be the same. Prints what is wrong and exits with 1.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

EDITORS = Path(__file__).resolve().parents[2] / "editors"
SHOWN = {
    "neovim": ["adlint.lua"],
    "emacs": ["adlint.el"],
    "vim": ["adlint.vim", "coc-settings.json"],
    "helix": ["languages.toml"],
    "kate": ["settings.json"],
    "sublime": ["LSP.sublime-settings"],
    "zed": ["settings.json"],
}
READ = ["helix/languages.toml", "kate/settings.json", "sublime/LSP.sublime-settings", "zed/settings.json", "zed/extension.toml",
        "zed/Cargo.toml", "vim/coc-settings.json", "vscode/package.json", "vscode/package-lock.json"]


def faults():
    """What is wrong, one sentence each."""
    for editor, files in SHOWN.items():
        page = (EDITORS / editor / "README.md").read_text(encoding="utf-8")
        blocks = [block.strip() for block in re.findall(r"^```\w+\n(.*?)^```$", page, re.M | re.S)]
        for file in files:
            if (EDITORS / editor / file).read_text(encoding="utf-8").strip() not in blocks:
                yield f"editors/{editor}/README.md does not show {file} as it is"
    overview = (EDITORS / "README.md").read_text(encoding="utf-8")
    for folder in sorted(path.name for path in EDITORS.iterdir() if path.is_dir()):
        if not (EDITORS / folder / "README.md").is_file():
            yield f"editors/{folder} has no page"
        if f"]({folder}/README.md)" not in overview:
            yield f"editors/README.md does not name {folder}"
    for name in READ:
        text = (EDITORS / name).read_text(encoding="utf-8")
        try:
            tomllib.loads(text) if name.endswith(".toml") else json.loads(text)
        except ValueError as fault:
            yield f"editors/{name}: {fault}"
    lock = (EDITORS / "vscode/package-lock.json").read_text(encoding="utf-8")
    if '"resolved"' in lock:
        yield "editors/vscode/package-lock.json names the registry of somebody's machine"


if __name__ == "__main__":
    found = list(faults())
    for fault in found:
        print("FAIL pages:", fault)
    if found:
        sys.exit(1)
    print(f"ok   pages: {sum(map(len, SHOWN.values()))} files are shown as they are, {len(READ)} can be read")
