"""The full check of 1,000 projects × 30 indicators: whole, and in the slices that the window runs."""

from __future__ import annotations

from time import perf_counter

from services.collector import keep_for_long
from services.filing.filing import Filing
from services.rules.engine import Checker
from services.scheme import scheme_named
from tests.bench.data import bench_package
from tests.bench.table import Row, percentile
from tests.bench.timing import alternating, tell

SLICE_MS = 8.0
PACKAGE = bench_package(1000, 30)


def fresh() -> Checker:
    """A checker of a filing of which nothing has been worked out yet."""
    scheme = scheme_named(PACKAGE.head.scheme)
    return Checker(Filing(PACKAGE.unit, PACKAGE.head, scheme, PACKAGE.owned))


def steps() -> list[float]:
    """Milliseconds of each step of a full check; a slice on the screen's thread is some of them, and one at least."""
    slices = fresh().slices()
    lengths = []
    more: int | None = 0
    while more is not None:
        begun = perf_counter()
        more = next(slices, None)
        lengths.append((perf_counter() - begun) * 1000)
    return lengths


def main() -> None:
    """Measure, from an assessment not yet made and from one at hand."""
    first = [fresh() for _ in range(4)]
    warm = fresh()
    warm.check_all()
    keep_for_long()  # as the window does after loading
    cold_ms, again_ms = alternating(3, lambda: first.pop().check_all(), warm.check_all)
    lengths = steps()
    tell(
        [
            Row("check", "full check, 1,000 × 30, just opened", cold_ms, budget=600),
            Row("check_again", "full check again (F9)", again_ms),
            Row("check_step_p99", "step of the check, p99", percentile(lengths, 0.99), budget=SLICE_MS),
            Row("check_step_most", "step of the check, longest", max(lengths), budget=SLICE_MS),
        ]
    )


if __name__ == "__main__":
    main()
