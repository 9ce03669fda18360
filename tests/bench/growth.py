"""How the program grows with the filing: a department of 23 projects, then 100, 1,000 and 5,000, 30 indicators each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.bench.data import fill_store
from tests.bench.table import Row
from tests.bench.timing import tell

SIZES = (23, 100, 1000, 5000)
MEASURES = {
    "open": ("open the filing", "ms"),
    "check": ("full check on the screen, CPU", "ms"),
    "edit": ("edit in a form, median", "ms"),
    "edit_p95": ("edit in a form, p95", "ms"),
    "list": ("edit in the list of all, median", "ms"),
    "memory": ("memory", "MB"),
}
"""What is measured: its words and its unit."""


def grown(folder: Path) -> dict[str, float]:
    """The figures of one data folder, in a process of its own."""
    command = [sys.executable, "-m", "tests.bench.children.grown", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def main() -> None:
    """Measure once for each size."""
    rows = []
    for size in SIZES if sys.platform == "linux" else ():
        folder = Path(sys.argv[1]) / f"growth{size}"
        fill_store(folder, size, 30)
        told = grown(folder)
        for name, (what, unit) in MEASURES.items():
            rows.append(Row(f"{name}_{size}", f"{what}, {size:,} projects", told[name], unit=unit, part="growth"))
    tell(rows)


if __name__ == "__main__":
    main()
