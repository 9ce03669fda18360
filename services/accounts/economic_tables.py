"""公开05表 and 公开08表: expenditure by economic subject (forms.md F07)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from services.accounts import fields as f
from services.accounts.ledger import Ledger
from services.accounts.policy import TableKind
from services.accounts.subject_rows import TOTAL_LABEL, Measure, derived, level_of, numbered, with_ancestors
from services.accounts.table import TOTAL, Column, Side, Table, TableRow
from services.accounts.total_tables import AMOUNT, FUND_TITLES
from services.filing.funds import Figure

_PREFIXES = {"general": f.GENERAL, "fund": f.FUND, "capital": f.CAPITAL}
_HEADS = ("经济科目编码", "科目名称")

BASIC_LISTED = {
    "301": "01 02 03 06 07 08 09 10 11 12 13 14 99",
    "303": "01 02 03 04 05 06 07 08 09 10 11 99",
    "302": "01 02 03 04 05 06 07 08 09 11 12 13 14 15 16 17 18 24 25 26 27 28 29 31 39 40 99",
    "307": "01 02 03 04",
    "310": "01 02 03 05 06 07 08 09 10 11 12 13 19 21 22 99",
    "312": "01 03 04 05 99",
    "399": "07 08 09 10 99",
}
"""款 printed in 公开08表 whether or not there is money on them."""
_SHORT_310 = "01 02 03 07 13 19 21 22 99"
"""款 of 310 in the form of two groups, which has no room for the others."""
_GROUPS = {
    2: (("人员经费", ("301", "303")), ("公用经费", ("302", "310"))),
    3: (("人员经费", ("301", "303")), ("公用经费", ("302",)), ("公用经费", ("307", "310", "312", "399"))),
}


def economic_table(ledger: Ledger) -> Table:
    """公开05表 财政拨款支出决算明细表: every fund by economic subject, basic and project."""
    measures = [Measure(TOTAL, "合计", f.ECONOMIC)]
    for (prefix, columns), title in zip(_PREFIXES.items(), FUND_TITLES.values(), strict=True):
        heads = (title,)
        measures.append(Measure(prefix, "小计", columns, heads=heads))
        measures.append(Measure(f"{prefix}_basic", "基本支出", columns[:1], heads=heads))
        measures.append(Measure(f"{prefix}_project", "项目支出", columns[1:], heads=heads))
    rows = _rows(ledger, measures)
    classes = [row.code for row in rows if row.level == 1]
    total = TableRow(TOTAL, TOTAL_LABEL, strong=True, figures={m.key: _rolled(ledger, m, classes) for m in measures})
    last = TableKind.ECONOMIC in ledger.policy.total_last
    side = Side(_HEADS, numbered(measures), (*rows, total) if last else (total, *rows))
    what = "财政拨款支出"
    nothing = f"说明：{ledger.filing.unit.name}{ledger.year}年度没有{what}，故本表无数据。"
    note = f"注：本表反映部门本年度{what}按部门预算支出经济分类的明细情况。"
    number = ledger.policy.number(TableKind.ECONOMIC)
    return Table(ledger.filing.id, TableKind.ECONOMIC.value, number, f"{what}决算明细表", (side,), note, nothing)


def _rows(ledger: Ledger, measures: Sequence[Measure]) -> list[TableRow]:
    used = [code for code in ledger.economic_codes if any(ledger.economic_amount(code, c) for c in f.ECONOMIC)]
    return [_row(ledger, measures, code, used) for code in with_ancestors(used)]


def _row(ledger: Ledger, measures: Sequence[Measure], code: str, used: Sequence[str]) -> TableRow:
    level = level_of(code)
    inner = [other for other in used if other.startswith(code) and other != code]
    figures = {m.key: _rolled(ledger, m, inner or [code]) for m in measures}
    return TableRow(code, ledger.economic.name(code), code, level, strong=level == 1, figures=figures)


def _rolled(ledger: Ledger, measure: Measure, codes: Sequence[str]) -> Figure:
    names = ((f"{code} {ledger.economic.name(code)}", code) for code in codes)
    return derived([(name, ledger.economic_amount(code, *measure.plus)) for name, code in names])


def basic_table(ledger: Ledger) -> Table:
    """公开08表 一般公共预算财政拨款基本支出决算表: 人员经费 beside 公用经费, in two groups or three."""
    titles = [title for title, _ in _GROUPS[ledger.policy.basic_groups]]
    sides = tuple(
        Side(_HEADS, (Column(AMOUNT, "决算数", number=str(place)),), tuple(rows), title)
        for place, (title, rows) in enumerate(zip(titles, _basic_columns(ledger), strict=True), start=1)
    )
    number = ledger.policy.number(TableKind.BASIC)
    what = "一般公共预算财政拨款基本支出"
    note = f"注：本表反映部门本年度{what}明细情况。"
    nothing = f"说明：{ledger.filing.unit.name}{ledger.year}年度没有{what}，故本表无数据。"
    return Table(ledger.filing.id, TableKind.BASIC.value, number, ledger.policy.basic_title, sides, note, nothing)


def _basic_columns(ledger: Ledger) -> list[list[TableRow]]:
    """The rows of each group, made equally long, with the two totals in the last line."""
    groups = _GROUPS[ledger.policy.basic_groups]
    listed = BASIC_LISTED if len(groups) > min(_GROUPS) else {**BASIC_LISTED, "310": _SHORT_310}
    used = [code for code in ledger.economic_codes if ledger.economic_amount(code, "general_basic")]
    others = sorted({code[:3] for code in used} - {cls for _, classes in groups for cls in classes})
    wanted = [list(classes) for _, classes in groups]
    wanted[-1] += others
    made = [_classes(ledger, classes, listed, used) for classes in wanted]
    longest = max(map(len, made)) + 1
    made = [rows + [TableRow("", "")] * (longest - len(rows)) for rows in made]
    made[0][-1] = _cost_row(ledger, "personnel", "人员经费合计")
    made[-1][-1] = _cost_row(ledger, "public", "公用经费合计")
    return made


def _classes(ledger: Ledger, classes: Sequence[str], listed: Mapping[str, str], used: Sequence[str]) -> list[TableRow]:
    return [row for cls in classes for row in _class_rows(ledger, cls, listed.get(cls, ""), used)]


def _class_rows(ledger: Ledger, cls: str, listed: str, used: Sequence[str]) -> list[TableRow]:
    """A class with its listed 款 and any other that has money."""
    codes = sorted(
        {f"{cls}{tail}" for tail in listed.split()} | {code for code in used if code.startswith(cls)} - {cls}
    )
    values = [(code, ledger.economic_amount(code, "general_basic")) for code in codes]
    total = derived([(f"{code} {ledger.economic.name(code)}", value) for code, value in values])
    if not codes:
        total = Figure(None, ledger.economic_amount(cls, "general_basic"))
    head = TableRow(cls, ledger.economic.name(cls), cls, 1, strong=True, figures={AMOUNT: total})
    rows = [
        TableRow(code, ledger.economic.name(code), code, 2, figures={AMOUNT: Figure(None, value)})
        for code, value in values
    ]
    return [head, *rows]


def _cost_row(ledger: Ledger, key: str, label: str) -> TableRow:
    """人员经费合计 or 公用经费合计 with the classes it consists of."""
    own = set(f.PERSONNEL)
    classes = sorted({code[:3] for code in ledger.economic_codes})
    wanted = [cls for cls in classes if (cls in own) == (key == "personnel")]
    parts = [(f"{cls} {ledger.economic.name(cls)}", ledger.economic_amount(cls, "general_basic")) for cls in wanted]
    return TableRow(key, label, strong=True, figures={AMOUNT: derived(parts)})
