"""What a scheme decides about the published tables of the final accounts and their charts: which, and how they look.

Evidence for every choice is in the published sets of Sichuan (13 tables) and Shanghai (9 tables); neither the number
of tables nor of function rows follows from the year alone, so both belong to the scheme.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class TableKind(StrEnum):
    """One published table by content; its number (公开NN表) is its place in the scheme's list."""

    TOTALS = "totals"
    INCOME = "income"
    EXPENDITURE = "expenditure"
    APPROPRIATION = "appropriation"
    ECONOMIC = "economic"
    GENERAL = "general"
    DETAIL = "detail"
    BASIC = "basic"
    PROJECT = "project"
    FUND = "fund"
    CAPITAL = "capital"
    CAPITAL_EXPENDITURE = "capital_expenditure"
    THREE_PUBLIC = "three_public"


class ThreePublicLayout(StrEnum):
    """公开13表: budget and final amounts in two blocks of six, or in six pairs."""

    BLOCKS = "blocks"
    PAIRS = "pairs"


class BudgetBasis(StrEnum):
    """Which budget the 三公 table compares with: 年初 or 全年 (with carry-over)."""

    INITIAL = "年初预算数"
    YEAR = "全年预算数"


class MicroBase(StrEnum):
    """What the share of small and micro enterprises is taken of."""

    SMALL_MEDIUM = "small_medium"
    TOTAL = "total"


SICHUAN = tuple(TableKind)
"""The thirteen tables of Sichuan in their order (四川决算公开目录)."""
NATIONAL = (
    TableKind.TOTALS,
    TableKind.INCOME,
    TableKind.EXPENDITURE,
    TableKind.APPROPRIATION,
    TableKind.GENERAL,
    TableKind.BASIC,
    TableKind.THREE_PUBLIC,
    TableKind.FUND,
    TableKind.CAPITAL,
)
"""The nine tables of most places, in the order of Shanghai 2024 and 2025."""
_SETS = {"sichuan-13": SICHUAN, "national-9": NATIONAL}
_KNOWN: Mapping[str, tuple[tuple[Any, ...], str]] = {
    "class_rows": ((24, 26), " 24 或 26"),
    "capital_columns": ((4, 6), " 4 或 6"),
    "basic_groups": ((2, 3), " 2 或 3"),
    "zero": (("", "0.00", "0"), "空、0 或 0.00"),
    "caption_before": ((True, False), " true 或 false"),
    "caption_bracketed": ((True, False), " true 或 false"),
    "chart_places": ((0, 1, 2), " 0、1 或 2"),
}
"""Parameters with few possible values, and how a message lists them."""


@dataclass(frozen=True, slots=True)
class AccountsPolicy:
    """The `[accounts]` part of a scheme.

    `class_rows` are the function rows of 公开01表 (26, or 24 without 债务还本 and 债务付息); `line_numbers` 行次 and
    `column_numbers` 栏次; `total_last` the tables whose 合计 row stands at the end; `zero` what is printed for 0;
    `capital_columns` 4 (Sichuan) or 6 (Shanghai) columns of the 国有资本经营 table; `basic_groups` 2 or 3 column groups
    of 公开08表; `empty_classes` whether 公开07表 prints economic classes without any figure;
    `caption_before` whether the caption of a chart stands above it, `caption_bracketed` in brackets with its type;
    `chart_places` the decimals (0–2) of the percentages in charts.
    """

    tables: tuple[TableKind, ...] = SICHUAN
    class_rows: int = 26
    line_numbers: bool = True
    column_numbers: bool = True
    total_last: tuple[TableKind, ...] = ()
    zero: str = "0.00"
    thousands: bool = False
    surplus_label: str = "使用非财政拨款结余（含专用结余）"
    three_public: ThreePublicLayout = ThreePublicLayout.BLOCKS
    three_public_budget: BudgetBasis = BudgetBasis.YEAR
    micro_base: MicroBase = MicroBase.SMALL_MEDIUM
    capital_columns: int = 4
    basic_groups: int = 3
    basic_title: str = "一般公共预算财政拨款基本支出决算表"
    empty_classes: bool = True
    caption_before: bool = True
    caption_bracketed: bool = True
    chart_places: int = 2

    def number(self, kind: TableKind) -> int | None:
        """The number of a table in this set, None when the set is without it."""
        return self.tables.index(kind) + 1 if kind in self.tables else None

    @classmethod
    def from_mapping(cls, data: Mapping[str, Any]) -> AccountsPolicy:
        """Read the `[accounts]` table of a scheme file. ValueError in words when something in it is wrong."""
        unknown = sorted(set(data) - set(cls.__dataclass_fields__))
        if unknown:
            raise ValueError(f"[accounts] 里不认识的项目 {'、'.join(unknown)}")
        made = cls(**{key: _READERS[key](value) if key in _READERS else value for key, value in data.items()})
        reason = _contradiction(made)
        if reason:
            raise ValueError(f"[accounts] {reason}")
        return made


def _tables(value: str | list[str]) -> tuple[TableKind, ...]:
    if isinstance(value, str):
        if value not in _SETS:
            raise ValueError(f"[accounts] tables 只能是 {'、'.join(_SETS)}，或逐张列出")
        return _SETS[value]
    return tuple(TableKind(word) for word in value)


_READERS: Mapping[str, Any] = {
    "tables": _tables,
    "total_last": _tables,
    "three_public": ThreePublicLayout,
    "three_public_budget": BudgetBasis,
    "micro_base": MicroBase,
}


def _contradiction(policy: AccountsPolicy) -> str:
    if len(set(policy.tables)) != len(policy.tables) or not policy.tables:
        return "tables 至少一张，且不能重复"
    return next((f"{name} 只能是{words}" for name, (known, words) in _KNOWN.items() if _other(policy, name, known)), "")


def _other(policy: AccountsPolicy, name: str, known: tuple[Any, ...]) -> bool:
    """Whether a parameter has another value than those known; 1 is no true."""
    value = getattr(policy, name)
    return not any(value == one and type(value) is type(one) for one in known)
