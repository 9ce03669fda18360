"""Pattern: rates of completion: 完成预算 x%, 完成目标任务 50 人的 106%, 到位率, 使用率, 执行率, 结案率, 评优率."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from services.texts.judge import Hypothesis
from services.texts.passage import Span
from services.texts.quantity import MONEY, PERCENT, POINT, Quantity, Role
from services.texts.reading import PART_OF_YEAR, Reading
from services.texts.relation import HUNDRED, Kind, Operand, completion, denied

RATE, UNIT, CLAIM = "rate", "unit", "claim"
"""Pattern names: a rate; done and target in different units; “与预算相符” beside money left over."""


@dataclass(frozen=True, slots=True)
class RateWord:
    """A kind of rate by its wording, and how its numerator and denominator are called."""

    word: re.Pattern[str]
    done: re.Pattern[str]
    planned: re.Pattern[str]


def _rate(word: str, done: str, planned: str) -> RateWord:
    tail = "(?:情况)?(?:约)?(?:为|达到|达|是|：|:)?\\s*$"
    return RateWord(re.compile(f"(?:{word}){tail}"), re.compile(done), re.compile(planned))


_WORDS = (
    _rate("完成(?:年初|全年|调整后?|当年|年度)?预算(?:数)?的?", "决算|支出|执行", "预算"),
    _rate("(?:执行|支出|预算完成)率|(?:执行|支出)进度", "决算|执行|支出|使用|支付|拨付", "预算|指标|安排|计划"),
    _rate("到位(?:率|比例)", "到位|下达", "计划|预算|批复|应到"),
    _rate("(?:使用|支付|拨付)(?:率|比例)", "使用|支出|支付|拨付", "到位|预算|下达"),
    _rate("完成率|完成(?:全年|年度)?(?:目标|计划|任务)(?:任务|数)?的?", "完成|实际|实现", "目标|计划|任务|应"),
    _rate("(?:结案|办结)率", "结案|办结", "受理|立案|收到|接收"),
)
_AMENDED = re.compile("调整|全年")
_OF_TARGET = re.compile("^的(?:约)?$")
_ALIKE = frozenset({frozenset({"人", "人次"}), frozenset({"户", "户次"}), frozenset({"个", "项"})})
_GRADE = re.compile('[“"]?(优|良|中|差)[秀好等]?[”"]?(?:的)?(?:等级)?(?:项目)?(?:的)?(?:有|为)?\\s*$')
_GRADE_RATE = re.compile("(?:评优|优秀|优良?)率(?:约)?(?:为|达到|达|是)?\\s*$")
_AGREES = re.compile(
    "与预算(?:基本)?(?:完全)?相符|(?:无|没有)(?:资金)?结(?:转(?:和)?结余|[转余])|全部(?:支付|支出|使用)完毕"
)
_DENIES_CLAIM = re.compile("是否|应|如|若")
_ARRIVED = re.compile("到位|下达|批复|预算(?:数|资金|安排|金额)")
_SPENT = re.compile("使用|支出|支付|拨付(?!使用)|执行数|发放")


def relate_rates(reading: Reading) -> Iterator[Hypothesis]:
    """Rate = done ÷ planned."""
    for one in reading.quantities:
        if one.dimension != PERCENT or one.loose or one.role is Role.SHARE or one.role is Role.CHANGE:
            continue
        target = _target(reading, one)
        if target is not None:
            yield from _of_target(reading, one, target)
        else:
            yield from _by_word(reading, one)
            yield from _excellent(reading, one)
    yield from _claims(reading)


def _target(reading: Reading, one: Quantity) -> Quantity | None:
    """The target in “完成目标任务50人的106%”."""
    if not _OF_TARGET.match(one.lead.strip()):
        return None
    before = reading.before(one.span[0])
    return before[-1] if before and "完成" in before[-1].own else None


def _of_target(reading: Reading, one: Quantity, target: Quantity) -> Iterator[Hypothesis]:
    done = [q for q in reading.before(target.span[0]) if q.dimension not in {PERCENT, POINT} and not q.loose]
    group = (RATE, one.span)
    for q in done:
        if _alike(q, target):
            relation = completion(one.operand(q.label), q.operand(), target.operand("目标"))
            if relation is not None:
                yield Hypothesis(group, RATE, relation, plausible=q is done[-1] and not target.loose)
    if done and not _alike(done[-1], target) and target.number:
        yield from _mixed_units(one, done[-1], target)


def _alike(one: Quantity, other: Quantity) -> bool:
    return one.dimension == other.dimension or frozenset({one.dimension, other.dimension}) in _ALIKE


def _mixed_units(one: Quantity, done: Quantity, target: Quantity) -> Iterator[Hypothesis]:
    """The printed numbers give the rate, but their units do not go together (2011人，完成2000万的100.55%)."""
    if abs(HUNDRED * done.number / target.number - one.value) <= one.operand().half:
        relation = denied(Kind.UNIT, done.operand(), [target.operand("目标"), one.operand()], target.words)
        yield Hypothesis((UNIT, done.span), UNIT, relation)


def _by_word(reading: Reading, one: Quantity) -> Iterator[Hypothesis]:
    word = next((known for known in _WORDS if known.word.search(one.lead)), None)
    if word is None:
        return
    start, end = reading.sentence(one.span[0])
    own = reading.within(start, one.span[0])
    done = [q for q in own if _called(q, word.done) and q.role is not Role.BUDGET]
    planned = [q for q in own if _called(q, word.planned) and q not in done]
    told = None if PART_OF_YEAR.search(reading.text, *_paragraph(reading, start, end)) else _pair(done, planned)
    for a in done:
        for b in planned:
            relation = completion(one.operand(a.label), a.operand(), b.operand()) if _alike(a, b) else None
            if relation is not None:
                yield Hypothesis((RATE, one.span), RATE, relation, plausible=(a, b) == told)


def _called(one: Quantity, word: re.Pattern[str]) -> bool:
    stands = one.dimension not in {PERCENT, POINT} and one.role in {Role.PLAIN, Role.BUDGET} and not one.loose
    return stands and word.search(one.lead) is not None


def _pair(done: Sequence[Quantity], planned: Sequence[Quantity]) -> tuple[Quantity, Quantity] | None:
    """What a rate is of beyond doubt: one amount done, and one plan or the amended one."""
    amended = [q for q in planned if _AMENDED.search(q.lead)] or planned
    if len({q.value for q in done}) == 1 and len({q.value for q in amended}) == 1:
        return done[-1], amended[-1]
    return None


def _paragraph(reading: Reading, start: int, end: int) -> Span:
    text = reading.text
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def _excellent(reading: Reading, one: Quantity) -> Iterator[Hypothesis]:
    """评优率 = 优 ÷ (优 + 良 + 中 + 差), all stated in the same sentence."""
    if not _GRADE_RATE.search(one.own):
        return
    grades = {m[1]: q for q in reading.before(one.span[0]) if (m := _GRADE.search(q.own)) and q.exact}
    if len(grades) == 4:
        whole = Operand(sum((q.value for q in grades.values()), Decimal(0)), name="各等级之和")
        others = (q.operand() for q in reading.quantities if q.exact and q.value > whole.value)
        for place, total in enumerate((whole, *others)):
            relation = completion(one.operand("评优率"), grades["优"].operand(), total)
            if relation is not None:
                yield Hypothesis((RATE, one.span), RATE, relation, plausible=place == 0)


def nothing_left(reading: Reading) -> Iterator[Span]:
    """Places where a text says that money was spent as budgeted and nothing is left; of part of a year it may be."""
    for match in _AGREES.finditer(reading.text):
        start, end = reading.sentence(match.start())
        asked = _DENIES_CLAIM.search(reading.text, start, match.start())
        if not asked and not PART_OF_YEAR.search(reading.text, *_paragraph(reading, start, end)):
            yield match.span()


def _claims(reading: Reading) -> Iterator[Hypothesis]:
    """“资金支付与预算相符”, “无结余” beside an amount arrived and another one spent."""
    for span in nothing_left(reading):
        start, end = _neighbourhood(reading, *reading.sentence(span[0]))
        near = [q for q in reading.within(start, end) if q.dimension == MONEY and q.role in {Role.PLAIN, Role.BUDGET}]
        arrived = [q for q in near if _ARRIVED.search(q.lead) and not q.loose]
        spent = [q for q in near if _SPENT.search(q.lead) and q not in arrived and not q.loose]
        if len({q.value for q in arrived}) == 1 and len({q.value for q in spent}) == 1:
            claimed = Operand(HUNDRED, shown=reading.text[slice(*span)], span=span)
            relation = completion(claimed, spent[0].operand("支出"), arrived[0].operand("到位"))
            if relation is not None:
                yield Hypothesis((CLAIM, span), CLAIM, relation)


def _neighbourhood(reading: Reading, start: int, end: int) -> Span:
    """The paragraph of a claim and the one before it."""
    first, last = _paragraph(reading, start, end)
    return (reading.text.rfind("\n", 0, max(first - 1, 0)) + 1, last)
