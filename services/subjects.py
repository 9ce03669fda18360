"""Subjects 科目: the functional and the economic classification of a year, with search and old names.

The program brings one catalogue of each kind. The list a year's 《政府收支分类科目》 really has replaces it as a whole
(services/subject_files.py) and is kept in the data folder under 科目.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path

from models.enums import FundNature
from resources import resource
from services.catalogue import folded, initials_of, pinyin_of

COLUMNS = ("code", "name", "level", "parent", "fund", "group", "former_names", "initials", "pinyin")
"""Columns of a catalogue file; former names are joined with “；”."""
FOLDER = "科目"
"""Where in the data folder a year's own lists lie."""


class SubjectKind(StrEnum):
    """The two classifications of expenditure; the value begins the name of a stored list."""

    FUNCTIONAL = "功能科目"
    ECONOMIC = "经济科目"


_SHIPPED = {SubjectKind.FUNCTIONAL: "functional_subjects.csv", SubjectKind.ECONOMIC: "economic_subjects.csv"}
_WHOLE_CLASSES = frozenset({"201", "205", "206", "208", "210", "212", "213", "215", "221", "229"})
"""Functional classes of which the shipped list holds every 项; of the others only those seen in published accounts."""
LEVELS = {3: "类", 5: "款", 7: "项"}
"""Level by the length of a code."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One subject: 类 (3 digits), 款 (5) or 项 (7).

    `fund` says which budget a functional subject belongs to, `group` whether an economic one is 人员经费, 公用经费 or
    only for 项目支出. `former_names` are names it bore in earlier years.
    """

    code: str
    name: str
    level: str
    parent: str = ""
    fund: FundNature | None = None
    group: str = ""
    former_names: tuple[str, ...] = ()
    initials: str = ""
    pinyin: str = ""

    @property
    def label(self) -> str:
        """“2080101 行政运行”."""
        return f"{self.code} {self.name}"


class Catalogue:
    """All subjects of one kind in one year, in the order of their codes."""

    def __init__(self, subjects: Iterable[Subject], *, whole_classes: frozenset[str] | None = None) -> None:
        ordered = sorted(subjects, key=lambda subject: subject.code)
        self._by_code: Mapping[str, Subject] = {subject.code: subject for subject in ordered}
        self._whole = whole_classes

    def __iter__(self) -> Iterator[Subject]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def get(self, code: str) -> Subject | None:
        """The subject of a code, None when there is none."""
        return self._by_code.get(code)

    def name(self, code: str) -> str:
        """Name of a subject; "" when the code is unknown."""
        found = self.get(code)
        return "" if found is None else found.name

    def children(self, code: str) -> tuple[Subject, ...]:
        """Subjects directly below one; the classes for ""."""
        return self._children.get(code, ())

    def is_leaf(self, code: str) -> bool:
        """Whether nothing is below a code: figures are typed for such subjects only."""
        return code not in self._children

    def ancestors(self, code: str) -> tuple[Subject, ...]:
        """Class first, then 款: what a subject rolls up into, as far as the catalogue knows it."""
        above = (self.get(code[:length]) for length in LEVELS if length < len(code))
        return tuple(subject for subject in above if subject is not None)

    def knows_whole(self, code: str) -> bool:
        """Whether every subject of the code's class is in the catalogue, so that a missing code is wrong."""
        return self._whole is None or code[:3] in self._whole

    def renamed(self, code: str, name: str) -> Subject | None:
        """The subject of a code when `name` is one of its former names."""
        found = self.get(code)
        return found if found is not None and _plain(name) in map(_plain, found.former_names) else None

    def formerly(self, name: str) -> tuple[Subject, ...]:
        """Subjects that once bore a name and bear another today."""
        return tuple(subject for subject in self if _plain(name) in map(_plain, subject.former_names))

    def search(self, text: str, limit: int = 12, *, leaves: bool = False) -> list[Subject]:
        """Subjects by code, name, former name or pinyin initials, best fit first; `leaves` only the lowest level."""
        typed = folded(text)
        if not typed:
            return []
        ranked = ((_rank(typed, subject), subject) for subject in self if not leaves or self.is_leaf(subject.code))
        found = [(rank, subject) for rank, subject in ranked if rank is not None]
        return [subject for _, subject in sorted(found, key=lambda pair: pair[0])][:limit]

    @cached_property
    def _children(self) -> Mapping[str, tuple[Subject, ...]]:
        below: dict[str, list[Subject]] = {}
        for subject in self:
            below.setdefault(subject.parent, []).append(subject)
        return {code: tuple(rows) for code, rows in below.items()}


def _plain(name: str) -> str:
    return folded(name)


def _rank(typed: str, subject: Subject) -> int | None:
    """How well a subject fits what was typed, 0 best; None when it does not."""
    name = folded(subject.name)
    fits = [
        subject.code.startswith(typed),
        name.startswith(typed),
        typed in name,
        any(typed in folded(former) for former in subject.former_names),
    ]
    if typed.isascii():
        fits += [subject.initials.startswith(typed), typed in subject.initials, subject.pinyin.startswith(typed)]
    return fits.index(True) if True in fits else None


def made(code: str, name: str, *, fund: FundNature | None = None, group: str = "", former: str = "") -> Subject:
    """A subject from its code and name: level and parent follow from the code, the pinyin from the name."""
    parent = code[:-2] if len(code) > min(LEVELS) else ""
    names = tuple(word.strip() for word in former.split("；") if word.strip())
    return Subject(code, name, LEVELS[len(code)], parent, fund, group, names, initials_of(name), pinyin_of(name))


def stored_path(folder: Path, kind: SubjectKind, year: int) -> Path:
    """Where a year's own list lies in the data folder."""
    return folder / FOLDER / f"{kind.value}-{year}.csv"


def subjects(kind: SubjectKind, year: int, folder: Path | None = None) -> Catalogue:
    """The catalogue of a year: the list imported for it into the data folder, else the one shipped."""
    path = None if folder is None else stored_path(folder, kind, year)
    if path is not None and path.is_file():
        return _stored(path, path.stat().st_mtime_ns)
    return _shipped(kind)


@cache
def _stored(path: Path, _changed: int) -> Catalogue:
    return Catalogue(read_rows(path))


@cache
def _shipped(kind: SubjectKind) -> Catalogue:
    whole = _WHOLE_CLASSES if kind is SubjectKind.FUNCTIONAL else None
    return Catalogue(read_rows(resource("catalogues", _SHIPPED[kind])), whole_classes=whole)


def read_rows(path: Path) -> list[Subject]:
    """Read a catalogue file as this program writes it."""
    with path.open(encoding="utf-8", newline="") as file:
        return [_subject(row) for row in csv.DictReader(file)]


def _subject(row: Mapping[str, str]) -> Subject:
    fund = FundNature(row["fund"]) if row["fund"] else None
    former = tuple(filter(None, row["former_names"].split("；")))
    same = {name: row[name] for name in ("code", "name", "level", "parent", "group", "initials", "pinyin")}
    return Subject(fund=fund, former_names=former, **same)
