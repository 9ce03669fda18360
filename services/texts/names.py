"""What a number is called in full, and keys by which that is looked up among the names of known figures."""

from __future__ import annotations

import re
from functools import lru_cache

from services.texts.mask import half_width
from services.texts.quantity import PERCENT, Quantity
from services.texts.reading import Reading

_MARKS = re.compile("[\\s“”\"'‘’《》〈〉<>【】★●]+")
_DATES = re.compile(
    r"(?:截至|截止|到|至|与|比|较)?(?:19|20)\d\d年(?:度|末|底|初)?(?:\d{1,2}月(?:份|底|末)?(?:\d{1,2}日)?)?"
)
_YEARS = re.compile(r"((?:19|20)\d\d)年度?[和及与、]((?:19|20)\d\d)年度?")
"""Two years together: what is of both is another thing than what is of one."""
_ITEM = re.compile(r"([^()]+)\((类|款|项)\)")
_NUMBERING = re.compile(r"^(?:\(?(?:\d{1,2}|[一二三四五六七八九十]+)\)?[.、)．:]+|[⑴-⒇①-⑳]|项目\d+:)+")
_HEAD = re.compile(
    "^(?:其中|本部门|我部门|本单位|我单位|我局|我县|本局|当年|今年|本次|年末|年底|实际|实有|现有|主要|具体|另外?|还有|以及|"
    "分别|共有|共计|共|累计|计划|预计|力争|实现|开展|完成(?!预算)|涉及|安排|下达|及|与|和|为|是|的|上年度?|去年|上一年|比|较|[、:，,])+"
)
_TAIL = re.compile(
    "(?:决算数?|的?(?:合同)?金额|数额|总额|合计为|总计为|合计数|总计数|共计|总共|共有|共|约|为|"
    "达到|达|是|的|(?:相比)?(?:各|均)?(?:增加|减少|增长|下降|上升|降低)|相比|[:，,、])+$"
)
_BRACKETS = re.compile(r"\([^()]*\)|[()、]")
_OWN = re.compile("(?:(?:本|我|全|该|区|县|市)?(?:部门|单位|局|委|机关|系统)|本级|年度?|全年)+")
_OFFICE = re.compile("(?:局|委员会|办公室|厅|部门|单位|年度?|全年|本级|委|办|部|院|中心|所)$")
_LEVELS = re.compile("部门|单位|年度?$|全年$|本级$")
_EMPTY = frozenset({
    "", "支出", "收入", "金额", "资金", "预算", "合计", "总计", "决算", "其中", "经费", "完成", "实际完成", "总额",
    "占", "资金来源", "财政拨款", "项目资金", "各类资金", "达", "率", "使用", "到位", "比例",
})  # fmt: skip
"""Names that name nothing by themselves."""
_SHORTEST = 2


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """A name without marks, filler and dates but for two years together; of a functional subject its lowest level.

    行政运行(项), 2023+2024东西协作项目.
    """
    text = _DATES.sub("", _YEARS.sub(r"\1+\2", _MARKS.sub("", half_width(name))))
    items = list(_ITEM.finditer(text))
    if items:
        rest = _TAIL.sub("", _HEAD.sub("", text[items[-1].end() :]))
        return f"{items[-1][0]}{'' if rest in _EMPTY else rest}"
    text = _NUMBERING.sub("", text)
    return _BRACKETS.sub("", _TAIL.sub("", _HEAD.sub("", text)))


@lru_cache(maxsize=8192)
def names_in(lead: str) -> tuple[str, ...]:
    """Keys of what stands before a number: its clause first, then the one before it where the first says nothing."""
    found: list[str] = []
    for clause in reversed(re.split("[，,；;。：:]", lead)[-3:]):
        key = name_key(clause)
        if key in _EMPTY or len(key) < _SHORTEST:
            continue
        found.append(key)
        break
    return tuple(found)


@lru_cache(maxsize=8192)
def without_owner(key: str, unit: str = "") -> tuple[str, ...]:
    """The key itself, and what is left of it behind the name of the unit or a time (区人社局机关运行经费)."""
    places = [place for place in range(1, len(key) - 1) if _is_owner(key[:place], unit)]
    return (key, *(_HEAD.sub("", key[place:]) for place in places))


def _is_owner(words: str, unit: str) -> bool:
    """Whether words say 本部门 or name the unit itself, be it in short (人社局); others have figures of their own."""
    if _OWN.fullmatch(words):
        return True
    if not unit or not _OFFICE.search(words):
        return False
    letters = iter(unit)
    return all(letter in letters for letter in _LEVELS.sub("", words))


def subject_of(reading: Reading, one: Quantity) -> str:
    """What a percentage is about: the name of the amount before it, in its sentence or else in the one before."""
    before = [q for q in reading.before(one.span[0]) if q.dimension != PERCENT]
    before = before or [q for q in reading.sentence_before(one.span[0]) if q.dimension != PERCENT]
    names = (names_in(q.lead) for q in reversed(before))
    return next((found[0] for found in names if found), "")
