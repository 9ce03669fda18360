"""What templates on the final accounts speak of: sources, classes, items, economic subjects, receptions, vehicles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from models.accounts_matters import Occasion
from models.enums import VehicleKind
from services.accounts import fields as f
from services.accounts.ledger import Ledger, column_title, ledger_of
from services.accounts.policy import TableKind
from services.accounts.table import TOTAL, Table, TableRow
from services.accounts.tables import FinalTables, tables_of
from services.accounts.three_public_table import TITLES
from services.accounts.total_tables import AMOUNT, INCOME_KEYS
from services.filing.filing import Filing

_CLASS, _ITEM = 1, 3


class Named(NamedTuple):
    """A name and the key of its figure."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class SubjectFacts:
    """A functional 项 with the names above it, and keys of its final amount, its budget."""

    code: str
    names: tuple[str, ...]
    spent: str
    budget: str

    @property
    def name(self) -> str:
        """“社会保障和就业支出（类）行政单位离退休（款）…（项）”."""
        return "".join(f"{name}（{level}）" for name, level in zip(self.names, "类款项", strict=False))


class AccountsFacts:
    """The lists of one state of the final accounts; every number is reached by a key."""

    def __init__(self, filing: Filing) -> None:
        self._filing = filing
        self._ledger: Ledger = ledger_of(filing)
        self._tables: FinalTables = tables_of(filing)

    @property
    def empty(self) -> bool:
        """Whether nothing was entered for the final accounts."""
        return self._ledger.empty

    @cached_property
    def sources(self) -> list[Named]:
        """The eight sources of 本年收入 in the order of 公开01表."""
        titles = (column_title("subject_line", column) for column in f.INCOME)
        keys = (self._cell(TableKind.TOTALS, row, AMOUNT) for row in INCOME_KEYS)
        return [Named(title, key) for title, key in zip(titles, keys, strict=True)]

    @cached_property
    def kinds(self) -> list[Named]:
        """基本、项目、上缴上级、经营、对附属单位补助支出 of 公开03表."""
        columns = self._tables[TableKind.EXPENDITURE].columns
        names = ("basic", "project", "superior", "operating", "affiliated")
        return [Named(columns[name].title, self._cell(TableKind.EXPENDITURE, TOTAL, name)) for name in names]

    @cached_property
    def classes(self) -> list[Named]:
        """Functional 类 of 一般公共预算财政拨款支出, those that are not 0."""
        rows = self._spent_rows(self._tables[TableKind.GENERAL], _CLASS)
        return [Named(row.label.strip(), self._cell(TableKind.GENERAL, row.key, TOTAL)) for row in rows]

    @cached_property
    def items(self) -> list[SubjectFacts]:
        """Functional 项 of 一般公共预算财政拨款支出, those that are not 0."""
        return [self._subject(row.key) for row in self._spent_rows(self._tables[TableKind.GENERAL], _ITEM)]

    @cached_property
    def all_items(self) -> list[SubjectFacts]:
        """Functional 项 with any expenditure, whatever its money."""
        return [self._subject(row.key) for row in self._spent_rows(self._tables[TableKind.EXPENDITURE], _ITEM)]

    @cached_property
    def fund_items(self) -> list[SubjectFacts]:
        """Functional 项 with any expenditure of 政府性基金."""
        return self._funded(f.FUND)

    @cached_property
    def capital_items(self) -> list[SubjectFacts]:
        """Functional 项 with any expenditure of 国有资本经营预算."""
        return self._funded(f.CAPITAL)

    @cached_property
    def personnel(self) -> list[Named]:
        """Economic subjects of 人员经费 within 基本支出, those that are not 0."""
        return [Named(*one[1:]) for one in self._basic if one[0].startswith(f.PERSONNEL)]

    @cached_property
    def public(self) -> list[Named]:
        """Economic subjects of 公用经费 within 基本支出, those that are not 0."""
        return [Named(*one[1:]) for one in self._basic if not one[0].startswith(f.PERSONNEL)]

    @cached_property
    def three_public(self) -> list[Named]:
        """The three items of 三公 (出国、公车、接待) with the keys of their final amounts in 公开13表."""
        names = ("abroad", "vehicles", "reception")
        return [Named(TITLES[name], self.three_key("actual", name)) for name in names]

    @property
    def occasions(self) -> tuple[Occasion, ...]:
        """Receptions, as entered."""
        return self._ledger.occasions

    @property
    def vehicle_kinds(self) -> list[Named]:
        """Types of vehicles, each with the beginning of its keys (bought, cost, kept)."""
        return [Named(kind.value, f"l.vehicle.{kind.name}") for kind in VehicleKind]

    @property
    def running_before(self) -> bool:
        """Whether last year's 机关运行经费 is known."""
        return self._ledger.last_year.running_cost is not None

    def three_key(self, side: str, item: str) -> str:
        """Key of a cell of 公开13表: side “budget” or “actual”."""
        return self._cell(TableKind.THREE_PUBLIC, "amounts", f"{side}_{item}")

    @property
    def published(self) -> list[str]:
        """Titles of the published tables with their numbers."""
        return [f"{table.code}　{table.title}" for table in self._tables.published()]

    # ---- workings

    def _cell(self, kind: TableKind, row: str, column: str) -> str:
        return f"t.{kind.value}.{row}.{column}"

    def _spent_rows(self, table: Table, level: int) -> Iterable[TableRow]:
        rows = (row for row in table.rows.values() if row.code and row.level == level)
        return [row for row in rows if table.amount(row.key, TOTAL)]

    def _funded(self, columns: tuple[str, ...]) -> list[SubjectFacts]:
        codes = [line.code for line in self._ledger.lines if self._ledger.amount(line.code, *columns)]
        return [self._subject(code) for code in codes]

    def _subject(self, code: str) -> SubjectFacts:
        above = (code[:3], code[:5], code) if len(code) > 5 else (code[:3], code)
        names = tuple(self._ledger.name(one) for one in above)
        return SubjectFacts(code, names, self._cell(TableKind.GENERAL, code, TOTAL), f"l.subject.{code}.budget")

    @cached_property
    def _basic(self) -> list[tuple[str, str, str]]:
        """Code, name and key of the economic subjects with 基本支出 of the general budget."""
        codes = [code for code in self._ledger.economic_codes if self._ledger.economic_amount(code, "general_basic")]
        return [
            (code, self._ledger.economic.name(code), f"l.economic.{code}.general_basic")
            for code in codes
            if len(code) > 3
        ]
