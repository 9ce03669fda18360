"""Workspace: one filing opened for work, with store, Editor and Checker, for the window and the commands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial

from models.enums import AmountUnit
from models.filing import FilingHead
from models.record import new_id
from models.unit import Unit
from resources import resource
from services.collector import collector_paused, keep_for_long
from services.filing.editor import Editor
from services.filing.filing import Filing
from services.filing.package import Package, read_filing_json
from services.filing.refs import Gesture, Origin
from services.filing.rollover import roll_over
from services.rules.engine import Checker
from services.schemes import SchemeShelf
from services.store.reading import FilingListing
from services.store.store import Store
from services.subordinate_filings import unit_filings


class NoFiling(LookupError):
    """There is no such filing in the store; str() says what there is and what to do."""


@dataclass(frozen=True)
class Workspace:
    """An open filing. `checker` starts empty: run `checker.check_all()` or its slices once."""

    store: Store
    filing: Filing
    editor: Editor
    checker: Checker

    @classmethod
    def open(cls, store: Store, filing_id: str) -> Workspace:
        """Load a filing and connect the checker to its editor. NoSuchFiling when there is none."""
        with collector_paused():
            filing = _loaded(store, filing_id)
            filing.scheme_of = lambda scheme_id: scheme_shelf(store).named(scheme_id)
            filing.subordinates = unit_filings(filing, store.filings(), partial(_loaded, store))
            keep_for_long()
        editor, checker = Editor(store, filing), Checker(filing)
        editor.listen(checker.update)
        return cls(store, filing, editor, checker)


def _loaded(store: Store, filing_id: str) -> Filing:
    """A filing of the store in memory."""
    unit, head, records = store.load(filing_id)
    filing = Filing(unit, head, scheme_shelf(store).named(head.scheme), records)
    filing.subject_folder = store.places.folder
    return filing


def new_filing(store: Store, unit: Unit, year: int, scheme: str) -> str:
    """Begin an empty filing; returns its id."""
    head = FilingHead(unit_id=unit.id, year=year, scheme=scheme, amount_unit=AmountUnit.WAN)
    gesture = Gesture(f"新建 {year}年度编报", Origin.PROGRAM)
    store.add([("unit", unit), ("filing", head)], head.id, gesture)
    return head.id


def demonstration() -> Package:
    """The demonstration filing that comes with the program."""
    return read_filing_json(resource("demo", "filing.json").read_text("utf-8"))


def demonstration_accounts() -> Package:
    """The demonstration of final accounts (部门决算), a filing of its own."""
    return read_filing_json(resource("demo", "accounts.json").read_text("utf-8"))


def take_in(store: Store, package: Package, name: str) -> str:
    """Put a package into the store as a filing of its own; returns its id. AlreadyThere when it is there."""
    filing_id, listings = package.head.id, store.filings()
    if any(listing.filing_id == filing_id for listing in listings):
        raise AlreadyThere(filing_id)
    shared = any(listing.unit_id == package.unit.id for listing in listings)
    taken = _with_own_unit(package) if shared else package
    store.add(taken.records(), filing_id, Gesture(name, Origin.IMPORTED))
    return filing_id


def _with_own_unit(package: Package) -> Package:
    """A package whose unit is a record of its own: what a unit is called in one year changes nothing in another."""
    unit = package.unit.model_copy(update={"id": new_id()})
    head = package.head.model_copy(update={"unit_id": unit.id})
    return replace(package, unit=unit, head=head)


class YearBegun(ValueError):
    """The unit has a filing of that year; a second one would only divide the work."""

    def __init__(self, unit_name: str, year: int, filing_id: str) -> None:
        super().__init__(f"“{unit_name}”已有 {year}年度编报，没有再建一份。请直接打开它；要重新开始，请先删除它。")
        self.filing_id = filing_id


def begin_year(store: Store, filing: Filing, year: int, keep: Collection[str], scheme: str = "") -> str:
    """Begin a year from an earlier filing with the projects of `keep`; returns the new filing's id.

    `scheme` is an id, that of the earlier filing unless given. YearBegun when the unit has a filing of that year,
    ValueError when the year is not a later one.
    """
    if year <= filing.head.year:
        raise ValueError(f"只能结转到 {filing.head.year}年度以后的年度，不能结转到 {year}年度。")
    _refuse_second(store, filing, year)
    chosen = scheme_shelf(store).named(scheme) if scheme else filing.scheme
    fresh = roll_over(filing, year, keep, chosen)
    filing_id = next(record.id for entity, record in fresh if entity == "filing")
    store.add(fresh, filing_id, Gesture(f"由 {filing.head.year}年度结转新建 {year}年度编报", Origin.PROGRAM))
    return filing_id


def _refuse_second(store: Store, filing: Filing, year: int) -> None:
    """Raise YearBegun when the unit has a filing of that year: one of its name, or of the same line of years."""
    listings = store.filings()
    links = {listing.filing_id: listing.previous_filing for listing in listings}
    first = _first_year(filing.id, links)
    for listing in listings:
        same_unit = filing.unit.name == listing.unit_name or _first_year(listing.filing_id, links) == first
        if same_unit and listing.year == year:
            raise YearBegun(listing.unit_name, year, listing.filing_id)


def _first_year(filing_id: str, links: Mapping[str, str]) -> str:
    """The filing with which a line of years began; the unit may have had another name then."""
    passed = {filing_id}
    while (earlier := links.get(filing_id, "")) and earlier not in passed:
        passed.add(earlier)
        filing_id = earlier
    return filing_id


def scheme_shelf(store: Store) -> SchemeShelf:
    """The schemes known in this data folder."""
    return SchemeShelf(store.places.folder)


def delete_scheme(store: Store, shelf: SchemeShelf, scheme_id: str) -> None:
    """Delete an own scheme that no filing is written by; SchemeInUse names those that are."""
    used = [f"{listing.unit_name} {listing.year}年度" for listing in store.filings() if listing.scheme == scheme_id]
    shelf.delete(scheme_id, used)


class AlreadyThere(ValueError):
    """The store holds this filing already; importing it again would overwrite work."""

    def __init__(self, filing_id: str) -> None:
        super().__init__("这份编报已经在数据中，没有重复导入。如需重新导入，请先删除原来的编报（删除前会自动备份）。")
        self.filing_id = filing_id


def load_demonstration(store: Store) -> str:
    """Take in the demonstration filings, or find those taken in before; returns the id of the first."""
    with suppress(AlreadyThere):
        take_in(store, demonstration_accounts(), "载入决算演示数据")
    try:
        return take_in(store, demonstration(), "载入演示数据")
    except AlreadyThere as known:
        return known.filing_id


def choose_filing(store: Store, wanted: str = "") -> str:
    """Id of the filing named “UNIT:YEAR” (UNIT may be part of the name), or of the newest when nothing is named."""
    listings = store.filings()
    if not listings:
        raise NoFiling("数据中还没有年度编报。可先用 demo 载入演示数据，或用 import 导入数据包。")
    name, _, year = wanted.rpartition(":")
    fits = _fits(name, year) if wanted else lambda _listing: True
    found = [listing for listing in listings if fits(listing)]
    if not found:
        known = "、".join(f"{x.unit_name}:{x.year}" for x in listings)
        raise NoFiling(f"没有“{wanted}”这份编报。现有：{known}。")
    return found[0].filing_id


def _fits(name: str, year: str) -> Callable[[FilingListing], bool]:
    return lambda listing: name in listing.unit_name and str(listing.year) == year
