"""LC01–LC10: declared, monitored and evaluated, in passing, failing, boundary and blank cases."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.enums import Outlook, StatementTopic
from services.filing.refs import FieldRef
from tests.services.rules.casebook import (
    Case,
    case,
    change,
    filing,
    findings,
    indicator,
    missing_kinds,
    project,
    stated,
    total,
)

T = StatementTopic


def one(rule: str, kind: str, *rows: Any, says: Any = None, each: Any = None, month: int = 7, **fields: Any) -> Any:
    return case(rule, kind, filing(project(*rows, **fields), monitor_month=month), says=says, each=each)


def row(target: str = "≥90人", actual: str = "", name: str = "招募人数", **fields: Any) -> Any:
    return indicator(target, actual, name, **fields)


APPROVED = row(approved="≥90人", actual="95人")
DATED = change("≥80人", "p-i1", date(2024, 6, 1)), change("≥55人", "p-i1", date(2024, 9, 1))

TARGETS = [
    one("LC01", "passing", APPROVED),
    one("LC01", "failing", APPROVED, row("≥5次", "5次", "宣传次数"), says=["“宣传次数”", "“≥5次”", "1 条"]),
    one("LC01", "boundary", APPROVED, row("≥5次", "5次", "宣传次数"), change("≥5次", "p-i2")),
    one("LC01", "blank", row("≥5次", "5次", "宣传次数")),
    one("LC01", "blank", APPROVED, row("", "", "宣传次数")),
    one("LC02", "passing", APPROVED),
    one("LC02", "failing", row("≥55人", approved="≥90人"), says=["“≥90人”", "“≥55人”"]),
    one("LC02", "passing", row("≥55人", approved="≥90人"), change("≥55人")),
    one("LC02", "failing", row("≥90人", approved="≥90人"), change("≥55人"), says=["“≥55人”", "“≥90人”"]),
    one("LC02", "boundary", row("≥55人", approved="≥90人"), *DATED),
    one("LC02", "failing", row("≥80人", approved="≥90人"), *DATED, says=["“≥55人”", "“≥80人”"]),
    one("LC02", "boundary", row("0.009万人以上", approved="≥90人")),
    one("LC02", "boundary", row("大于等于 90人", approved="≥90人")),
    one("LC02", "failing", row("＞90人", approved="≥90人"), says=["“＞90人”"]),
    one("LC02", "failing", row("优良中差", approved="有效"), says=["“有效”", "“优良中差”"]),
    one("LC02", "blank", row("", approved="≥90人")),
    one("LC02", "blank", row("≥55人")),
    one("LC03", "passing", APPROVED, row("≥5次", "0次", approved="≥5次")),
    one("LC03", "failing", APPROVED, row("", "", "宣传次数", approved="≥5次"), says=["“宣传次数”", "批复", "“≥5次”"]),
    one("LC03", "failing", row("300元以上", "", "人均收入"), result="已完成。", says=["“人均收入”", "“300元以上”"]),
    one("LC03", "failing", row("≥1次", "", "公开招聘"), total_score=90, says=["“公开招聘”"]),
    one("LC03", "failing", APPROVED, row("≥5次", "—", "宣传次数", approved="≥5次"), says=["“宣传次数”"]),
    one("LC03", "boundary", row("≥5次", "", approved="≥5次"), row("≥5次", "", "另一条", approved="≥5次")),
    one("LC03", "boundary", row("", "", "宣传次数"), result="已完成。"),
    one("LC03", "blank", row("≥5次", "", ""), result="已完成。"),
]
MONITORED = [
    one("LC04", "passing", total(100, 100, 60, 55)),
    one("LC04", "failing", total(100, 100, 55, 60), says=["1—7 月", "60 万元", "55 万元"]),
    one("LC04", "boundary", total(100, 100, 55, "55.005")),
    one("LC04", "failing", total(100, 100, 55, "55.006"), month=9, says=["1—9 月", "55.006 万元"]),
    one("LC04", "blank", total(100, 100, None, 60)),
    one("LC04", "blank", total(100, 100, 55)),
    one("LC05", "passing", row("≥90人", "95人", outlook=Outlook.SURE)),
    one("LC05", "failing", row("≥90人", "55人", outlook=Outlook.SURE), says=["“确定能”", "“≥90人”", "“55人”"]),
    one("LC05", "passing", row("≥90人", "55人", outlook=Outlook.MAYBE)),
    one("LC05", "boundary", row("≥90人", "90人", outlook=Outlook.SURE)),
    one("LC05", "blank", row("≥90人", "", outlook=Outlook.SURE)),
    one("LC05", "blank", row("≥90人", "55人")),
    one("LC06", "passing", row(monitored="40人", outlook=Outlook.MAYBE)),
    one("LC06", "failing", row(monitored="40人"), says=["“招募人数”", "“40人”"]),
    one("LC06", "boundary", row(expected="90人"), says=["“90人”"]),
    one("LC06", "boundary", row(monitored="—")),
    one("LC06", "blank", row()),
    one("LC07", "passing", row("≥100%", expected="80%", cause_staff=True)),
    one("LC07", "failing", row("≥100%", expected="80%"), says=["“≥100%”", "预计全年完成“80%”"]),
    one("LC07", "boundary", row("≥90人", expected="90人", outlook=Outlook.SURE)),
    one("LC07", "boundary", row("≥90人", expected="90人", outlook=Outlook.MAYBE), says=["“有可能”"]),
    one("LC07", "passing", row("≤5%", expected="4%", outlook=Outlook.SURE)),
    one("LC07", "blank", row("≥90人")),
    one("LC07", "blank", row("", expected="80%")),
    one("LC08", "passing", total(100, 100, None, 50)),
    one("LC08", "failing", total(100, 100, None, 12), says=["12 万元", "100 万元", "12.0%", "58.3%"]),
    one("LC08", "boundary", total(120, 120, None, 46)),
    one("LC08", "boundary", total(120, 120, None, "45.99"), says=["38.3%"]),
    one("LC08", "boundary", total(0, 100, None, 12), says=["100 万元"]),
    one("LC08", "passing", total(100, 100, None, 12), month=3),
    one("LC08", "blank", total(100, 100, 100)),
    one("LC08", "blank", total(None, None, None, 12)),
    one("LC09", "passing", total(50), declared_appropriation=50),
    one("LC09", "failing", total(51), declared_appropriation=50, says=["51 万元", "50 万元", "差 1 万元"]),
    one("LC09", "failing", total(50), declared_appropriation=50, declared_other=1, says=["51 万元"]),
    one("LC09", "boundary", total("50.005"), declared_appropriation=50),
    one("LC09", "failing", total("50.0051"), declared_appropriation=50, says=["0.0051"]),
    one("LC09", "blank", total(51)),
    one("LC09", "blank", total(None, 51), declared_appropriation=50),
]


def counts(kind: str, *figures: Any, says: Any = None, forms: int = 0) -> Any:
    topics = (T.DECLARED_COUNT, T.MONITORED_COUNT, T.EVALUATED_COUNT, T.EVALUATED_COUNT)
    told = [stated(topic, figure, f"第{n}节") for n, (topic, figure) in enumerate(zip(topics, figures, strict=False))]
    made = [project(id=f"p{n}", name=f"项目{n}") for n in range(forms)]
    return case("LC10", kind, *made, published=told, says=says)


COUNTED = [
    counts("passing", 3, 3, 3, forms=3),
    counts("failing", 22, 22, 24, says=["编制绩效目标项目数 22 个", "绩效自评项目数 24 个", "自评表 8 个"], forms=8),
    counts("failing", 3, 3, 3, says=["3 个", "自评表 2 个"], forms=2),
    counts("boundary", 22, 22, 22),
    counts("boundary", 22, 22, 22, 23, says=["23 个"]),
    counts("blank", None, None, None, forms=3),
    counts("blank", forms=3),
]


@pytest.mark.parametrize("case", TARGETS + MONITORED + COUNTED)
def test_case(case: Case) -> None:
    case.check()


def test_every_rule_has_all_kinds_of_cases() -> None:
    assert missing_kinds("LC") == []


def test_the_approved_target_is_offered() -> None:
    [found] = findings("LC02", project(row("≥55人", approved="≥90人")))
    assert found.hit.adopt == (FieldRef("indicator", "p-i1", "target"), "≥90人")
