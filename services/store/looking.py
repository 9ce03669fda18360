"""Looking into a backup: a filing as it was then, read from a copy; neither the backup nor the store is touched."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from models.filing import FilingHead
from models.record import Record
from models.unit import Unit
from services.store.backup import check_backup, copy_database
from services.store.engine import open_engine, translated
from services.store.engine import reading as reads
from services.store.reading import load_filing
from services.store.upgrades import upgrade


def load_from_backup(path: Path, filing_id: str) -> tuple[Unit, FilingHead, list[tuple[str, Record]]]:
    """Unit, head and all other records of a filing as a backup holds them.

    NoSuchFiling when it holds none by that id, BackupUnusable or StoreTooNew when it cannot be read. An older backup is
    brought to this version in the copy.
    """
    check_backup(path)
    with translated(), TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        copy_database(path, copy)
        upgrade(copy, check_backup(copy), lambda: path)
        engine = open_engine(copy)
        try:
            with reads(engine) as connection:
                return load_filing(connection, filing_id)
        finally:
            engine.dispose()
