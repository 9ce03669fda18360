"""Start: from the start of the process to the first painted window, and to a usable list of 1,000 projects."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from tests.bench.data import fill_store
from tests.bench.table import Row, medians
from tests.bench.timing import tell


def moments(child: str, *arguments: str) -> list[float]:
    """Milliseconds from starting a child to each moment it tells; its clock is the system's, as ours."""
    begun = perf_counter()
    command = [sys.executable, "-m", f"tests.bench.children.{child}", *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [(float(line) - begun) * 1000 for line in done.stdout.split()]


def main() -> None:
    """Measure program and bare window in turn; the first round only warms up the disk's cache."""
    folder = Path(sys.argv[1]) / "start"
    fill_store(folder, 1000, 30)
    runs = [[*moments("program", "--data", str(folder)), *moments("bare_window")] for _ in range(6)][1:]
    window, listed, opened, bare = medians(runs)
    tell(
        [
            Row("start_window", "first painted window", window, floor=bare, budget=1.5),
            Row("start_list", "usable list of 1,000 projects", listed, floor=bare, budget=4.5),
            Row("start_open", "the same with the filing open", opened, floor=bare),
        ]
    )


if __name__ == "__main__":
    main()
