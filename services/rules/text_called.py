"""Rules NM03 and NM04: what the unit and its projects are called, nearly but not quite as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from models.enums import Severity
from services.rules.catalogue import Hit, filing_rule, text_rule
from services.rules.text_said import READS
from services.rules.text_scope import stored_passages
from services.rules.view import FilingView, all_fields
from services.rules.written import Written
from services.texts.mask import half_width
from services.texts.quantity import MONEY

_AREA = re.compile("^(?:[\u4e00-\u9fff]{1,10}?(?:省|(?<!城)市(?!场|政|容)|自治区|自治州|自治县|县|区|州|盟|旗))+")
_HAN = re.compile("[\u4e00-\u9fff]")
_BEFORE = frozenset("由和与是经在向对及我本报请按据为被让给受")
"""Letters that may stand before a short name without making it a longer one."""
_LEVELS = frozenset("省市县区州盟旗")
_SHORTEST_UNIT = 3
_SHORTEST_PROJECT = 7
_MOST_APART = 2
_QUOTED = re.compile("“([^”“\n]{6,60})”")
_MARKS = re.compile("[\\s“”\"'《》()、，,.·—-]+")
_TAIL = re.compile("(?:项目|资金|经费|支出|专项|补助|补贴)+$")
_TELLING = re.compile(r"[\d一二三四五六七八九十省市县区州乡镇村中央上下前后新老男女城农级首末增减内外大小高低初续批]")
"""Letters by which names of different projects differ."""


@filing_rule(
    "NM03",
    Severity.WARNING,
    "单位简称不统一",
    reads=(*all_fields("passage"), "unit.name", "unit.short_name"),
    text="单位有时写“{said}”，有时写“{other}”",
    remedy="统一用一种简称，第一次出现时写全称",
    basis="全文名称一致",
)
def unit_is_called_alike(view: FilingView) -> Iterator[Hit]:
    """The unit has its full name and at most one short one in all its reports."""
    unit = view.filing.unit
    passages = stored_passages(view.filing)
    found = [(name, span, one) for one in passages for name, span in short_names(one.text, unit.name)]
    times = Counter(name for name, _, _ in found)
    own = _core(unit.short_name)
    usual = own if own in times else max(times, key=times.__getitem__, default="")
    told = set[str]()
    for name, span, one in found:
        if name != usual and name not in told:
            told.add(name)
            yield one.hit({"said": usual, "other": name}, span)


def short_names(text: str, unit: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Short names of a unit in a text, without its area, and where they stand.

    A short name begins and ends with the letters of the full one and keeps their order: 人社局, 人力社保局. One of
    another level (市人社局 in a text of a county) is another unit's.
    """
    core = _core(unit)
    if len(core) <= _SHORTEST_UNIT:
        return
    level = unit.removesuffix(core)[-1:]
    for match in re.finditer(re.escape(core[-1]), text):
        start = _reach(text, match.start(), core)
        name = text[start : match.end()]
        if len(name) >= _SHORTEST_UNIT and name[0] == core[0] and name != core and _stands_alone(text, start, level):
            yield name, (start, match.end())


def _core(name: str) -> str:
    return _AREA.sub("", name.strip())


def _reach(text: str, end: int, core: str) -> int:
    """How far back from its last letter a text keeps to the letters of a name, in order."""
    place, left = end, len(core) - 1
    while place > 0:
        left = core.rfind(text[place - 1], 0, left)
        if left < 0:
            break
        place -= 1
    return place


def _stands_alone(text: str, start: int, level: str) -> bool:
    before = text[start - 1 : start]
    if before in _LEVELS:
        return before == level
    return not before or not _HAN.match(before) or before in _BEFORE


@text_rule(
    "NM04",
    Severity.WARNING,
    "项目名称不统一",
    reads=READS,
    text="文中的“{said}”与项目“{name}”只差几个字",
    remedy="按项目表的名称改正；确是另一个项目的，保留并写说明",
    basis="项目名称以项目库为准",
)
def projects_are_called_alike(one: Written) -> Iterator[Hit]:
    """A quoted name, or the name of an amount, that is nearly but not exactly that of one project."""
    names = {_plain(project.name): project.name for project in one.book.filing.evaluations()}
    for said, span in _named(one):
        near = _nearest(_plain(said), names)
        if near:
            yield Hit((one.ref,), {"said": said, "name": near}, span=span)


def _named(one: Written) -> Iterator[tuple[str, tuple[int, int]]]:
    done: set[str] = set()
    for match in _QUOTED.finditer(one.text):
        done.add(match[1])
        yield match[1], match.span(1)
    for quantity in one.reading.quantities:
        if quantity.dimension == MONEY and quantity.label not in done:
            done.add(quantity.label)
            at = one.reading.text.rfind(quantity.label, 0, quantity.span[0])
            if at >= 0:
                yield quantity.label, (at, at + len(quantity.label))


@lru_cache(maxsize=8192)
def _plain(name: str) -> str:
    return _TAIL.sub("", _MARKS.sub("", half_width(name)))


def _nearest(said: str, names: dict[str, str]) -> str:
    """The one project that a name nearly is; "" when it is that of a project, or near to none or several."""
    if len(said) < _SHORTEST_PROJECT or said in names:
        return ""
    if any(said in name or name in said for name in names if name):
        return ""
    near = [name for name in names if abs(len(name) - len(said)) <= _MOST_APART and _is_near(said, name)]
    return names[near[0]] if len(near) == 1 else ""


def _is_near(said: str, name: str) -> bool:
    if len(name) < _SHORTEST_PROJECT:
        return False
    codes = SequenceMatcher(None, said, name).get_opcodes()
    apart = [(said[a:b], name[c:d]) for kind, a, b, c, d in codes if kind != "equal"]
    letters = "".join(first + second for first, second in apart)
    longest = sum(max(len(first), len(second)) for first, second in apart)
    return 0 < longest <= _MOST_APART and not _TELLING.search(letters)
