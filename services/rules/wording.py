"""Rules FC09–FC12 and FC14: what the texts of a form say, against its other texts and its indicators.

Reported only when one reading is plausible and it fails: a figure found anywhere in the text settles the matter, an
approximate one, one of another period or of a part is left alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from models.enums import ManagementTopic, Severity
from resources import resource
from services.filing.assess import Assessment, IndicatorView, once
from services.filing.refs import FieldRef
from services.rules.catalogue import Hit, indicator_ref, project_ref, project_rule
from services.rules.clauses import Stated, clauses, quantities, sentences
from services.rules.completeness import says_nothing, title_of
from services.rules.indicator_names import plain_names
from services.texts.relation import half_unit
from services.values.target import Actual, Operator, Target
from services.values.text import compact

_PROJECT_TEXTS = (
    "name",
    "goal",
    "result",
    "process",
    "adjustment_note",
    "execution_note",
    "conclusion",
    "problems",
    "measures",
)
_INDICATOR_TEXTS = ("name", "deviation")


_MARKS = re.compile("[,():;]")
_WIDTHS = {",": "[,，]", "(": r"[(（]", ")": r"[)）]", ":": "[:：]", ";": "[;；]"}


@dataclass(frozen=True)
class _Template:
    """What the blank forms hold: phrases that betray them anywhere, and whole lines.

    `cores`: of each phrase the longest stretch without marks; looking for these first is five times as fast.
    """

    phrases: re.Pattern[str]
    cores: tuple[str, ...]
    lines: frozenset[str]

    def left_in(self, text: str) -> str:
        """The instruction or placeholder still in a text; "" when there is none."""
        joined = "".join(text.split())
        found = self.phrases.search(joined) if any(core in joined for core in self.cores) else None
        return found[0] if found else min(self.lines.intersection(map(str.strip, text.split("\n"))), default="")


@cache
def _template() -> _Template:
    data = tomllib.loads(resource("rules", "phrases.toml").read_text("utf-8"))
    phrases = [compact(phrase) for phrase in data["template"]]
    patterns = ["".join(_WIDTHS.get(char, re.escape(char)) for char in phrase) for phrase in phrases]
    cores = tuple(max(_MARKS.split(phrase), key=len) for phrase in phrases)
    return _Template(re.compile("|".join(patterns)), cores, frozenset((*data["lines"], *map(compact, data["lines"]))))


def instruction_in(text: str) -> str:
    """An instruction or placeholder of the blank forms that still stands in a text; "" when there is none."""
    return _template().left_in(text)


def _whole_text(a: Assessment) -> str:
    """Every text of a form at once: nearly always there is nothing to find in it."""
    texts = [getattr(a.project, name) for name in _PROJECT_TEXTS]
    for row in a.managements.values():
        texts += [row.note, row.measures]
    texts += [view.row.name for view in a.indicators]
    texts += [view.row.deviation for view in a.indicators if view.row.deviation]
    return "\n".join(texts)


def _texts(a: Assessment) -> Iterator[tuple[FieldRef, str, str]]:
    """Every text of a form: its address, what a clerk calls it, and the words."""
    for name in _PROJECT_TEXTS:
        yield project_ref(a, name), title_of(a, name), getattr(a.project, name)
    for topic in ManagementTopic:
        row = a.managements.get(topic)
        for name in ("note", "measures") if row else ():
            yield FieldRef("management", f"{a.project.id}:{topic.name}", name), topic.value, getattr(row, name)
    for view in a.indicators:
        for name in _INDICATOR_TEXTS:
            yield indicator_ref(view, name), f"指标“{view.row.name}”", getattr(view.row, name)


@project_rule(
    "FC09",
    Severity.ERROR,
    "填写提示没有删除",
    reads=(
        *(f"project.{name}" for name in _PROJECT_TEXTS),
        *(f"indicator.{name}" for name in _INDICATOR_TEXTS),
        "management.note",
        "management.measures",
    ),
    text="{title}里还有填写提示没有删除：“{said}”。",
    remedy="删除模板自带的提示语，换成本项目的内容。",
    basis="自评表、自评报告模板填写说明",
)
def no_instruction_is_left(a: Assessment) -> Iterator[Hit]:
    """No text still holds the instructions or placeholders of the blank form."""
    template = _template()
    if not template.left_in(_whole_text(a)):
        return
    for ref, title, text in _texts(a):
        said = template.left_in(text)
        if said:
            yield Hit((ref,), {"title": title, "said": said})


_TASK_UNITS = frozenset({"人", "人次", "户", "家", "个", "场", "期", "次", "项", "件", "亩", "公里", "批", "处", "所"})
_DONE_ALL = re.compile("(?:全部|全面|均已?|圆满|按时|按期|超额|顺利|已)(?:完成|达成|实现)|目标.{0,4}(?:完成|达成|实现)")
_FILLERS = re.compile(
    "不少于|不低于|不高于|不超过|达到|达|约|近|完成|开展|实现|确保|计划|预计|全年|年度|目标|以上|以内|左右|共计?|累计"
)
_HAN = re.compile("[\u4e00-\u9fff]+")
_KEY_REACH = 10
_SHOWN_TASKS = 3


def _tasks(goal: str) -> Iterator[tuple[str, Stated, frozenset[str]]]:
    """Counted tasks of a goal: the clause, the quantity, and the pairs of characters that name it."""
    for clause in clauses(goal):
        stated = quantities(clause)
        if len(stated) == 1 and stated[0].base in _TASK_UNITS and stated[0].amount:
            pairs = _pairs(clause[: stated[0].start]) | _pairs(clause[stated[0].end :][:_KEY_REACH])
            if pairs:
                yield clause, stated[0], pairs


def _pairs(text: str) -> frozenset[str]:
    runs = _HAN.findall(_FILLERS.sub(" ", text))
    return frozenset(run[place : place + 2] for run in runs for place in range(len(run) - 1))


@project_rule(
    "FC10",
    Severity.WARNING,
    "目标没有回应",
    reads=("project.goal", "project.result"),
    text="目标提到{tasks}，完成情况没有回应。",
    remedy="在完成情况中逐条写明实际完成数；没有完成的写明原因。",
    basis="财预〔2020〕10号（对照目标说明完成情况）",
)
def goals_are_answered(a: Assessment) -> Iterator[Hit]:
    """Each counted task of the goal is met by its number or a word of it in the result."""
    result = compact(a.project.result)
    if not result or says_nothing(result) or _DONE_ALL.search(result):
        return
    untold = [task for task in _tasks(a.project.goal) if not any(pair in result for pair in task[2])]
    told = {stated.amount for clause in clauses(result) for stated in quantities(clause)} if untold else set()
    open_tasks = [clause for clause, stated, _ in untold if stated.amount not in told]
    if open_tasks:
        shown = "、".join(f"“{task}”" for task in open_tasks[:_SHOWN_TASKS])
        more = f"等 {len(open_tasks)} 项" if len(open_tasks) > _SHOWN_TASKS else ""
        yield Hit((project_ref(a, "result"), project_ref(a, "goal")), {"tasks": shown + more})


_MEASURES = ("数", "人次", "总额", "金额", "数量")
_SUFFIXES = re.compile("(?:的)?(?:总人数|人数|人次|户数|场次|次数|个数|件数|期数|数量|总额|金额|数)$")
_UNSURE = re.compile(
    "其中|累计|历年|上年|往年|去年|同比|增加|减少|增长|下降|提高|约|余|近|左右|每|平均|截至|截止|上半年|季度|[0-9]月"
)
_MINIMUM_CORE = 2
_LONGEST_MEASURE = 4
"""Characters that _SUFFIXES takes away at most (的总人数)."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """The figure of an indicator: printed words, value in the base unit, half a unit of its last digit, base unit."""

    words: str
    amount: Decimal
    half: Decimal
    base: str


def _figure(read: Target | Actual | None) -> _Figure | None:
    if read is None or read.value is None or not read.unit or read.operator is Operator.QL:
        return None
    if isinstance(read, Actual) and read.extra_values:
        return None
    half = half_unit(read.value, read.factor)
    return _Figure(read.literal.strip(), read.value * read.factor, half, read.base_unit)


@once
def _cores(a: Assessment) -> list[str]:
    """The words of the indicators' names without their measures: 代缴人数 → 代缴."""
    return [_SUFFIXES.sub("", name) if name.endswith(_MEASURES) else name for name in plain_names(a)]


def _spoken_of(text: str, core: str, longer: list[str]) -> list[str]:
    """Clauses that speak of the indicator and not of one with a longer name; none when their sense is unsure."""
    found: list[str] = []
    for sentence in sentences(text):
        here = [c for c in clauses(sentence) if core in c and not any(name in c for name in longer)]
        if here and _UNSURE.search(sentence):
            return []
        found += here
    return found


def _differing(text: str, core: str, longer: list[str], figure: _Figure) -> str:
    """The quantity by which the text contradicts the figure; "" when it agrees or does not clearly speak of it."""
    spoken = _spoken_of(text, core, longer)
    stated = [s for c in spoken for s in quantities(c) if s.base == figure.base and s.start >= c.index(core)]
    if len(spoken) != 1 or len(stated) != 1:
        return ""
    anywhere = [s for c in clauses(text) for s in quantities(c) if s.base == figure.base]
    agrees = any(abs(s.amount - figure.amount) <= s.half + figure.half for s in anywhere)
    return "" if agrees else stated[0].words


def _contradictions(a: Assessment, text: str, field: str) -> Iterator[tuple[IndicatorView, _Figure, str]]:
    if not text:
        return
    whole = compact(text)
    if not any(name[: max(len(name) - _LONGEST_MEASURE, _MINIMUM_CORE)] in whole for name in plain_names(a)):
        return  # no core can be in it
    cores = _cores(a)
    for view, core in zip(a.indicators, cores, strict=True):
        if len(core) < _MINIMUM_CORE or core not in whole:
            continue
        figure = _figure(view.target if field == "target" else view.actual)
        longer = [other for other in cores if core in other and other != core]
        said = _differing(text, core, longer, figure) if figure else ""
        if figure and said:
            yield view, figure, said


@project_rule(
    "FC11",
    Severity.WARNING,
    "目标文字与指标值不一致",
    reads=("project.goal", "indicator.name", "indicator.target"),
    forms=("F01", "F02", "F02b"),
    text="预期目标写“{said}”，指标“{name}”的指标值是 {figure}。",
    remedy="以批复的绩效目标为准，改正其中一处。",
    basis="表内勾稽（年度目标与绩效指标一致）",
)
def goal_agrees_with_targets(a: Assessment) -> Iterator[Hit]:
    """A quantity the goal states for an indicator is its target."""
    for view, figure, said in _contradictions(a, a.project.goal, "target"):
        values = {"said": said, "name": view.row.name, "figure": figure.words}
        yield Hit((project_ref(a, "goal"), indicator_ref(view, "target")), values)


@project_rule(
    "FC12",
    Severity.WARNING,
    "完成文字与完成值不一致",
    reads=("project.result", "indicator.name", "indicator.actual"),
    forms=("F01", "F02", "F02b"),
    text="实际完成情况写“{said}”，指标“{name}”的完成值是 {figure}。",
    remedy="以台账为准，改正其中一处。",
    basis="表内勾稽（完成情况与实际完成值一致）",
)
def result_agrees_with_actuals(a: Assessment) -> Iterator[Hit]:
    """A quantity the result states for an indicator is its actual value."""
    for view, figure, said in _contradictions(a, a.project.result, "actual"):
        values = {"said": said, "name": view.row.name, "figure": figure.words}
        yield Hit((project_ref(a, "result"), indicator_ref(view, "actual")), values)


_TROUBLE = re.compile("低|滞后|不足|不够|欠缺|缺乏|缺少|困难|缓慢|较慢|不到位|不及时|不完善|不高|有待|还需")
_ONWARD = re.compile("^(?:下一步|今后|将|继续|建议)")


@project_rule(
    "FC14",
    Severity.WARNING,
    "先写无又写了问题",
    reads=("project.problems",),
    text="存在问题先写“{first}”，后面又写“{then}”。",
    remedy="有问题的删去“无”；没有问题的删去后文。",
    basis="文字前后一致",
)
def problems_do_not_contradict(a: Assessment) -> Iterator[Hit]:
    """A text that begins with 无 does not go on to tell a problem."""
    parts = sentences(a.project.problems)
    if len(parts) < 2 or not says_nothing(parts[0].split(":")[-1]):
        return
    then = next((part for part in parts[1:] if _TROUBLE.search(part) and not _ONWARD.search(part)), "")
    if then:
        yield Hit((project_ref(a, "problems"),), {"first": parts[0], "then": then})
