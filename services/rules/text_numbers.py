"""Rules TX01–TX34 and NM01: the numbers of a written passage against the figures of the filing they are named as."""

from __future__ import annotations

from collections.abc import Iterator

from models.enums import Severity
from services.rules.catalogue import Hit, text_rule
from services.rules.text_said import COMPARED, READS, TEXT, mismatches
from services.rules.written import Written

_REMEDY = "改成表中的数，或插入绑定的数字使其随表更新；表中有误的先改表"
_RULES = (
    ("TX01", Severity.ERROR, "收支总计文表不符"),
    ("TX08", Severity.ERROR, "收支构成文表不符"),
    ("TX09", Severity.ERROR, "占本年支出比重不符"),
    ("TX10", Severity.ERROR, "支出结构文表不符"),
    ("TX11", Severity.ERROR, "项级支出文表不符"),
    ("TX15", Severity.ERROR, "“三公”经费文表不符"),
    ("TX23", Severity.WARNING, "项目个数文表不符"),
    ("TX24", Severity.ERROR, "自评得分文表不符"),
    ("TX34", Severity.WARNING, "同一数字前后不一"),
)


def _register(rule_id: str, severity: Severity, title: str) -> None:
    def check(one: Written) -> Iterator[Hit]:
        yield from mismatches(one, (rule_id,))

    check.__doc__ = f"Numbers that are named as figures of {rule_id} are those of the filing."
    text_rule(rule_id, severity, title, reads=READS, text=TEXT, remedy=_REMEDY, basis=COMPARED)(check)


for _one in _RULES:
    _register(*_one)


@text_rule(
    "NM01",
    Severity.ERROR,
    "年度写错",
    reads=READS,
    text="“{quote}”：{where}是 {year} 年的数，文中写成 {said} 年",
    remedy="把年份改成本报告的年度",
    basis="全文年度与报告年度一致",
)
def year_is_the_reports(one: Written) -> Iterator[Hit]:
    """A figure of the year reported on is not said to be of another year."""
    for quantity, figure in one.compared.misdated:
        values = {
            "quote": one.quoted(quantity.span),
            "where": one.book.quote(figure.key).title,
            "year": str(one.year),
            "said": quantity.lead.strip()[:4],
        }
        yield Hit((one.ref, *one.cells([figure.key])), values, span=quantity.span)
