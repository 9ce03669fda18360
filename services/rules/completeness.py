"""Rules FC01–FC08, FC13 and FC16: what a form must hold before it can be handed in."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from typing import Any

from models.enums import ManagementTopic, ProjectKind, Severity
from services.filing.assess import Assessment, once
from services.filing.refs import FieldRef
from services.rules.catalogue import SCORED, Hit, Item, group_rule, project_ref, project_rule
from services.scheme import SATISFACTION, canonical_level2
from services.values.money import plain
from services.values.numbers import format_points
from services.values.text import compact, is_blank

SELF_EVALUATION = ("F01", "F02", "F02b", "F03", "F03b", "F04")
_LEVELS = ("indicator.level1", "indicator.level2")
_DASHES = 8
_CLASSES = ("数量", "质量", "时效", "成本")
_SATISFIED = "服务对象满意度指标"
_FORM = "财预〔2020〕10号附件（自评表应填项目）"


def is_empty(text: str) -> bool:
    """Whether a text says nothing or only holds a dash; a long one, stored without blanks at its ends, is not asked."""
    return len(text) < _DASHES and is_blank(text)


@once
def _levels(a: Assessment) -> set[str]:
    """The first levels that have an indicator, by the scheme's names."""
    found = [a.scheme.level1_named(name) for name, _ in a.by_levels]
    return {level.name for level in found if level is not None}


def title_of(a: Assessment, name: str) -> str:
    """The Chinese name of a field of the project."""
    return type(a.project).model_fields[name].title or name


@project_rule(
    "FC01",
    Severity.ERROR,
    "表头有空项",
    reads=("project.name", "project.department_name", "project.unit_name", "project.kind", "filing.year"),
    text="表头有空项：{names}。",
    remedy="补填表头；主管部门、实施单位按预算编码中的全称填写。",
    basis=_FORM,
)
def heading_is_filled(a: Assessment) -> Iterator[Hit]:
    """项目名称, 主管部门, 实施单位 and 年度 are filled (a department's own form has no project name)."""
    names = ["department_name", "unit_name"]
    if a.project.kind is not ProjectKind.DEPARTMENT:
        names.insert(0, "name")
    blank = {title_of(a, name): project_ref(a, name) for name in names if is_empty(getattr(a.project, name))}
    if a.head.year <= 0:
        blank["年度"] = FieldRef("filing", a.head.id, "year")
    if blank:
        yield Hit(tuple(blank.values()), {"names": "、".join(blank)})


@project_rule(
    "FC02",
    Severity.ERROR,
    "目标或完成情况空白",
    reads=("project.goal", "project.result"),
    forms=SELF_EVALUATION,
    text="“{names}”没有填写。",
    remedy="逐条填写年度目标及其完成情况。",
    basis=_FORM,
)
def goal_and_result_are_filled(a: Assessment) -> Iterator[Hit]:
    """预期目标 and 实际完成情况 are both filled."""
    blank = [name for name in ("goal", "result") if is_empty(getattr(a.project, name))]
    if blank:
        refs = tuple(project_ref(a, name) for name in blank)
        yield Hit(refs, {"names": "”“".join(title_of(a, name) for name in blank)})


@project_rule(
    "FC03",
    Severity.ERROR,
    "缺少必有的指标",
    reads=_LEVELS,
    forms=SELF_EVALUATION,
    text="缺少{names}，至少各有一条。",
    remedy="按批复的绩效目标补充指标。",
    basis="财预〔2020〕10号（产出、效益指标必设）",
)
def required_levels_are_present(a: Assessment) -> Iterator[Hit]:
    """Each first level the scheme requires (产出, 效益) has at least one indicator."""
    present = _levels(a)
    missing = [level.name for level in a.scheme.level1 if level.required and level.name not in present]
    if missing:
        yield Hit((project_ref(a, "goal"),), {"names": "、".join(missing)})


@project_rule(
    "FC04",
    Severity.WARNING,
    "没有满意度指标",
    reads=_LEVELS,
    forms=SELF_EVALUATION,
    text="没有设满意度指标{effect}。",
    remedy="直接服务群众或单位的项目应设服务对象满意度指标；确不适用的写明原因。",
    basis="财预〔2020〕10号（满意度指标）",
)
def satisfaction_is_asked(a: Assessment) -> Iterator[Hit]:
    """A form with indicators has one of satisfaction."""
    level = a.scheme.level1_named(SATISFACTION)
    if level is None or not a.indicators or SATISFACTION in _levels(a):
        return
    if any(canonical_level2(name) == _SATISFIED for _, name in a.by_levels):
        return
    effect = f"，其 {plain(level.weight)} 分将并入{a.scheme.scoring.satisfaction_to}" if level.weight else ""
    yield Hit((project_ref(a, "goal"),), {"effect": effect})


@project_rule(
    "FC05",
    Severity.WARNING,
    "四类指标不齐",
    reads=_LEVELS,
    text="缺{names}指标。",
    remedy="数量、质量、时效、成本四类指标一般都要设；确不适用的写明原因。",
    basis="财预〔2020〕10号（产出指标分类）",
)
def four_classes_are_present(a: Assessment) -> Iterator[Hit]:
    """数量, 质量, 时效 and 成本 each have an indicator, once there are any."""
    names = "、".join(first + second for first, second in a.by_levels)
    missing = [word for word in _CLASSES if word not in names]
    if missing and names:
        yield Hit((project_ref(a, "goal"),), {"names": "、".join(missing)})


def _management_ref(a: Assessment, topic: ManagementTopic, name: str) -> FieldRef:
    return FieldRef("management", f"{a.project.id}:{topic.name}", name)


def _management(a: Assessment, topic: ManagementTopic, name: str) -> str:
    row = a.managements.get(topic)
    return "" if row is None else str(getattr(row, name))


@project_rule(
    "FC06",
    Severity.ERROR,
    "资金管理情况没填全",
    reads=("management.note",),
    forms=("F04",),
    text="资金管理情况没有填全：{names}。",
    remedy="七项说明都要填，没有问题的写明做法和结果。",
    basis="转移支付绩效自评表（资金管理情况七项）",
)
def all_topics_are_noted(a: Assessment) -> Iterator[Hit]:
    """All seven aspects of fund management are described."""
    blank = [topic for topic in ManagementTopic if is_empty(_management(a, topic, "note"))]
    if blank:
        refs = tuple(_management_ref(a, topic, "note") for topic in blank)
        yield Hit(refs, {"names": "、".join(topic.value for topic in blank)})


_PROBLEM = re.compile(
    "滞后|不及时|未及时|未按时|未按期|未完成|未到位|不到位|不足|偏低|缓慢|未执行完|存在[^,，。；;]{0,12}问题"
)
_DENIED = re.compile("(?:未发现|未出现|未发生|不存在|没有|无|杜绝|避免|防止)[^,，。；;\n]*")


@project_rule(
    "FC07",
    Severity.WARNING,
    "写了问题没有措施",
    reads=("management.note", "management.measures"),
    forms=("F04",),
    text="“{topic}”写了“{said}”，但存在问题和改进措施是空的。",
    remedy="补写改进措施。",
    basis="转移支付绩效自评表（存在问题和改进措施栏）",
)
def problems_have_measures(a: Assessment) -> Iterator[Hit]:
    """A note that tells of a problem has measures beside it; denials (“未发现…问题”) do not count."""
    for topic in ManagementTopic:
        said = _PROBLEM.search(_DENIED.sub("", _management(a, topic, "note")))
        if said and is_empty(_management(a, topic, "measures")):
            refs = (_management_ref(a, topic, "measures"), _management_ref(a, topic, "note"))
            yield Hit(refs, {"topic": topic.value, "said": said[0]})


_LENGTHS = {"result": 100, "execution_note": 100, "conclusion": 200, "problems": 200, "measures": 200}
"""Most characters of a text on report 510000_0013zp."""


@project_rule(
    "FC08",
    Severity.ERROR,
    "文字超过字数上限",
    reads=tuple(f"project.{name}" for name in _LENGTHS),
    forms=("F02b",),
    text="“{name}”写了 {count} 字，上限 {limit} 字，超出 {over} 字。",
    remedy="压缩文字；系统上报时超出部分会被截断或退回。",
    basis="四川省预算管理一体化报表 510000_0013zp",
)
def texts_are_short_enough(a: Assessment) -> Iterator[Hit]:
    """完成情况 and 原因 ≤ 100, 结论, 问题 and 措施 ≤ 200 characters; line ends and blanks are not counted."""
    for name, limit in _LENGTHS.items():
        count = len("".join(getattr(a.project, name).split()))
        if count > limit:
            values = {"name": title_of(a, name), "count": str(count), "limit": str(limit), "over": str(count - limit)}
            yield Hit((project_ref(a, name),), values)


_NOTHING = frozenset({"无", "没有", "暂无", "无问题", "暂无问题", "不存在问题", "无建议"})


def says_nothing(text: str) -> bool:
    """Whether a text says that there is nothing to tell, as 无 or 暂无 do."""
    return compact(text).strip("。.;；,，") in _NOTHING


@project_rule(
    "FC13",
    Severity.HINT,
    "有扣分没写问题",
    reads=(*SCORED, "project.problems", "project.measures"),
    text="自评 {score} 分，有扣分，存在问题却写“{said}”。",
    remedy="写明扣分对应的问题和改进措施。",
    basis="财预〔2020〕10号（分析未完成原因）",
)
def deductions_have_problems(a: Assessment) -> Iterator[Hit]:
    """A total below 100 does not go with “无” as problem and no measure."""
    score, said = a.total_score, a.project.problems
    if score is None or score >= 100 or not says_nothing(said):
        return
    if is_empty(a.project.measures) or says_nothing(a.project.measures):
        refs = (project_ref(a, "problems"), project_ref(a, "measures"))
        yield Hit(refs, {"score": format_points(score), "said": said.strip()})


def _titled(a: Assessment) -> Iterator[tuple[Hashable, Any, tuple[FieldRef, ...]]]:
    named = bracketed(a.project.report_title)
    if named:
        yield plain_name(named), named, (project_ref(a, "report_title"), project_ref(a, "name"))


def bracketed(title: str) -> str:
    """What the last pair of brackets of a report title holds, inner brackets included; "" when there is none."""
    text = compact(title)
    if not text.endswith(")"):
        return ""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(text[place], 0)
        if depth == 0:
            return text[place + 1 : -1]
    return ""


_YEAR = re.compile("^(?:19|20)[0-9]{2}年度?")
_MARKS = re.compile(r"[\W_]+")


def plain_name(name: str) -> str:
    """A project name for comparing: no year in front, no marks, no 项目 at the end."""
    return _MARKS.sub("", _YEAR.sub("", compact(name))).removesuffix("项目")


@group_rule(
    "FC16",
    Severity.ERROR,
    "报告标题与项目不符",
    keys=_titled,
    least=1,
    reads=("project.report_title", "project.name"),
    text="报告标题括号里是“{title}”，{problem}。",
    remedy="把标题括号内改成本项目的名称。",
    basis="报告体例（一个项目一篇报告）",
)
def report_titles_name_their_project(key: Hashable, items: Sequence[Item]) -> Iterator[Hit]:
    """The bracket of a report title names its own project, and no two reports have the same title."""
    ordered = sorted(items, key=lambda item: item.assessment.project.position)
    right = [item for item in ordered if plain_name(item.assessment.project.name) == key]
    for item in ordered:
        name = item.assessment.project.name
        if name and item not in right:
            yield Hit(item.fields, {"title": item.thing, "problem": f"与项目名称“{name}”不符"})
    for item in right[1:]:
        yield Hit(item.fields, {"title": item.thing, "problem": "与另一篇报告的标题重复"})
