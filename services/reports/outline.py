"""Outline 提纲: the sections of a kind of report and what fills them, read from resources/reports/*.toml.

A section list is flat; `level` makes it a tree. What is generated is a Jinja template (services/reports/templates.py).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from resources import resource

PARTS_LEVEL, DEEPEST = 0, 5


class Scope(StrEnum):
    """What one report of an outline is about."""

    FILING = "filing"
    PROJECT = "project"
    TRANSFER = "transfer"


class Need(StrEnum):
    """What a filing must have before a report of an outline can be offered."""

    NOTHING = ""
    PROJECTS = "projects"
    DEPARTMENT = "department"
    TRANSFERS = "transfers"
    ACCOUNTS = "accounts"


class PassageKind(StrEnum):
    """Where the content of a passage comes from.

    data: generated from figures; draft: generated and meant to be reworked; free: the clerk's own; chart: a figure
    (图1–图7); sheets: forms or tables; report: another report in full.
    """

    DATA = "data"
    DRAFT = "draft"
    FREE = "free"
    CHART = "chart"
    SHEETS = "sheets"
    REPORT = "report"


TEXTS = frozenset({PassageKind.DATA, PassageKind.DRAFT, PassageKind.FREE})
"""Passages of words; they can be written."""


@dataclass(frozen=True, slots=True)
class PassageSpec:
    """One passage: `template` what is generated, `prompt` what a free one asks for (never printed), `when` a condition.

    `chart` is the number of a chart (图2); `sheets` form codes, or “accounts” for the published tables; `inline` keeps
    a sheet in the column of the text; `report` is the id of the outline to embed. `optional` ones may stay empty.
    """

    key: str
    kind: PassageKind
    template: str = ""
    prompt: str = ""
    when: str = ""
    chart: str = ""
    sheets: tuple[str, ...] = ()
    inline: bool = False
    report: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section: heading (a template), level (0 a part, 1 一、 … 5 ①) and passages.

    `each` is an expression that lists things: the section and all below it are repeated with `item` for each of them.
    An `attachment` stands behind the signature under 附件 with a number of its own.
    """

    key: str
    heading: str
    level: int
    passages: tuple[PassageSpec, ...] = ()
    when: str = ""
    each: str = ""
    numbered: bool = True
    page_break: bool = False
    attachment: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """One kind of report.

    `title` and `subtitle` are templates; `macros` are Jinja macros that every template of the outline may use;
    `contents` is the depth of the 目录 (0 = none); `signed` whether unit and date stand at its end; `source` the
    published pattern it follows.
    """

    id: str
    name: str
    title: str
    source: str
    sections: tuple[SectionSpec, ...]
    scope: Scope = Scope.FILING
    needs: Need = Need.NOTHING
    subtitle: str = ""
    cover: bool = False
    contents: int = 0
    signed: bool = False
    macros: str = ""

    def passages(self) -> Mapping[str, PassageSpec]:
        """Every passage by its key."""
        return {passage.key: passage for section in self.sections for passage in section.passages}


class OutlineRefused(ValueError):
    """An outline file that cannot be used; str() says which and why."""


def outline_from_mapping(data: Mapping[str, Any]) -> Outline:
    """Build and check an outline. OutlineRefused says what is wrong."""
    try:
        sections = tuple(_section(one) for one in data["section"])
        plain = {key: value for key, value in data.items() if key != "section"}
        plain["scope"], plain["needs"] = Scope(data.get("scope", "filing")), Need(data.get("needs", ""))
        outline = Outline(**plain, sections=sections)
    except (KeyError, TypeError, ValueError) as error:
        raise OutlineRefused(f"报告提纲“{data.get('id', '?')}”不能用：{error}") from error
    reason = _contradiction(outline)
    if reason:
        raise OutlineRefused(f"报告提纲“{outline.id}”不能用：{reason}")
    return outline


def _section(data: Mapping[str, Any]) -> SectionSpec:
    passages = tuple(_passage(one) for one in data.get("passage", ()))
    return SectionSpec(**{key: value for key, value in data.items() if key != "passage"}, passages=passages)


def _passage(data: Mapping[str, Any]) -> PassageSpec:
    made = {**data, "kind": PassageKind(data["kind"]), "sheets": tuple(data.get("sheets", ()))}
    return PassageSpec(**made)


def _contradiction(outline: Outline) -> str:
    keys = [one.key for section in outline.sections for one in section.passages]
    keys += [section.key for section in outline.sections]
    twice = next((key for key in keys if keys.count(key) > 1), "")
    if twice:
        return f"“{twice}”用了两次"
    wrong = next((one.key for one in outline.sections if not PARTS_LEVEL <= one.level <= DEEPEST), "")
    return f"“{wrong}”的层级应在 {PARTS_LEVEL} 到 {DEEPEST} 之间" if wrong else ""


def read_outline(path: Path) -> Outline:
    """Read an outline file. OutlineRefused when it cannot be read or contradicts itself."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OutlineRefused(f"报告提纲“{path.name}”读不出来：{error}") from error
    return outline_from_mapping(data)


@cache
def outlines() -> Mapping[str, Outline]:
    """The outlines that come with the program, by id, in order."""
    read = [read_outline(path) for path in resource("reports").glob("N*.toml")]
    return {outline.id: outline for outline in sorted(read, key=lambda one: one.id)}
