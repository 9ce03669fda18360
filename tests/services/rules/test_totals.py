"""SC01, SC02, SC05, SC12–SC15, SC17, SC18: weights, execution score, total and grade."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from models.project import Project
from tests.services.rules.casebook import Case, Made, case, filing, findings, indicator, project, total

OUTPUT, BENEFIT, SATISFACTION = "产出指标/数量指标", "效益指标/社会效益指标", "满意度指标/服务对象满意度指标"
SPENT = total(100, 100, 100)


def weighed(rule: str, kind: str, *weights: Any, says: Any = None, each: Any = None, **more: Any) -> Any:
    """Output, benefit and satisfaction rows with these weights; a tuple makes several rows of one level."""
    rows = []
    for level, given in zip((OUTPUT, BENEFIT, SATISFACTION), weights, strict=False):
        for weight in given if isinstance(given, tuple) else (given,):
            rows.append(indicator("≥5人", "5人", f"指标{len(rows)}", level, weight=weight))
    return case(rule, kind, project(*rows), says=says, each=each, **more)


def done(*rows: Any, actual: str = "43人", funds: Any = SPENT, **fields: Any) -> Made:
    """A project whose only indicator (90 分 in a scheme without quotas) asks for 43 persons."""
    return project(funds, indicator("≥43人", actual, weight=90), *rows, **fields)


def one(rule: str, kind: str, made: Made, says: Any = None, form: str = "F01", scheme: str = "chongqing") -> Any:
    return case(rule, kind, made, says=says, form=form, scheme=scheme)


def several(kind: str, *scores: Any, says: Any = None, grades: tuple[str, ...] = ()) -> Any:
    made = [
        done(id=f"p{i}", name=f"项目{i}", total_score=score, grade=dict(enumerate(grades)).get(i, ""))
        if score is not None
        else project(id=f"p{i}")
        for i, score in enumerate(scores)
    ]
    return case("SC18", kind, *made, says=says, scheme="chongqing", form="F02")


@pytest.mark.parametrize(
    "case",
    [
        weighed("SC01", "passing", 50, 30, 10),
        weighed("SC01", "failing", 60, 20, 5, says=["合计 85 分", "执行率 10 分", "共 95 分"], scheme="chongqing"),
        weighed("SC01", "boundary", 60, "29.99", says=["99.99"], scheme="chongqing"),
        weighed("SC01", "boundary", (25, 20), 30, 10),
        weighed("SC01", "boundary", 50),
        weighed("SC01", "blank", None, None, None),
        case("SC01", "blank", project()),
        weighed("SC02", "passing", (25, 25), 30, 10),
        weighed("SC02", "failing", (25, 20), 30, 10, says=["“产出指标”", "45 分", "50 分"]),
        weighed("SC02", "failing", 55, 25, 10, each=[["“产出指标”", "55"], ["“效益指标”", "25"]]),
        weighed("SC02", "boundary", 50, 40),
        weighed("SC02", "boundary", 45, 30, scheme="chongqing"),
        weighed("SC02", "blank", (50, None), 30, 10),
        one("SC05", "passing", done(total_score=100)),
        one("SC05", "failing", done(total_score=99), ["总分填 99 分", "相加是 100 分"]),
        one("SC05", "boundary", done(total_score="100.00")),
        one("SC05", "boundary", done(total_score=99), form="F02"),
        one("SC05", "failing", done(total_score="99.99"), ["99.99"]),
        one("SC05", "blank", done()),
        one("SC12", "passing", done(funds=total(100, "5105.18", "4454.96"), execution_score="8.73")),
        one(
            "SC12", "failing", done(funds=total(100, 100, 86), execution_score=9), ["填 9 分", "应得 8.6 分", "10 × 86"]
        ),
        one("SC12", "boundary", done(funds=total(100, 100, 86), execution_score="8.605")),
        one("SC12", "blank", done(funds=total(100, 100, None), execution_score=9)),
        one("SC12", "blank", done()),
        one("SC13", "passing", done(total_score=86, grade="良")),
        one("SC13", "failing", done(total_score=86, grade="优"), ["86 分", "“良”", "“优”"]),
        one("SC13", "boundary", done(total_score=90, grade="优")),
        one("SC13", "failing", done(total_score="89.99", grade="优"), ["“良”"]),
        one("SC13", "blank", done(total_score=86)),
        one("SC13", "blank", project(grade="优")),
        one("SC14", "passing", done(total_score=100), form="F02"),
        one("SC14", "failing", done(actual="40人", total_score=100), ["“≥43人”", "“40人”", "100 分"], form="F02"),
        one("SC14", "boundary", done(actual="40人", total_score="99.99"), form="F02"),
        one("SC14", "boundary", done(actual="40人", total_score=100), form="F01"),
        one("SC14", "blank", done(actual="", total_score=100), form="F02"),
        one("SC15", "passing", done(total_score=100), form="F02"),
        one("SC15", "failing", done(total_score=93), ["93 分", "7 分"], form="F02"),
        one("SC15", "boundary", done(actual="42人", total_score=93), form="F02"),
        one("SC15", "boundary", done(funds=total(100, 100, "99.99"), total_score=93), form="F02"),
        one("SC15", "boundary", done(total_score=93, score_note="上级扣分"), form="F02"),
        one("SC15", "boundary", done(total_score=93), form="F01"),
        one("SC15", "blank", done(), form="F02"),
        one("SC17", "passing", done(total_score=90)),
        one("SC17", "failing", done(funds=total(10, 0, 0), total_score=90), ["预算数是 0", "90 分"]),
        one("SC17", "boundary", done(funds=total(10, "0.000001", 0), total_score=90)),
        one("SC17", "blank", done(funds=total(10, None, None), total_score=90)),
        one("SC17", "blank", project(total(10, 0, 0))),
        several("passing", 95, 96, 80),
        several("failing", 95, 96, 97, says=["3 个", "“优”", "100%"]),
        several("boundary", 95, 96),
        several("boundary", 95, 96, 97, grades=("优", "良", "优")),
        several("blank", 95, 96, None),
    ],
)
def test_case(case: Case) -> None:
    case.check()


def test_whole_points_are_left_to_the_scheme() -> None:
    made = filing(done(funds=total(100, 100, 86), execution_score=9), scheme="chongqing")
    made.scheme = replace(made.scheme, scoring=replace(made.scheme.scoring, rate_whole_points=True))
    assert findings("SC12", made) == []


@pytest.mark.parametrize(
    ("rule", "fields", "field"),
    [
        ("SC05", {"total_score": 99}, "total_score"),
        ("SC12", {"execution_score": 9}, "execution_score"),
        ("SC13", {"total_score": 86, "grade": "优"}, "grade"),
    ],
)
def test_offers_to_clear_what_was_typed(rule: str, fields: dict[str, Any], field: str) -> None:
    [found] = findings(rule, done(**fields), scheme="chongqing")
    assert found.hit.adopt == (found.ref, "")
    assert found.ref == ("project", "p", field)
    assert field in Project.model_fields


def test_one_odd_total_is_found_once() -> None:
    made = filing(done(total_score=93), scheme="chongqing", form="F02")
    assert [rule for rule in ("SC05", "SC06", "SC14", "SC15") if findings(rule, made)] == ["SC15"]
