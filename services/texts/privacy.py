"""What must not be published: identity card, mobile and bank card numbers, and names of people.

Numbers are told by their check digits (GB 11643-1999, GB/T 17552 Luhn), so that an amount or a document number is not
taken for one. A name is only told where a word before or after it says that a person is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_ID_CARD = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})((?:19|20)\d{6})(\d{3}[\dXx])(?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![\d.])(1[3-9]\d)([- ]?)(\d{4})\2(\d{4})(?![\d.]|万|元)")
_BANK_CARD = re.compile(r"(?<![\d.])(?:\d{4}[ -]){3,4}\d{3,4}(?![\d.])|(?<![\d.])\d{16,19}(?![\d.]|万|元)")
_BANK_BEGINNING = frozenset("3456")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_ROLE = (
    "项目负责人|财务负责人|单位负责人|负责人|联系人|填表人|填报人|审核人|经办人|组长|副组长|成员|组员|评价人员|评价组长"
    "|法定代表人|分管领导|主要领导|局长|副局长|科长|股长|主任|副主任"
)
_NAME = f"[{_FAMILY}][一-龥]{{1,2}}"
_NAMED = re.compile(
    rf"(?:{_ROLE})(?:为|是|[:：])[ 　]*({_NAME}(?:[、，, 　]+{_NAME})*)(?=[、，,。；;）)（( 　]|同志|$)"
)
_TITLED = re.compile(
    rf"(?<![一-龥])({_NAME})(?=同志|(?:局长|副局长|科长|股长|主任|副主任)(?:[、，,。；;]|任组长|担任))"
)
_NO_NAMES = frozenset(
    {"方面", "方法", "方案", "方式", "高度", "高校", "万元", "项目", "向上", "向下", "石油", "江河", "任务", "任何"}
)


class Private(StrEnum):
    """What was found; the value is what the clerk reads."""

    ID_CARD = "身份证号码"
    MOBILE = "手机号码"
    BANK_CARD = "银行卡号"
    NAME = "姓名"


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One thing that must not be published: what it is, where it stands in the text, and how it reads."""

    kind: Private
    start: int
    end: int
    text: str

    @property
    def masked(self) -> str:
        """Enough of it to be found again, never all of it."""
        kept = 1 if self.kind is Private.NAME else 4
        return self.text[:kept] + "*" * (len(self.text) - kept)


def disclosures(text: str) -> list[Disclosure]:
    """Everything private in a text, in order; each place is told once."""
    found: list[Disclosure] = []
    for one in (*_numbers(text), *_names(text)):
        if not any(one.start < other.end and other.start < one.end for other in found):
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _numbers(text: str) -> Iterator[Disclosure]:
    for match in _ID_CARD.finditer(text):
        if _is_id_card(match[1] + match[2] + match[3]):
            yield Disclosure(Private.ID_CARD, *match.span(), match[0])
    for match in _BANK_CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if digits[0] in _BANK_BEGINNING and _luhn(digits):
            yield Disclosure(Private.BANK_CARD, *match.span(), match[0])
    for match in _MOBILE.finditer(text):
        yield Disclosure(Private.MOBILE, *match.span(), match[0])


def _is_id_card(number: str) -> bool:
    """Whether the day exists and the check digit fits (GB 11643-1999)."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number[:17], strict=True))
    return _CHECKS[total % len(_CHECKS)] == number[17].upper()


def _luhn(digits: str) -> bool:
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _names(text: str) -> Iterator[Disclosure]:
    for pattern in (_NAMED, _TITLED):
        for match in pattern.finditer(text):
            for name in re.finditer(_NAME, match[1]):
                if name[0] not in _NO_NAMES and name[0][:2] not in _NO_NAMES:
                    begin = match.start(1) + name.start()
                    yield Disclosure(Private.NAME, begin, begin + len(name[0]), name[0])
