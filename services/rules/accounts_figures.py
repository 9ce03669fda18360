"""Rules DI24–DI26: 三公 against its budget, figures typed over derived tables, negative amounts (checks.md §7)."""

from __future__ import annotations

from collections.abc import Iterator

from models.accounts import TableOverride
from models.columns import FieldKind
from models.entities import ENTITIES
from models.enums import FundNature, Severity
from services.accounts import fields as f
from services.accounts.ledger import Ledger
from services.accounts.lines import JOINT, ONLY, line_ref
from services.accounts.policy import TableKind
from services.accounts.sums import ZERO
from services.accounts.table import TOTAL, Table
from services.accounts.tables import DERIVED, FinalTables, tables_of
from services.accounts.three_public_table import ACTUAL, BUDGET, ROW, TITLES, column_key
from services.filing.fields import field_spec
from services.filing.gestures import name_of
from services.filing.refs import FieldRef
from services.rules.accounts_identities import BASIS, CENT, begun, difference, reads_of, reads_of_tables
from services.rules.accounts_within import children
from services.rules.catalogue import Hit, filing_rule
from services.rules.view import FilingView
from services.values.money import plain

K = TableKind
_ENTERED = ("subject_line", "economic_line", "detail_line", "carry_over", "three_public", "matter", "occasion")
"""Entities whose amounts are entered for the tables."""


@filing_rule(
    "DI24",
    Severity.WARNING,
    "“三公”决算超预算",
    reads=reads_of_tables([K.THREE_PUBLIC]),
    text="{item}决算数 {x} 超过{basis} {y}（超 {d}）",
    remedy="核对预算数与决算数；确有超支的写明批准依据",
    basis="《党政机关厉行节约反对浪费条例》；部门决算公开表式",
)
def three_public_over_budget(view: FilingView) -> Iterator[Hit]:
    """No item is above its budget; nothing is compared while no budget was typed."""
    tables = tables_of(view.filing)
    if not begun(tables, K.THREE_PUBLIC):
        return
    table = tables[K.THREE_PUBLIC]
    if not table.amount(ROW, column_key(BUDGET, TOTAL)):
        return
    for item, title in TITLES.items():
        x, y = (table.amount(ROW, column_key(side, item)) for side in (ACTUAL, BUDGET))
        gap = difference(tables.ledger, x, y)
        if gap > 0:
            name = "“三公”经费合计" if item == TOTAL else title
            basis = tables.ledger.policy.three_public_budget.value
            values = {"item": name, "x": plain(x), "basis": basis, "y": plain(y), "d": plain(gap)}
            yield Hit(_three_public_refs(tables.ledger, table, item), values)


def _three_public_refs(ledger: Ledger, table: Table, item: str) -> tuple[FieldRef, ...]:
    """The figures typed over the table, else the typed final and budget amounts, else the cells."""
    cells = [table.ref(ROW, column_key(side, item)) for side in (ACTUAL, BUDGET)]
    over = [ref for ref in cells if ledger.filing.record(ref.entity, ref.id) is not None]
    own = [line_ref(ledger.filing.id, "three_public", ONLY, name) for name in (item, f"{item}_budget")]
    return tuple(over or (own if item in f.THREE_PUBLIC else cells))


@filing_rule(
    "DI25",
    Severity.ERROR,
    "汇总数被改动",
    reads=reads_of_tables(K),
    text="{cell}录入为 {x}，按底表应为 {y}（差 {d}）{note}",
    remedy="合计、类、款由下级汇总：改底表，或删去录入的数；明细与底表不同的，在差异说明里写明",
    basis=BASIS,
)
def typed_over(view: FilingView) -> Iterator[Hit]:
    """A sum comes from below; any other figure typed over a table warns until the difference is explained."""
    tables = tables_of(view.filing)
    for key in tables.ledger.overrides.keys() & DERIVED.keys():
        summed = _SUMS.union(children(tables[key]))
        hits = (_typed_over(tables.ledger, tables[key], one, summed) for one in tables.ledger.overrides[key])
        yield from (hit for hit in hits if hit is not None)


_SUMS = frozenset({"income_total", "expenditure_total", "total_in", "total_out", "personnel", "public", TOTAL})
"""Rows without code that are sums of others."""


def _typed_over(ledger: Ledger, table: Table, override: TableOverride, summed: frozenset[str]) -> Hit | None:
    row, column = override.cell.rsplit(JOINT, 1)
    figure = table.figure(row, column)
    gap = difference(ledger, figure.value or ZERO, figure.derived or ZERO) if figure.typed_over else ZERO
    mild = row not in summed or abs(gap) == CENT
    if not gap or (mild and override.note):
        return None
    x, y = plain(figure.value or ZERO), plain(figure.derived or ZERO)
    values = {"cell": table.cell_name(row, column), "x": x, "y": y, "d": plain(gap)}
    values["note"] = "" if row in summed else "，请写明差异"
    return Hit((table.ref(row, column),), values, mild=mild)


@filing_rule(
    "DI26",
    Severity.WARNING,
    "金额出现负数",
    reads=reads_of("table_override", *_ENTERED),
    text="{cell}＝{x}，是负数，请确认是否冲减",
    remedy="确属冲减、退回的写明说明，否则改正",
    basis=BASIS,
)
def negative(view: FilingView) -> Iterator[Hit]:
    """Typed amounts, figures typed over tables and derived closing balances below 0."""
    ledger = tables_of(view.filing).ledger
    for entity in _ENTERED:
        names = [name for name in ENTITIES[entity].record.model_fields if _is_money(entity, name)]
        for record in view.filing.owned(entity, view.filing.id):
            for name in names:
                value = getattr(record, name)
                if value is not None and value < 0:
                    ref = FieldRef(entity, record.id, name)
                    yield Hit((ref,), {"cell": name_of(view.filing, ref), "x": plain(value)})
    yield from _negative_shown(ledger, tables_of(view.filing))


def _is_money(entity: str, name: str) -> bool:
    if name in {"id", "filing_id"}:
        return False
    return field_spec(entity, name).kind is FieldKind.AMOUNT


def _negative_shown(ledger: Ledger, tables: FinalTables) -> Iterator[Hit]:
    for key, overrides in ledger.overrides.items():
        kind = next((kind for kind in K if kind.value == key), None)
        for override in overrides if kind is not None else ():
            if override.figure is not None and override.figure < 0:
                row, column = override.cell.rsplit(JOINT, 1)
                name = tables[key].cell_name(row, column)
                yield Hit((tables[key].ref(row, column),), {"cell": name, "x": plain(override.figure)})
    for fund in f.CARRIED:
        closing = ledger.closing(fund)
        if closing.typed is None and (closing.derived or ZERO) < 0 and not ledger.empty:
            name = f"{_fund_name(fund)}年末结转和结余（算得）"
            ref = line_ref(ledger.filing.id, "carry_over", fund.name, "closing")
            yield Hit((ref,), {"cell": name, "x": plain(closing.derived or ZERO)})


def _fund_name(fund: FundNature) -> str:
    return "其他资金" if fund is FundNature.OTHER else fund.value
