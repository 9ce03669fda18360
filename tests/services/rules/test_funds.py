"""FI rules: each tried passing, failing (figures of published reports), exactly at the limit, and blank."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.enums import FundSource as S
from models.enums import ManagementTopic, ProjectKind
from services.filing.fields import read_text
from services.filing.filing import Filing
from services.filing.gestures import set_value
from services.filing.refs import FieldRef
from tests.services.rules.casebook import (
    Case,
    Made,
    case,
    checker,
    filing,
    findings,
    funding,
    indicator,
    management,
    missing_kinds,
    project,
    total,
)

TRANSFER = ProjectKind.TRANSFER
LEVELS = (
    funding(S.CENTRAL, None, "3144.00", "3144.00"),
    funding(S.PROVINCE, None, "570.17", "570.17"),
    funding(S.CITY, None, "433.00", "432.10"),
    funding(S.COUNTY, None, "1426.90", "1294.84"),
    funding(S.OTHER, None, "1591.22", "1551.84"),
)


def cost(target: str = "", actual: str = "", name: str = "补助资金") -> tuple[str, dict[str, Any]]:
    return indicator(target, actual, name, "成本指标/经济成本指标")


AMOUNTS = [
    case(
        "FI01", "passing", project(total(196.5, 196.5), funding(S.APPROPRIATION, 190, 190), funding(S.OTHER, 6.5, 6.5))
    ),
    case(
        "FI01",
        "failing",
        project(total(196.5), funding(S.APPROPRIATION, 190), funding(S.OTHER, 0)),
        says=("年初预算数填 196.5 万元", "190 = 财政拨款 190 + 其他资金 0", "差 6.5 万元"),
    ),
    case("FI01", "boundary", project(total("196.505"), funding(S.APPROPRIATION, 190), funding(S.OTHER, 6.5))),
    case(
        "FI01", "boundary", project(total("196.505001"), funding(S.APPROPRIATION, "196.5")), says=("差 0.005001 万元",)
    ),
    case("FI01", "blank", project(total(196.5, 196.5, 190))),
    case(
        "FI01",
        "failing",
        project(total(10, 10, 9), funding(S.OTHER, 9, 9, 8)),
        each=(("年初预算数",), ("全年预算数",), ("全年执行数",)),
        form="F02",
    ),
    case("FI02", "passing", project(funding(S.APPROPRIATION, 80), funding(S.GENERAL, 80)), form="F02"),
    case(
        "FI02",
        "failing",
        project(funding(S.APPROPRIATION, "83.64"), funding(S.GENERAL, 80)),
        says=("财政拨款的年初预算数填 83.64 万元", "80 = 一般公共预算 80", "差 3.64 万元"),
        form="F02",
    ),
    case("FI02", "boundary", project(funding(S.APPROPRIATION, "80.005"), funding(S.GENERAL, 80)), form="F02"),
    case("FI02", "blank", project(funding(S.APPROPRIATION, "83.64")), form="F02"),
    case(
        "FI03",
        "passing",
        project(total(99), funding(S.APPROPRIATION, 90), funding(S.CARRY_OVER, 5), funding(S.OTHER, 4)),
    ),
    case(
        "FI03",
        "failing",
        project(total(99), funding(S.APPROPRIATION, 90), funding(S.CARRY_OVER, 5), funding(S.OTHER, 3)),
        says=("填 99 万元", "98 = 财政拨款 90 + 上年结转资金 5 + 其他资金 3", "差 1 万元"),
    ),
    case("FI03", "boundary", project(total("95.005"), funding(S.APPROPRIATION, 90), funding(S.CARRY_OVER, 5))),
    case("FI03", "blank", project(total(99), funding(S.APPROPRIATION, 98))),
    case("FI04", "passing", project(total(None, "7165.29", "6992.95"), *LEVELS, kind=TRANSFER)),
    case(
        "FI04",
        "failing",
        project(total(None, "7165.32", "6992.95"), *LEVELS, kind=TRANSFER),
        says=("全年预算数填 7165.32 万元", "7165.29 = ", "中央财政资金 3144", "差 0.03 万元"),
    ),
    case("FI04", "boundary", project(total(None, "3144.005", "3144"), LEVELS[0], kind=TRANSFER)),
    case("FI04", "blank", project(total(None, "7165.32"), kind=TRANSFER)),
    case("FI07", "passing", project(total(None, "110.03", "110.03"))),
    case(
        "FI07",
        "failing",
        project(total(None, "110.03", 200)),
        says=("全年执行数 200 万元", "全年预算数 110.03 万元", "多 89.97 万元"),
    ),
    case("FI07", "passing", project(total(None, "110.03", 200), overspend_approved=True)),
    case("FI07", "boundary", project(total(None, "110.03", "110.035"))),
    case("FI07", "blank", project(total(None, None, 200))),
    case("FI12", "passing", project(total(2, 2, 0))),
    case("FI12", "failing", project(funding(S.OTHER, -2)), says=("其他资金的年初预算数填 -2 万元", "不能是负数")),
    case("FI12", "boundary", project(total("-0.000001")), says=("-0.000001",)),
    case("FI12", "boundary", project(total(0))),
    case("FI12", "blank", project()),
    case("FI13", "passing", project(total("83.64", "83.64", "71.547"), funding(S.GENERAL, "83.64"))),
    case(
        "FI13",
        "failing",
        project(total("83.64", "83.64", 836400)),
        says=("全年执行数填 836400 万元", "中位数 83.64 万元的 10000 倍", "是否以元录入"),
    ),
    case("FI13", "failing", project(total(1000000)), says=("填 1000000 万元", "数值过大又是整数")),
    case("FI13", "boundary", project(total(1, 1, 1000))),
    case("FI13", "boundary", project(total("999999"))),
    case("FI13", "boundary", project(total("1000000.5"))),
    case("FI13", "blank", project()),
    case("FI14", "passing", project(total("192.85", 192))),
    case("FI14", "failing", project(total("192.853287")), says=("192.853287 万元", "小数超过两位，将按两位小数打印")),
    case("FI14", "failing", project(total("1.001", "1.002")), says=("1.001", "本表共 2 处")),
    case("FI14", "boundary", project(total("192.85"), funding(S.OTHER, "192.850000"))),
    case("FI14", "blank", project()),
]

RATES = [
    case("FI05", "passing", project(total(None, "5105.18", "4454.96"), execution_rate="0.8726")),
    case(
        "FI05",
        "failing",
        project(total(None, "5105.18", "4454.96"), execution_rate=1),
        says=("执行率填的是 100.00%", "应为 87.26% = 4454.96 ÷ 5105.18"),
    ),
    case("FI05", "boundary", project(total(None, 10000, "8726.4"), execution_rate="0.8726")),
    case("FI05", "boundary", project(total(None, 10000, "8726.5"), execution_rate="0.8726"), says=("87.27%",)),
    case("FI05", "blank", project(total(None, "5105.18"), execution_rate=1)),
    case("FI06", "passing", project(total(None, 100, 0), execution_rate=0)),
    case("FI06", "failing", project(total(None, 0, 0), execution_rate=1), says=("全年预算数为 0", "100.00%")),
    case("FI06", "failing", project(total(None, None, 5), execution_rate=1), says=("全年预算数没有填",)),
    case("FI06", "boundary", project(total(None, "0.000001", 0), execution_rate=0)),
    case("FI06", "blank", project(total(None, 0, 0))),
    case("FI08", "passing", project(total(None, "209.71", "145.36"), execution_note="跨年结算，12月完成验收")),
    case(
        "FI08",
        "failing",
        project(total(None, "209.71", "145.36")),
        says=("69.31% = 145.36 ÷ 209.71", "不到 90%", "原因栏是空的"),
    ),
    case(
        "FI08",
        "passing",
        project(
            total(None, 100, 50),
            management(ManagementTopic.EXECUTION, "下达较晚，结转下年使用"),
            kind=TRANSFER,
        ),
    ),
    case("FI08", "boundary", project(total(None, 100, 90))),
    case("FI08", "boundary", project(total(None, 100, "89.99")), says=("89.99%",)),
    case("FI08", "blank", project(total(None, "209.71"))),
    case("FI09", "passing", project(total(100, 105)), form="F02"),
    case(
        "FI09",
        "failing",
        project(total("1948.3", "5105.18")),
        says=("年初预算 1948.3 万元", "全年预算 5105.18 万元", "增加 162.03%"),
        form="F02",
    ),
    case("FI09", "failing", project(total(100, 80)), says=("减少 20.00%",), form="F02"),
    case(
        "FI09",
        "passing",
        project(total(100, 80), execution_note="年中调减20万元"),
        form="F02b",
        scheme="sichuan-0013zp",
    ),
    case("FI09", "boundary", project(total(100, 110)), form="F02"),
    case("FI09", "boundary", project(total(100, "110.000001")), says=("10.00%",), form="F02"),
    case("FI09", "blank", project(total(0, 110)), form="F02"),
    case("FI10", "passing", project(total(None, 100, 90), total_score=96, kind=TRANSFER)),
    case(
        "FI10",
        "failing",
        project(total(None, "2167.7"), total_score=96, kind=TRANSFER),
        says=("已填自评得分 96 分", "全年执行数却是空的"),
    ),
    case("FI10", "failing", project(indicator("≥200人", "44人"), kind=TRANSFER), says=("“补贴人数”的完成值 44人",)),
    case("FI10", "boundary", project(total(None, None, 0), total_score=96, kind=TRANSFER)),
    case("FI10", "blank", project(indicator("≥200人"), kind=TRANSFER)),
]

COSTS = [
    case("FI15", "passing", project(total(None, "196.5", "196.5"), cost("196.5万元", "196.5万元"))),
    case(
        "FI15",
        "failing",
        project(total(None, "209.5", "110.03"), cost("≤209.5万元", "200万元")),
        says=("“补助资金”完成值 200万元", "全年执行数 110.03 万元"),
    ),
    case(
        "FI15", "failing", project(total(None, "83.64", "83.64"), cost("836400元/每年", "715470元")), says=("715470元",)
    ),
    case("FI15", "boundary", project(total(None, None, "110.035"), cost("", "110.03万元"))),
    case("FI15", "boundary", project(total(None, None, "110.0351"), cost("", "110.03万元")), says=("110.03万元",)),
    case("FI15", "passing", project(total(None, None, "110.03"), cost("", "110万元"))),
    case("FI15", "passing", project(total(None, None, "110.03"), cost("", "1200元/人/月"))),
    case("FI15", "blank", project(cost("≤209.5万元", "200万元"))),
    case("FI16", "passing", project(total(None, 200), cost("≤200万元"))),
    case(
        "FI16",
        "failing",
        project(total(None, "196.5"), cost("≤209.5万元")),
        says=("“补助资金”目标值 ≤209.5万元", "全年预算数 196.5 万元"),
    ),
    case(
        "FI16",
        "failing",
        project(total(None, "150"), cost("≤16万元"), cost("≤140万元", name="社保"), cost("≤59万元", name="培训")),
        says=("合计 215 = 16 + 140 + 59 万元", "150 万元"),
    ),
    case("FI16", "passing", project(total(None, 150), cost("≤150万元"), cost("≤59万元", name="其中培训经费"))),
    case("FI16", "passing", project(total(None, 150), cost("≥2000万元", name="贷款资金"))),
    case("FI16", "boundary", project(total(None, 200), cost("≤200.005万元"))),
    case("FI16", "blank", project(cost("≤209.5万元"))),
    case("FI17", "passing", project(total(None, None, 75), cost("", "16万元"), cost("", "59万元", name="培训经费"))),
    case(
        "FI17",
        "failing",
        project(
            total(None, None, "109.38"),
            cost("≤16万元", "16.00万元"),
            cost("≤140万元", "140.00万元", name="社保"),
            cost("≤59万元", "59.00万元", name="培训"),
        ),
        says=("合计 215 = 16 + 140 + 59 万元", "全年执行数 109.38 万元", "差 105.62 万元"),
    ),
    case("FI17", "boundary", project(total(None, None, "75.02"), cost("", "16.00万元"), cost("", "59.00万元"))),
    case(
        "FI17",
        "boundary",
        project(total(None, None, "75.021"), cost("", "16.00万元"), cost("", "59.00万元")),
        says=("差 0.021 万元",),
    ),
    case("FI17", "passing", project(total(None, None, 75), cost("", "75万元"), cost("", "16万元", name="其中培训"))),
    case("FI17", "blank", project(total(None, None, 75), cost("≤16万元", "16万元"), cost("≤59万元", ""))),
]

TEXTS = [
    case("FI11", "passing", project(total(0, "83.64"), goal="该项目为年度追加项目，保障困难群众生活。"), form="F02"),
    case(
        "FI11",
        "failing",
        project(total("83.64", "83.64"), goal="本项目为年度追加，用于困难群众救助。"),
        says=("“本项目为年度追加”", "年初预算数填了 83.64 万元"),
        form="F02",
    ),
    case("FI11", "passing", project(total(50, 80), adjustment_note="年中追加30万元"), form="F02"),
    case("FI11", "passing", project(total(50, 50), adjustment_note="年度预算未追加"), form="F02"),
    case("FI11", "boundary", project(total("0.01", "0.01"), goal="年度追加项目"), says=("0.01 万元",), form="F02"),
    case("FI11", "blank", project(total(None, "83.64"), goal="年度追加项目"), form="F02"),
    case("FI18", "passing", project(total(None, 100, 100), result="资金全部支付，无结余。")),
    case(
        "FI18",
        "failing",
        project(total(None, "5105.18", "4454.96"), result="年末无结转结余。"),
        says=("实际完成情况写“年末无结转结余”", "5105.18 万元", "4454.96 万元", "还有 650.22 万元未执行"),
    ),
    case(
        "FI18",
        "failing",
        project(total(None, 100, 100), conclusion="项目结余12.5万元。"),
        says=("“项目结余12.5万元”", "没有结余"),
    ),
    case("FI18", "passing", project(total(None, 100, 90), result="上年无结转结余。")),
    case("FI18", "passing", project(total(None, 100, 90), result="中央资金50万元，无结余。")),
    case("FI18", "passing", project(total(None, 100, 90), result="无结余，剩余指标由财政收回。")),
    case("FI18", "passing", project(total(None, 100, 90), result="核对有无结余。")),
    case("FI18", "passing", project(total(None, 100, 100), result="结余资金0万元。")),
    case("FI18", "boundary", project(total(None, 100, "99.995"), result="无结余")),
    case("FI18", "boundary", project(total(None, 100, "99.9949"), result="无结余"), says=("0.0051 万元",)),
    case("FI18", "blank", project(total(None, 100), result="无结余")),
    case(
        "FI18",
        "failing",
        project(total(None, "209.71", "145.36"), result="资金支付与预算相符。"),
        says=("“资金支付与预算相符”", "还有 64.35 万元未执行"),
    ),
    case("FI19", "passing", project(total(None, 196, "58.8"))),
    case("FI19", "failing", project(total(None, None, "58.8")), says=("58.8 万元",)),
    case("FI19", "boundary", project(total(None, None, 0))),
    case("FI19", "blank", project(total(100))),
    case("FI20", "passing", project(total(None, 100, 60), problems="项目拨付率较低")),
    case(
        "FI20",
        "failing",
        project(total(None, "0.17", "0.17"), problems="项目拨付率较低。"),
        says=("存在问题写“项目拨付率较低”", "0.17 万元"),
    ),
    case(
        "FI20",
        "failing",
        project(total(None, 372, 372), execution_note="支付进度主要是因为还未进行补贴申请拨付"),
        says=("“支付进度主要是因为还未进行补贴申请拨付”",),
    ),
    case("FI20", "passing", project(total(None, 100, 100), problems="上年支付进度较慢")),
    case("FI20", "boundary", project(total(None, 100, "99.99"), problems="支付进度较慢")),
    case("FI20", "blank", project(total(None, 100), problems="支付进度较慢")),
    case("FI20", "blank", project(total(None, 100, 100))),
]


@pytest.mark.parametrize("one", AMOUNTS + RATES + COSTS + TEXTS)
def test_rule_says_exactly_this(one: Case) -> None:
    one.check()


def test_every_rule_of_funds_has_all_kinds_of_cases() -> None:
    assert missing_kinds("FI") == []


@pytest.mark.parametrize(
    ("rule", "made"),
    [
        ("FI01", project(total(196.5), funding(S.APPROPRIATION, 190))),
        ("FI05", project(total(None, "5105.18", "4454.96"), execution_rate=1)),
        ("FI06", project(total(None, 0, 0), execution_rate=1)),
    ],
)
def test_what_is_offered_as_a_mend_silences_the_rule(rule: str, made: Made) -> None:
    on = filing(made)
    found = findings(rule, on)
    mend = found[0].hit.adopt
    assert mend is not None
    adopt(on, *mend)
    assert findings(rule, on) == []


def adopt(on: Filing, ref: FieldRef, text: str) -> None:
    for change in set_value(on, ref, read_text(ref, text, on.head.amount_unit)):
        on.put(change)


def test_a_finding_marks_the_total_first_and_then_its_parts() -> None:
    on = filing(project(total(196.5), funding(S.APPROPRIATION, 190), funding(S.OTHER, 0)))
    fields = findings("FI01", on)[0].hit.fields
    assert [ref.id for ref in fields] == ["p:TOTAL", "p:APPROPRIATION", "p:OTHER"]
    assert {on.value(ref) for ref in fields} == {Decimal("196.5"), Decimal(190), Decimal(0)}


AMOUNT = st.decimals(0, 99999, places=2)


@given(st.lists(AMOUNT, min_size=1, max_size=4), st.integers(-20000, 20000))
def test_a_typed_total_may_differ_by_the_tolerance_and_no_more(parts: list[Decimal], off: int) -> None:
    """`off` is in 分 (0.0001 万元 = 1 元, 0.000001 万元 = 1 分)."""
    sources = (S.CENTRAL, S.PROVINCE, S.CITY, S.OTHER)
    rows = [funding(source, part) for source, part in zip(sources, parts, strict=False)]
    typed = sum(parts, Decimal(0)) + Decimal(off).scaleb(-6)
    found = findings("FI04", project(total(typed), *rows, kind=TRANSFER))
    assert bool(found) == (abs(off) > 5000)


@given(AMOUNT.filter(bool), AMOUNT)
def test_the_rate_the_program_shows_is_never_found_wrong(budget: Decimal, executed: Decimal) -> None:
    rate = (executed / budget).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)
    assert findings("FI05", project(total(None, budget, executed), execution_rate=rate)) == []


def test_forms_decide_which_sum_is_looked_at() -> None:
    parts = (total(None, 10), funding(S.CENTRAL, None, 9))
    assert checker("FI04", filing(project(*parts))).findings() == []
    assert checker("FI01", filing(project(*parts, kind=TRANSFER))).findings() == []


def test_a_department_may_spend_more_than_its_projects() -> None:
    """The total of the department holds basic expenditure; only parts typed beside it must add up."""
    whole = project(total("120"), id="d", kind=ProjectKind.DEPARTMENT)
    assert not findings("FI01", whole, project(funding(S.GENERAL, "100")))
    typed = project(total("120"), funding(S.APPROPRIATION, "90"), id="d", kind=ProjectKind.DEPARTMENT)
    assert findings("FI01", typed)
