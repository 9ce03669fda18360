"""Rules TX02–TX37 about relations between the numbers of a written passage: sums, shares, changes, rates, products."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from models.enums import Severity
from services.rules.catalogue import Hit, text_rule
from services.rules.text_said import COMPARED, READS, TEXT, mismatches
from services.rules.written import Written
from services.texts.explain import explain
from services.texts.judge import Contradiction
from services.texts.quantity import MONEY
from services.texts.reading import Reading
from services.texts.relation import Kind

BASIS = "文中数字与数字的勾稽（决算公开文本、自评报告格式）"
_WHY: dict[Kind, str] = {
    Kind.DIRECTION: "{formula}，不应写“{stated}”",
    Kind.UNIT: "目标写的是 {formula}，单位不同，却用来算完成率",
    Kind.COUNT: "文中写 {stated}，列出的是 {expected}",
}
_OTHER = "{formula} ＝ {expected}，文中写 {stated}，差 {gap}"
Wanted = Callable[[Contradiction, Reading], bool]


@dataclass(frozen=True, slots=True)
class Listening:
    """A rule on what contradicts itself: the patterns it hears, which of their findings are its own, its topics."""

    id: str
    severity: Severity
    title: str
    patterns: tuple[str, ...]
    remedy: str
    wanted: Wanted = lambda _found, _reading: True
    topics: tuple[str, ...] = ()


def hits(one: Written, patterns: Sequence[str], wanted: Wanted) -> Iterator[Hit]:
    """The contradictions of a passage as hits; those in doubt only warn."""
    for found in one.contradictions(*patterns):
        if wanted(found, one.reading):
            words = explain(found, one.judgement.holds, one.settled)
            why = _WHY.get(found.relation.kind, _OTHER).format_map(words.values())
            doubt = f"；{found.failed.doubt}" if found.failed.doubt else ""
            values = {"quote": one.quoted(found.failed.span), "why": f"{why}{words.cause}{words.fix}{doubt}"}
            yield Hit((one.ref,), values, mild=bool(found.failed.doubt), span=found.failed.span)


def _is_procurement(found: Contradiction, reading: Reading) -> bool:
    return "采购" in _sentence(found, reading) and found.relation.claimed.unit.endswith(MONEY)


def _sentence(found: Contradiction, reading: Reading) -> str:
    start, end = reading.sentence(found.failed.span[0])
    return reading.text[start:end]


def _is_cost(found: Contradiction, reading: Reading) -> bool:
    """About 人员经费 or 公用经费 and their economic subjects."""
    return found.relation.claimed.unit.endswith(MONEY) and any(
        word in found.relation.claimed.name or word in _sentence(found, reading)[:20]
        for word in ("人员经费", "公用经费")
    )


def _is_people(found: Contradiction, _reading: Reading) -> bool:
    return not found.relation.claimed.unit.endswith(MONEY)


def _other_sum(found: Contradiction, reading: Reading) -> bool:
    return not any(is_one(found, reading) for is_one in (_is_procurement, _is_cost, _is_people))


def _of_budget(found: Contradiction, reading: Reading) -> bool:
    """About 完成预算 x%."""
    span = found.relation.claimed.span
    before = reading.text[max(0, span[0] - 12) : span[0]] if span else ""
    return "完成" in before and "预算" in before


def _of_money(found: Contradiction, reading: Reading) -> bool:
    """About arrived or spent money, as a rate."""
    money = any(term.unit.endswith(MONEY) for term in found.relation.operands)
    return money and not _of_budget(found, reading)


def _of_target(found: Contradiction, reading: Reading) -> bool:
    return not _of_budget(found, reading) and not _of_money(found, reading)


def _is_running_cost(found: Contradiction, reading: Reading) -> bool:
    return "机关运行经费" in _sentence(found, reading)


def _other_growth(found: Contradiction, reading: Reading) -> bool:
    return not _is_running_cost(found, reading)


E_, W_ = Severity.ERROR, Severity.WARNING
_SUM_REMEDY = "核对合计与各分项；不应列入的去掉，漏列的补上，或改写合计"
_CHANGE_REMEDY = "按本年数和上年数重算；或插入绑定的数字，使其随表更新"
LISTENING = (
    Listening("TX02", E_, "增减额不对", ("difference",), _CHANGE_REMEDY, topics=("TX02",)),
    Listening("TX03", E_, "增减率不对", ("growth",), _CHANGE_REMEDY, _other_growth, ("TX03",)),
    Listening("TX04", E_, "增减用词与数不符", ("direction",), "改正增减用词，或核对两年的数"),
    Listening("TX06", E_, "各项占比合计不为100%", ("shares",), "核对各项占比，尾差调到最大的一项"),
    Listening("TX07", E_, "占比不对", ("share",), "按分项和合计重算占比"),
    Listening("TX12", E_, "完成预算的比率不对", ("rate",), "按决算数和预算数重算", _of_budget, ("TX12",)),
    Listening("TX13", E_, "基本支出段文表不符", ("sum",), _SUM_REMEDY, _is_cost, ("TX13",)),
    Listening("TX21", E_, "机关运行经费不符", ("growth",), _CHANGE_REMEDY, _is_running_cost, ("TX20", "TX21")),
    Listening("TX22", E_, "政府采购分项不符", ("sum",), _SUM_REMEDY, _is_procurement, ("TX22",)),
    Listening("TX29", W_, "人员数分项不等于总数", ("sum",), "核对总数与各分项的个数、人数", _is_people, ("TX29",)),
    Listening("TX30", W_, "个数与列名不符", ("count",), "核对个数，补列漏写的或改写个数", topics=("TX30",)),
    Listening("TX31", W_, "单价×数量不等于金额", ("product",), "核对人数、标准、月数和金额；口径不同的写明"),
    Listening("TX33", E_, "分项之和不等于总额", ("sum",), _SUM_REMEDY, _other_sum),
    Listening("TX35", W_, "完成率不对", ("rate",), "按完成数和目标数重算完成率", _of_target, ("TX35",)),
    Listening("TX36", W_, "人数与金额单位混用", ("unit",), "改正单位：人数写人，金额写万元"),
    Listening("TX37", E_, "加减推算不对", ("chain",), "从年初数起逐项加减重算"),
)


def _register(rule: Listening) -> None:
    def check(one: Written) -> Iterator[Hit]:
        yield from hits(one, rule.patterns, rule.wanted)
        yield from mismatches(one, rule.topics)

    check.__doc__ = f"{'、'.join(rule.patterns)} of a passage{'; and against the figures' if rule.topics else ''}."
    basis = COMPARED if rule.topics else BASIS
    text_rule(rule.id, rule.severity, rule.title, reads=READS, text=TEXT, remedy=rule.remedy, basis=basis)(check)


for _rule in LISTENING:
    _register(_rule)


@text_rule(
    "TX32",
    Severity.ERROR,
    "到位率、使用率不对",
    reads=READS,
    text=TEXT,
    remedy="按计划、到位、使用的金额重算；未用完的不写“与预算相符”“无结余”",
    basis=COMPARED,
)
def rates_of_money(one: Written) -> Iterator[Hit]:
    """到位率 = 到位 ÷ 计划, 使用率 = 使用 ÷ 到位; “与预算相符” beside money left over warns."""
    yield from hits(one, ("rate",), _of_money)
    for hit in hits(one, ("claim",), lambda _found, _reading: True):
        yield Hit(hit.fields, hit.values, mild=True, span=hit.span)
    yield from mismatches(one, ("TX32",))
