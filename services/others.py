"""Filings to look at beside the open one: another of the store, one out of a package, one out of a backup."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from models.filing import FilingHead
from models.record import Record
from models.unit import Unit
from services.filing.filing import Filing
from services.filing.package import read_package
from services.store.looking import load_from_backup
from services.store.store import Store
from services.workspace import NoFiling, scheme_shelf


def stored_filing(store: Store, filing_id: str) -> Filing:
    """A filing of the store, to read. NoSuchFiling when there is none."""
    return _filing(store, *store.load(filing_id))


def previous_filing(store: Store, filing: Filing) -> Filing:
    """Last year's filing of the same unit, to read: the one it was begun from, else that of the unit's name.

    NoFiling when there is none.
    """
    year, name = filing.head.year - 1, filing.unit.name
    known = [one for one in store.filings() if one.year == year and one.filing_id != filing.id]
    known = [one for one in known if one.filing_id == filing.head.previous_filing or one.unit_name == name]
    if not known:
        raise NoFiling(f"没有找到“{name}”{year}年度的编报。请先导入它的数据包，或者在“上年数”表中直接填写。")
    first = max(known, key=lambda one: one.filing_id == filing.head.previous_filing)
    return stored_filing(store, first.filing_id)


def packed_filing(store: Store, path: Path) -> Filing:
    """The filing of a package, to read. PackageError when it cannot be read."""
    package = read_package(path)
    return _filing(store, package.unit, package.head, package.owned)


def backed_up_filing(store: Store, path: Path, filing_id: str) -> Filing:
    """A filing as a backup holds it, to read. NoSuchFiling when it holds none by that id."""
    return _filing(store, *load_from_backup(path, filing_id))


def _filing(store: Store, unit: Unit, head: FilingHead, records: Iterable[tuple[str, Record]]) -> Filing:
    filing = Filing(unit, head, scheme_shelf(store).named(head.scheme), records)
    filing.subject_folder = store.places.folder
    return filing
