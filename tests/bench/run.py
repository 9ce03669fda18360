"""Measure the budgets of the design: `python dev.py bench [--only NAME] [--write-docs]`.

Each measure is a process of its own. The figures go to out/bench.json and, as a table, to the terminal; a broken
budget makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
sys.path[0] = str(ROOT)

from tests.bench.plot import growth_markdown, growth_svg  # noqa: E402
from tests.bench.table import Row, rows_from, table_markdown, table_text  # noqa: E402

MEASURES = ("start", "edit", "writing", "check", "pdf", "xlsx", "word", "importing", "executable", "growth")
"""Modules of tests/bench that print their rows as JSON."""
HEAD = """# Performance

Written by `python dev.py bench --write-docs`; do not edit. Each figure is the median of several runs (p95: of many
edits); the floor, the least that a program doing the same must take, is measured in turn with it, so that the ratio
holds on other machines. Budgets without a floor are absolute. The check and its share of an edit are CPU time, and of
the check the best of five runs; all else is time on the clock, which a machine busy with other work raises. The list
is usable when all projects can be seen, searched and chosen; a form chosen before the filing is open follows then.
What a process killed at any moment loses is no question of speed: tests/services/store/test_killed.py kills 200.
"""
GROWTH = """
## Growth

The same figures by the number of projects, 30 indicators each: a department of 23, then 100, 1,000 and 5,000. Both
scales of the picture are logarithmic; the dashed line is what grows as the projects do.

![Growth](growth.svg)

"""
WINDOWS = """
## Windows executable under Wine

Measured by `python dev.py windows` (three starts of each kind, the median), copied here; a start ends with the window
on the screen. The floor is a bare one-file PySide6 program, built and started in the same way.

"""


def measure(name: str, folder: Path) -> list[Row]:
    """Run one measure in a process of its own; [] when it fails (it has then said why)."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.setdefault("QT_LOGGING_RULES", "qt.qpa.plugin=false;*.debug=false")
    command = [sys.executable, "-m", f"tests.bench.{name}", str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        return []
    return rows_from(json.loads(done.stdout.splitlines()[-1]))


def machine() -> str:
    """The machine in general words: enough to judge the figures, not to find it."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def write_json(rows: list[Row]) -> None:
    """Put the figures into out/bench.json."""
    path = ROOT / "out" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    content = {"machine": machine(), "at": f"{datetime.now(UTC):%Y-%m-%dT%H:%MZ}", "rows": [r.as_json() for r in rows]}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_docs(rows: list[Row]) -> None:
    """Write docs/performance.md and the picture of the growth."""
    of = {part: [row for row in rows if row.part == part] for part in ("", "growth", "windows")}
    text = f"{HEAD}\nMachine: {machine()}.\n\n{table_markdown(of[''])}\n"
    if of["growth"]:
        text += f"{GROWTH}{growth_markdown(of['growth'])}\n"
        (ROOT / "docs" / "growth.svg").write_text(growth_svg(of["growth"]), "utf-8")
    if of["windows"]:
        text += f"{WINDOWS}{table_markdown(of['windows'])}\n"
    (ROOT / "docs" / "performance.md").write_text(text, "utf-8")


def main() -> int:
    """Run the measures asked for."""
    parser = argparse.ArgumentParser(prog="dev.py bench")
    parser.add_argument("--only", action="append", choices=MEASURES, help="this measure (may be given several times)")
    parser.add_argument("--write-docs", action="store_true", help="write docs/performance.md")
    options = parser.parse_args()
    rows: list[Row] = []
    failed = []
    with TemporaryDirectory() as folder:
        for name in options.only or MEASURES:
            found = measure(name, Path(folder))
            print(table_text(found) if found else f"{name}: failed", flush=True)
            failed += [] if found else [name]
            rows += found
    write_json(rows)
    if options.write_docs and not options.only:
        write_docs(rows)
    print(f"\n{table_text(rows)}\n{machine()}")
    return 1 if failed or any(row.kept is False for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
