"""What a number is called: labels cleaned of dates and filler, and the keys by which two labels are compared."""

from __future__ import annotations

import re
from functools import lru_cache

_DATES = re.compile(
    r"(?:截至|截止|到|至)?(?:19|20)\d\d\s*年(?:度|末|底|初)?(?:\s*\d{1,2}\s*月(?:份|底|末)?(?:\s*\d{1,2}\s*日)?)?"
)
_MARKS = re.compile("[\\s“”\"'‘’《》〈〉<>【】★●]+")
_NUMBERING = re.compile(
    r"^(?:\(?\d{1,2}\)?[.、)．]|[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]+[、是]|[⑴-⒇①-⑳])+"
)
_HEAD = re.compile(
    "^(?:其中|本年度?|本部门|我部门|本单位|我单位|我局|我县|本局|全年|当年|今年|本次|年末|年底|年度|实际|实有|现有|"
    "主要|具体|另外?|还有|以及|分别|共有|共计|共|合计|累计|涉及|安排|下达|全部|各|及|与|和|为|是|的|、|：|:|，|,)+"
)
_TAIL = re.compile(
    "(?:支出决算为|决算为|支出决算|总额为|金额为|金额|总额|总计|合计|共计|总共|共|约为|约|近|为|达到|达|是|有|计|即|控制在|在|"
    "不低于|不少于|不超过|超过|至少|高于|低于|大于|小于|≥|≤|=|>|<|：|:|，|,|了)+$"
)
_ITEM = re.compile(r"([^()]+)\((类|款|项)\)")
_GENERIC = re.compile(
    "(?:支出|收入|决算|预算|执行|完成|发放|拨付|使用|到位|安排|资金|金额|经费|数额?|总额|总计|合计|共计|比例|比重|率|占|"
    "其中|实际|全年|本年|目标|任务|值|为|的|达)*"
)
_FILLER = re.compile(
    "决算数|决算|金额|总额|总计|合计|共计|本年度?|全年|年度|部门|单位|实际|财政拨款(?=收、支)|[、，,：:（）()\\s]"
)


@lru_cache(maxsize=8192)
def cleaned(lead: str) -> str:
    """The label in the text before a number: its last clause, with the clause before it where that one says nothing."""
    text = _DATES.sub("", _MARKS.sub("", lead))
    clauses = [clause for clause in re.split("[，,；;：:]", text) if clause]
    if not clauses:
        return ""
    label = clauses[-1]
    for before in reversed(clauses[:-1]):
        if not is_generic(label):
            break
        label = before + _HEAD.sub("", label) if "(项)" in before else before
    return _trimmed(label)


def _trimmed(label: str) -> str:
    return _TAIL.sub("", _HEAD.sub("", _NUMBERING.sub("", label)))


@lru_cache(maxsize=8192)
def is_generic(label: str) -> bool:
    """Whether a label names no thing: 支出决算为, 金额, 占."""
    return _GENERIC.fullmatch(_trimmed(label)) is not None


@lru_cache(maxsize=8192)
def key_of(label: str) -> str:
    """A label for comparing: the lowest subject named (…（款）行政运行（项） → 行政运行), without filler words."""
    items = _ITEM.findall(label)
    if items:
        name, level = items[-1]
        return f"{_FILLER.sub('', name)}({level})"
    return _FILLER.sub("", _trimmed(label))
