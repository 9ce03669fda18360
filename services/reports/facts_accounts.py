"""What templates on the final accounts speak of: sources, classes, items, economic subjects, receptions, vehicles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from models.accounts_matters import Occasion
from models.enums import VehicleKind
from services.accounts import fields as f
from services.accounts.ledger import Ledger, column_title, ledger_of
from services.accounts.policy import MicroBase, TableKind
from services.accounts.table import TOTAL, Table, TableRow
from services.accounts.tables import FinalTables, tables_of
from services.accounts.three_public_table import TITLES
from services.accounts.total_tables import AMOUNT, INCOME_KEYS
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.subjects import LEVELS

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
    def all_classes(self) -> list[Named]:
        """Functional 类 of all expenditure of the year, those that are not 0."""
        rows = self._spent_rows(self._tables[TableKind.EXPENDITURE], _CLASS)
        return [Named(row.label.strip(), self._cell(TableKind.EXPENDITURE, row.key, TOTAL)) for row in rows]

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
        return self._funded("fund")

    @cached_property
    def capital_items(self) -> list[SubjectFacts]:
        """Functional 项 with any expenditure of 国有资本经营预算."""
        return self._funded("capital")

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
    def domestic_occasions(self) -> list[Occasion]:
        """Receptions within the country that were entered with an amount."""
        return [one for one in self._ledger.occasions if one.amount and not one.is_foreign]

    @property
    def bought_kinds(self) -> list[Named]:
        """Types of vehicles bought, each with the beginning of its keys (bought, cost, kept)."""
        return self._vehicles("bought")

    @property
    def kept_kinds(self) -> list[Named]:
        """Types of vehicles kept, each with the beginning of its keys."""
        return self._vehicles("kept")

    @property
    def cars(self) -> list[Named]:
        """Vehicles by their use, those that are not 0."""
        fields = [name for name in type(self._ledger.matter).model_fields if name.startswith("cars_")]
        used = [name for name in fields if getattr(self._ledger.matter, name)]
        return [Named(field_spec("matter", name).title, f"l.matter.{name}") for name in used]

    @property
    def running_before(self) -> bool:
        """Whether last year's 机关运行经费 is known."""
        return self._ledger.last_year.running_cost is not None

    @property
    def purpose(self) -> str:
        """What procurement was mainly for, as entered."""
        return self._ledger.matter.purpose

    @property
    def abroad_note(self) -> str:
        """What journeys abroad were for, as entered."""
        return self._ledger.three_public.abroad_note

    # ---- keys of figures that follow from several

    appropriation_total = "t.appropriation.total_in.amount"
    three_before = "sum(l.last.abroad,l.last.purchase,l.last.running,l.last.reception)"
    vehicles_before = "sum(l.last.purchase,l.last.running)"
    domestic = "minus(l.three.reception,zero(l.three.reception_foreign))"
    foreign = "zero(l.three.reception_foreign)"

    @property
    def general_budget(self) -> str:
        """Key of the 全年预算数 of all subjects of the general budget."""
        return f"sum({','.join(one.budget for one in self.items)})" if self.items else "l.last.none"

    @property
    def fund_spent(self) -> str:
        """Key of 政府性基金预算财政拨款支出; 0 where there is none."""
        return self._spent("fund")

    @property
    def capital_spent(self) -> str:
        """Key of 国有资本经营预算财政拨款支出; 0 where there is none."""
        return self._spent("capital")

    @property
    def micro_base(self) -> str:
        """Key of what the share of small and micro enterprises is taken of, as the scheme lays down."""
        small = self._ledger.policy.micro_base is MicroBase.SMALL_MEDIUM
        return "l.matter.small_medium" if small else "l.matter.procurement"

    @property
    def micro_base_name(self) -> str:
        """Its name."""
        small = self._ledger.policy.micro_base is MicroBase.SMALL_MEDIUM
        return "授予中小企业合同金额" if small else "政府采购支出总额"

    def three_key(self, side: str, item: str) -> str:
        """Key of a cell of 公开13表: side “budget” or “actual”."""
        return self._cell(TableKind.THREE_PUBLIC, "amounts", f"{side}_{item}")

    @property
    def published(self) -> list[str]:
        """Titles of the published tables with their numbers."""
        return [f"{table.code}　{table.title}" for table in self._tables.published()]

    # ---- workings

    def _vehicles(self, field: str) -> list[Named]:
        kept = [kind for kind in VehicleKind if getattr(self._ledger.vehicles.get(kind), field, None)]
        return [Named(kind.value, f"l.vehicle.{kind.name}") for kind in kept]

    def _spent(self, fund: str) -> str:
        return f"sum(l.spent.{fund}_basic,l.spent.{fund}_project)"

    def _cell(self, kind: TableKind, row: str, column: str) -> str:
        return f"t.{kind.value}.{row}.{column}"

    def _spent_rows(self, table: Table, level: int) -> Iterable[TableRow]:
        rows = (row for row in table.rows.values() if row.code and row.level == level)
        return [row for row in rows if table.amount(row.key, TOTAL)]

    def _funded(self, fund: str) -> list[SubjectFacts]:
        """项 with expenditure of one fund; what was spent is its basic and project expenditure together."""
        columns = (f"{fund}_basic", f"{fund}_project")
        codes = [line.code for line in self._ledger.lines if self._ledger.amount(line.code, *columns)]
        spent = {code: f"sum({','.join(f'l.subject.{code}.{column}' for column in columns)})" for code in codes}
        return [replace(self._subject(code), spent=spent[code]) for code in codes]

    def _subject(self, code: str) -> SubjectFacts:
        names = tuple(self._ledger.name(code[:length]) for length in LEVELS if length <= len(code))
        return SubjectFacts(code, names, self._cell(TableKind.GENERAL, code, TOTAL), f"l.subject.{code}.budget")

    @cached_property
    def _basic(self) -> list[tuple[str, str, str]]:
        """Code, name and key of the economic 款 with 基本支出 of the general budget."""
        codes = [code for code in self._ledger.economic_codes if self._ledger.economic_amount(code, "general_basic")]
        return [
            (code, self._ledger.economic.name(code), f"l.economic.{code}.general_basic")
            for code in codes
            if len(code) > 3
        ]
