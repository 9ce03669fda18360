"""What is a quantity and what is not, with unit, value, precision, label and part in its clause."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.texts.mask import masked
from services.texts.quantify import quantities_of
from services.texts.quantity import Quantity, Role


def found(text: str, bound: tuple[tuple[int, int], ...] = ()) -> tuple[Quantity, ...]:
    return quantities_of(masked(text), bound)


@pytest.mark.parametrize(
    ("text", "dimension", "value"),
    [
        ("支出2,762.62万元", "元", "2762.62"),
        ("支出２７６２．６２万元", "元", "2762.62"),
        ("支出8.5元", "元", "0.00085"),
        ("投资3.5亿元", "元", "35000"),
        ("投资 100 万元", "元", "100"),
        ("占43.03％", "%", "43.03"),
        ("千分之二为2‰", "%", "0.2"),
        ("提高2.5个百分点", "百分点", "2.5"),
        ("培训4.88万人", "人", "48800"),
        ("招募70名", "人", "70"),
        ("接待25人次", "人次", "25"),
        ("接待3批次", "批次", "3"),
        ("公务用车2辆", "辆", "2"),
        ("设备0台（套）", "台(套)", "0"),
        ("涉及13项", "项", "13"),
        ("补助515元/人/月", "元/人/月", "515"),
        ("冲减-12.5万元", "元", None),
        ("调整为：-12.5万元", "元", "-12.5"),
    ],
)
def test_unit_and_value(text: str, dimension: str, value: str | None):
    (one,) = found(text)
    assert one.dimension == dimension
    if value is not None:
        assert one.value == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "2024年度", "2024年11月30日前", "截至12月31日", "2019-2023年", "2024-07-18", "12月底",
        "川财社〔2023〕168号", "（2018）42号", "攀办发[2014]48号", "第3条", "第21次党组会", "47次常务会议",
        "图3", "附件1：", "项目4：", "公开03表", "（3）", "1.住房公积金", "2、办公费", "N9", "联系电话13800000000",
        "0830-3103108", "24小时值班", "1至13层", "“1+5+N”", "版本1.0.2",
    ],
)  # fmt: skip
def test_is_no_quantity(text: str):
    assert found(text) == ()


def test_years_and_list_numbers_do_not_swallow_the_amount_behind_them():
    words = [one.words for one in found("3．与2021年2,762.62万元相比\n项目17个\n项目3:2023年度资金145.36万元")]
    assert words == ["2762.62万元", "17个", "145.36万元"]


@pytest.mark.parametrize(
    ("text", "limit", "approximate"),
    [
        ("满意度达95%以上", "≥", False),
        ("满意度不低于95%", "≥", False),
        ("失业率控制在4.2%以内", "≤", False),
        ("失业率不超过4.2%", "≤", False),
        ("推送信息11万余条", "", True),
        ("发放资料约500份", "", True),
        ("认证300余人", "", True),
        ("满意度达95%", "", False),
    ],
)
def test_bounds_and_rough_numbers(text: str, limit: str, approximate: bool):
    (one,) = found(text)
    assert (one.limit, one.approximate) == (limit, approximate)
    assert one.loose is bool(limit or approximate)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2022年本年支出合计2113.98万元", "支出"),
        ("其中：基本支出909.74万元", "基本支出"),
        ("高校毕业生“三支一扶”经费 681.31万元", "高校毕业生三支一扶经费"),
        ("本部门机关运行经费支出为58.7万元", "机关运行经费支出"),
        ("社会保障和就业支出（类）就业补助（款）其他就业补助支出（项）：支出决算为1020.74万元",
         "社会保障和就业支出(类)就业补助(款)其他就业补助支出(项)"),
    ],
)  # fmt: skip
def test_label(text: str, label: str):
    assert found(text)[-1].label == label


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("比2021年185.28万元减少126.58万元，下降68.32%", [Role.BASE, Role.CHANGE, Role.CHANGE]),
        ("年初预算为500万元，支出决算为520万元", [Role.BUDGET, Role.PLAIN]),
        ("一般公共预算财政拨款支出2104.04万元，占99.53%", [Role.PLAIN, Role.SHARE]),
        ("预算单位1个", [Role.PLAIN]),
        ("较上年1200人增加8人", [Role.BASE, Role.CHANGE]),
    ],
)
def test_role(text: str, roles: list[Role]):
    assert [one.role for one in found(text)] == roles


def test_amount_without_unit_in_a_list():
    names = {one.label: one.unit for one in found("办公费12.68、印刷费1.06、咨询费0万元、占43.03 的部分")}
    assert names == {"办公费": "", "印刷费": "", "咨询费": "万元"}


def test_amounts_beside_two_decimals_have_two():
    digits = {one.words: one.digits for one in found("基本支出909.74万元，住房72.1万元，另有3.5亿元，占0.3%，占100%")}
    assert digits == {"909.74万元": 2, "72.1万元": 2, "3.5亿元": 1, "0.3%": 1, "100%": 1}


def test_instructions_of_the_blank_form_state_nothing():
    text = "说明该项目各类资金计划，包括中央100万元。\n资金到位7.5万元。"
    assert [one.words for one in found(text)] == ["7.5万元"]
    assert len(masked(text)) == len(text)


def test_inserted_figures_are_marked():
    text = "支出2113.98万元，其中基本支出909.74万元"
    at = text.index("909.74")
    assert [one.inserted for one in found(text, ((at, at + 6),))] == [False, True]
