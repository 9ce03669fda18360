"""Keys and group names of the entries in the list of forms; apart from the forms, for they are needed at the start."""

from __future__ import annotations

from collections.abc import Mapping

from models.enums import Moment

LIST = "LIST"
"""Key of the list of projects."""
CHARTS = "CHARTS"
"""Key and code of the charts of the final accounts, which are no sheet."""
CHARTS_NAME = "图1—图7"
PUBLISHED_ACCOUNTS = "部门决算公开表"
"""Group of the published tables of the final accounts; the charts stand with them."""
GROUPS: Mapping[Moment, str] = {
    Moment.DECLARATION: "绩效目标",
    Moment.MONITORING: "运行监控",
    Moment.EVALUATION: "绩效自评",
}


def entry_key(project_id: str, moment: Moment = Moment.EVALUATION) -> str:
    """Key of a project's form at one moment."""
    return f"{moment.name.lower()}:{project_id}"


def name_shown(name: str) -> str:
    """The name of a project in a list of forms."""
    return name or "未命名项目"
