"""Rules FI11, FI18 and FI20: what the texts say about the money, against the amounts.

One clear pattern each; a clause about another year, one level of government, or money taken back is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from models.enums import Severity
from services.filing.assess import Assessment
from services.filing.funds import FundColumn
from services.filing.refs import FieldRef
from services.rules.catalogue import FUNDS, Hit, project_ref, project_rule
from services.rules.clauses import clauses, sentences
from services.rules.funds import total_refs
from services.values.money import plain

_ADDED_TEXTS = ("goal", "adjustment_note", "execution_note", "process")
_IN_YEAR = "(?:年度|年中|年内)"
_ADDED_PROJECT = re.compile(rf"{_IN_YEAR}追加的?(?:预算)?项目|项目(?:是|为|属于?|系){_IN_YEAR}追加")
_ADDED = re.compile(rf"{_IN_YEAR}(?:预算)?追加")
_NOT_ADDED = ("未追加", "无追加", "没有追加", "不追加", "未予追加")

LEFT_TEXTS = ("result", "process", "execution_note", "conclusion", "problems")
_KINDS = "(?:结转和?结余|结余和?结转|结余|结转|剩余)"
_NOTHING_LEFT = re.compile(
    rf"(?<![有或])(?:无|没有)(?:资金|任何)?{_KINDS}|{_KINDS}(?:资金|金额)?(?:为|是)?0(?:万?元|$)"
    r"|(?:支付|支出|使用|执行)与预算(?:数|安排)?(?:相符|一致)"
)
_SOME_LEFT = re.compile(rf"{_KINDS}(?:资金|金额)?(?:为|是|共计?)?([0-9]+(?:\.[0-9]+)?)万元")
_OTHER_SCOPE = re.compile("上年|往年|去年|以前|年初|历年|是否|如有|若有|中央|省级|市级|县级|区级|其中|部分")
_TAKEN_BACK = re.compile("收回|上缴|缴回|退回|核减|调减|注销")


@project_rule(
    "FI11",
    Severity.WARNING,
    "追加项目有年初预算",
    reads=(*FUNDS, *(f"project.{name}" for name in _ADDED_TEXTS)),
    forms=("F02", "F02b"),
    text="文字说“{said}”，但年初预算数填了 {initial} 万元。",
    remedy="年度追加的项目年初预算应为 0；年初已有预算的，请改文字。",
    basis="表内勾稽（年初预算数为年初批复数）",
)
def added_project_starts_at_zero(a: Assessment) -> Iterator[Hit]:
    """A project called 年度追加 has no initial budget; an initial one that was really increased is left alone."""
    initial = a.initial
    if not initial or initial < 0:
        return
    increased = a.budget is not None and a.budget - initial > a.scheme.limits.amount_tolerance
    pattern = _ADDED_PROJECT if increased else _ADDED
    for name in _ADDED_TEXTS:
        said = _said(getattr(a.project, name), pattern)
        if said:
            refs = (project_ref(a, name), *total_refs(a, FundColumn.INITIAL))
            yield Hit(refs, {"said": said, "initial": plain(initial)})
            return


def _said(text: str, pattern: re.Pattern[str]) -> str:
    if "追加" not in text:
        return ""
    found = [clause for clause in clauses(text) if pattern.search(clause) and not _denied(clause)]
    return found[0] if found else ""


def _denied(clause: str) -> bool:
    return any(word in clause for word in _NOT_ADDED)


@project_rule(
    "FI18",
    Severity.ERROR,
    "结余说法与金额矛盾",
    reads=(*FUNDS, *(f"project.{name}" for name in LEFT_TEXTS)),
    text="{title}写“{said}”，但全年预算 {budget} 万元减全年执行 {executed} 万元，{left}。",
    remedy="改正文字或核对金额；未执行的资金已被收回的，请在文字中写明。",
    basis="表内勾稽（结转结余=全年预算数−全年执行数）",
)
def remainder_agrees_with_text(a: Assessment) -> Iterator[Hit]:
    """“无结余” exactly where budget = executed; a stated remainder only where something is left."""
    if a.budget is None or a.executed is None:
        return
    left = a.budget - a.executed
    if left < 0:
        return
    some = left > a.scheme.limits.amount_tolerance
    for name, title in _left_texts(a):
        said = _claim(getattr(a.project, name), some=some)
        if said:
            yield _remainder_hit(a, name, {"title": title, "said": said}, left if some else None)
            return


def _left_texts(a: Assessment) -> Iterator[tuple[str, str]]:
    texts = [getattr(a.project, name) for name in LEFT_TEXTS]
    speaks = any("结" in text or "剩余" in text or "与预算" in text for text in texts)
    if speaks and not any(map(_TAKEN_BACK.search, texts)):
        fields = type(a.project).model_fields
        yield from ((name, fields[name].title or name) for name in LEFT_TEXTS)


def denied_remainder(a: Assessment) -> tuple[FieldRef, str] | None:
    """Where a project's texts say that nothing is left, and the clause; None where they do not."""
    told = ((name, _claim(getattr(a.project, name), some=True)) for name, _ in _left_texts(a))
    return next(((project_ref(a, name), said) for name, said in told if said), None)


def _claim(text: str, *, some: bool) -> str:
    """The clause that contradicts: one that denies a remainder where there is `some`, or states one where not."""
    for sentence in sentences(text):
        if _OTHER_SCOPE.search(sentence) or (some and _states_some(sentence)):
            continue
        for clause in clauses(sentence):
            if _NOTHING_LEFT.search(clause) if some else _states_some(clause):
                return clause
    return ""


def _states_some(text: str) -> bool:
    return any(Decimal(amount) for amount in _SOME_LEFT.findall(text))


def _remainder_hit(a: Assessment, name: str, said: dict[str, str], left: Decimal | None) -> Hit:
    tail = "没有结余" if left is None else f"还有 {plain(left)} 万元未执行"
    budget, executed = (plain(amount or Decimal(0)) for amount in (a.budget, a.executed))
    values = {**said, "budget": budget, "executed": executed, "left": tail}
    return Hit((project_ref(a, name), *total_refs(a, FundColumn.BUDGET, FundColumn.EXECUTED)), values)


_SLOW_TEXTS = ("problems", "execution_note", "conclusion")
_SLOW = re.compile(
    r"(?:拨付|支付|执行|支出)(?:率|进度)[^，。；]{0,4}(?:低|慢|滞后)|(?:尚未|还未|未能|没有)[^，。；]{0,8}(?:拨付|支付|支出)"
)


@project_rule(
    "FI20",
    Severity.WARNING,
    "已全部执行却写进度慢",
    reads=(*FUNDS, *(f"project.{name}" for name in _SLOW_TEXTS)),
    text="{title}写“{said}”，但全年预算 {budget} 万元已全部执行。",
    remedy="删去这句话，或核对全年执行数；是否从另一项目复制未改？",
    basis="表内勾稽；文字不得张冠李戴",
)
def nothing_is_late_when_all_is_spent(a: Assessment) -> Iterator[Hit]:
    """A project whose money is all spent has no slow payment to explain."""
    if not a.budget or a.executed is None or a.executed < a.budget:
        return
    for name in _SLOW_TEXTS:
        text = getattr(a.project, name)
        told = (clause for clause in clauses(text) if _SLOW.search(clause) and not _OTHER_SCOPE.search(clause))
        said = next(told, "") if text else ""
        if said:
            title = type(a.project).model_fields[name].title or name
            refs = (project_ref(a, name), *total_refs(a, FundColumn.EXECUTED))
            yield Hit(refs, {"title": title, "said": said, "budget": plain(a.budget)})
            return
