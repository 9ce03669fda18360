"""The golden project through its year: declared, approved, monitored at the end of July, one target changed in August."""

from __future__ import annotations

from datetime import date

from services.filing.approvals import approve_targets, change_target
from services.filing.filing import Filing
from services.filing.gestures import type_text
from services.filing.refs import Change, FieldRef
from tests.golden.sample import PROJECT, sample

DECLARED = {
    "origin": "新增项目",
    "start": "2024年1月1日",
    "end": "2026年12月31日",
    "term_appropriation": "589.5",
    "term_other": "12",
    "term_goal": "目标1：三年兑现社会保险补贴150人次；\n目标2：重点群体就业保持稳定。",
}
MONITORED = {
    "monitored": "9人",
    "expected": "18人",
    "cause_system": "√",
    "cause_other": "1",
    "outlook#NOT": "√",
    "monitor_note": "奖补办法7月修订，8月起受理。",
    "remark": "已报请调整",
}


def year_sample() -> Filing:
    """The sample under the national scheme after everything that happens before the self-evaluation."""
    filing = sample("national-50")
    first, missed, *others = (row.id for row in filing.indicators(PROJECT))
    for name, text in DECLARED.items():
        _type(filing, "project", PROJECT, name, text)
    _type(filing, "indicator", first, "term_target", "≥150人")
    _put(filing, approve_targets(filing, PROJECT))
    for name, text in MONITORED.items():
        _type(filing, "indicator", missed, name, text)
    for row_id in (first, *others):
        _type(filing, "indicator", row_id, "outlook#SURE", "√")
    _type(filing, "funding", f"{PROJECT}:GENERAL", "monitored", "88.25")
    _type(filing, "funding", f"{PROJECT}:GENERAL", "expected", "180")
    _put(filing, change_target(filing, missed, "≥18人", date(2024, 8, 20), "某财绩〔2024〕15号"))
    return filing


def _type(filing: Filing, entity: str, record_id: str, name: str, text: str) -> None:
    _put(filing, type_text(filing, FieldRef(entity, record_id, name), text))


def _put(filing: Filing, changes: list[Change]) -> None:
    for change in changes:
        filing.put(change)
