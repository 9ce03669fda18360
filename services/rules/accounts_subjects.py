"""Rules CL01–CL09: the subjects of the final accounts against the year's classifications (checks.md §9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from models.enums import FundNature, Severity, UnitNature
from services.accounts import fields as f
from services.accounts.ledger import Ledger, ledger_of
from services.accounts.lines import JOINT, override_ref
from services.accounts.policy import TableKind
from services.filing.refs import FieldRef
from services.rules.accounts_identities import reads_of
from services.rules.catalogue import Hit, filing_rule
from services.rules.view import FilingView
from services.subjects import LEVELS, Catalogue
from services.values.money import plain

K = TableKind
BASIS = "《政府收支分类科目》（当年）"
_FUNCTIONAL = reads_of("subject_line", "detail_line", "table_override")
_ECONOMIC = reads_of("economic_line", "detail_line", "table_override")
_BY_ECONOMIC = frozenset({K.ECONOMIC, K.BASIC})
_BY_FUNCTION = frozenset(K) - _BY_ECONOMIC - {K.THREE_PUBLIC}
_GENERAL_TABLES = frozenset({K.GENERAL, K.DETAIL, K.PROJECT})
_CAPITAL_CLASS = "223"
_BUILDING = ("309", "311")
"""Economic classes of 基本建设: never basic expenditure."""
_STAFF = ("301", "30301", "30302", "30303")
"""Pay and pensions: 生活补助, 助学金 and the like of class 303 are properly paid by projects."""
_NOT_FOR = {UnitNature.ADMINISTRATIVE: "30107", UnitNature.INSTITUTION: "30102"}
"""The economic subject that a unit of this nature does not use."""
_IN_GENERAL = ("income_general", *f.GENERAL)
_NOT_CAPITAL = (*_IN_GENERAL, "income_fund", *f.FUND)


def functional_codes(ledger: Ledger, tables: Iterable[TableKind] = _BY_FUNCTION) -> dict[str, FieldRef]:
    """Every functional code that was typed, in a grid or over a table of these, and where first."""
    found = {row.code: FieldRef("subject_line", row.id, "code") for row in ledger.lines}
    for detail in ledger.details:
        found.setdefault(detail.code, FieldRef("detail_line", detail.id, "code"))
    return {**_typed_over(ledger, tables), **found}


def _economic_codes(ledger: Ledger) -> dict[str, FieldRef]:
    found = {row.code: FieldRef("economic_line", row.id, "code") for row in ledger.economic_lines}
    for detail in ledger.details:
        found.setdefault(detail.economic, FieldRef("detail_line", detail.id, "economic"))
    return {**_typed_over(ledger, _BY_ECONOMIC), **found}


def _typed_over(ledger: Ledger, tables: Iterable[TableKind]) -> dict[str, FieldRef]:
    """Codes of rows with a figure typed over them."""
    found: dict[str, FieldRef] = {}
    for kind in sorted(tables):
        for override in ledger.overrides.get(kind.value, ()):
            row, column = override.cell.rsplit(JOINT, 1)
            if row.isdecimal() and override.figure:
                found.setdefault(row, override_ref(ledger.filing.id, kind.value, row, column))
    return found


def _unknown(code: str, catalogue: Catalogue, lengths: Iterable[int]) -> bool:
    """Whether a code is malformed, or missing from a list that holds all of its class."""
    if not code.isdecimal() or len(code) not in lengths:
        return True
    return code not in catalogue and (catalogue.knows_whole(code) or code[: min(LEVELS)] not in catalogue)


@filing_rule(
    "CL01",
    Severity.ERROR,
    "功能科目编码不存在",
    reads=_FUNCTIONAL,
    text="功能科目编码 {code} 不在 {year} 年科目表中",
    remedy="改为当年科目表中 3、5 或 7 位的编码；科目表不全的，先导入当年科目表",
    basis=BASIS,
)
def code_exists(view: FilingView) -> Iterator[Hit]:
    """3, 5 or 7 digits, and in the year's list."""
    ledger = ledger_of(view.filing)
    for code, ref in functional_codes(ledger).items():
        if _unknown(code, ledger.functional, LEVELS):
            yield Hit((ref,), {"code": code or "（空）", "year": str(ledger.year)})


@filing_rule(
    "CL02",
    Severity.ERROR,
    "科目编码与名称不符",
    reads=_FUNCTIONAL,
    text="{code} 应为“{name}”，写成了“{written}”",
    remedy="采用科目表的名称，或改正编码",
    basis=BASIS,
)
def name_fits_code(view: FilingView) -> Iterator[Hit]:
    """A name written beside a code is the catalogue's; a former name is CL03's finding."""
    for written, name, hit in _written_names(ledger_of(view.filing)):
        if written != name and not hit.values["former"]:
            yield hit


@filing_rule(
    "CL03",
    Severity.WARNING,
    "科目名称已改名",
    reads=_FUNCTIONAL,
    text="{code}“{written}”已改名为“{name}”",
    remedy="采用当年名称",
    basis=BASIS,
)
def name_of_today(view: FilingView) -> Iterator[Hit]:
    """No name of earlier years."""
    for _, _, hit in _written_names(ledger_of(view.filing)):
        if hit.values["former"]:
            yield hit


def _written_names(ledger: Ledger) -> Iterator[tuple[str, str, Hit]]:
    for row in ledger.lines:
        subject = ledger.functional.get(row.code)
        if row.name and subject is not None and row.name != subject.name:
            ref = FieldRef("subject_line", row.id, "name")
            former = "former" if ledger.functional.renamed(row.code, row.name) else ""
            values = {"code": row.code, "name": subject.name, "written": row.name, "former": former}
            yield row.name, subject.name, Hit((ref,), values, adopt=(ref, subject.name))


@filing_rule(
    "CL04",
    Severity.ERROR,
    "科目层级错位",
    reads=_FUNCTIONAL,
    text="{code} {name}层级错位：{why}",
    remedy="金额填在末级科目，类、款由程序汇总；导入的科目表上下级有误的重新导入",
    basis=BASIS,
)
def level_fits(view: FilingView) -> Iterator[Hit]:
    """The first 5 and 3 digits are the 款 and 类 above; money is typed on the lowest level only."""
    ledger = ledger_of(view.filing)
    codes = functional_codes(ledger, ())
    for code, ref in codes.items():
        subject = ledger.functional.get(code)
        below = next((other for other in codes if other.startswith(code) and other != code), "")
        why = f"下面还有 {below}，两处都填了金额" if below else ""
        if subject is not None and subject.parent and not code.startswith(subject.parent):
            why = f"科目表把它列在 {subject.parent} 下"
        if why and code:
            yield Hit((ref,), {"code": code, "name": ledger.name(code), "why": why})


def nature(ledger: Ledger, code: str) -> FundNature | None:
    """The fund a subject belongs to: its own, else that of the nearest subject above it."""
    known = (ledger.functional.get(code[:length]) for length in sorted(LEVELS, reverse=True) if length <= len(code))
    return next((subject.fund for subject in known if subject is not None), None)


@filing_rule(
    "CL05",
    Severity.ERROR,
    "基金科目列入一般公共预算",
    reads=_FUNCTIONAL,
    text="{code} {name}属政府性基金预算，不得列入一般公共预算（{x} 万元）",
    remedy="改列政府性基金预算的收入、支出栏（公开10表）",
    basis="《政府收支分类科目》（当年）；政府性基金预算支出科目",
)
def fund_subject_in_general(view: FilingView) -> Iterator[Hit]:
    """A subject of 政府性基金 has no money in the columns and tables of the general budget."""
    ledger = ledger_of(view.filing)
    for code, (ref, amount) in _misplaced(ledger, _IN_GENERAL, _GENERAL_TABLES).items():
        if nature(ledger, code) is FundNature.FUND:
            yield Hit((ref,), {"code": code, "name": ledger.name(code), "x": plain(amount)})


@filing_rule(
    "CL06",
    Severity.ERROR,
    "国有资本经营科目列入其他预算",
    reads=_FUNCTIONAL,
    text="{code} {name}属国有资本经营预算，不得列入一般公共预算或政府性基金预算（{x} 万元）",
    remedy="改列国有资本经营预算的收入、支出栏（公开11、12表）",
    basis=BASIS,
)
def capital_subject_elsewhere(view: FilingView) -> Iterator[Hit]:
    """Class 223 stands only in the tables of 国有资本经营 and of all expenditure."""
    ledger = ledger_of(view.filing)
    for code, (ref, amount) in _misplaced(ledger, _NOT_CAPITAL, {*_GENERAL_TABLES, K.FUND}).items():
        if code.startswith(_CAPITAL_CLASS):
            yield Hit((ref,), {"code": code, "name": ledger.name(code), "x": plain(amount)})


def _misplaced(
    ledger: Ledger, columns: Iterable[str], tables: Iterable[TableKind]
) -> dict[str, tuple[FieldRef, Decimal]]:
    """Codes with money in these columns or over these tables: where, and how much."""
    found: dict[str, tuple[FieldRef, Decimal]] = {}
    for code, ref in _typed_over(ledger, tables).items():
        found[code] = ref, ledger.filing.value(ref) or Decimal(0)
    for detail in ledger.details:
        for name in ("basic", "project"):
            if getattr(detail, name):
                found[detail.code] = FieldRef("detail_line", detail.id, name), getattr(detail, name)
    for row in ledger.lines:
        for name in columns:
            if getattr(row, name):
                found[row.code] = FieldRef("subject_line", row.id, name), getattr(row, name)
    return found


@filing_rule(
    "CL07",
    Severity.ERROR,
    "经济科目无效或用错",
    reads=_ECONOMIC,
    text="经济科目 {code} {name}{why}",
    remedy="改为当年部门预算支出经济分类的款；基本建设支出列项目支出",
    basis="部门预算支出经济分类科目（当年）",
)
def economic_code_valid(view: FilingView) -> Iterator[Hit]:
    """In the year's list; 309 and 311 (基本建设) never as basic expenditure."""
    ledger = ledger_of(view.filing)
    for code, ref in _economic_codes(ledger).items():
        if _unknown(code, ledger.economic, tuple(LEVELS)[:2]):
            yield Hit((ref,), {"code": code or "（空）", "name": "", "why": f"不在 {ledger.year} 年科目表中"})
    for code, (ref, amount) in _with_money(ledger, "basic").items():
        if code.startswith(_BUILDING):
            why = f"属基本建设，不得用于基本支出（{plain(amount)} 万元）"
            yield Hit((ref,), {"code": code, "name": ledger.economic.name(code), "why": why})


@filing_rule(
    "CL08",
    Severity.WARNING,
    "经济科目与单位性质不符",
    reads={*_ECONOMIC, "unit.nature"},
    text="本单位是{nature}，一般不列 {code} {name}（{x} 万元）",
    remedy="核对科目；汇总了其他性质的下属单位的，写明说明",
    basis="部门预算支出经济分类科目说明",
)
def fits_nature(view: FilingView) -> Iterator[Hit]:
    """行政单位 pays no 绩效工资 (30107), 事业单位 no 津贴补贴 of civil servants (30102)."""
    ledger = ledger_of(view.filing)
    unit = view.filing.unit.nature
    known = {**_with_money(ledger, "project"), **_with_money(ledger, "basic")}
    for code, (ref, amount) in known.items():
        if code == _NOT_FOR.get(unit):
            values = {"nature": unit.value, "code": code, "name": ledger.economic.name(code), "x": plain(amount)}
            yield Hit((ref, FieldRef("unit", view.filing.unit.id, "nature")), values)


@filing_rule(
    "CL09",
    Severity.WARNING,
    "人员经费科目列入项目支出",
    reads=_ECONOMIC,
    text="项目支出列有人员经费科目 {code} {name}（{x} 万元），请确认",
    remedy="属于在职、离退休人员经费的改列基本支出，否则写明说明",
    basis="部门预算支出经济分类科目说明",
)
def staff_in_project(view: FilingView) -> Iterator[Hit]:
    """Pay (301) and pensions (30301–30303) are basic expenditure."""
    ledger = ledger_of(view.filing)
    for code, (ref, amount) in _with_money(ledger, "project").items():
        if code.startswith(_STAFF):
            yield Hit((ref,), {"code": code, "name": ledger.economic.name(code), "x": plain(amount)})


def _with_money(ledger: Ledger, kind: str) -> Mapping[str, tuple[FieldRef, Decimal]]:
    """Economic codes with basic or project expenditure of any fund: where first, and the sum of that place's grid."""
    found: dict[str, tuple[FieldRef, Decimal]] = {}
    columns = [name for name in f.ECONOMIC if name.endswith(kind)]
    for entity, rows, code, names in (
        ("economic_line", ledger.economic_lines, "code", columns),
        ("detail_line", ledger.details, "economic", [kind]),
    ):
        fresh = _sums(entity, rows, code, names)
        found = {**fresh, **found}
    return found


def _sums(entity: str, rows: Iterable[Any], key: str, columns: Iterable[str]) -> dict[str, tuple[FieldRef, Decimal]]:
    found: dict[str, tuple[FieldRef, Decimal]] = {}
    for row in rows:
        for name in columns:
            value = getattr(row, name)
            if value:
                ref, before = found.get(getattr(row, key), (FieldRef(entity, row.id, name), Decimal(0)))
                found[getattr(row, key)] = ref, before + value
    return found
