"""Rules TX14, TX16, TX38, TX42, TX44: missing units, no difference, amounts as quantities, nothing left, all done."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.enums import Severity
from services.filing.refs import FieldRef
from services.rules.catalogue import Hit, text_rule
from services.rules.text_said import COMPARED, READS, TEXT
from services.rules.written import Written
from services.texts.quantity import MONEY, PERCENT, Quantity
from services.texts.reading import Reading
from services.texts.relate_rates import CLAIM
from services.texts.relation import HUNDRED, ZERO
from services.values.money import plain, round_half_up

BASIS = "决算公开文本、自评报告格式"
_SHOWN = 5
_LEFT = "各项目全年预算数比执行数多出的"
_COMPARISON = re.compile(
    "决算数?(?:略)?(小于|低于|大于|高于|超过|等于|与)(?:全年|年初|调整)?预算数?(?:持平|一致|相等)?"
)
_QUANTITIES = re.compile("数量指标|年度指标数")
_OTHERS = re.compile("质量指标|时效指标|成本指标|效益指标|满意度")


@text_rule(
    "TX14",
    Severity.WARNING,
    "金额后缺少单位",
    reads=READS,
    text="{names}等 {n} 个数后面没有写“万元”",
    remedy="在每个金额后补上单位",
    basis=BASIS,
)
def amounts_have_units(one: Written) -> Iterator[Hit]:
    """Decimals in a list of amounts have their unit."""
    for start, end in one.reading.sentences:
        found = one.reading.within(start, end)
        bare = [q for q in found if not q.unit]
        if bare and any(q.dimension == MONEY for q in found):
            names = "、".join(f"{q.label}{q.words}" for q in bare[:_SHOWN])
            yield Hit(
                (one.ref,), {"names": f"“{names}”", "n": str(len(bare))}, span=(bare[0].span[0], bare[-1].span[1])
            )


@text_rule(
    "TX16",
    Severity.WARNING,
    "决预算比较与完成率矛盾",
    reads=READS,
    text=TEXT,
    remedy="决算等于预算时写“决算数等于预算数”，不必解释差异；不等时核对完成率",
    basis=BASIS,
)
def words_go_with_the_rate(one: Written) -> Iterator[Hit]:
    """“决算数小于预算数” stands with less than 100 %, “等于” with 100 %."""
    for match in _COMPARISON.finditer(one.reading.text):
        rate = _rate_before(one.reading, match.start())
        if rate is not None and not _goes_with(match[1], rate):
            values = {"quote": one.quoted(match.span()), "why": f"前面写的是完成预算 {rate.words}"}
            yield Hit((one.ref,), values, span=match.span())


def _rate_before(reading: Reading, at: int) -> Quantity | None:
    """The rate of completion that a comparison explains: the only one before it in its sentence or the one before."""
    own = reading.before(at)
    found = [q for q in (own or reading.sentence_before(at)) if _is_completion(q)]
    if not found:
        found = [q for q in reading.sentence_before(at) if _is_completion(q)]
    return found[-1] if len({q.value for q in found}) == 1 and not found[-1].loose else None


def _is_completion(one: Quantity) -> bool:
    return one.dimension == PERCENT and "完成" in one.own and "预算" in one.own


def _goes_with(word: str, rate: Quantity) -> bool:
    if word in {"小于", "低于"}:
        return rate.value < HUNDRED
    if word in {"大于", "高于", "超过"}:
        return rate.value > HUNDRED
    return abs(rate.value - HUNDRED) <= rate.operand().half * 2


@text_rule(
    "TX38",
    Severity.WARNING,
    "数量指标用金额代替",
    reads=READS,
    text=TEXT,
    remedy="数量指标写完成的人数、个数、次数；金额放到成本指标",
    basis="财预〔2018〕167号：数量指标反映产出数量",
)
def quantities_are_counts(one: Written) -> Iterator[Hit]:
    """Where quantity indicators are told, a number of things is given and not an amount only."""
    for match in _QUANTITIES.finditer(one.reading.text):
        start, end = match.end(), one.reading.sentence(match.start())[1]
        other = _OTHERS.search(one.reading.text, start, end)
        found = [q for q in one.reading.within(start, other.start() if other else end) if q.unit]
        if found and all(q.dimension == MONEY for q in found):
            values = {"quote": one.quoted(found[0].span), "why": "数量指标只写了金额"}
            yield Hit((one.ref,), values, span=found[0].span)
            return


@text_rule(
    "TX42",
    Severity.WARNING,
    "称无结余而表中有结余",
    reads=READS,
    text="“{quote}”，但{name}是 {left} 万元",
    remedy="写明结转结余的金额和原因，或核对预算数与执行数",
    basis=COMPARED,
)
def nothing_is_left(one: Written) -> Iterator[Hit]:
    """Where a text says that nothing is left, nothing is: of its project, of the accounts, or of all projects."""
    if not one.claims or any(found.failed.pattern == CLAIM for found in one.judgement.contradictions):
        return
    quote = one.book.quote(one.left_key)
    left = round_half_up(quote.value or ZERO, 2)
    if left > 0:
        name = _LEFT if one.left_key.startswith("minus") else quote.title
        values = {"quote": one.quoted(one.claims[0]), "name": name, "left": plain(left)}
        yield Hit((one.ref, *one.cells([one.left_key])), values, span=one.claims[0])


@text_rule(
    "TX44",
    Severity.WARNING,
    "称已完成而自评表没有完成",
    reads=READS,
    text="“{quote}”，但{name}的指标值是 {target}，完成值是 {actual}，没有达到",
    remedy="写明没有完成的原因；指标值经批准调整的，登记调整和批准文件",
    basis=COMPARED,
)
def what_is_called_done_was_reached(one: Written) -> Iterator[Hit]:
    """“目标任务完成” stands behind the numbers of an indicator only when its target was reached."""
    for span, view in one.undone:
        cells = tuple(FieldRef("indicator", view.row.id, name) for name in ("target", "actual"))
        values = {"quote": one.quoted(span), "name": view.row.name}
        yield Hit((one.ref, *cells), {**values, "target": view.row.target, "actual": view.row.actual}, span=span)
