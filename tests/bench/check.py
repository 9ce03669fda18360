"""The full check of 1,000 projects × 30 indicators: whole, and in the steps that the window runs between key presses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from services.rules.engine import Checker
from tests.bench.data import bench_filing, fill_store
from tests.bench.table import Row, percentile
from tests.bench.timing import tell, timed

RUNS = 5
SLICE_MS = 8.0


def first_steps(folder: Path) -> list[float]:
    """Milliseconds of each step of the first check after opening."""
    command = [sys.executable, "-m", "tests.bench.children.first_check", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return [float(line) for line in done.stdout.split()]


def main() -> None:
    """Measure the first check, each in a process of its own, and a second one with everything worked out."""
    folder = Path(sys.argv[1]) / "check"
    fill_store(folder, 1000, 30)
    runs = [first_steps(folder) for _ in range(RUNS)]
    checker = Checker(bench_filing(1000, 30))
    checker.check_all()
    again = min(timed(checker.check_all) for _ in range(RUNS))
    lengths = min(runs, key=max)
    tell(
        [
            Row("check", "full check, 1,000 × 30, just opened", min(map(sum, runs)), budget=600),
            Row("check_again", "full check again", again),
            Row("check_step_p99", "step of the check, p99", percentile(lengths, 0.99), budget=SLICE_MS),
            Row("check_step_most", "step of the check, longest", max(lengths), budget=SLICE_MS),
        ]
    )


if __name__ == "__main__":
    main()
