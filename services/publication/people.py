"""A filing as the public may see it: without the names and telephone numbers of those who filled in and signed."""

from __future__ import annotations

from collections.abc import Mapping

from models.project import Project
from services.filing.filing import Filing

PEOPLE: Mapping[str, str] = {
    "filler": "填表人",
    "phone": "联系电话",
    "unit_head": "单位负责人",
    "project_head": "项目负责人",
    "finance_head": "财务负责人",
    "contact": "部门联系人",
}
"""Fields of a project that name or reach a person."""


def named_people(filing: Filing) -> int:
    """How many such fields are filled in."""
    return sum(bool(getattr(project, name)) for project in filing.evaluations() for name in PEOPLE)


def without_people(filing: Filing) -> Filing:
    """The same filing with those fields blank; the filing itself is left as it is."""
    records = (
        (entity, record.model_copy(update=dict.fromkeys(PEOPLE, "")) if isinstance(record, Project) else record)
        for entity, record in filing.all_records()
        if entity not in {"unit", "filing"}
    )
    public = Filing(filing.unit, filing.head, filing.scheme, records)
    public.subject_folder = filing.subject_folder
    return public
