"""Draws docs/terminal.svg from what adlint prints: python3 docs/terminal.py [ADLINT] (needs the package rich)."""

import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
AD = """# Sachbearbeiter Einbürgerung

Verstärken Sie unser junges, engagiertes Team!

- Deutsch als Muttersprache
"""
COMMAND = "adlint check anzeige.md --lang de"
THEME = TerminalTheme(
    (24, 26, 31),
    (220, 223, 228),
    [(24, 26, 31), (244, 108, 100), (138, 190, 110), (229, 192, 100), (110, 170, 240), (200, 130, 220), (86, 182, 194), (220, 223, 228)],
    [(110, 118, 130), (255, 130, 120), (160, 210, 130), (240, 210, 120), (130, 190, 255), (220, 150, 240), (110, 200, 210), (255, 255, 255)],
)


def main() -> None:
    adlint = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target/release/adlint")
    flags = "check - --stdin-filename anzeige.md --lang de --profile none --isolated --color always"
    shown = subprocess.run([adlint, *flags.split()], input=AD.encode(), capture_output=True, check=False).stdout.decode()
    console = Console(record=True, width=100, file=open("/dev/null", "w", encoding="utf8"), force_terminal=True)
    console.print(Text(f"$ {COMMAND}"))
    console.print(Text.from_ansi(shown.rstrip("\n")))
    svg = console.export_svg(title="adlint", theme=THEME, unique_id="adlint")
    # The picture stands alone: no font from the network.
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)
    (ROOT / "docs/terminal.svg").write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf8")


main()
