"""What a contradiction says: formula, gap, likely cause, and what to change where one change mends all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.texts.examine import examine
from services.texts.explain import Explanation, explain, printed, swapped
from services.texts.relation import Operand


def words(text: str) -> Explanation:
    judged = examine(text)
    (found,) = judged.contradictions
    return explain(found, judged.holds)


def test_the_part_that_equals_the_gap_is_named():
    told = words("人员经费251.04万元，主要包括：基本工资197.39万元、代缴社会保险费57.60万元、津贴补贴53.65万元等。")
    assert told.expected == "308.64万元"
    assert told.gap == "57.60万元"
    assert "代缴社会保险费" in told.cause
    assert "不应列入" in told.cause


def test_swapped_digits_are_noticed():
    assert "颠倒" in words("总额22680.96万元，其中：中央19146.36万元；省级3474.6万元；市级240万元。").cause


def test_division_by_the_wrong_year_is_noticed():
    assert "除数" in words("水电费15.85万元，比2021年12.68万元增加3.17万元，增长20%。").cause


def test_one_change_that_mends_everything_is_offered():
    text = (
        "本年收入合计2086.7万元，其中：预算拨款2067.76万元，占99.52%；其他收入9.94万元，占0.48%；利息收入0万元，占0%。"
    )
    told = words(text)
    assert "如果只有“2067.76万元”有误，应为 2076.76万元" in told.fix
    assert "占比 99.52" in told.fix


def test_a_total_that_agrees_elsewhere_is_not_blamed():
    text = "支出900.50万元，其中：人员450.50万元，公用430万元，项目30万元。比上年910.50万元减少10万元。"
    assert "请先核对其余各数" in words(text).fix


def test_what_is_settled_is_not_blamed():
    text = "总额300万元，其中：中央100.5万元，省级150.5万元，市级40万元。"
    judged = examine(text)
    (found,) = judged.contradictions
    assert "如果只有" in explain(found, judged.holds).fix
    assert explain(found, judged.holds, {(2, 7)}).fix == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("681.31", "618.31", True), ("464.6", "446.6", True), ("2113.98", "2131.98", True), ("1.30", "1.3", False),
     ("12.5", "15.2", True), ("123", "321", True), ("123", "312", False), ("12", "123", False)],
)  # fmt: skip
def test_swapped(one: str, other: str, same: bool):
    assert swapped(one, other) is same


@pytest.mark.parametrize(
    ("value", "half", "shown"),
    [("290.5", "0.5", "290.5"), ("52.5", "0.05", "52.5"), ("25", "0.5", "25"), ("69.3148", "0.5", "69.31"),
     ("180", "0.005", "180.00"), ("13", "0", "13")],
)  # fmt: skip
def test_printed(value: str, half: str, shown: str):
    assert printed(Decimal(value), Operand(Decimal(1), Decimal(half))) == shown
