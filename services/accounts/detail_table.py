"""公开07表 一般公共预算财政拨款支出决算明细表: functional subjects down, economic classes and 款 across.

It needs the optional functional × economic detail. Without it only the 合计 row and column can be derived.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.accounts import fields as f
from services.accounts.ledger import Ledger
from services.accounts.policy import TableKind
from services.accounts.subject_rows import CODE_HEADS, TOTAL_LABEL, derived, level_of, with_ancestors
from services.accounts.sums import ZERO
from services.accounts.table import TOTAL, Column, Side, Table, TableRow
from services.filing.funds import Figure

MISSING = "说明：未录入功能科目×经济科目明细，本表只有合计行和合计栏。"


def detail_table(ledger: Ledger) -> Table:
    """The whole table; `pages` cuts it for printing."""
    columns = tuple(_columns(ledger))
    keys = [column.key for column in columns]
    used = [code for code in ledger.codes if ledger.amount(code, *f.GENERAL) or ledger.detail_amount(code, "")]
    rows = [_row(ledger, code, keys) for code in with_ancestors(used)]
    total = _total(ledger, keys)
    last = TableKind.DETAIL in ledger.policy.total_last
    side = Side(CODE_HEADS, columns, (*rows, total) if last else (total, *rows))
    what = "一般公共预算财政拨款支出"
    missing = bool(used) and not ledger.details
    note = MISSING if missing else f"注：本表反映部门本年度{what}按功能分类和经济分类的明细情况。"
    number = ledger.policy.number(TableKind.DETAIL)
    nothing = f"说明：{ledger.filing.unit.name}{ledger.year}年度没有{what}，故本表无数据。"
    title = f"{what}决算明细表"
    return Table(ledger.filing.id, TableKind.DETAIL.value, number, title, (side,), note, nothing, complete=not missing)


def _columns(ledger: Ledger) -> Iterator[Column]:
    """合计, then each class: 小计 and its 款; the 栏次 run through."""
    yield Column(TOTAL, "合计", number="1")
    number = 2
    for cls in ledger.economic.children(""):
        if not ledger.policy.empty_classes and not ledger.economic_amount(cls.code, *f.GENERAL):
            continue
        heads = (f"{cls.code} {cls.name}",)
        for key, title in (
            (cls.code, "小计"),
            *((item.code, item.name) for item in ledger.economic.children(cls.code)),
        ):
            yield Column(key, title, heads, str(number))
            number += 1


def _row(ledger: Ledger, code: str, keys: Sequence[str]) -> TableRow:
    if ledger.details:
        figures = {key: Figure(None, ledger.detail_amount(code, "" if key == TOTAL else key)) for key in keys}
        classes = [subject.code for subject in ledger.economic.children("") if subject.code in figures]
        figures[TOTAL] = derived([(_name(ledger, cls), figures[cls].derived or ZERO) for cls in classes])
    else:
        figures = {TOTAL: Figure(None, ledger.amount(code, *f.GENERAL))}
    level = level_of(code)
    return TableRow(code, ledger.name(code), code, level, strong=level == 1, figures=figures)


def _total(ledger: Ledger, keys: Sequence[str]) -> TableRow:
    figures = {key: Figure(None, _column_total(ledger, key)) for key in keys}
    return TableRow(TOTAL, TOTAL_LABEL, strong=True, figures=figures)


def _column_total(ledger: Ledger, key: str) -> Decimal:
    if key == TOTAL:
        return ledger.detail_amount("", "") if ledger.details else ledger.amount("", *f.GENERAL)
    return ledger.detail_amount("", key) if ledger.details else ledger.economic_amount(key, *f.GENERAL)


def _name(ledger: Ledger, code: str) -> str:
    return f"{code} {ledger.economic.name(code)}"


@dataclass(frozen=True, slots=True)
class DetailPage:
    """Columns of 公开07表 printed on one page, with the classes they belong to in words."""

    name: str
    columns: tuple[Column, ...]


def pages(table: Table, most: int) -> list[DetailPage]:
    """The columns cut by economic class, at most so many a page.

    Small classes share a page, a large one is cut into equal parts.
    """
    made: list[list[Column]] = [[]]
    for chunk in _chunks(table.sides[0].columns, most):
        if made[-1] and len(made[-1]) + len(chunk) > most:
            made.append([])
        made[-1] += chunk
    return [DetailPage(_classes_of(columns), tuple(columns)) for columns in made]


def _chunks(columns: Sequence[Column], most: int) -> Iterator[list[Column]]:
    """Columns class by class, 合计 with the first; a class too wide for a page in equal parts."""
    groups: dict[tuple[str, ...], list[Column]] = {}
    first = next((column.heads for column in columns if column.heads), ())
    for column in columns:
        groups.setdefault(column.heads or first, []).append(column)
    for group in groups.values():
        parts = -(-len(group) // most)
        size = -(-len(group) // parts)
        yield from (group[start : start + size] for start in range(0, len(group), size))


def _classes_of(columns: Sequence[Column]) -> str:
    return "、".join(dict.fromkeys(column.heads[0].split()[0] if column.heads else "合计" for column in columns))
