"""Import of a package of 1,000 × 30, against a SQLAlchemy core insert of the same rows into the same tables."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert

from models.record import Record
from services.filing.package import read_package
from services.store.store import Store
from services.store.writing import table_of
from services.workspace import take_in
from tests.bench.data import FIRST, bench_package, write_bench_package
from tests.bench.table import Row, medians
from tests.bench.timing import tell, timed


def product(package: Path, folder: Path) -> tuple[float, float]:
    """Milliseconds to read and check the package, and to put it into an empty store."""
    read: list = []
    reading = timed(lambda: read.append(read_package(package)))
    with Store.open(folder) as store:
        return reading, timed(lambda: take_in(store, read[0], "bench"))


def bare(records: list[tuple[str, Record]], folder: Path) -> float:
    """Milliseconds to insert rows that are ready, in one transaction."""
    rows = defaultdict(list)
    for entity, record in records:
        rows[entity].append(record.model_dump())

    def work() -> None:
        with store.engine.begin() as connection:
            for entity, values in rows.items():
                connection.execute(insert(table_of(entity)), values)

    with Store.open(folder) as store:
        return timed(work)


def main() -> None:
    """Measure; every run begins an empty store."""
    package = Path(sys.argv[1]) / f"{FIRST.id}.jxbb"
    write_bench_package(package, 1000, 30)
    records = bench_package(1000, 30).records()
    runs = []
    for _ in range(5):
        with TemporaryDirectory() as folder:
            runs.append([*product(package, Path(folder) / "a"), bare(records, Path(folder) / "b")])
    reading, storing, floor = medians(runs[1:])
    tell(
        [
            Row("import", "import of a package, 1,000 × 30", reading + storing, floor=floor, budget=3),
            Row("import_store", "of which writing to the store", storing, floor=floor),
        ]
    )


if __name__ == "__main__":
    main()
