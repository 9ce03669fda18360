"""A year's own subject list: read from xlsx or csv, refused whole when anything in it is wrong, kept as a file.

The Ministry publishes a new 《政府收支分类科目》 every year; the list replaces the shipped one as a whole.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.enums import FundNature
from services.render.output import atomic_output
from services.subjects import COLUMNS, LEVELS, Catalogue, Subject, SubjectKind, made, stored_path, subjects

_CODE_WORDS = ("科目编码", "编码", "科目代码", "代码", "code")
_NAME_WORDS = ("科目名称", "名称", "科目", "name")
_FUND_WORDS = ("资金性质", "fund")
_GROUP_WORDS = ("支出类别", "group")
_FORMER_WORDS = ("曾用名称", "旧名称", "former_names")
_FUNDS = {
    "一般公共预算": FundNature.GENERAL,
    "政府性基金": FundNature.FUND,
    "政府性基金预算": FundNature.FUND,
    "国有资本经营预算": FundNature.CAPITAL,
    "社会保险基金": FundNature.INSURANCE,
    "社会保险基金预算": FundNature.INSURANCE,
}
_MOST_REASONS = 8
_HEADER_SEARCH = 20
"""Rows at the top among which the header is looked for."""


class CatalogueRefused(ValueError):
    """A list that was not taken over; `reasons` say what is wrong where. Nothing of it has been used."""

    def __init__(self, name: str, reasons: Sequence[str]) -> None:
        shown = [*reasons[:_MOST_REASONS], *([f"……共 {len(reasons)} 处"] if len(reasons) > _MOST_REASONS else [])]
        super().__init__(f"科目表“{name}”没有导入：" + "；".join(shown) + "。请改正后整表重新导入。")
        self.reasons = tuple(reasons)


@dataclass(frozen=True, slots=True)
class _Columns:
    header: int
    code: int
    name: int
    fund: int | None
    group: int | None
    former: int | None


def read_catalogue(path: Path) -> Catalogue:
    """Read a subject list from xlsx, xls or csv. CatalogueRefused with all reasons when anything in it is wrong."""
    table = _table(path)
    columns = _columns(table)
    if columns is None:
        raise CatalogueRefused(path.name, ["找不到写着“科目编码”和“科目名称”的表头行"])
    reasons: list[str] = []
    found = list(_subjects(table, columns, reasons))
    reasons += _contradictions(found)
    if not found:
        reasons.append("表里没有科目")
    if reasons:
        raise CatalogueRefused(path.name, reasons)
    return Catalogue(found)


def kind_of(catalogue: Catalogue) -> SubjectKind:
    """Functional codes begin with 2, economic ones with 3 (政府收支分类科目)."""
    first = next(iter(catalogue)).code
    return SubjectKind.ECONOMIC if first.startswith("3") else SubjectKind.FUNCTIONAL


def keep_catalogue(catalogue: Catalogue, year: int, folder: Path) -> Path:
    """Store a list as that year's own in the data folder, in one step; returns the file. OutputError when it cannot."""
    target = stored_path(folder, kind_of(catalogue), year)
    with atomic_output(target) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(_row(subject) for subject in catalogue)
    return target


def _row(subject: Subject) -> list[str]:
    values = {name: getattr(subject, name) for name in COLUMNS}
    values["fund"] = subject.fund.value if subject.fund else ""
    values["former_names"] = "；".join(subject.former_names)
    return [str(value) for value in values.values()]


def _table(path: Path) -> list[list[str]]:
    try:
        return _csv_table(path) if path.suffix.lower() == ".csv" else _excel_table(path)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise CatalogueRefused(path.name, [f"文件读不出来（{error}）"]) from error


def _csv_table(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    return [[cell.strip() for cell in row] for row in csv.reader(text.splitlines())]


def _excel_table(path: Path) -> list[list[str]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    except CalamineError as error:
        raise ValueError(str(error)) from error
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _columns(table: Sequence[Sequence[str]]) -> _Columns | None:
    for index, row in enumerate(table[:_HEADER_SEARCH]):
        words = ["".join(cell.split()).lower() for cell in row]
        code, name = _place(words, _CODE_WORDS), _place(words, _NAME_WORDS)
        if code is not None and name is not None:
            rest = (_place(words, known) for known in (_FUND_WORDS, _GROUP_WORDS, _FORMER_WORDS))
            return _Columns(index, code, name, *rest)
    return None


def _place(words: Sequence[str], known: Sequence[str]) -> int | None:
    return next((words.index(word) for word in known if word in words), None)


def _subjects(table: Sequence[Sequence[str]], columns: _Columns, reasons: list[str]) -> Iterator[Subject]:
    for number, row in enumerate(table[columns.header + 1 :], start=columns.header + 2):
        code, name = _cell(row, columns.code), _cell(row, columns.name)
        if not code and not name:
            continue
        reason = _wrong(code, name)
        if reason:
            reasons.append(f"第 {number} 行{reason}")
            continue
        fund = _fund(code, _cell(row, columns.fund))
        group = _cell(row, columns.group) or _shipped_group(code)
        yield made(code, name, fund=fund, group=group, former=_cell(row, columns.former))


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _wrong(code: str, name: str) -> str:
    if not code.isdecimal() or len(code) not in LEVELS:
        return f"编码“{code}”不是 3、5 或 7 位数字"
    if code[0] not in "23":
        return f"编码“{code}”既不是支出功能科目（2 开头）也不是支出经济科目（3 开头）"
    return "" if name else f"编码 {code} 没有名称"


def _fund(code: str, word: str) -> FundNature | None:
    """The fund as written; else as in the shipped list, from the nearest level above that it knows."""
    if code.startswith("3"):
        return None
    if word in _FUNDS:
        return _FUNDS[word]
    shipped = subjects(SubjectKind.FUNCTIONAL, 0)
    for length in sorted(LEVELS, reverse=True):
        known = shipped.get(code[:length])
        if length <= len(code) and known is not None:
            return known.fund
    return FundNature.GENERAL


def _shipped_group(code: str) -> str:
    known = subjects(SubjectKind.ECONOMIC, 0).get(code[:3])
    return known.group if known is not None else ""


def _contradictions(found: Sequence[Subject]) -> Iterator[str]:
    codes: set[str] = set()
    for subject in found:
        if subject.code in codes:
            yield f"编码 {subject.code} 出现了两次"
        codes.add(subject.code)
    yield from (f"{s.label} 的上级 {s.parent} 不在表里" for s in found if s.parent and s.parent not in codes)
    if len({subject.code[0] for subject in found}) > 1:
        yield "功能科目和经济科目混在一张表里，请分开导入"
