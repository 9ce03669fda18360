"""Rules RP01–RP09: the two tables of county subsidies to the residents' basic pension (checks.md §12, forms.md F08)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from models.enums import FundSource, Severity
from models.project import Project
from services.accounts.ledger import Ledger
from services.accounts.lines import ONLY, key_of, line_ref
from services.accounts.pension_tables import ALLOCATION_KEY, BUDGET_KEY, ITEMS
from services.accounts.table import TOTAL, Table
from services.accounts.tables import FinalTables, tables_of
from services.filing.assess import assess
from services.filing.funds import FundColumn
from services.filing.refs import FieldRef
from services.rules.accounts_identities import EQUAL, cell, compared, reads_of
from services.rules.catalogue import FUNDS, Hit, filing_rule, funding_ref
from services.rules.view import FilingView
from services.values.money import plain, round_half_up

BASIS = "城乡居民基本养老保险财政补助资金结算办法"
_READS = reads_of("pension_line", "table_override")
_WAN = Decimal(10000)
_LOW, _HIGH = Decimal("0.7"), Decimal("1.3")
"""Within which a figure per head may move against last year (checks.md RP08)."""

Sums = Mapping[str, Sequence[str]]


def _across(view: FilingView, key: str, sums: Sums) -> Iterator[Hit]:
    """Every row: each of these columns is the sum of its parts."""
    tables = tables_of(view.filing)
    for row in tables[key].rows if _begun(tables) else ():
        for whole, parts in sums.items():
            yield from _sum(tables.ledger, tables[key], (row, whole), [(row, part) for part in parts])


def _sum(ledger: Ledger, table: Table, whole: tuple[str, str], parts: Sequence[tuple[str, str]]) -> Iterator[Hit]:
    terms = [cell(table, row, column) for row, column in parts]
    hit = compared(ledger, cell(table, *whole), terms)
    if hit is not None:
        yield hit


def _begun(tables: FinalTables) -> bool:
    return bool(tables.ledger.pension_lines) or not tables.ledger.overrides.keys().isdisjoint(_KEYS)


_KEYS = (BUDGET_KEY, ALLOCATION_KEY)


@filing_rule(
    "RP01", Severity.ERROR, "入口补助不平", reads=_READS, text=EQUAL, remedy="核对政府代缴和缴费补贴", basis=BASIS
)
def entry_adds_up(view: FilingView) -> Iterator[Hit]:
    """入口合计 = 政府代缴 + 缴费补贴."""
    yield from _across(view, BUDGET_KEY, {"entry": ("gov_paid", "subsidy")})


@filing_rule(
    "RP02",
    Severity.ERROR,
    "出口补助不平",
    reads=_READS,
    text=EQUAL,
    remedy="核对基础养老金和丧葬费、抚恤金",
    basis=BASIS,
)
def exit_adds_up(view: FilingView) -> Iterator[Hit]:
    """出口合计 = 基础养老金 + 丧葬费和抚恤金."""
    yield from _across(view, BUDGET_KEY, {"exit": ("basic_pension", "funeral")})


@filing_rule(
    "RP03",
    Severity.ERROR,
    "预拨合计不等于入口加出口",
    reads=_READS,
    text=EQUAL,
    remedy="核对入口、出口补助",
    basis=BASIS,
)
def advance_adds_up(view: FilingView) -> Iterator[Hit]:
    """预拨合计 = 入口 + 出口."""
    yield from _across(view, BUDGET_KEY, {"advance": ("entry", "exit")})


@filing_rule(
    "RP04", Severity.ERROR, "合计行不等于各县区之和", reads=_READS, text=EQUAL, remedy="核对各县区的数", basis=BASIS
)
def counties_add_up(view: FilingView) -> Iterator[Hit]:
    """The 合计 row is the sum of the counties in every column of both tables."""
    tables = tables_of(view.filing)
    for key in _KEYS if _begun(tables) else ():
        table = tables[key]
        counties = [row for row in table.rows if row != TOTAL]
        for column in table.columns:
            yield from _sum(tables.ledger, table, (TOTAL, column), [(row, column) for row in counties])


@filing_rule(
    "RP05",
    Severity.ERROR,
    "代缴人数超过缴费人数",
    reads=_READS,
    text="{county}特殊人员代缴人数 {x} 超过缴费人数 {y}",
    remedy="核对两个人数：代缴人数是缴费人数的一部分",
    basis=BASIS,
)
def paid_for_within_payers(view: FilingView) -> Iterator[Hit]:
    """People whose contribution is paid for them are among those who contribute."""
    tables = tables_of(view.filing)
    table = tables[BUDGET_KEY]
    for key, row in table.rows.items() if _begun(tables) else ():
        x, y = (table.value(key, column) for column in ("paid_for", "payers"))
        if x is not None and y is not None and x > y:
            values = {"county": row.label, "x": plain(x), "y": plain(y)}
            yield Hit(_people_refs(tables.ledger, table, key, ("paid_for", "payers")), values)


def _people_refs(ledger: Ledger, table: Table, row: str, columns: Sequence[str]) -> tuple[FieldRef, ...]:
    """The figures typed over these cells, else the line's own, else the cells (the 合计 row)."""
    over = [table.ref(row, column) for column in columns if table.figure(row, column).typed is not None]
    line = next((one for one in ledger.pension_lines if key_of(one.id) == row), None)
    own = [] if line is None else [FieldRef("pension_line", line.id, column) for column in columns]
    return tuple(over or own or [table.ref(row, column) for column in columns])


@filing_rule(
    "RP06", Severity.ERROR, "实拨不等于结算加预拨", reads=_READS, text=EQUAL, remedy="核对结算数和预拨数", basis=BASIS
)
def paid_adds_up(view: FilingView) -> Iterator[Hit]:
    """实拨 = 结算 + 预拨 item by item, and 实拨合计 = the four items."""
    sums: dict[str, Sequence[str]] = {f"paid_{item}": (f"settled_{item}", f"advance_{item}") for item in ITEMS}
    yield from _across(view, ALLOCATION_KEY, {**sums, "paid_total": tuple(sums)})


@filing_rule(
    "RP07",
    Severity.ERROR,
    "两表预拨数不等",
    reads=_READS,
    text=EQUAL,
    remedy="核对明细表和分配总表的同一项",
    basis=BASIS,
)
def advances_agree(view: FilingView) -> Iterator[Hit]:
    """The advance of the allocation table is that of the budget table, item by item."""
    tables = tables_of(view.filing)
    for row in tables[ALLOCATION_KEY].rows if _begun(tables) else ():
        for item in ITEMS:
            left = cell(tables[ALLOCATION_KEY], row, f"advance_{item}")
            hit = compared(tables.ledger, left, [cell(tables[BUDGET_KEY], row, item)])
            if hit is not None:
                yield hit


@filing_rule(
    "RP08",
    Severity.WARNING,
    "人均缴费补贴异常",
    reads=_READS | reads_of("last_year"),
    text="{county}人均缴费补贴 {x} 元，上年 {y} 元，相差超过 30%",
    remedy="核对缴费补贴和缴费人数；标准调整的写明依据",
    basis=BASIS,
)
def subsidy_per_payer(view: FilingView) -> Iterator[Hit]:
    """The contribution subsidy per payer is within 30 % of last year's."""
    tables = tables_of(view.filing)
    last, table = tables.ledger.last_year.subsidy_per_payer, tables[BUDGET_KEY]
    for key, row in table.rows.items() if last and _begun(tables) else ():
        payers, subsidy = table.value(key, "payers"), table.value(key, "subsidy")
        if key == TOTAL or not payers or subsidy is None or last is None:
            continue
        each = subsidy * _WAN / payers
        if not last * _LOW <= each <= last * _HIGH:
            values = {"county": row.label, "x": plain(round_half_up(each, 2)), "y": plain(last)}
            known = _people_refs(tables.ledger, table, key, ("subsidy", "payers"))
            yield Hit((*known, line_ref(view.filing.id, "last_year", ONLY, "subsidy_per_payer")), values)


@filing_rule(
    "RP09",
    Severity.WARNING,
    "本级预算与预拨、结算单不一致",
    reads={*_READS, *FUNDS, "project.name", "unit.region", "unit.name"},
    text="《{project}》年初预算 {initial}、全年预算 {budget} 与{county}预拨 {advance}、实拨 {paid} 都不一致",
    remedy="核对预算、调整数与预拨（结算）单，确有不同的写明说明",
    basis=BASIS,
)
def budget_as_allocated(view: FilingView) -> Iterator[Hit]:
    """The budget of the unit's own pension project is what its county was advanced or paid."""
    tables = tables_of(view.filing)
    line = next((one for one in tables.ledger.pension_lines if _is_own(view, one.county)), None)
    if line is None:
        return
    row = key_of(line.id)
    advance = tables[BUDGET_KEY].amount(row, "advance")
    paid = tables[ALLOCATION_KEY].amount(row, "paid_total")
    for project in view.filing.projects:
        if _about_pension(project):
            yield from _budget_hits(view, project, line.county, advance, paid)


def _budget_hits(view: FilingView, project: Project, county: str, advance: Decimal, paid: Decimal) -> Iterator[Hit]:
    a = assess(view.filing, project.id)
    initial, budget = (a.funds.value(FundSource.TOTAL, column) for column in (FundColumn.INITIAL, FundColumn.BUDGET))
    if budget is None or budget in (advance, paid):
        return
    values = {
        "project": project.name,
        "initial": "未填" if initial is None else plain(initial),
        "budget": plain(budget),
        "county": county,
        "advance": plain(advance),
        "paid": plain(paid),
    }
    yield Hit((funding_ref(a, FundSource.TOTAL, FundColumn.BUDGET),), values)


def _is_own(view: FilingView, county: str) -> bool:
    """Whether a county of the table is the unit's own."""
    unit = view.filing.unit
    return bool(county) and (county in unit.region or county in unit.name)


def _about_pension(project: Project) -> bool:
    return "居民" in project.name and "养老保险" in project.name
