"""XF01–XF22: forms against each other, against published tables and stated figures."""

from __future__ import annotations

from typing import Any

import pytest

from models.enums import FundNature, FundSource, ProjectKind, PublishedTable, StatementTopic
from services.commands import finding_json
from services.filing.refs import FieldRef
from services.rules.view import sum_tolerance
from tests.services.rules.casebook import (
    Case,
    Made,
    case,
    checker,
    filing,
    findings,
    funding,
    indicator,
    line,
    missing_kinds,
    project,
    stated,
    total,
)

T, P = StatementTopic, PublishedTable
COST = "产出指标/成本指标"


def own(budget: Any = None, executed: Any = None, *rows: Any, id: str = "p", name: str = "", **fields: Any) -> Made:  # noqa: A002
    return project(total(None, budget, executed), *rows, id=id, name=name or f"项目{id}", **fields)


def transfer(budget: Any = None, *rows: Any, id: str = "t", name: str = "", **fields: Any) -> Made:  # noqa: A002
    money = rows if any(entity == "funding" for entity, _ in rows) else (total(None, budget, budget), *rows)
    return project(*money, id=id, name=name or f"转移支付{id}", kind=ProjectKind.TRANSFER, **fields)


def department(budget: Any = None, executed: Any = None, *rows: Any, **fields: Any) -> Made:
    money = [total(None, budget, executed)] if (budget, executed) != (None, None) else []
    return project(*money, *rows, id="d", name="部门", kind=ProjectKind.DEPARTMENT, **fields)


def one(rule: str, kind: str, *made: Made, told: Any = (), says: Any = None, each: Any = None) -> Any:
    return case(rule, kind, *made, published=list(told), says=says, each=each)


def scored(score: Any = None, budget: Any = 40, **fields: Any) -> Made:
    return own(budget, budget, name="补贴", total_score=score, **fields)


LINES = [
    one("XF01", "passing", scored(95), told=[line(P.OWN, "补贴", None, 95)]),
    one("XF01", "failing", scored(95), told=[line(P.OWN, "补贴", None, 96)], says=["“补贴”得 96 分", "总分 95 分"]),
    one("XF01", "failing", scored(95), told=[line(P.OWN, "别名", None, 96, project="p")], says=["96 分"]),
    one("XF01", "boundary", scored("95.005"), told=[line(P.OWN, "补贴", None, 95)]),
    one("XF01", "boundary", scored(95), told=[line(P.EXPENDITURE, "补贴", None, 96)]),
    one("XF01", "boundary", scored(95), told=[line(P.OWN, "“补 贴”", None, 96)], says=["96 分"]),
    one(
        "XF01",
        "passing",
        scored(96, 10),
        scored(99, 2, id="q"),
        told=[line(P.OWN, "补贴", 10, 96), line(P.OWN, "补贴", 2, 99)],
    ),
    one("XF01", "blank", scored(95), told=[line(P.OWN, "补贴", 40)]),
    one("XF01", "blank", own(None, None, name="补贴"), told=[line(P.OWN, "补贴", None, 96)]),
    one("XF01", "blank", told=[line(P.OWN, "补贴", None, 96)]),
    one("XF02", "passing", scored(budget="40.25"), told=[line(P.OWN, "补贴", "40.25")]),
    one(
        "XF02",
        "failing",
        scored(budget="40.25"),
        told=[line(P.OWN, "补贴", 36)],
        says=["36 万元", "40.25 万元", "4.25"],
    ),
    one(
        "XF02",
        "failing",
        own("678.61", "678.61", name="三支一扶"),
        told=[line(P.EXPENDITURE, "三支一扶", "681.31")],
        says=["681.31 万元", "全年执行数 678.61 万元", "差 2.7"],
    ),
    one(
        "XF02",
        "failing",
        own("0.17", "0.17", id="a"),
        own(150, 150, id="b"),
        told=[line(P.EXPENDITURE, "两年项目", "150.12", project="a+b")],
        says=["150.12", "0.17 + 150", "0.05"],
    ),
    one("XF02", "boundary", scored(budget=40), told=[line(P.OWN, "补贴", "40.005")]),
    one("XF02", "boundary", scored(budget=40), told=[line(P.OWN, "补贴", "40.0051")], says=["0.0051"]),
    one("XF02", "boundary", scored(budget=40), told=[line(P.LARGE, "补贴", 30)]),
    one("XF02", "blank", scored(budget=None), told=[line(P.OWN, "补贴", 36)]),
    one("XF02", "blank", scored(budget=40), told=[line(P.OWN, "补贴")]),
    one("XF03", "passing", told=[line(P.OWN, "补贴", None, 95, "优")]),
    one("XF03", "failing", told=[line(P.OWN, "补贴", None, "89.5", "优")], says=["89.5 分", "“良”", "“优”"]),
    one("XF03", "boundary", told=[line(P.OWN, "补贴", None, 90, "优")]),
    one("XF03", "blank", told=[line(P.OWN, "补贴", None, "89.5")]),
    one("XF03", "blank", told=[line(P.OWN, "补贴", None, None, "优")]),
    one("XF16", "passing", scored(96), told=[stated(T.SCORE, 96, project="p")]),
    one(
        "XF16",
        "failing",
        scored(96),
        told=[stated(T.SCORE, 98, "专项报告", "p")],
        says=["《补贴》", "专项报告", "98 分", "96 分"],
    ),
    one("XF16", "failing", scored(86), told=[stated(T.GRADE, None, project="p", words="优")], says=["“优”", "“良”"]),
    one("XF16", "boundary", scored(96), told=[stated(T.SCORE, "96.00", project="p")]),
    one("XF16", "boundary", scored(96), told=[stated(T.SCORE, 98)]),
    one("XF16", "blank", own(name="补贴"), told=[stated(T.SCORE, 98, project="p")]),
    one("XF16", "blank", scored(96), told=[stated(T.SCORE, None, project="p")]),
    one("XF17", "passing", department(total_score=86), told=[stated(T.SCORE, 86), stated(T.GRADE, words="良")]),
    one(
        "XF17",
        "failing",
        department(total_score=86),
        told=[stated(T.SCORE, 97, "决算说明")],
        says=["决算说明", "97 分", "86 分"],
    ),
    one("XF17", "failing", department(total_score=86), told=[stated(T.GRADE, words="优")], says=["“优”", "“良”"]),
    one("XF17", "failing", told=[stated(T.SCORE, 97)], says=["97 分", "没有部门整体自评表"]),
    one(
        "XF17",
        "failing",
        department(),
        told=[stated(T.SCORE, 97), stated(T.GRADE, words="优")],
        says=["还有指标没有得分"],
    ),
    one("XF17", "boundary", department(total_score="86.005"), told=[stated(T.SCORE, 86)]),
    one("XF17", "blank", department(total_score=86), told=[stated(T.SCORE), stated(T.GRADE)]),
]
LIST = [line(P.EXPENDITURE, "甲", "100.01"), line(P.EXPENDITURE, "乙", "50.02")]
LISTS = [
    one("XF19", "passing", told=[*LIST, stated(T.EXPENDITURE_TOTAL, "150.03")]),
    one(
        "XF19",
        "failing",
        told=[*LIST, stated(T.EXPENDITURE_TOTAL, 155)],
        says=["2 项合计 150.03", "155 万元", "差 4.97"],
    ),
    one("XF19", "failing", told=[*LIST, stated(T.FINAL_PROJECT, 155)], says=["决算项目支出 155"]),
    one("XF19", "boundary", told=[*LIST, stated(T.EXPENDITURE_TOTAL, "150.05")]),
    one("XF19", "boundary", told=[*LIST, stated(T.EXPENDITURE_TOTAL, "150.051")], says=["0.021"]),
    one("XF19", "blank", told=[stated(T.EXPENDITURE_TOTAL, 155)]),
    one("XF19", "blank", told=LIST),
    one("XF20", "passing", told=[*LIST, stated(T.EXPENDITURE_COUNT, 2)]),
    one("XF20", "failing", told=[*LIST, stated(T.EXPENDITURE_COUNT, 3)], says=["3 个", "项目支出清单列了 2 个"]),
    one("XF20", "failing", own(), told=[stated(T.OWN_COUNT, 2)], says=["2 个", "本级自评表有 1 个"]),
    one("XF20", "boundary", own(), told=[line(P.OWN, "甲"), line(P.OWN, "乙"), stated(T.OWN_COUNT, 2)]),
    one("XF20", "blank", told=[stated(T.EXPENDITURE_COUNT, 3)]),
    one("XF20", "blank", told=[*LIST, stated(T.EXPENDITURE_COUNT)]),
    one("XF21", "passing", told=[*LIST, line(P.LARGE, "甲", "100.01"), stated(T.EXPENDITURE_TOTAL, "150.03")]),
    one("XF21", "failing", told=[*LIST, line(P.LARGE, "甲", 90)], says=["“甲”90 万元", "100.01 万元"]),
    one("XF21", "failing", told=[*LIST, line(P.LARGE, "丙", 120)], says=["“丙”不在项目支出清单中"]),
    one(
        "XF21",
        "failing",
        told=[line(P.LARGE, "甲", "681.31"), line(P.LARGE, "甲", "464.6")],
        says=["681.31 万元、464.6 万元"],
    ),
    one(
        "XF21",
        "failing",
        told=[line(P.LARGE, "甲", 200), stated(T.EXPENDITURE_TOTAL, 150)],
        says=["200 万元", "150 万元"],
    ),
    one("XF21", "boundary", told=[*LIST, line(P.LARGE, "甲", "100.015")]),
    one("XF21", "boundary", told=[line(P.LARGE, "甲", "150.01"), stated(T.EXPENDITURE_TOTAL, 150)]),
    one("XF21", "boundary", told=[line(P.OWN, "[甲]-乙"), line(P.OWN, "【甲】乙")], says=["列了两次"]),
    one("XF21", "blank", told=[line(P.LARGE, "甲", 200)]),
    one("XF21", "blank", told=[*LIST, line(P.LARGE, "甲"), line(P.LARGE, ""), line(P.LARGE, "")]),
]
LEVELS = (funding(FundSource.CENTRAL, None, 90), funding(FundSource.PROVINCE, None, 10))


def parts(*figures: Any, place: str = "报告") -> list[Any]:
    topics = (T.TRANSFER_BUDGET, T.CENTRAL, T.PROVINCE, T.CITY)
    return [stated(topic, figure, place) for topic, figure in zip(topics, figures, strict=False)]


def grades(*figures: Any, whole: Any = None, rate: Any = None) -> list[Any]:
    topics = (T.GRADE_1_COUNT, T.GRADE_2_COUNT, T.GRADE_3_COUNT, T.GRADE_4_COUNT)
    told = [stated(topic, figure) for topic, figure in zip(topics, figures, strict=False)]
    return [*told, stated(T.OWN_COUNT, whole), stated(T.EXCELLENT_RATE, rate)]


def natures(general: Any, insurance: Any, whole: Any, amounts: bool = False) -> list[Any]:
    topics = (
        (T.GENERAL_BUDGET, T.INSURANCE_BUDGET, T.OWN_BUDGET)
        if amounts
        else (T.GENERAL_COUNT, T.INSURANCE_COUNT, T.OWN_COUNT)
    )
    return [stated(topic, figure) for topic, figure in zip(topics, (general, insurance, whole), strict=True)]


INSURED = own(50, 50, id="i", fund_nature=FundNature.INSURANCE)
SUMS = [
    one("XF04", "passing", own(10), own(20, id="q"), told=[stated(T.OWN_BUDGET, 30)]),
    one(
        "XF04",
        "failing",
        own(10),
        own(20, id="q"),
        told=[stated(T.OWN_BUDGET, 33)],
        says=["33 万元", "30 万元", "差 3 "],
    ),
    one(
        "XF04",
        "failing",
        own(10),
        told=[line(P.OWN, "项目p", 9), stated(T.OWN_BUDGET, 10)],
        says=["10 万元", "汇总表合计 9"],
    ),
    one(
        "XF04",
        "failing",
        transfer(None, *LEVELS),
        told=[stated(T.CENTRAL, "91.8")],
        says=["中央资金 91.8", "90 万元", "1.8"],
    ),
    one("XF04", "boundary", own(10), own(20, id="q"), told=[stated(T.OWN_BUDGET, "30.02")]),
    one("XF04", "boundary", own(10), own(20, id="q"), told=[stated(T.OWN_BUDGET, "30.021")], says=["0.021"]),
    one("XF04", "boundary", transfer(None, *LEVELS), transfer(50, id="u"), told=[stated(T.CENTRAL, "91.8")]),
    one("XF04", "blank", own(None), told=[stated(T.OWN_BUDGET, 33)]),
    one("XF04", "blank", own(10), told=[stated(T.OWN_BUDGET)]),
    one("XF05", "passing", told=parts("22860.96", "19146.36", "3474.6", 240)),
    one("XF05", "failing", told=parts("22680.96", "19146.36", "3474.6", 240), says=["22680.96", "22860.96", "差 180 "]),
    one("XF05", "boundary", told=parts("403.13", 356, 42, "5.1")),
    one("XF05", "boundary", told=parts("403.131", 356, 42, "5.1"), says=["0.031"]),
    one("XF05", "blank", told=parts("403.1", 356)),
    one("XF05", "blank", told=parts(None, 356, 42)),
    one("XF06", "passing", told=grades(22, 1, 0, 0, whole=23, rate="0.9565")),
    one("XF06", "failing", told=grades(22, 0, 0, 0, whole=23), says=["22 + 0 + 0 + 0 = 22", "23 个"]),
    one("XF06", "failing", told=grades(22, 1, 0, 0, whole=23, rate=1), says=["评优率 100.00%", "95.65%"]),
    one(
        "XF06", "failing", scored(85), told=grades(1, 0, 0, 0, whole=1), each=[["1 个", "“优”有 0 个"], ["“良”有 1 个"]]
    ),
    one("XF06", "boundary", told=grades(1, 1, 1, whole=3, rate="0.3338")),
    one("XF06", "boundary", told=grades(1, 1, 1, whole=3, rate="0.3339"), says=["33.33%"]),
    one("XF06", "blank", told=grades(None, None, whole=23)),
    one("XF06", "blank", told=grades(22, 0, 0, 0)),
    one("XF07", "passing", own(), transfer(), told=[stated(T.PROJECT_COUNT, 2)]),
    one(
        "XF07",
        "failing",
        told=[stated(T.PROJECT_COUNT, 46), stated(T.OWN_COUNT, 23), stated(T.TRANSFER_COUNT, 13)],
        says=["46 个", "23 个", "13 个", "36 个"],
    ),
    one("XF07", "failing", own(), told=[stated(T.PROJECT_COUNT, 2)], says=["2 个", "1 个"]),
    one("XF07", "boundary", own(), told=[stated(T.PROJECT_COUNT, 1)]),
    one("XF07", "blank", told=[stated(T.PROJECT_COUNT, 46)]),
    one("XF08", "passing", told=[stated(T.TOTAL_BUDGET, 30), stated(T.OWN_BUDGET, 10), stated(T.TRANSFER_BUDGET, 20)]),
    one(
        "XF08",
        "failing",
        told=[
            stated(T.TOTAL_BUDGET, "33001.92"),
            stated(T.OWN_BUDGET, "10321.31"),
            stated(T.TRANSFER_BUDGET, "22680.96"),
        ],
        says=["33001.92", "33002.27", "0.35"],
    ),
    one("XF08", "failing", own(10), transfer(20), told=[stated(T.TOTAL_BUDGET, 31)], says=["31 万元", "10 + 20 = 30"]),
    one("XF08", "boundary", own(10), transfer(20), told=[stated(T.TOTAL_BUDGET, "30.02")]),
    one("XF08", "boundary", own(10), transfer(20), told=[stated(T.TOTAL_BUDGET, "30.021")], says=["0.021"]),
    one("XF08", "blank", told=[stated(T.TOTAL_BUDGET, 30)]),
    one("XF09", "passing", told=natures(16, 7, 23)),
    one("XF09", "passing", told=natures("229.85", "10091.46", "10321.31", amounts=True)),
    one("XF09", "failing", told=natures(16, 6, 23), says=["23 个", "16", "6 = 22 个", "差 1 个"]),
    one(
        "XF09",
        "failing",
        told=natures("229.85", 10091, "10321.31", amounts=True),
        says=["10320.85 万元", "差 0.46 万元"],
    ),
    one("XF09", "failing", own(40, 40), INSURED, told=[stated(T.GENERAL_COUNT, 2)], says=["2 个", "一般公共预算 1 个"]),
    one("XF09", "failing", own(40, 40), INSURED, told=[stated(T.INSURANCE_BUDGET, 51)], says=["51 万元", "50 万元"]),
    one("XF09", "boundary", told=natures("229.85", "10091.46", "10321.33", amounts=True)),
    one("XF09", "boundary", told=natures("229.85", "10091.46", "10321.331", amounts=True), says=["0.021 万元"]),
    one("XF09", "blank", told=natures(16, None, 23)),
    one("XF09", "blank", told=natures(16, 7, None)),
]
DEPARTMENT = [
    one("XF10", "passing", department(100, 100), own(90, 90)),
    one("XF10", "failing", department(130, 100), own(120, 120), says=["执行数 100 万元", "合计 120 万元", "超过 20"]),
    one(
        "XF10",
        "failing",
        department(100, 90),
        own(60, 40),
        transfer(60),
        each=[["预算数 100", "120"], ["执行数 90", "100"]],
    ),
    one("XF10", "passing", department(100, 100), own(60, 60, name="就业"), transfer(60, name="就业")),
    one("XF10", "boundary", department(100, 100), own("100.01", 100)),
    one("XF10", "boundary", department(100, 100), own("100.011", 100), says=["0.011"]),
    one("XF10", "blank", department(), own(120, 120)),
    one("XF10", "blank", own(120, 120)),
    one("XF11", "passing", department(100, 100), own(40, 40), told=[stated(T.FINAL_BASIC, 60)]),
    one(
        "XF11",
        "failing",
        department(100, 100),
        own(30, 30),
        told=[stated(T.FINAL_BASIC, 60)],
        says=["40 万元", "30 万元", "有 10 万元"],
    ),
    one("XF11", "failing", department(100, 100), own(45, 45), told=[stated(T.FINAL_BASIC, 60)], says=["多 5 万元"]),
    one("XF11", "failing", department(100), told=[stated(T.TOTAL_BUDGET, 100)], says=["100 万元", "没有留出基本支出"]),
    one(
        "XF11",
        "failing",
        own(),
        told=[line(P.EXPENDITURE, "管理费", "19.74")],
        says=["“管理费” 19.74 万元", "没有这个项目"],
    ),
    one("XF11", "boundary", department(100, 100), own(40, "39.99"), told=[stated(T.FINAL_BASIC, 60)]),
    one("XF11", "boundary", own(name="甲"), told=[line(P.OWN, "甲"), line(P.LARGE, "丙")]),
    one("XF11", "blank", department(100, 100), own(30, 30)),
    one("XF11", "blank", department(100, 100), told=[stated(T.FINAL_BASIC, 60)]),
]
RUNNING = indicator("≤1060万元", "1056.77万元", "保障运转成本", COST)
PROJECTS = indicator("≤3400万元", "3398.20万元", "项目运转成本", COST)
ACCOUNTS = [
    one("XF12", "passing", department(None, None, RUNNING), told=[stated(T.FINAL_BASIC, "1056.77")]),
    one(
        "XF12",
        "failing",
        department(None, None, RUNNING),
        told=[stated(T.FINAL_BASIC, "1056.7")],
        says=["1056.77", "1056.7 ", "0.07"],
    ),
    one("XF12", "boundary", department(None, None, RUNNING), told=[stated(T.FINAL_BASIC, "1056.775")]),
    one("XF12", "blank", department(None, None, RUNNING)),
    one(
        "XF12",
        "blank",
        department(None, None, indicator("≤1060万元", "", "保障运转成本", COST)),
        told=[stated(T.FINAL_BASIC, 1)],
    ),
    one("XF13", "passing", department(None, None, PROJECTS), told=[stated(T.FINAL_PROJECT, "3398.2")]),
    one(
        "XF13",
        "failing",
        department(None, None, PROJECTS),
        told=[stated(T.FINAL_PROJECT, "3398.25")],
        says=["3398.20", "3398.25", "0.05"],
    ),
    one("XF13", "boundary", department(None, None, RUNNING), told=[stated(T.FINAL_PROJECT, "3398.25")]),
    one("XF13", "boundary", own(None, None, PROJECTS), told=[stated(T.FINAL_PROJECT, "3398.25")]),
    one("XF13", "blank", department(None, None, PROJECTS), told=[stated(T.FINAL_PROJECT)]),
    one("XF14", "passing", department(None, "4454.96"), told=[stated(T.FINAL_TOTAL, "4454.96")]),
    one(
        "XF14",
        "failing",
        department(None, "4454.96"),
        told=[stated(T.FINAL_TOTAL, "4455.02")],
        says=["4454.96", "4455.02", "0.06"],
    ),
    one("XF14", "boundary", department(None, 100), told=[stated(T.FINAL_TOTAL, "100.005")]),
    one("XF14", "blank", department(), told=[stated(T.FINAL_TOTAL, 100)]),
    one("XF14", "blank", told=[stated(T.FINAL_TOTAL, 100)]),
    one("XF15", "passing", department("5105.18"), told=[stated(T.FINAL_BUDGET, "5105.18")]),
    one(
        "XF15",
        "failing",
        department("5105.18"),
        told=[stated(T.FINAL_BUDGET, "4454.96")],
        says=["5105.18", "4454.96", "650.22"],
    ),
    one("XF15", "boundary", department(100), told=[stated(T.FINAL_BUDGET, "100.005")]),
    one("XF15", "blank", department(100), told=[stated(T.FINAL_BUDGET)]),
]
JOBS = "城镇新增就业人数"


def jobs(actual: str, target: str = "≥1300人", name: str = JOBS) -> Any:
    return indicator(target, actual, name)


TWINS = [
    one("XF18", "passing", own(1, 1, jobs("1651人"), name="就业"), transfer(1, jobs("1651人"), name="就业")),
    one(
        "XF18",
        "failing",
        own(1, 1, jobs("1651人"), name="就业"),
        transfer(1, jobs("1994人"), name="就业"),
        says=["1994人", "1651人"],
    ),
    one(
        "XF18",
        "failing",
        own(1, 1, jobs("9人", "≥5人"), name="就业"),
        transfer(1, jobs("9人", "≥6人"), name="就业"),
        says=["≥6人", "≥5人"],
    ),
    one("XF18", "boundary", own(1, 1, jobs("1651人"), name="就业"), transfer(1, jobs("1994人"), name="培训")),
    one("XF18", "boundary", own(1, 1, jobs("1651人"), name="就业"), own(1, 1, jobs("1994人"), id="q", name="就业")),
    one("XF18", "boundary", own(1, 1, jobs("0.165万人"), name="就业"), transfer(1, jobs("1650人"), name="“就业”")),
    one("XF18", "blank", own(1, 1, jobs("1651人"), name="就业"), transfer(1, jobs(""), name="就业")),
    one("XF22", "passing", department(result="无结余。"), own(10, 10)),
    one(
        "XF22",
        "failing",
        department(300, 300, result="本部门无结转结余。"),
        own("209.71", "145.36"),
        says=["无结转结余", "64.35 万元"],
    ),
    one("XF22", "boundary", department(10, 10, result="无结余。"), own(10, "9.995")),
    one("XF22", "passing", department(20, 20, result="结余10万元。"), own(20, 10)),
    one("XF22", "passing", department(20, 10, result="无结余。"), own(20, 10)),
    one("XF22", "blank", department(), own(20, 10)),
    one("XF22", "blank", department(20, 20, result="无结余。"), own(20, None)),
]


@pytest.mark.parametrize("case", LINES + LISTS + SUMS + DEPARTMENT + ACCOUNTS + TWINS)
def test_case(case: Case) -> None:
    case.check()


def test_every_rule_has_all_kinds_of_cases() -> None:
    assert missing_kinds("XF") == []


@pytest.mark.parametrize(("terms", "tolerance"), [(0, "0"), (1, "0.01"), (5, "0.05"), (23, "0.05")])
def test_tolerance_of_a_sum(terms: int, tolerance: str) -> None:
    assert format(sum_tolerance(terms).normalize(), "f") == tolerance


def test_one_fact_on_twin_forms_is_told_once() -> None:
    made = (own(1, 1, jobs("1651人"), name="就业"), transfer(1, jobs("1994人"), name="就业"))
    assert [rule for rule in ("IX20", "XF18") if findings(rule, *made)] == ["XF18"]


def test_a_finding_about_published_figures_belongs_to_no_project() -> None:
    told = [line(P.OWN, "补贴", 36), stated(T.OWN_COUNT, 5, "一、（二）")]
    on = filing(scored(95), published=told)
    [amount] = checker("XF02", on).findings()
    assert (amount.project_id, amount.projects) == ("", ("p",))
    assert checker("XF02", on).findings("p") == [amount]
    assert checker("XF02", on).where(amount) == "项目自评结果汇总表：补贴 · 金额"
    told = finding_json(checker("XF02", on), amount)
    assert (told["form"], told["where"], told["values"]["x"]) == ("", "项目自评结果汇总表：补贴 · 金额", "36")
    [number] = checker("XF20", on).findings()
    assert (number.project_id, number.projects) == ("", ())
    assert checker("XF20", on).where(number) == "一、（二）：本级项目数"


def test_the_figure_of_the_accounts_is_offered() -> None:
    [found] = findings("XF14", filing(department(None, 100), published=[stated(T.FINAL_TOTAL, 120)]))
    assert found.hit.adopt == (FieldRef("funding", "d:TOTAL", "executed"), "120万元")
