"""The description: what is left out, how it is labelled, what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.charts.chart import (
    CaptionRules,
    Chart,
    ChartKind,
    ChartRefused,
    Series,
    alternative_text,
    amount_text,
    slices,
)
from services.charts.paints import PAINTS, Hatch, paint


def chart(kind: ChartKind, *values: str, caption: CaptionRules | None = None) -> Chart:
    names = tuple(f"项目{i}" for i in range(len(values)))
    rules = caption or CaptionRules()
    return Chart(kind, "图2", "结构图", names, (Series("支出", tuple(map(Decimal, values))),), caption_rules=rules)


@pytest.mark.parametrize(
    ("number", "labels"),
    [
        ("图2", ["一般公共预算财政拨款收入 2076.76，99.52%", "政府性基金预算财政拨款收入 9.94，0.48%"]),
        ("图3", ["基本支出 909.74，43.03%", "项目支出 1204.24，56.97%"]),
        (
            "图6",
            [
                "城乡社区支出 9.94，0.47%",
                "社会保障和就业支出 1989.15，94.10%",
                "卫生健康支出 42.79，2.02%",
                "住房保障支出 72.1，3.41%",
            ],
        ),
        ("图7", ["公务接待费 0.32，100%"]),
    ],
)
def test_labels_of_the_published_pies(figures, number, labels):
    assert [part.label for part in slices(figures[number])] == labels


def test_a_part_too_small_for_its_decimals_says_so():
    large, small = slices(chart(ChartKind.PIE, "100000", "0.004"))
    assert large.share_text == "100.00%"
    assert small.figures == "0.004，不足0.01%"


@given(st.lists(st.decimals(0, 10**6, places=6), min_size=1, max_size=12), st.integers(0, 3))
def test_printed_shares_and_drawn_fractions_make_a_whole(values, places):
    names = tuple(map(str, range(len(values))))
    described = Chart(ChartKind.PIE, "图6", "结构", names, (Series("", tuple(values)),), places=places)
    parts = slices(described)
    assert [part.value for part in parts] == [value for value in values if value]
    if parts:
        assert sum(part.share for part in parts) == 100
        assert sum(part.fraction for part in parts) == pytest.approx(1)
    assert described.is_empty is not bool(parts)


@pytest.mark.parametrize("kind", ChartKind)
@pytest.mark.parametrize("value", ["-12.5", "NaN", "Infinity"])
def test_what_cannot_be_drawn_is_refused_by_name(kind, value):
    with pytest.raises(ChartRefused, match=rf"图2“结构图”中“项目1.*”是 {value}.*不能画.*请核对"):
        chart(kind, "3", value)


def test_series_must_fit_the_categories():
    with pytest.raises(ValueError, match="zip"):
        Chart(ChartKind.COLUMNS, "图1", "", ("2021年",), (Series("", (Decimal(1), Decimal(2))),))
    with pytest.raises(ValueError, match="one series"):
        Chart(ChartKind.PIE, "图2", "", (), (Series("", ()), Series("", ())))


@pytest.mark.parametrize(
    ("bracketed", "kind", "expected"),
    [
        (True, ChartKind.PIE, "（图2：结构图）（饼状图）"),
        (True, ChartKind.COLUMNS, "（图2：结构图）（柱状图）"),
        (False, ChartKind.PIE, "图2：结构图"),
    ],
)
def test_caption(bracketed, kind, expected):
    assert chart(kind, "1", caption=CaptionRules(bracketed=bracketed)).caption == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (
            "图1",
            "图1 收、支决算总计变动情况图（柱状图），单位：万元。2021年收、支总计 2762.63；2022年收、支总计 2113.98。",
        ),
        (
            "图4",
            (
                "图4 财政拨款收、支决算总计变动情况（柱状图），单位：万元。"
                "2021年收入总计 2762.62，支出总计 2700.5；2022年收入总计 2113.98，支出总计 2113.98。"
            ),
        ),
        ("图7", "图7 “三公”经费财政拨款支出结构（饼状图），单位：万元。公务接待费 0.32，占 100%。"),
    ],
)
def test_alternative_text(figures, number, expected):
    assert alternative_text(figures[number]) == expected


@pytest.mark.parametrize("kind", ChartKind)
def test_nothing_to_draw_is_said(kind):
    described = chart(kind, "0", "0.00")
    assert described.is_empty
    assert alternative_text(described).endswith("本图各项均为 0 万元，没有可画的图形。")


@pytest.mark.parametrize(
    ("value", "text"), [("72.10", "72.1"), ("0.125", "0.13"), ("0.000001", "0.000001"), ("112", "112"), ("0", "0")]
)
def test_amounts(value, text):
    assert amount_text(Decimal(value)) == text


def grey(colour: str) -> float:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_paints_differ_without_colour():
    assert len({(look.hatch, look.line) for look in PAINTS if look.hatch is not Hatch.NONE}) == len(PAINTS) - 1
    for place, look in enumerate(PAINTS):
        assert abs(grey(look.fill) - grey(paint(place + 1).fill)) > 60
        assert abs(grey(look.fill) - grey(look.line)) > 100
