"""What texts call figures that several cells make up together: two years, a kind of projects, all bodies."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from models.enums import ProjectKind
from models.project import Project
from services.filing.filing import Filing
from services.rules.text_names import Named
from services.texts.against import Basis
from services.texts.names import name_key

_YEAR = re.compile(r"^(20\d\d)年度?(?=\S{4})")
_BODIES = tuple(
    f"{own}{mark}{below}"
    for own in ("局机关", "机关本级", "局本级", "本级")
    for mark in "及和"
    for below in ("所属二级预算单位", "下属二级预算单位", "所属预算单位", "下属预算单位")
)
_COUNTED = ("个", "家")
_PERSONNEL = ("人员类项目绩效分析",)
"""The heading below which 人员类项目 are called 项目 only."""
_SPENT = ("项目执行数", "执行数", "项目全年执行数", "全年执行数")


def named_together(filing: Filing) -> Iterator[Named]:
    """Names of sums; those of the accounts only while no project says more."""
    for counted in _COUNTED:
        yield Named("o.bodies", _BODIES, counted, "TX30")
    yield from _of_two_years(filing)
    if not any(project.kind is ProjectKind.PERSONNEL for project in filing.projects):
        yield Named("l.personnel", ("人员类项目执行数", "人员类项目支出"), topic="TX13")
        yield Named("l.personnel", _SPENT, topic="TX13", near=_PERSONNEL)


def _of_two_years(filing: Filing) -> Iterator[Named]:
    """“2023年和2024年东西协作项目”: two projects whose names differ by the year only."""
    alike: defaultdict[str, list[tuple[str, Project]]] = defaultdict(list)
    for project in filing.evaluations():
        name = project.name.strip()
        year = _YEAR.match(name)
        if year is not None:
            alike[name_key(name)].append((year[1], project))
    for found in alike.values():
        years = [year for year, _ in found]
        if len(set(years)) == len(years):
            for (first, one), (second, other) in combinations(sorted(found, key=lambda pair: pair[0]), 2):
                yield from _sums(f"{first}年和{second}年{_YEAR.sub('', one.name.strip())}", one, other)


def _sums(name: str, one: Project, other: Project) -> Iterator[Named]:
    group = f"{one.id}+{other.id}"
    for column, basis in (("executed", Basis.FINAL), ("budget", Basis.BUDGET)):
        key = f"sum(p.{one.id}.{column},p.{other.id}.{column})"
        yield Named(key, (name,), topic="TX34", basis=basis, scope=None, group=group)
