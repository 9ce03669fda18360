"""Rules TX40, TX41 and NM06: figures that are gone, words and marks typed twice, amounts of an impossible size."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from models.enums import Severity
from services.reports.figures import is_gone
from services.reports.tokens import split_places
from services.rules.catalogue import Hit, text_rule
from services.rules.text_said import READS
from services.rules.written import Written
from services.texts.quantity import MONEY, Quantity

_BASIS = "决算公开文本、自评报告格式"
_TWICE = re.compile(
    "([\u4e00-\u9fff]{3,12})\\1"
    "|(根据|按照|通过|实施|开展|进行|完成|落实|实现|为了|由于|以及|对于|关于)\\2"
    "|(?<!目)的的(?!确)|了了(?!解|然)|(?<!于)是是(?!否)"
    "|[，、；：]{2}|[，、；：]。|。[，、；：]|(?<!。)。。(?!。)"
)
_TOO_MUCH = Decimal(10**7)
"""万元: more than the yearly budget of all but the largest cities; written with 元 in mind."""
_DIGITS = 8


@text_rule(
    "TX40",
    Severity.ERROR,
    "引用的数字已不存在",
    reads=READS,
    text="插入的第 {n} 个数字已不存在（所在的行或项目已删除）",
    remedy="删去这个数字，或重新插入",
    basis=_BASIS,
)
def inserted_figures_exist(one: Written) -> Iterator[Hit]:
    """Every inserted figure is still a figure of the filing."""
    for place, (span, key) in enumerate(one.passage.bound, start=1):
        if is_gone(one.book.quote(*split_places(key))):
            yield Hit((one.ref,), {"n": str(place)}, span=span)


@text_rule(
    "TX41",
    Severity.HINT,
    "字词或标点重复",
    reads=READS,
    text="“{said}”重复了",
    remedy="删去多余的字词或标点",
    basis=_BASIS,
)
def nothing_is_typed_twice(one: Written) -> Iterator[Hit]:
    """No word or mark stands twice in a row; reduplications of the language (了解, 于是, 的的确确) are none."""
    for match in _TWICE.finditer(one.text):
        yield Hit((one.ref,), {"said": match[0]}, span=match.span())


@text_rule(
    "NM06",
    Severity.ERROR,
    "金额单位与数值不符",
    reads=READS,
    text="“{said}”数额过大，可能是元，写成了{unit}",
    remedy="核对单位：以元计的数除以10000，或把单位改为元",
    basis="金额单位与数值一致",
)
def units_fit_the_size(one: Written) -> Iterator[Hit]:
    """No amount of eight digits and more is given in 万元."""
    for quantity in one.reading.quantities:
        if _is_in_yuan(quantity):
            yield Hit((one.ref,), {"said": quantity.words, "unit": quantity.unit}, span=quantity.span)


def _is_in_yuan(one: Quantity) -> bool:
    in_wan = one.dimension == MONEY and one.unit == "万元" and not one.inserted
    return in_wan and one.value >= _TOO_MUCH and len(str(int(one.number))) >= _DIGITS
