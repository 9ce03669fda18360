"""Memory of the window with everything checked, by the size of the filing (Linux only)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.bench.data import fill_store
from tests.bench.table import Row
from tests.bench.timing import tell

SIZES = (100, 1000, 5000)


def resident(folder: Path) -> float:
    """MB of a process that has opened the window on this folder."""
    command = [sys.executable, "-m", "tests.bench.children.resident", str(folder)]
    return float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()[-1])


def main() -> None:
    """Measure once for each size: memory hardly varies from run to run."""
    rows = []
    for size in SIZES if sys.platform == "linux" else ():
        folder = Path(sys.argv[1]) / f"memory{size}"
        fill_store(folder, size, 30)
        rows.append(Row(f"memory_{size}", f"memory with {size:,} × 30 open", resident(folder), unit="MB"))
    tell(rows)


if __name__ == "__main__":
    main()
