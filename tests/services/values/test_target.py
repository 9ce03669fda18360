"""The grammar of 指标值 and 实际完成值, over every literal found in the published forms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.values import target as target_module
from services.values.money import Unreadable
from services.values.target import (
    Actual,
    Deadline,
    Note,
    Operator,
    SymbolStyle,
    Target,
    due_in,
    format_target,
    parse_actual,
    parse_target,
    reached,
    split_target,
)

GE = [
    "200人",
    "500人",
    "55人",
    "60人",
    "165人",
    "600人",
    "1000人",
    "1300人",
    "1600人",
    "12800人",
    "76000人",
    "2300人次",
    "2次",
    "12次",
    "20个",
    "2000万元",
    "80%",
    "85%",
    "90%",
    "95%",
    "98%",
]
LE = [
    "4%",
    "5%",
    "1年",
    "16万元",
    "59万元",
    "70万元",
    "140万元",
    "209.5万元",
    "994.21万元",
    "1068.08万元",
    "2167.7万元",
]
BARE = [
    "100%",
    "36人",
    "43人",
    "196.5万元",
    "105万元",
    "1050万元",
    "0起",
]
V, OP, UNIT, ODD, ORDER = (
    Note.VARIANT_SYMBOL,
    Note.MISSING_OPERATOR,
    Note.MISSING_UNIT,
    Note.ODD_UNIT,
    Note.LEVEL_ORDER,
)


@pytest.mark.parametrize("quantity", GE)
def test_at_least(quantity: str) -> None:
    target = parse_target(f"≥{quantity}")
    assert (target.operator, target.normalised, target.notes) == (Operator.GE, f"≥{quantity}", frozenset())
    assert f"{target.value}{target.unit}" == quantity


@pytest.mark.parametrize("quantity", LE)
def test_at_most(quantity: str) -> None:
    target = parse_target(f"≤{quantity}")
    assert (target.operator, target.normalised, target.notes) == (Operator.LE, f"≤{quantity}", frozenset())


@pytest.mark.parametrize("quantity", BARE)
def test_without_operator(quantity: str) -> None:
    target = parse_target(quantity)
    assert (target.operator, target.operator_given, target.notes) == (Operator.EQ, False, frozenset({OP}))
    assert target.normalised == quantity


@pytest.mark.parametrize(
    ("literal", "operator", "value", "unit", "notes", "normalised"),
    [
        (" ≥95%", Operator.GE, "95", "%", {V}, "≥95%"),
        ("≥800册卷", Operator.GE, "800", "卷册", {ODD}, "≥800卷册"),
        ("≤241.51万", Operator.LE, "241.51", "万元", {ODD}, "≤241.51万元"),
        ("＝100%", Operator.EQ, "100", "%", {V}, "=100%"),
        (" =100%", Operator.EQ, "100", "%", {V}, "=100%"),
        (" =1年", Operator.EQ, "1", "年", {V}, "=1年"),
        (" =1次", Operator.EQ, "1", "次", {V}, "=1次"),
        (" =90人", Operator.EQ, "90", "人", {V}, "=90人"),
        ("39", Operator.EQ, "39", "", {OP, UNIT}, "39"),
        ("836400元/每年", Operator.EQ, "836400", "元/年", {OP, ODD}, "836400元/年"),
        ("≧98%", Operator.GE, "98", "%", {V}, "≥98%"),
        (">=98％", Operator.GE, "98", "%", {V}, "≥98%"),
        ("大于等于6000人", Operator.GE, "6000", "人", {V}, "≥6000人"),
        ("不低于70%", Operator.GE, "70", "%", {V}, "≥70%"),
        ("95以上", Operator.GE, "95", "", {V, UNIT}, "≥95"),
        ("1000人以上", Operator.GE, "1000", "人", {V}, "≥1000人"),
        ("200元以上/人", Operator.GE, "200", "元/人", {V}, "≥200元/人"),
        ("≥95%以上", Operator.GE, "95", "%", set(), "≥95%"),
        ("控制在4%以内", Operator.LE, "4", "%", {V}, "≤4%"),
        ("不超过２，０００元", Operator.LE, "2000", "元", {V}, "≤2000元"),
        ("5.5%以下", Operator.LE, "5.5", "%", {V}, "≤5.5%"),
        ("＞3次", Operator.GT, "3", "次", {V}, ">3次"),
        ("超过3次", Operator.GT, "3", "次", {V}, ">3次"),
        ("低于3次", Operator.LT, "3", "次", {V}, "<3次"),
        ("达到1,300人", Operator.GE, "1300", "人", {V}, "≥1300人"),
        ("≥20万人", Operator.GE, "20", "万人", set(), "≥20万人"),
        ("=48元/人/月", Operator.EQ, "48", "元/人/月", set(), "=48元/人/月"),
        ("=3台(套)", Operator.EQ, "3", "台(套)", set(), "=3台(套)"),
        ("≥-5%", Operator.GE, "-5", "%", set(), "≥-5%"),
        ("≥3.50%", Operator.GE, "3.50", "%", set(), "≥3.50%"),
    ],
)
def test_quantities(literal: str, operator: Operator, value: str, unit: str, notes: set[Note], normalised: str) -> None:
    target = parse_target(literal)
    assert target.literal == literal
    assert (target.operator, str(target.value), target.unit) == (operator, value, unit)
    assert target.notes == notes
    assert target.normalised == normalised


@pytest.mark.parametrize(
    ("literal", "base", "factor"),
    [
        ("≥20万人", "人", 10000),
        ("≥2万人次", "人次", 10000),
        ("≤70万元", "元", 10000),
        ("≥1.2亿元", "元", 10**8),
        ("≤1年", "月", 12),
        ("≥2小时", "分钟", 60),
        ("≥5万元/人", "元/人", 10000),
        ("≥3名", "人", 1),
        ("39", "", 1),
    ],
)
def test_base_units(literal: str, base: str, factor: int) -> None:
    target = parse_target(literal)
    assert (target.base_unit, target.factor) == (base, Decimal(factor))


@pytest.mark.parametrize(
    ("literal", "levels", "given", "notes", "normalised"),
    [
        ("定性优良中差", "优良中差", True, set(), "定性优良中差"),
        ("定性好差", "好差", True, set(), "定性好差"),
        ("优良中差", "优良中差", False, set(), "优良中差"),
        ("优良中低差", "优良中低差", False, set(), "优良中低差"),
        ("优良低中差", "优良中低差", False, {ORDER}, "优良中低差"),
        ("高中低", "高中低", False, set(), "高中低"),
        ("好坏", "好坏", False, set(), "好坏"),
        ("有无", "有无", False, set(), "有无"),
        ("优、良、中、差", "优良中差", False, {V}, "优良中差"),
        ("定性： 优/良/中/差", "优良中差", True, {V}, "定性优良中差"),
    ],
)
def test_levels(literal: str, levels: str, given: bool, notes: set[Note], normalised: str) -> None:
    target = parse_target(literal)
    assert target.operator is Operator.QL
    assert "".join(target.levels) == levels
    assert (target.operator_given, target.notes, target.normalised) == (given, frozenset(notes), normalised)


@pytest.mark.parametrize(
    ("literal", "phrase"),
    [
        ("定性和谐稳定", "和谐稳定"),
        ("定性长期", "长期"),
        ("有效", "有效"),
        ("有效引导", "有效引导"),
        ("保持稳定", "保持稳定"),
        ("实现法定人员全覆盖", "实现法定人员全覆盖"),
        ("原则上不高于当地最低工资标准", "原则上不高于当地最低工资标准"),
        ("不低于上年", "不低于上年"),
        ("定性完成2个方案", "完成2个方案"),
    ],
)
def test_phrases(literal: str, phrase: str) -> None:
    target = parse_target(literal)
    assert (target.operator, target.phrase, target.levels) == (Operator.QL, phrase, ())
    assert format_target(target, SymbolStyle.PRINT) == literal


@pytest.mark.parametrize(
    ("literal", "operator", "deadline", "printed", "columns"),
    [
        ("＝12月", Operator.EQ, Deadline(None, 12, None), "＝12月", ("=", "12", "月")),
        ("12月底前", Operator.LE, Deadline(None, 12, None), "12月底前", ("≤", "12月底前", "")),
        ("2024年11月30日前", Operator.LE, Deadline(2024, 11, 30), "2024年11月30日前", ("≤", "2024年11月30日前", "")),
        ("12月31日前", Operator.LE, Deadline(None, 12, 31), "12月31日前", ("≤", "12月31日前", "")),
        ("≤12月31日", Operator.LE, Deadline(None, 12, 31), "≤12月31日", ("≤", "12月31日", "")),
        ("≤11月30日日期", Operator.LE, Deadline(None, 11, 30), "≤11月30日", ("≤", "11月30日", "")),
        ("2022年底前支付", Operator.LE, Deadline(2022, 12, None), "2022年底前支付", ("≤", "2022年底前支付", "")),
        ("年底前", Operator.LE, Deadline(None, 12, None), "年底前", ("≤", "年底前", "")),
        ("2024-07-05", Operator.EQ, Deadline(2024, 7, 5), "2024年7月5日", ("=", "2024年7月5日", "")),
        ("不晚于2024年07月", Operator.LE, Deadline(2024, 7, None), "≤2024年7月", ("≤", "2024年7月", "")),
    ],
)
def test_deadlines(
    literal: str, operator: Operator, deadline: Deadline, printed: str, columns: tuple[str, str, str]
) -> None:
    target = parse_target(literal)
    assert (target.operator, target.deadline) == (operator, deadline)
    assert format_target(target, SymbolStyle.PRINT) == printed
    assert split_target(target) == columns
    assert V not in parse_target("12月底前").notes


@pytest.mark.parametrize(
    "literal",
    [
        "大于等天90%",
        "≥",
        "≥有效",
        "定性",
        "定性：",
        "5-10人",
        "90%~95%",
        "≥{n}人",
        "完成2个方案",
        "≤95%以上",
        "≥12月底前",
        "30日前全面完成",
        "≥1,30人",
        "9" * 400 + "人",
        "≥30人参加了培训",
    ],
)
def test_unreadable(literal: str) -> None:
    with pytest.raises(Unreadable, match="应写成") as caught:
        parse_target(literal)
    assert caught.value.text == literal


@pytest.mark.parametrize("literal", ["", " ", "\u3000"])
def test_blank_is_unreadable(literal: str) -> None:
    with pytest.raises(Unreadable, match="没有填写"):
        parse_target(literal)


@pytest.mark.parametrize(
    ("literal", "printed", "column"),
    [
        ("=100%", "＝100%", "=100%"),
        (">3次", "＞3次", ">3次"),
        ("<3次", "＜3次", "<3次"),
        ("≥3次", "≥3次", "≥3次"),
        ("39", "39", "=39"),
        ("优良中差", "优良中差", "定性优良中差"),
        ("定性好差", "定性好差", "定性好差"),
    ],
)
def test_symbol_styles(literal: str, printed: str, column: str) -> None:
    target = parse_target(literal)
    assert format_target(target, SymbolStyle.PRINT) == printed
    assert format_target(target, SymbolStyle.COLUMN) == column


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        ("44人", Actual("", value=Decimal(44), unit="人", base_unit="人")),
        ("54416", Actual("", value=Decimal(54416), notes=frozenset({UNIT}))),
        ("8.5万人", Actual("", value=Decimal("8.5"), unit="万人", base_unit="人", factor=Decimal(10000))),
        ("3.50%", Actual("", value=Decimal("3.5"), unit="%", base_unit="%")),
        (
            "200万",
            Actual("", value=Decimal(200), unit="万元", base_unit="元", factor=Decimal(10000), notes=frozenset({ODD})),
        ),
        ("95%以上", Actual("", Operator.GE, Decimal(95), "%", "%", notes=frozenset({V}))),
        ("4.8%以下", Actual("", Operator.LE, Decimal("4.8"), "%", "%", notes=frozenset({V}))),
        ("200元以上/人", Actual("", Operator.GE, Decimal(200), "元/人", "元/人", notes=frozenset({V}))),
        ("优", Actual("", phrase="优", level="优")),
        ("优秀", Actual("", phrase="优秀", level="优")),
        ("有效", Actual("", phrase="有效")),
        ("完成标准化建设", Actual("", phrase="完成标准化建设")),
        ("36人左右", Actual("", phrase="36人左右")),
        ("11月", Actual("", None, Decimal(11), "月", "月", phrase="11月", deadline=Deadline(None, 11, None))),
        ("", Actual("")),
    ],
)
def test_actuals(literal: str, expected: Actual) -> None:
    actual = parse_actual(literal)
    assert actual == expected._replace(literal=literal)
    assert actual.blank == (not literal)


def test_actual_in_parts() -> None:
    actual = parse_actual("城镇1200元/人/月，农村500元/人/月。")
    assert (actual.value, actual.extra_values, actual.unit) == (Decimal(1200), (Decimal(500),), "元/人/月")
    assert parse_actual("城镇1200元，农村5人").value is None


LITERALS = st.text(max_size=40) | st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            [
                *"≥≤=＝><≧ 0129.,%％-/()前",
                "大于",
                "等于",
                "不低于",
                "控制在",
                "以上",
                "以内",
                "万",
                "元",
                "人",
                "每",
                "年",
                "月",
                "日",
                "12月",
                "2024年",
                "底",
                "定性",
                "：",
                "优",
                "良",
                "中",
                "低",
                "差",
                "高",
                "好",
                "有效",
                "完成",
                "册卷",
            ]
        ),
        max_size=8,
    ),
)


def meaning(target: Target) -> Target:
    """Return what a target means, without how it was typed."""
    return target._replace(literal="", notes=frozenset())


@given(LITERALS)
@example("定性：：优")
@example("=12月底前")
@example("：＜")
@example("0人/每次")
@example("定性定性优良中差")
def test_writing_then_reading_keeps_the_meaning(literal: str) -> None:
    try:
        target = parse_target(literal)
    except Unreadable:
        return
    for text in (format_target(target, SymbolStyle.PRINT), target.normalised):
        assert meaning(parse_target(text)) == meaning(target)
    again = parse_target("".join(split_target(target)))
    assert meaning(again) == meaning(target)._replace(operator_given=True)
    assert not parse_target(target.normalised).notes & {V, ODD, ORDER}


@given(LITERALS)
def test_any_actual_is_accepted(literal: str) -> None:
    actual = parse_actual(literal)
    assert actual.literal == literal
    assert actual.value is None or actual.value.is_finite()


@pytest.mark.parametrize("unit", ["人", "优", "9", ",", "9,", "/人", "(", "以上", "年", " ", "城镇1元，"])
def test_long_repetitions_are_read_at_once(unit: str) -> None:
    literal = "≥9" + unit * 20000 + "!"
    assert parse_actual(literal).value is None
    with pytest.raises(Unreadable):
        parse_target(literal)


@pytest.mark.parametrize(
    ("literal", "done", "met"),
    [
        ("12月底前", "2025年1月", False),
        ("12月底前", "2024年12月20日", True),
        ("12月底前", "2023年12月31日", True),
        ("12月底前", "11月", True),
        ("2025年3月底前", "2025年1月", True),
    ],
)
def test_a_deadline_without_a_year_is_in_the_year_of_the_filing(literal: str, done: str, met: bool) -> None:
    assert reached(due_in(parse_target(literal), 2024), parse_actual(done)) is met


def test_without_a_year_any_year_will_do() -> None:
    assert due_in(parse_target("12月底前"), 0) == parse_target("12月底前")


@given(
    st.sampled_from(("", "≥", "≤", "＝", ">")),
    st.from_regex(r"[0-9]{1,4}(\.[0-9]{1,2})?", fullmatch=True),
    st.sampled_from(
        ("", "人", "%", "%人", "月", "年", "天以内", "人以上", "万", "册卷", "元/人", "个月", "号", "人左右", "万人次")
    ),
)
def test_what_is_read_at_once_means_what_the_whole_grammar_says(sign, digits, unit):
    literal = sign + digits + unit
    quick = outcome(parse_target.__wrapped__, literal), parse_actual.__wrapped__(literal)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(target_module, "read_plain", lambda _text: None)
        assert quick == (outcome(parse_target.__wrapped__, literal), parse_actual.__wrapped__(literal))


def outcome(read, literal):
    """What a reader gives, or why it refuses."""
    try:
        return read(literal)
    except Unreadable as error:
        return error.reason
