"""Numbers against labelled figures: only what is named beyond doubt is compared."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.texts.against import Basis, Compared, KnownFigure, Register, compare
from services.texts.reading import read


def known(key: str, value: str | None, *names: str, dimension: str = "元", **more: object) -> KnownFigure:
    worth = None if value is None else Decimal(value)
    return KnownFigure(key, names, dimension, lambda: worth, "T", **more)  # type: ignore[arg-type]


REGISTER = Register(
    [
        known("general", "2104.04", "一般公共预算财政拨款支出"),
        known("general-last", "2762.62", "一般公共预算财政拨款支出", basis=Basis.LAST),
        known("share", "99.5298", "一般公共预算财政拨款支出占本年支出合计", dimension="%"),
        known("basic", "909.74", "基本支出"),
        known("running", "58.70", "机关运行经费"),
        known("budget", "500", "会议费", basis=Basis.BUDGET),
        known("item-a", "10.98", "行政运行（项）", near=("就业管理事务(款)",)),
        known("item-b", "28.39", "行政运行（项）", near=("民政管理事务(款)",)),
        known("one", "15", "维修费"),
        known("two", "25", "维修费"),
        known("batches", "3", "国内公务接待", dimension="批次"),
        known("guests", "25", "国内公务接待", dimension="人次"),
        known("p.budget", "209.71", "就业资金", basis=Basis.BUDGET, group="p"),
        known("p.executed", "145.36", "就业资金", group="p"),
        known("own", "7.5", "预算数", basis=Basis.BUDGET, scope="p1"),
        known("blank", None, "绿化费"),
    ],
    2022,
    "某区人力资源和社会保障局",
)


def compared(text: str, *, section: tuple[str, ...] = (), scope: str = "") -> Compared:
    return compare(read(text), REGISTER, section=section, scope=scope)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2022年一般公共预算财政拨款支出2104.04万元。", "general"),
        ("2022年，区人社局机关运行经费支出为58.7万元。", ""),
        ("2022年，区人社局机关运行经费为58.7万元。", "running"),
        ("基本支出9097400元。", "basic"),
        ("基本支出0.0909740亿元。", "basic"),
        ("一般公共预算财政拨款支出2104.04万元，占本年支出合计的99.53%。", "share"),
        ("2021年一般公共预算财政拨款支出2762.62万元。", "general-last"),
        ("社会保障（类）就业管理事务（款）行政运行（项）：支出决算为10.98万元。", "item-a"),
        ("国内公务接待3批次，25人次。", "guests"),
        ("就业资金145.36万元已全部支出。", "p.executed"),
    ],
)
def test_agrees(text: str, key: str):
    found = compared(text)
    assert found.mismatches == ()
    assert (found.agreeing[-1][1].key if found.agreeing else "") == key


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("一般公共预算财政拨款支出2113.98万元。", ["general"]),
        ("一般公共预算财政拨款支出占本年支出合计的100.00%。", ["share"]),
        ("与2021年2672.62万元相比，一般公共预算财政拨款支出减少658.58万元。", ["general-last"]),
        ("一般公共预算财政拨款支出比2021年减少685.58万元。", ["general"]),
        ("国内公务接待3批次，52人次。", ["guests"]),
        ("民政管理事务（款）行政运行（项）：支出决算为23.89万元。", ["item-b"]),
        ("就业资金154.36万元。", ["p.budget", "p.executed"]),
        ("就业资金209.71万元已全部支出。", ["p.executed"]),
    ],
)
def test_differs(text: str, keys: list[str]):
    (found,) = compared(text).mismatches
    assert [figure.key for figure in found.figures] == keys


@pytest.mark.parametrize(
    "text",
    [
        "绿化费12万元，差旅费3万元。",
        "一般公共预算财政拨款支出约2100万元。",
        "一般公共预算财政拨款支出不超过2200万元。",
        "2020年一般公共预算财政拨款支出1800万元。",
        "一般公共预算财政拨款支出增加50万元。",
        "上半年基本支出450万元。",
        "维修费20万元。",
        "行政运行（项）：支出决算为20万元。",
        "就业管理事务（款）事业运行（项）：支出决算为20万元。",
        "会议费480万元。",
        "预算数8.5万元。",
        "特殊基本支出800万元。",
        "基本支出800人。",
        "社保中心基本支出800万元。",
        "区就业促进中心2022年机关运行经费60万元，基本支出300万元。",
        "区财政局机关运行经费为85.7万元。",
    ],
)
def test_says_nothing(text: str):
    found = compared(text)
    assert (found.agreeing, found.mismatches) == ((), ())


def test_a_general_name_counts_in_its_own_report_only():
    assert [one.figures[0].key for one in compared("预算数8.5万元。", scope="p1").mismatches] == ["own"]


def test_words_needed_may_stand_in_the_heading():
    text = "行政运行（项）：支出决算为20万元。"
    assert len(compared(text, section=("民政管理事务(款)",)).mismatches) == 1


def test_inserted_figures_are_never_compared():
    text = "基本支出900万元。"
    assert len(compare(read(text), REGISTER).mismatches) == 1
    assert compare(read(text, ((4, 7),)), REGISTER).mismatches == ()


def test_what_follows_from_a_wrong_figure_is_not_told_again():
    text = "一般公共预算财政拨款支出2113.98万元，比2021年减少648.64万元，下降23.48%。"
    assert [one.figures[0].key for one in compared(text).mismatches] == ["general"]


def test_a_figure_said_to_be_of_another_year():
    assert [figure.key for _, figure in compared("2020年基本支出909.74万元。").misdated] == ["basic"]
    assert compared("2020年基本支出800万元。").misdated == ()


def test_figures_of_one_owner_are_put_in_anew():
    register = Register([known("a", "1", "印刷费")], 2022)
    register.put("p", [known("b", "2", "邮电费")])
    assert [one.key for one in register.called("邮电费", "元")] == ["b"]
    register.put("p", [known("c", "3", "水费")])
    assert not register.called("邮电费", "元")
    assert [one.key for one in register.figures] == ["a", "c"]
