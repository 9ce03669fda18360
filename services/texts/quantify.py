"""Finding the quantities of a text; years, dates, document numbers, list numbers and codes are none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal

from services.texts.labels import cleaned
from services.texts.passage import Span
from services.texts.quantity import MONEY, PERCENT, POINT, Quantity, Role
from services.values.units import read_measure

_MONTH_DAY = r"[0-9]{1,2}\s*月(?:份|底|末|初|中旬|上旬|下旬)?(?:\s*[0-9]{1,2}\s*[日号])?"
_SKIPPED = (
    rf"(?:19|20)[0-9]{{2}}\s*(?:[-—–~至]\s*(?:19|20)?[0-9]{{2}}\s*)?年(?:度|末|底|初)?(?:\s*{_MONTH_DAY})?",
    r"(?:19|20)[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}",
    r"[〔\[【(](?:19|20)[0-9]{2}\s*[〕\]】)]\s*第?[0-9]*\s*号?",
    _MONTH_DAY,
    r"[0-9]{1,2}\s*日(?!均)",
    r"第\s*[0-9]+",
    r"(?:图|表|附件|附表|公开|项目|报告|序号)\s*[0-9]+(?=\s*(?:[:、)(\s-]|\.(?![0-9]))|$|表)",
    r"(?:(?<=\n)|(?<![^\n]))\s*\(?[0-9]{1,2}\s*(?:[.．、)](?![0-9])|:)",
    r"\([0-9]{1,2}\)",
    r"[A-Za-z][A-Za-z0-9_-]*[0-9][A-Za-z0-9_-]*",
    r"[0-9]{11,}[0-9Xx]*(?!\.?[0-9]*\s*元)",
    r"[0-9]{3,4}-[0-9]{7,8}",
    r"[0-9]+\s*(?:次(?:常务|会议|全会|全体|党组)|号|周年|岁|时|点|分钟|楼|层|届|线|级|小时)",
    r"[0-9]+[+＋][0-9Nn]+(?:[+＋][0-9Nn]+)*",
    r"[0-9]+(?:[-/~—][0-9]+)+(?![.%0-9])",
    r"[0-9]+\.[0-9]+(?:\.[0-9]+)+",
)
_COUNTED = (
    r"人次|人天|人|名|位|户次|户|家|个工作日|个月|个百分点|百分点|个|批次|批|次|辆次|辆|台\(套\)|台套|台|套|件|份|期|场次|场|"
    r"项|条|起|笔|所|处|座|亩|平方米|㎡|公里|千米|米|篇|本|册|支|组|村|吨|公斤|天|宗|例|张|株|头|只|艘|车次"
)
_UNITS = (
    r"(?:亿|千万|百万|万|千)?元(?:/(?:每)?(?:人次|人|月|年|次|户|亩|天|件|套|台|学期))*"
    rf"|%|‰|(?:万|千|百)?(?:{_COUNTED})(?!均|事|社|才|民|口|力|大代|字|月|级)"
    r"|分(?![之别管配项类局散为包解析担享支布])|万(?=的)"
)
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_SCAN = re.compile(
    f"(?P<skip>{'|'.join(_SKIPPED)})"
    rf"|(?P<sign>(?<![0-9\u4e00-\u9fff)~—-])-)?(?P<number>{_NUMBER})"
    rf"(?:\s*(?:(?P<wan>万|亿)?(?P<many>余|多|来))?\s*(?P<unit>{_UNITS})(?P<after>余|多|左右|[及之]?以上|[及之]?以下|[及之]?以内)?)?"
)
_SENTENCE_END = re.compile("[。！？!?\n]")
_CLAUSE_END = re.compile("[，；。：、！？!?()\n;:]|,(?![0-9]{3}(?![0-9]))")
_AT_LEAST = re.compile("(?:不低于|不少于|不小于|至少|≥|>=|>|大于等于|(?<!不)(?:大于|超过|高于|多于)|突破|逾)\\s*$")
_AT_MOST = re.compile("(?:≤|<=|<|不超过|不高于|不大于|不多于|(?<!不)(?:低于|小于|少于)|不足|不到|控制在|以内)\\s*$")
_ABOUT = re.compile("(?:大约|约|将近|接近|近|预计约|约为)\\s*$")
_DENIED = re.compile("未(?!央)|不含|不包括|除外|扣除|剔除|不包含")
_CHANGE = re.compile("(?:增加|减少|增长|下降|上升|降低|增幅|降幅|压减|净增|净减|多|减|增)(?:了|到)?(?:为|达)?(?:约)?$")
_BASE = re.compile(
    "^(?:与|比|较|同)(?!期)|(?:比|较|与)(?=上年|去年|上一年|年初|预算|全年|同期|$)|上年|去年|上一年|往年"
)
_COMPARED_YEAR = re.compile(r"(?:与|比|较|同)\s*(?:19|20)\d\d\s*年")
_PLANS = re.compile(
    "(?:一般公共|政府性基金|国有资本经营|社会?保(?:险|障)?基金|部门|基金|绩效|年度|综合)预算"
    "|预算(?:单位|部门|项目|外|管理|绩效|财政拨款|支出绩效)"
)
_BUDGET = re.compile("预算|计划|目标|指标(?:数|值)?(?:为)?$|应补|应发")
_UNITLESS = re.compile("[\u4e00-\u9fff)]\\s*$")
_AFTER_UNITLESS = re.compile("\\s*(?:[、，,；;。]|等|$|\n)")
_MONEY_STEP = Decimal("0.0001")
_BARE = "万"
"""A factor without a unit: 2000万的; of what is not said."""


def sentences_of(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, each without its full stop; lines end sentences too."""
    return tuple(_cut(text, _SENTENCE_END))


def clauses_of(text: str) -> tuple[Span, ...]:
    """Spans of the clauses."""
    return tuple(_cut(text, _CLAUSE_END))


def _cut(text: str, ends: re.Pattern[str]) -> Iterator[Span]:
    start = 0
    for match in ends.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def quantities_of(text: str, bound: tuple[Span, ...] = ()) -> tuple[Quantity, ...]:
    """The quantities of a text that `mask.masked` made; `bound` are the spans of inserted figures."""
    sentences, clauses = sentences_of(text), clauses_of(text)
    begins, parts = [s for s, _ in sentences], [s for s, _ in clauses]
    found: list[Quantity] = []
    done = 0
    for match in _SCAN.finditer(text):
        if match["skip"] is not None:
            continue
        begin = begins[bisect_right(begins, match.start()) - 1]
        clause = clauses[bisect_right(parts, match.start("number")) - 1]
        one = _quantity(text, match, max(done, begin), clause)
        if one is not None:
            found.append(one)
            done = one.span[1]
    return _with_digits(_marked(found, bound))


def _quantity(text: str, match: re.Match[str], since: int, clause: Span) -> Quantity | None:
    unit = (match["wan"] or "") + (match["unit"] or "")
    start, end = match.start("number"), match.end("unit") if unit else match.end("number")
    if not unit and not _is_amount_without_unit(text, match):
        return None
    dimension, scale = _measured(unit)
    printed = match["number"].replace(",", "")
    number = Decimal(("-" if match["sign"] else "") + printed)
    places = len(printed.partition(".")[2])
    lead = text[since : match.start()]
    own = text[max(since, clause[0]) : match.start()]
    limit, about = _limit(own, match["after"] or "")
    return Quantity(
        (start, end), number, places, places, unit, dimension, scale, clause, lead, own, cleaned(lead),
        _role(own, lead, dimension), limit, about or bool(match["many"]), _DENIED.search(own) is not None,
    )  # fmt: skip


def _is_amount_without_unit(text: str, match: re.Match[str]) -> bool:
    """A decimal between a name and the end of a clause: an amount whose unit was forgotten (办公费12.68、)."""
    if "." not in match["number"] or _UNITLESS.search(text, max(0, match.start() - 3), match.start()) is None:
        return False
    return _AFTER_UNITLESS.match(text, match.end("number")) is not None


def _measured(unit: str) -> tuple[str, Decimal]:
    """Dimension and scale of a printed unit; amounts count in 万元."""
    measure = read_measure(unit) if unit and unit != _BARE else None
    if measure is None:
        return unit, Decimal(1)
    if measure.base == MONEY:
        return MONEY, measure.factor * _MONEY_STEP
    return measure.base, measure.factor


def _limit(own: str, after: str) -> tuple[str, bool]:
    """Whether only a bound is stated, and whether it is stated roughly."""
    if after.endswith(("以下", "以内")) or _AT_MOST.search(own):
        return "≤", False
    if after.endswith("以上") or _AT_LEAST.search(own):
        return "≥", False
    return "", bool(after) or _ABOUT.search(own) is not None


def _role(own: str, lead: str, dimension: str) -> Role:
    near = own.strip()
    if dimension == PERCENT and "占" in near:
        return Role.SHARE
    if _CHANGE.search(near) or dimension == POINT:
        return Role.CHANGE
    if _BASE.search(near) or _COMPARED_YEAR.search(near):
        return Role.BASE
    named = near or lead.rstrip("：: ").rpartition("，")[2]
    if "决算" not in named and "执行" not in named and _BUDGET.search(_PLANS.sub("", named)):
        return Role.BUDGET
    return Role.PLAIN


def _marked(found: list[Quantity], bound: tuple[Span, ...]) -> list[Quantity]:
    if not bound:
        return found
    return [_replace(one, inserted=any(s < one.span[1] and one.span[0] < e for s, e in bound)) for one in found]


def _with_digits(found: list[Quantity]) -> tuple[Quantity, ...]:
    """Amounts in 万元 (or 元) of a text that prints two decimals have two, and so have its 100 %."""
    finest: dict[str, int] = {}
    for one in found:
        finest[one.unit] = max(finest.get(one.unit, 0), one.places)
    return tuple(_replace(one, digits=_digits(one, finest[one.unit])) for one in found)


def _digits(one: Quantity, finest: int) -> int:
    if one.dimension == PERCENT:
        return finest if one.number in {Decimal(0), Decimal(100)} else one.places
    amount = one.unit in {"万元", "元"} and finest >= 2
    return max(one.places, 2) if amount else one.places


def _replace(one: Quantity, *, digits: int | None = None, inserted: bool | None = None) -> Quantity:
    changed = (one.digits if digits is None else digits), (one.inserted if inserted is None else inserted)
    if changed == (one.digits, one.inserted):
        return one
    return Quantity(
        one.span, one.number, one.places, changed[0], one.unit, one.dimension, one.scale, one.clause, one.lead,
        one.own, one.label, one.role, one.limit, one.approximate, one.negated, changed[1],
    )  # fmt: skip
