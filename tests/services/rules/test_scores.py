"""SC03, SC04, SC06–SC11, SC16: score of each indicator and the reasons for deviations."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.rules.casebook import Case, case, findings, indicator, project

BENEFIT = "效益指标/社会效益指标"


def one(rule: str, kind: str, target: str, actual: str, says: Any = None, **fields: Any) -> Any:
    more = {key: fields.pop(key) for key in ("scheme", "form") if key in fields}
    return case(rule, kind, project(indicator(target, actual, **fields)), says=says, **more)


def whole(
    kind: str, score: str | None, says: Any = None, form: str = "F02", actual: str = "40人", **fields: Any
) -> Any:
    """A project judged as a whole: one indicator of 90 分 (40/43 → 83.72) and no budget."""
    made = project(indicator("≥43人", actual, weight=90), total_score=score, **fields)
    return case("SC06", kind, made, says=says, scheme="chongqing", form=form)


@pytest.mark.parametrize(
    "case",
    [
        one("SC03", "passing", "≥5人", "5人", weight=50),
        one("SC03", "failing", "≥5人", "5人", ["“补贴人数”", "分值是 0 分"], weight=0),
        one("SC03", "failing", "≥5人", "5人", ["一级指标“成本指标”不在方案中"], level="成本指标/经济成本指标"),
        one("SC03", "boundary", "≥5人", "5人", weight="0.01"),
        one("SC03", "boundary", "≥5人", "5人", form="F04", scheme="national-50", weight=50),
        one("SC03", "blank", "", "", weight=None),
        one("SC04", "passing", "≥5人", "4人", weight=10, score=8),
        one("SC04", "failing", "≥5人", "4人", ["“补贴人数”", "分值 10 分", "得 11 分"], weight=10, score=11),
        one("SC04", "failing", "≥5人", "4人", ["得 -1 分"], weight=10, score=-1),
        one("SC04", "boundary", "≥5人", "4人", weight=10, score=10),
        one("SC04", "boundary", "≥5人", "4人", weight=10, score=0),
        one("SC04", "blank", "≥5人", "4人", weight=10),
        one("SC06", "passing", "≥30人", "16人", weight=10, score="5.33"),
        one("SC06", "failing", "≥30人", "16人", ["“≥30人”", "“16人”", "得 9 分", "应得 5.33 分"], weight=10, score=9),
        one("SC06", "failing", "≥30人", "30人", ["得 9 分", "应得 10 分"], weight=10, score=9),
        one("SC06", "boundary", "≥30人", "16人", weight=10, score="5.34"),
        one("SC06", "failing", "≥30人", "16人", ["5.35"], weight=10, score="5.35"),
        one("SC06", "passing", "≥30人", "16人", weight=10, score=9, score_note="经批准调减任务"),
        one("SC06", "boundary", "≥30人", "16人", weight=10, score=10),
        one("SC06", "boundary", "≥30人", "16人", weight=10, score=11),
        one("SC06", "blank", "≥30人", "", weight=10, score=9),
        whole("passing", "83.72"),
        whole("failing", "90", ["自评总分得 90 分", "应得 83.72 分"]),
        whole("boundary", "90", form="F01"),
        whole("boundary", "90", score_note="任务年中调整"),
        whole("boundary", "100"),
        whole("blank", None),
        one("SC07", "passing", "≥200人", "200人", weight=5, score=5),
        one("SC07", "failing", "≥200人", "44人", ["“≥200人”", "“44人”", "得 5/5 分", "应得 1.1 分"], weight=5, score=5),
        one("SC07", "failing", "2024年11月底前", "2024年12月", ["“2024年12月”", "应当扣分"], weight=5, score=5),
        one("SC07", "boundary", "≥200人", "199人", weight=5, score="4.99"),
        one("SC07", "boundary", "优良中差", "良", weight=5, score=5, level=BENEFIT),
        one("SC07", "failing", "优良中差", "中", ["“中”"], weight=5, score=5, level=BENEFIT),
        one("SC07", "blank", "≥200人", "44人", weight=5),
        one("SC08", "passing", "≥39人", "25人", deviation="名额调减，下一步加强招募"),
        one("SC08", "failing", "39", "25", ["“39”", "“25”", "偏差原因和改进措施"]),
        one("SC08", "failing", "≥39人", "25人", ["“25人”"], deviation="无"),
        one("SC08", "boundary", "≥39人", "39人"),
        one("SC08", "boundary", "优良中差", "良", level=BENEFIT),
        one("SC08", "blank", "≥39人", ""),
        one("SC09", "passing", "≥800卷册", "10050卷册", deviation="新接收企业档案"),
        one("SC09", "failing", "≥800卷册", "10050卷册", ["“≥800卷册”", "“10050卷册”", "12.56 倍"]),
        one("SC09", "failing", "≥100人", "131人", ["131.00%"]),
        one("SC09", "boundary", "≥100人", "130人"),
        one("SC09", "blank", "≥800卷册", ""),
        one("SC10", "passing", "≥39人", "25人", deviation="进度慢"),
        one("SC10", "failing", "100%", "100%", ["“100%”", "“支付进度慢”"], deviation="支付进度慢"),
        one("SC10", "boundary", "100%", "100%", deviation="无偏差"),
        one("SC10", "boundary", "100%", "100%", deviation="支付进度慢", weight=10, score=9),
        one("SC10", "blank", "100%", "100%"),
        one("SC11", "passing", "≥39人", "25人", deviation="名额调减，下一步及早招募"),
        one("SC11", "failing", "≥39人", "25人", ["“名额被上级调减”", "没有改进措施"], deviation="名额被上级调减"),
        one("SC11", "boundary", "≥39人", "39人", deviation="名额被上级调减"),
        one("SC11", "boundary", "≥39人", "25人", deviation="无"),
        one("SC11", "blank", "≥39人", "25人"),
        one("SC16", "passing", "优良中差", "部分达成", coefficient="0.7"),
        one("SC16", "failing", "优良中差", "部分达成", ["“部分达成”", "0.9", "0.6–0.8"], coefficient="0.9"),
        one("SC16", "boundary", "优良中差", "部分达成", coefficient="0.8"),
        one("SC16", "boundary", "优良中差", "部分达成", coefficient="0.6"),
        one("SC16", "blank", "优良中差", "部分达成"),
        one("SC19", "passing", "200元/人", "200元/人"),
        one("SC19", "failing", "200元/人", "200元以上/人", ["“200元/人”", "“200元以上/人”", "按 0 分计", "范围"]),
        one("SC19", "boundary", "200元/人", "200元以上/人", weight=5, score=5),
        one("SC19", "boundary", "≥200元/人", "200元以上/人"),
        one("SC19", "blank", "200元/人", ""),
        one("SC19", "blank", "", "200元以上/人"),
    ],
)
def test_case(case: Case) -> None:
    case.check()


@pytest.mark.parametrize("rule", ["SC04", "SC06", "SC07"])
def test_offers_to_clear_the_typed_score(rule: str) -> None:
    score = {"SC04": 6, "SC06": 4, "SC07": 5}[rule]
    [found] = findings(rule, project(indicator("≥200人", "44人", weight=5, score=score)))
    assert found.hit.adopt == (found.ref, "")
    assert found.ref.field == "score"


def test_full_points_for_a_missed_target_are_found_once() -> None:
    made = project(indicator("≥200人", "44人", weight=5, score=5, deviation="参保人死亡，下一步核实名单"))
    told = [rule for rule in ("SC04", "SC06", "SC07", "SC08", "SC10", "SC11") if findings(rule, made)]
    assert told == ["SC07"]
