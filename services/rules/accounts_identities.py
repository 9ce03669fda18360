"""Identities between cells of the published tables of the final accounts: formulas, and how they are checked.

A formula reads like checks.md: “expenditure.{class}.total = totals.{class}.amount” compares, for every class, the cell
“total” of that row of 公开03表 with the cell of 公开01表. A cell is table.row.column by the keys of services/accounts;
`{row}` stands for every row of the left table, `{code}` for every subject of the tables named, `{class}` for every 类,
`{column}` for every economic subject across; “Σclass” is the sum over all 类, “Σpublic” over those of 公用经费.

What is compared is what is shown: the figure typed over a cell, else the derived one. Derived tables cannot disagree,
so that a finding names the figures typed over them, or the inputs that contradict each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.enums import AmountUnit, Severity
from services.accounts import fields as f
from services.accounts.ledger import Ledger
from services.accounts.lines import line_ref
from services.accounts.policy import TableKind
from services.accounts.sums import ZERO
from services.accounts.table import Table
from services.accounts.tables import FinalTables, tables_of
from services.filing.funds import Figure
from services.filing.refs import FieldRef
from services.rules.catalogue import Hit, filing_rule
from services.rules.view import FilingView, all_fields
from services.texts.relation import Operand, added
from services.values.money import plain, round_half_up

BASIS = "财政部部门决算报表编审勾稽关系；部门决算公开表式"
EQUAL = "{left}＝{x}，应等于{right}＝{y}（差 {d}）{note}"
AT_LEAST = "{left}＝{x}，不应小于{right}＝{y}（差 {d}）{note}"
REMEDY = "核对录入的已公开数和底表；确与底表不同的，改底表或写明差异"
CENT = Decimal("0.01")
"""The difference that rounding 元 to 万元 leaves between published tables (checks.md §8)."""
_NAMED = 3
"""Most terms of a sum that a message names one by one."""
_PLACES = 2
_CLASS = 3

_GRIDS: Mapping[str, tuple[str, ...]] = {
    "subject": ("subject_line", "detail_line"),
    "economic": ("economic_line", "detail_line"),
    "detail": ("subject_line", "economic_line", "detail_line"),
    "total": ("subject_line", "detail_line", "carry_over", "matter"),
    "three_public": ("three_public", "economic_line", "detail_line"),
}
_GRID_OF: Mapping[TableKind, str] = {
    TableKind.TOTALS: "total",
    TableKind.APPROPRIATION: "total",
    TableKind.ECONOMIC: "economic",
    TableKind.BASIC: "economic",
    TableKind.DETAIL: "detail",
    TableKind.THREE_PUBLIC: "three_public",
}


def reads_of(*entities: str) -> frozenset[str]:
    """All fields of these entities, and what the tables hang on besides."""
    return frozenset({"filing.year", "filing.amount_unit"}).union(*map(all_fields, entities))


def reads_of_tables(kinds: Iterable[TableKind]) -> frozenset[str]:
    """All fields that these tables are derived from, the figures typed over them included."""
    entities = {entity for kind in kinds for entity in _GRIDS[_GRID_OF.get(kind, "subject")]}
    return reads_of("table_override", *entities)


@dataclass(frozen=True, slots=True)
class Term:
    """One figure of an identity: added (1) or taken away (-1); `row` and `column` where it is a table's cell."""

    name: str
    ref: FieldRef
    figure: Figure
    sign: int = 1
    row: tuple[str, str] = ("", "")
    column: str = ""

    @property
    def value(self) -> Decimal:
        """The shown figure, blank as 0."""
        return self.figure.value or ZERO


def cell(table: Table, row: str, column: str, sign: int = 1) -> Term:
    """A cell of a table as a term."""
    name, at = table.cell_name(row, column), table.columns.get(column)
    title = column if at is None else at.name
    return Term(name, table.ref(row, column), table.figure(row, column), sign, (table.key, row), title)


def stored(name: str, ref: FieldRef, value: Decimal | None) -> Term:
    """A stored value as a term."""
    return Term(name, ref, Figure(None, value))


def compared(
    ledger: Ledger,
    left: Term,
    right: Sequence[Term],
    *,
    at_least: bool = False,
    called: str = "",
    inputs: Sequence[FieldRef] = (),
) -> Hit | None:
    """What is wrong with left = Σ right (or left ≥ Σ right), None when nothing is; `called` names the right side."""
    total = added(Operand(left.value), [Operand(term.value) for term in right], [term.sign for term in right]).result
    gap = difference(ledger, left.value, total)
    if not gap or (at_least and gap > 0):
        return None
    typed = [term for term in (left, *right) if term.figure.typed_over]
    mild = abs(gap) == CENT and ledger.filing.head.amount_unit is AmountUnit.WAN
    ends = [left.ref, right[0].ref] if right else [left.ref]
    refs = [term.ref for term in typed] or list(inputs)
    values = {
        "left": left.name,
        "x": plain(left.value),
        "right": called or _sum_name(left, right),
        "y": plain(total),
        "d": plain(gap),
        "note": _note(left, typed, mild=mild),
    }
    return Hit(tuple(dict.fromkeys([*refs, *ends])), values, mild=mild)


def difference(ledger: Ledger, left: Decimal, right: Decimal) -> Decimal:
    """By how much two figures differ as printed (万元); 0 within the tolerance, and when both print alike."""
    gap = left - right
    if abs(gap) <= ledger.filing.scheme.limits.amount_tolerance:
        return ZERO
    if ledger.filing.head.amount_unit is AmountUnit.YUAN:
        return gap
    return round_half_up(left, _PLACES) - round_half_up(right, _PLACES)


def _sum_name(left: Term, right: Sequence[Term]) -> str:
    """“A＋B－C”, or how many cells are added up; cells of the row on the left by their columns only."""
    beside = bool(left.column) and all(term.row == left.row for term in right)
    names = [f"“{term.column}”栏" if beside else term.name for term in right]
    where = "同一行" if beside else ""
    if len(right) > _NAMED:
        return f"{where}{names[0]}等 {len(right)} 格之和"
    signed = "".join(f"{'＋' if term.sign > 0 else '－'}{name}" for term, name in zip(right, names, strict=True))
    return where + signed.removeprefix("＋")


def _note(left: Term, typed: Sequence[Term], *, mild: bool) -> str:
    """Which of the figures were typed over derived ones, and that the difference may come from rounding."""
    words = [_typed_note(left, term) for term in typed[:_NAMED]]
    note = f"；其中{'；'.join(words)}" if words else ""
    return note + "；只差 0.01，属四舍五入尾差，请核对并写明说明" if mild else note


def _typed_note(left: Term, term: Term) -> str:
    derived = plain(term.figure.derived or ZERO)
    if term is left:
        return f"前者是录入数，按底表应为 {derived}"
    return f"{term.name}录入为 {plain(term.value)}，按底表应为 {derived}"


# ---------------------------------------------------------------- formulas

_TERM = re.compile(r"([+-]?)\s*(\w+)\.([\wΣ{}]+)\.([\w{}]+)")
_WILD = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Part:
    """A term of a formula before it is applied to tables."""

    kind: TableKind
    row: str
    column: str
    sign: int


@dataclass(frozen=True, slots=True)
class Formula:
    """An identity between cells; `at_least` when the left may be larger."""

    left: Part
    right: tuple[Part, ...]
    at_least: bool
    wild: str

    @property
    def kinds(self) -> tuple[TableKind, ...]:
        """The tables it is about."""
        return tuple(dict.fromkeys(part.kind for part in (self.left, *self.right)))

    def hits(self, tables: FinalTables, inputs: Sequence[FieldRef] = ()) -> Iterator[Hit]:
        """What is wrong in these tables; nothing while one of them is not published or not begun."""
        if not all(begun(tables, kind) for kind in self.kinds):
            return
        tolerance = tables.ledger.filing.scheme.limits.amount_tolerance
        for key in _keys(self, tables):
            left = next(_cells(tables, self.left, key))
            right = [found for part in self.right for found in _cells(tables, part, key)]
            gap = _shown(*left) - sum([_shown(*one) for one in right], ZERO)
            if gap < -tolerance or (gap > tolerance and not self.at_least):
                yield from self._told(tables.ledger, left, right, inputs)

    def _told(self, ledger: Ledger, left: _Cell, right: Sequence[_Cell], inputs: Sequence[FieldRef]) -> Iterator[Hit]:
        """The finding about two sides that are too far apart, with the names of the cells."""
        terms = [cell(*one) for one in right]
        hit = compared(ledger, cell(*left), terms, at_least=self.at_least, inputs=inputs)
        if hit is not None:
            yield hit


_Cell = tuple[Table, str, str, int]


def formula(text: str) -> Formula:
    """Read a formula. ValueError when it cannot be read."""
    left, operator, right = re.split(r"\s*([=≥])\s*", text, maxsplit=1)
    wild = _WILD.findall(text)
    parts = [_part(match) for match in _TERM.finditer(right)]
    begin = _TERM.fullmatch(left)
    if begin is None or not parts or len(set(wild)) > 1:
        raise ValueError(text)
    return Formula(_part(begin), tuple(parts), operator == "≥", wild[0] if wild else "")


def _part(match: re.Match[str]) -> Part:
    sign, kind, row, column = match.groups()
    return Part(TableKind(kind), row, column, -1 if sign == "-" else 1)


def _keys(form: Formula, tables: FinalTables) -> Iterable[str]:
    """What the wildcard of a formula stands for, in order."""
    left = tables[form.left.kind]
    if form.wild == "row":
        return [key for key, row in left.rows.items() if form.left.column in row.figures]
    if form.wild == "column":
        return [key for key in left.columns if key.isdecimal()]
    if not form.wild:
        return [""]
    codes = {row.code for kind in form.kinds for row in tables[kind].rows.values() if row.code}
    return sorted(code for code in codes if form.wild == "code" or len(code) == _CLASS)


def _cells(tables: FinalTables, part: Part, key: str) -> Iterator[_Cell]:
    table = tables[part.kind]
    row, column = part.row, part.column
    if key:
        row, column = (key if "{" in text else text for text in (row, column))
    if not row.startswith("Σ"):
        yield table, row, column, part.sign
        return
    wanted = [one.key for one in table.rows.values() if one.code and len(one.code) == _CLASS]
    for code in wanted:
        if row == "Σclass" or code not in f.PERSONNEL:
            yield table, code, column, part.sign


def _shown(table: Table, row: str, column: str, sign: int) -> Decimal:
    amount = table.amounts.get(row, _NO_ROW).get(column, ZERO)
    return amount if sign > 0 else -amount


_NO_ROW: Mapping[str, Decimal] = {}


def begun(tables: FinalTables, kind: TableKind) -> bool:
    """Whether a table is published by the scheme, and has inputs or figures typed over it."""
    ledger = tables.ledger
    if kind not in ledger.policy.tables:
        return False
    if kind.value in ledger.overrides:
        return True
    if kind is TableKind.THREE_PUBLIC:
        return bool(ledger.economic_codes) or ledger.filing.record("three_public", _three(ledger)) is not None
    by_economic = kind in {TableKind.ECONOMIC, TableKind.BASIC}
    return bool(ledger.economic_codes if by_economic else ledger.codes or ledger.overrides)


def _three(ledger: Ledger) -> str:
    return line_ref(ledger.filing.id, "three_public", "ONE", "").id


# ---------------------------------------------------------------- registering

More = Callable[[FinalTables], Iterable[Hit]]
Inputs = Callable[[Ledger], Sequence[FieldRef]]


@dataclass(frozen=True, slots=True)
class Identity:
    """A rule made of formulas, and of checks that no formula says (roll-ups, wide tables).

    `inputs`: the typed figures that contradict each other when nothing was typed over the tables.
    """

    id: str
    title: str
    formulas: tuple[str, ...] = ()
    kinds: tuple[TableKind, ...] = ()
    more: More | None = None
    inputs: Inputs | None = None
    severity: Severity = Severity.ERROR
    text: str = EQUAL
    remedy: str = REMEDY


def register(rule: Identity) -> None:
    """Put the rule of an identity into the catalogue."""
    forms = [formula(text) for text in rule.formulas]
    kinds = {*rule.kinds, *(kind for form in forms for kind in form.kinds)}

    def check(view: FilingView) -> Iterator[Hit]:
        tables = tables_of(view.filing)
        inputs = rule.inputs(tables.ledger) if rule.inputs else ()
        for form in forms:
            yield from form.hits(tables, inputs)
        if rule.more is not None and all(begun(tables, kind) for kind in rule.kinds):
            yield from rule.more(tables)

    check.__doc__ = "；".join(rule.formulas) or (rule.more.__doc__ if rule.more else "")
    filing_rule(
        rule.id,
        rule.severity,
        rule.title,
        reads=reads_of_tables(kinds),
        text=rule.text,
        remedy=rule.remedy,
        basis=BASIS,
    )(check)
