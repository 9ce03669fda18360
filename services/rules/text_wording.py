"""Rules TX27, TX28, TX39, NM05, NM07 and NM10: names, numbering and marks of a written passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from models.enums import Severity
from services.rules.catalogue import Hit, text_rule
from services.rules.text_said import READS
from services.rules.wording import instruction_in
from services.rules.written import Written

BASIS = "决算公开文本、自评报告格式"
_OFFICE = re.compile("([\u4e00-\u9fff]{2,24}?(?:局|厅|委员会|办公室))(?:部门)?整体")
_AREA = re.compile("^.*[省市县区州盟旗]")
_OWN = re.compile("[本我该各]")
_LEVEL = re.compile("省级(?=部门整体)")
_NUMBER = re.compile(
    "^[ \u3000]*(?:(\\d{1,2})[.．、](?:(?!\\d)|(?=(?:19|20)\\d\\d年))|[（(](\\d{1,2})[）)])", re.MULTILINE
)
_POINT = re.compile("(?:^|[。；;:：，、\\s])([一二三四五六七八九十])是", re.MULTILINE)
_POINTS = "一二三四五六七八九十"
_DOCUMENT = re.compile("[\u4e00-\u9fff]([\\[【(（]((?:19|20)\\d\\d)[\\]】)）])\\s*第?\\d+\\s*号")
_HALF_MARK = re.compile("[\u4e00-\u9fff”）》][,;:?!][\u4e00-\u9fff“（《]")
_FULL_DIGIT = re.compile("[０-９]+[．０-９]*")
_GAP = re.compile("[\u4e00-\u9fff](?<![部厅局委府院会办室]) +[\u4e00-\u9fff]")
_SHOWN = 3
_TITLE = 4


@text_rule(
    "TX27",
    Severity.ERROR,
    "出现其他单位名称",
    reads=READS,
    text="文中出现“{name}”，不是本单位（{unit}），可能是模板没有改",
    remedy="改成本单位的名称和级次",
    basis=BASIS,
)
def no_other_office(one: Written) -> Iterator[Hit]:
    """The department spoken of as a whole is the unit itself, at its own level."""
    for match in _OFFICE.finditer(one.text) if one.unit else ():
        if not _is_own(match[1], one.unit):
            yield Hit((one.ref,), {"name": match[1], "unit": one.unit}, span=match.span(1))
    for match in _LEVEL.finditer(one.text) if one.unit and "省" not in one.unit else ():
        yield Hit((one.ref,), {"name": "省级部门整体", "unit": one.unit}, span=match.span())


def _is_own(name: str, unit: str) -> bool:
    """Whether a name is the unit's, in full or short (人社局 for 人力资源和社会保障局)."""
    if unit in name or name in unit:
        return True
    short = _AREA.sub("", name)[-6:]
    letters = iter(unit)
    return len(short) < 3 or _OWN.search(short) is not None or all(letter in letters for letter in short)


@text_rule(
    "TX28",
    Severity.WARNING,
    "编号重复或缺失",
    reads=READS,
    text="编号 {before} 后面是 {after}，{what}",
    remedy="按顺序重新编号",
    basis="GB/T 9704-2012 7.3.3 结构层次序数",
)
def numbers_run_on(one: Written) -> Iterator[Hit]:
    """Numbers at the beginning of lines run on without gap, and so do 一是, 二是; 1 begins a new list."""
    last: dict[bool, int] = {}
    for match in _NUMBER.finditer(one.text):
        style, number = match[2] is not None, int(match[1] or match[2])
        before = last.get(style)
        if before is not None and number not in {1, before + 1}:
            yield _misnumbered(one, match, str(before), str(number), again=number <= before)
        last[style] = number
        if not style:
            last.pop(True, None)
    points = list(_POINT.finditer(one.text))
    for first, second in pairwise(points):
        old, new = _POINTS.index(first[1]), _POINTS.index(second[1])
        if new not in {0, old + 1}:
            yield _misnumbered(one, second, f"{first[1]}是", f"{second[1]}是", again=new <= old)


def _misnumbered(one: Written, match: re.Match[str], before: str, after: str, *, again: bool) -> Hit:
    what = "重复了" if again else "中间缺号"
    return Hit((one.ref,), {"before": before, "after": after, "what": what}, span=match.span())


@text_rule(
    "TX39",
    Severity.ERROR,
    "残留模板提示语",
    reads=READS,
    text="还有填写提示没有删除：“{left}”",
    remedy="删去提示语，写上实际情况",
    basis=BASIS,
)
def no_instruction_is_left(one: Written) -> Iterator[Hit]:
    """No instruction of the blank outline stands in a written passage."""
    left = instruction_in(one.text)
    if left:
        at = one.text.find(left)
        yield Hit((one.ref,), {"left": left}, span=(at, at + len(left)) if at >= 0 else None)


@text_rule(
    "NM05",
    Severity.WARNING,
    "发文字号括号不规范",
    reads=READS,
    text="文号的年份写成“{said}”，应为“〔{year}〕”",
    remedy="文号年份用六角括号〔〕",
    basis="GB/T 9704-2012 7.2.5 发文字号",
)
def document_numbers(one: Written) -> Iterator[Hit]:
    """Years in document numbers stand in 〔〕."""
    for match in _DOCUMENT.finditer(one.text):
        yield Hit((one.ref,), {"said": match[1], "year": match[2]}, span=match.span(1))


@text_rule(
    "NM07",
    Severity.HINT,
    "全角半角混用",
    reads=READS,
    text="中文里夹有半角标点或全角数字：{samples}",
    remedy="标点用全角，数字用半角",
    basis="GB/T 15834—2011 标点符号用法；GB/T 15835—2011 出版物上数字用法",
)
def widths(one: Written) -> Iterator[Hit]:
    """Marks between Chinese characters are full-width, digits half-width."""
    yield from _samples(one, [*_HALF_MARK.finditer(one.text), *_FULL_DIGIT.finditer(one.text)])


@text_rule(
    "NM10",
    Severity.HINT,
    "词中有空格",
    reads=READS,
    text="词中有空格：{samples}",
    remedy="删去多余的空格",
    basis="GB/T 9704-2012",
)
def no_blanks_in_words(one: Written) -> Iterator[Hit]:
    """No blanks stand between Chinese characters; a short line spaced out (目 录) is a title."""
    yield from _samples(one, [match for match in _GAP.finditer(one.text) if not _is_title(one.text, match.start())])


def _is_title(text: str, at: int) -> bool:
    line = text[text.rfind("\n", 0, at) + 1 :].partition("\n")[0]
    return len("".join(line.split())) <= _TITLE


def _samples(one: Written, found: list[re.Match[str]]) -> Iterator[Hit]:
    """One finding for all places of a kind."""
    if found:
        samples = "、".join(dict.fromkeys(f"“{match[0]}”" for match in found[:_SHOWN]))
        yield Hit((one.ref,), {"samples": samples}, span=found[0].span())
