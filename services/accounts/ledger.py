"""Ledger: the final accounts of a filing as figures, worked out from its lines once; the tables are views of it.

All amounts are 万元. Blank counts as nothing in a sum. Where a figure may be typed or follows from others, both are in
its `Figure`, and the typed one counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from models.accounts import CarryOver, DetailLine, EconomicLine, SubjectLine, TableOverride
from models.accounts_matters import LastYear, Matter, Occasion, ThreePublic, Vehicle
from models.enums import FundNature, VehicleKind
from models.pension import PensionLine
from services.accounts import fields as f
from services.accounts.lines import ONLY, line_ref
from services.accounts.policy import AccountsPolicy
from services.accounts.sums import ZERO, Sums, figure_of
from services.filing.fields import field_spec
from services.filing.filing import Filing
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.subjects import LEVELS, Catalogue, SubjectKind, subjects


class Ledger:
    """Everything typed for the final accounts, and what follows from it. Immutable view of one state of a filing."""

    def __init__(self, filing: Filing) -> None:
        self.filing = filing
        self.year = filing.head.year
        self.policy: AccountsPolicy = filing.scheme.accounts
        self.functional: Catalogue = subjects(SubjectKind.FUNCTIONAL, self.year, filing.subject_folder)
        self.economic: Catalogue = subjects(SubjectKind.ECONOMIC, self.year, filing.subject_folder)

    # ---- what was typed

    @cached_property
    def lines(self) -> tuple[SubjectLine, ...]:
        """Functional subjects in the order of their codes."""
        rows = cast("list[SubjectLine]", self._owned("subject_line"))
        return tuple(sorted(rows, key=lambda row: (row.code, row.id)))

    @cached_property
    def economic_lines(self) -> tuple[EconomicLine, ...]:
        """Economic subjects in the order of their codes."""
        rows = cast("list[EconomicLine]", self._owned("economic_line"))
        return tuple(sorted(rows, key=lambda row: (row.code, row.id)))

    @cached_property
    def details(self) -> tuple[DetailLine, ...]:
        """Functional × economic details in the order of their codes."""
        rows = cast("list[DetailLine]", self._owned("detail_line"))
        return tuple(sorted(rows, key=lambda row: (row.code, row.economic)))

    @cached_property
    def occasions(self) -> tuple[Occasion, ...]:
        """Receptions in order."""
        return tuple(cast("list[Occasion]", self._owned("occasion")))

    @cached_property
    def pension_lines(self) -> tuple[PensionLine, ...]:
        """Counties of the pension subsidy in order."""
        return tuple(cast("list[PensionLine]", self._owned("pension_line")))

    @cached_property
    def vehicles(self) -> Mapping[VehicleKind, Vehicle]:
        """Official vehicles by type."""
        return {row.kind: row for row in cast("list[Vehicle]", self._owned("vehicle"))}

    @cached_property
    def matter(self) -> Matter:
        """Surplus, 机关运行经费, procurement and assets; all blank when nothing was typed."""
        return cast("Matter", self._only("matter") or Matter(filing_id=self.filing.id))

    @cached_property
    def three_public(self) -> ThreePublic:
        """三公经费 as typed; all blank when nothing was typed."""
        return cast("ThreePublic", self._only("three_public") or ThreePublic(filing_id=self.filing.id))

    @cached_property
    def last_year(self) -> LastYear:
        """Last year's figures; all blank when nothing was typed."""
        return cast("LastYear", self._only("last_year") or LastYear(filing_id=self.filing.id))

    @cached_property
    def overrides(self) -> Mapping[str, Sequence[TableOverride]]:
        """Figures typed over derived tables, by table."""
        found: dict[str, list[TableOverride]] = {}
        for row in cast("list[TableOverride]", self._owned("table_override")):
            found.setdefault(row.table, []).append(row)
        return found

    @property
    def empty(self) -> bool:
        """Whether nothing was typed for the final accounts."""
        return not (self.lines or self.economic_lines or self.details)

    @property
    def begun(self) -> bool:
        """Whether the final accounts were begun: by `begin_accounts` or by any figure."""
        return not self.empty or self._only("matter") is not None

    # ---- figures of subjects

    def name(self, code: str) -> str:
        """Name of a functional subject: as the line prints it, else as the catalogue has it."""
        line = self._by_code["subject_line"].get(code)
        return (line.name if line is not None else "") or self.functional.name(code)

    def subject_figure(self, code: str, column: str) -> Figure:
        """A typed cell of a functional subject; basic and project of the general budget may follow from details."""
        typed = self._typed("subject_line", code, column)
        return figure_of(typed, self._from_details(f.DETAIL_OF.get(column, ""), "code", code))

    def economic_figure(self, code: str, column: str) -> Figure:
        """A typed cell of an economic subject; those of the general budget may follow from details."""
        typed = self._typed("economic_line", code, column)
        return figure_of(typed, self._from_details(f.DETAIL_OF.get(column, ""), "economic", code))

    def amount(self, code: str, *columns: str) -> Decimal:
        """Sum of columns over a functional subject and all below it; "" is the whole."""
        return self._functional_sums.amount(code, columns)

    def economic_amount(self, code: str, *columns: str) -> Decimal:
        """Sum of columns over an economic subject and all below it; "" is the whole."""
        return self._economic_sums.amount(code, columns)

    def detail_amount(self, code: str, economic: str, *columns: str) -> Decimal:
        """Sum of details over a functional and an economic subject, each with all below; "" is the whole."""
        sums = self._detail_sums.get(economic)
        return ZERO if sums is None else sums.amount(code, columns or ("basic", "project"))

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of all functional subjects with a line or a detail, ascending."""
        return tuple(sorted({row.code for row in self.lines} | {row.code for row in self.details}))

    @cached_property
    def economic_codes(self) -> tuple[str, ...]:
        """Codes of all economic subjects with a line or a detail, ascending."""
        return tuple(sorted({row.code for row in self.economic_lines} | {row.economic for row in self.details}))

    def ref(self, entity: str, code: str, column: str) -> FieldRef:
        """Address of a column of a subject_line or economic_line, whether or not it exists yet."""
        row = self._by_code[entity].get(code)
        return line_ref(self.filing.id, entity, code, column) if row is None else FieldRef(entity, row.id, column)

    # ---- totals and carry-over

    @property
    def income(self) -> Decimal:
        """本年收入合计."""
        return self.amount("", *f.INCOME)

    @property
    def expenditure(self) -> Decimal:
        """本年支出合计."""
        return self.amount("", *f.EXPENDITURE)

    def opening(self, fund: FundNature) -> Figure:
        """年初结转和结余 of one fund; of 政府性基金 and 国有资本经营 it is the sum over the subjects."""
        column = f.OPENING.get(fund)
        parts = self._parts(column) if column else ()
        return figure_of(self._carried(fund, "opening"), parts)

    def closing(self, fund: FundNature) -> Figure:
        """年末结转和结余 of one fund: opening + income − expenditure; of other money also the surplus used, shared."""
        income, spent = f.INCOME_OF[fund], f.SPENT_OF[fund]
        parts = [
            ("年初结转和结余", self.opening(fund).value or ZERO),
            ("本年收入", self.amount("", *income)),
            ("本年支出", -self.amount("", *spent)),
        ]
        if fund is FundNature.OTHER:
            parts.append((self.policy.surplus_label, self.matter.used_surplus or ZERO))
            parts.append(("结余分配", -(self.matter.distributed or ZERO)))
        return figure_of(self._carried(fund, "closing"), parts)

    # ---- 三公 and 机关运行经费

    def three_public_figure(self, item: str) -> Figure:
        """Final amount of abroad, purchase, running or reception: typed, else what the economic subjects say."""
        typed = getattr(self.three_public, item)
        names = ((self.economic.name(code) or code, code) for code in f.THREE_PUBLIC[item])
        known = [(name, self.economic_amount(code, *f.ECONOMIC)) for name, code in names if code in self.economic_codes]
        return figure_of(typed, known)

    @property
    def running_cost(self) -> Figure:
        """机关运行经费: typed, else the 公用经费 of the general budget's basic expenditure."""
        return figure_of(self.matter.running_cost, [("公用经费合计", self.public_cost)] if self.economic_codes else ())

    @property
    def personnel_cost(self) -> Decimal:
        """人员经费合计 = 301 + 303 of the general budget's basic expenditure (forms.md F07 公开08表)."""
        return sum((self.economic_amount(code, "general_basic") for code in f.PERSONNEL), ZERO)

    @property
    def public_cost(self) -> Decimal:
        """公用经费合计: all other classes of the general budget's basic expenditure."""
        return self.economic_amount("", "general_basic") - self.personnel_cost

    def completion(self, code: str) -> Decimal | None:
        """Expenditure from 财政拨款 as a ratio of the subject's budget; None without a budget."""
        budget = self.amount(code, "budget")
        return self.amount(code, *f.APPROPRIATION_SPENT) / budget if budget else None

    # ---- workings

    def _owned(self, entity: str) -> list[Any]:
        return self.filing.owned(entity, self.filing.id)

    def _only(self, entity: str) -> Any:
        return self.filing.record(entity, line_ref(self.filing.id, entity, ONLY, "").id)

    def _typed(self, entity: str, code: str, column: str) -> Decimal | None:
        row = self._by_code[entity].get(code)
        return None if row is None else getattr(row, column)

    @cached_property
    def _by_code(self) -> Mapping[str, Mapping[str, Any]]:
        subject = {row.code: row for row in self.lines}
        return {"subject_line": subject, "economic_line": {row.code: row for row in self.economic_lines}}

    def _carried(self, fund: FundNature, field: str) -> Decimal | None:
        rows = cast("list[CarryOver]", self._owned("carry_over"))
        return next((getattr(row, field) for row in rows if row.fund is fund), None)

    def _parts(self, column: str) -> tuple[tuple[str, Decimal], ...]:
        values = ((self.name(row.code), getattr(row, column)) for row in self.lines)
        return tuple((name, value) for name, value in values if value is not None)

    def _from_details(self, column: str, side: str, code: str) -> Iterable[tuple[str, Decimal]]:
        if not column:
            return ()
        other, catalogue = ("economic", self.economic) if side == "code" else ("code", self.functional)
        rows = self._details_by[side].get(code, ())
        values = ((catalogue.name(getattr(row, other)), getattr(row, column)) for row in rows)
        return [(name, value) for name, value in values if value is not None]

    @cached_property
    def _details_by(self) -> Mapping[str, Mapping[str, list[DetailLine]]]:
        made: dict[str, dict[str, list[DetailLine]]] = {"code": {}, "economic": {}}
        for row in self.details:
            made["code"].setdefault(row.code, []).append(row)
            made["economic"].setdefault(row.economic, []).append(row)
        return made

    @cached_property
    def _functional_sums(self) -> Sums:
        sums = Sums(LEVELS)
        for code in self.codes:
            for column in f.SUBJECT_COLUMNS:
                sums.add(code, column, self.subject_figure(code, column).value)
        return sums

    @cached_property
    def _economic_sums(self) -> Sums:
        sums = Sums(LEVELS)
        for code in self.economic_codes:
            for column in f.ECONOMIC:
                sums.add(code, column, self.economic_figure(code, column).value)
        return sums

    @cached_property
    def _detail_sums(self) -> Mapping[str, Sums]:
        made: dict[str, Sums] = {}
        for row in self.details:
            for prefix in ("", row.economic[:3], row.economic):
                sums = made.setdefault(prefix, Sums(LEVELS))
                sums.add(row.code, "basic", row.basic)
                sums.add(row.code, "project", row.project)
        return made


def column_title(entity: str, column: str) -> str:
    """What a column is called."""
    return field_spec(entity, column).title


def ledger_of(filing: Filing) -> Ledger:
    """The ledger of a filing as it stands, worked out once for each of its states."""
    state = (filing.version(filing.id), filing.head.year, filing.scheme, filing.subject_folder)
    known = filing.derived.get(_CACHED)
    if known is None or known[0] != state:
        known = filing.derived[_CACHED] = (state, Ledger(filing))
    return cast("Ledger", known[1])


def forget_ledger(filing: Filing) -> None:
    """Have the ledger worked out anew, for the subject lists it reads were replaced."""
    filing.derived.pop(_CACHED, None)


_CACHED = "accounts"
