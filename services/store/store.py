"""Store: the one door to the data folder. Every write is one transaction; every failure is a StoreError.

`Store.open` takes the lock, looks at the database before touching it, upgrades it after a backup, and keeps a rolling
backup. The tables are imported here and not before: opening the store is the first need for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from models import history  # noqa: F401 - registers its tables
from models.filing import FilingHead
from models.record import Record
from models.unit import Unit
from services.filing.refs import Change, FieldRef, Gesture, Origin
from services.store import audit, backup, damage, reading, settings, writing
from services.store.backup import BackupInfo, BackupReason
from services.store.engine import open_engine, translated
from services.store.engine import reading as reads
from services.store.engine import writing as writes
from services.store.errors import NoGoodBackup, StoreError, StoreOnNetwork
from services.store.lock import StoreLock
from services.store.network import is_on_network
from services.store.places import Places
from services.store.upgrades import upgrade


class Store:
    """An open data folder. May be used from several threads, except `restore` and `close`."""

    def __init__(self, places: Places, lock: StoreLock) -> None:
        """Use `Store.open`."""
        self.places = places
        self.backup_problem: StoreError | None = None
        """Why the last rolling backup failed; the clerk must be told, but can work."""
        self._lock = lock
        self.engine = open_engine(places.database)

    @classmethod
    def open(cls, folder: Path, address: str = "", *, even_if_elsewhere: bool = False) -> Store:
        """Open (or begin) the store in a folder. `address` is where a second start can reach this window.

        StoreInUse, StoreElsewhere, StoreOnNetwork, StoreTooNew, StoreDamaged, StoreMissing, StoreUpgradeFailed, or
        another StoreError; the folder is then as it was, a damaged file was also put aside.
        """
        places, lock = _lock(folder, address, even_if_elsewhere=even_if_elsewhere)
        try:
            _make_ready(places)
            store = cls(places, lock)
            store._try_to_write()
        except BaseException:
            lock.release()
            raise
        store.roll_backup()
        return store

    @classmethod
    def recover_from_backup(cls, folder: Path) -> BackupInfo:
        """Put the newest good backup in place of a damaged or missing database, which is kept in 损坏/.

        NoGoodBackup when there is none; then nothing has changed. Open the store afterwards.
        """
        places, lock = _lock(folder, "")
        try:
            good = backup.newest_good(places)
            if good is None:
                raise NoGoodBackup
            with translated():
                damage.put_aside(places)
            backup.put_back(places, good.path)
            return good
        finally:
            lock.release()

    def close(self) -> None:
        """Write everything into the one database file and let the next program in."""
        self.engine.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def commit(self, changes: Sequence[Change], filing_id: str, gesture: Gesture) -> None:
        """Write all changes with their audit trail in one transaction, or nothing.

        A whole record (field "") comes before what hangs below it and goes after it. StoreOutOfStep when the store
        does not hold the old values.
        """
        with writes(self.engine) as connection:
            writing.write_changes(connection, changes)
            audit.record_changes(connection, filing_id, gesture, changes)

    def add(self, records: Iterable[tuple[str, Record]], filing_id: str, gesture: Gesture) -> None:
        """Insert many records at once (a new filing, an import); the audit trail only says how many."""
        with writes(self.engine) as connection:
            counts = writing.insert_records(connection, records)
            audit.record_summary(connection, filing_id, gesture, counts)

    def delete_filing(self, filing_id: str) -> Path:
        """Delete a filing with all it holds, and its unit when that has no other; the backup made before."""
        unit, head, _ = self.load(filing_id)
        saved = self.backup(BackupReason.DELETE)
        gesture = Gesture(f"删除 {head.year}年度编报", Origin.PROGRAM)
        with writes(self.engine) as connection:
            writing.delete_filing(connection, filing_id, unit.id)
            audit.record_summary(connection, filing_id, gesture, {})
        return saved

    def filings(self) -> list[reading.FilingListing]:
        """All filings, newest year first."""
        with reads(self.engine) as connection:
            return reading.list_filings(connection)

    def load(self, filing_id: str) -> tuple[Unit, FilingHead, list[tuple[str, Record]]]:
        """Unit, head and all other records of a filing, owners first. NoSuchFiling when there is none."""
        with reads(self.engine) as connection:
            return reading.load_filing(connection, filing_id)

    def history(self, filing_id: str, limit: int = 200, before: int | None = None) -> list[audit.HistoryEntry]:
        """The newest gestures on a filing, newest first; `before` is the id of the last entry already seen."""
        with reads(self.engine) as connection:
            return audit.read_history(connection, filing_id, limit, before)

    def history_of(self, ref: FieldRef) -> list[audit.HistoryEntry]:
        """All that happened to one value, or one record (field ""), newest first."""
        with reads(self.engine) as connection:
            return audit.read_history_of(connection, ref)

    def setting(self, name: str, default: Any = None) -> Any:
        """A small piece of program state (anything JSON can hold)."""
        with reads(self.engine) as connection:
            return settings.read_setting(connection, name, default)

    def set_setting(self, name: str, value: Any) -> None:
        """Keep a small piece of program state."""
        with writes(self.engine) as connection:
            settings.write_setting(connection, name, value)

    def backup(self, reason: BackupReason = BackupReason.MANUAL) -> Path:
        """Make a checked backup now, e.g. before an import."""
        return backup.make_backup(self.places, reason)

    def take_away(self, target: Path) -> None:
        """Write everything into one checked file that `restore` of another PC takes; nothing when it fails."""
        if target.resolve() == self.places.database.resolve():
            raise StoreError("这是程序正在使用的数据文件，不能存成它。请换一个文件夹，例如 U 盘。")
        with translated():
            backup.copy_database(self.places.database, target)

    def backups(self) -> list[BackupInfo]:
        """All backups, newest first."""
        with translated():
            return backup.list_backups(self.places)

    def restore(self, path: Path) -> None:
        """Put a backup in place of the present store, of which a backup is made first. Load all filings anew after it.

        BackupUnusable or StoreTooNew when it cannot be used; then nothing has changed.
        """
        backup.check_backup(path)
        self.backup(BackupReason.RESTORE)
        self.engine.dispose()
        try:
            backup.put_back(self.places, path)
        finally:
            self.engine = open_engine(self.places.database)

    def _try_to_write(self) -> None:
        """A read-only file is to be known before the first cell is typed."""
        try:
            with writes(self.engine):
                pass
        except StoreError:
            self.engine.dispose()
            raise

    def roll_backup(self) -> None:
        """Make a backup if anything has changed since the last one; `backup_problem` says when it failed.

        Done at every opening; a program that stays open for days does well to call it every hour.
        """
        self.backup_problem = None
        try:
            if backup.is_due(self.places):
                self.backup(BackupReason.AUTOMATIC)
        except StoreError as error:
            self.backup_problem = error


def _lock(folder: Path, address: str, *, even_if_elsewhere: bool = False) -> tuple[Places, StoreLock]:
    if is_on_network(folder):
        raise StoreOnNetwork(folder)
    with translated():
        folder.mkdir(parents=True, exist_ok=True)
    places = Places(folder)
    return places, StoreLock.take(places, address, even_if_elsewhere=even_if_elsewhere)


def _make_ready(places: Places) -> None:
    """Look at the database, and bring it to this version."""
    with translated():
        have = damage.examine(places)
        upgrade(places.database, have, lambda: backup.make_backup(places, BackupReason.UPGRADE))
