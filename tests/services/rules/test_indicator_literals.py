"""IX01–IX08, IX14–IX16: what is written in target and actual."""

from __future__ import annotations

from typing import Any

import pytest

from tests.services.rules.casebook import Case, case, findings, indicator, project


def one(rule: str, kind: str, target: str, actual: str, name: str = "补贴人数", says: Any = None, **fields: Any) -> Any:
    return case(rule, kind, project(indicator(target, actual, name, **fields)), says=says)


@pytest.mark.parametrize(
    "case",
    [
        one("IX01", "passing", "≥90%", "95%"),
        one("IX01", "failing", "大于等天90%", "95%", "补贴发放率", ["“补贴发放率”", "“大于等天90%”", "无法识别"]),
        one("IX01", "boundary", "保持稳定", "稳定"),
        one("IX01", "blank", "", "95%"),
        one("IX02", "passing", "≥43人", "40人"),
        one("IX02", "failing", "43人", "40人", "发放人数", ["“发放人数”", "“43人”", "运算符"]),
        one("IX02", "failing", "39", "25", "新招募人员数量", ["“39”"]),
        one("IX02", "boundary", "12月底前", "11月"),
        one("IX02", "blank", "", ""),
        one("IX03", "passing", "39人", "25人"),
        one("IX03", "failing", "39", "25", says=["“39”", "计量单位"]),
        one("IX03", "boundary", "＝12月", "12月"),
        one("IX03", "blank", "", "25"),
        one("IX04", "passing", "≤105万元", "200万"),
        one("IX04", "failing", "≥76000人", "54416", "参保缴费人数", ["“≥76000人”", "“54416”", "应为“人”"]),
        one("IX04", "failing", "≥90%", "40人", says=["“40人”", "单位不同"]),
        one("IX04", "failing", "≥200人", "已完成", says=["“已完成”", "不是数值"]),
        one("IX04", "boundary", "≥500人", "8.5万"),
        one("IX04", "boundary", "39", "25人"),
        one("IX04", "blank", "≥200人", ""),
        one("IX05", "passing", "≥500人", "600人"),
        one("IX05", "failing", "≥500人", "8.5万人", "转移就业人数", ["“8.5万人”", "85000人", "500人"]),
        one("IX05", "boundary", "≥90%", "8.5万人"),
        one("IX05", "blank", "≥500人", ""),
        one("IX06", "passing", "≤241.51万元", "241.51万元"),
        one("IX06", "failing", "≤241.51万", "241.51万元", says=["指标值“≤241.51万”", "“≤241.51万元”"]),
        one("IX06", "failing", "≥800册卷", "10050卷册", says=["“≥800卷册”"]),
        one("IX06", "failing", "≤70万元", "70万", says=["完成值“70万”", "“70万元”"]),
        one("IX06", "boundary", "≥500人", "8.5万"),
        one("IX06", "blank", "", ""),
        one("IX07", "passing", "＝100%", "100%"),
        one("IX07", "passing", "=100%", "100%"),
        one("IX07", "failing", "≧98%", "100%", says=["“≧98%”", "“≥98%”"]),
        one("IX07", "failing", " ≥95%", "100%", says=["“≥95%”"]),
        one("IX07", "failing", "优良低中差", "优", says=["“优良中低差”"]),
        one("IX07", "boundary", "≤241.51万", "241.51万"),
        one("IX07", "blank", "", ""),
        one("IX08", "passing", "≥95%", "105%", "财政收入增长率"),
        one("IX08", "passing", "≥95%", "120%", "任务完成率"),
        one("IX08", "failing", "≥95%", "105%", "群众满意度", ["“群众满意度”", "完成值“105%”"]),
        one("IX08", "failing", "≥105%", "", "群众满意度", ["指标值“≥105%”"]),
        one("IX08", "boundary", "≥95%", "100%", "群众满意度"),
        one("IX08", "blank", "≥95%", "", "群众满意度"),
        one("IX14", "passing", "优良中差", "优", "推动经济社会发展"),
        one("IX14", "failing", "有效引导", "有效", "引导毕业生到基层就业", ["“有效引导”", "档次"]),
        one("IX14", "boundary", "有无", "有", "建立台账"),
        one("IX14", "blank", "", "", "推动经济社会发展"),
        one("IX15", "passing", "优良中差", "良", "服务水平"),
        one("IX15", "failing", "定性优良中差", "完成标准化建设", "服务水平", ["“完成标准化建设”", "优、良、中、差"]),
        one("IX15", "boundary", "优良中差", "部分达成", "服务水平"),
        one("IX15", "boundary", "有效引导", "引导 45 人就业", "服务水平"),
        one("IX15", "blank", "优良中差", "", "服务水平"),
        one("IX16", "passing", "有效引导", "引导 45 名毕业生到基层", "引导作用"),
        one("IX16", "failing", "有效", "有效", "引导作用", ["“引导作用”", "“有效”"]),
        one("IX16", "boundary", "优良中差", "优", "引导作用"),
        one("IX16", "blank", "有效", "", "引导作用"),
    ],
)
def test_case(case: Case) -> None:
    case.check()


@pytest.mark.parametrize(
    ("rule", "target", "actual", "name", "adopted"),
    [
        ("IX02", "43人", "40人", "发放人数", "≥43人"),
        ("IX02", "100%", "100%", "支付率", None),
        ("IX02", "0起", "0起", "事件数量", None),
        ("IX06", "≤241.51万", "", "经费", "≤241.51万元"),
        ("IX06", "≤70万元", "70万", "经费", "70万元"),
        ("IX07", "＝ 100％", "", "支付率", "＝100%"),
    ],
)
def test_offers_the_usual_wording(rule: str, target: str, actual: str, name: str, adopted: str | None) -> None:
    [found] = findings(rule, project(indicator(target, actual, name)))
    assert (found.hit.adopt[1] if found.hit.adopt else None) == adopted


def test_an_unreadable_target_silences_what_needs_it() -> None:
    broken = project(indicator("大于等天90%", "105%", "群众满意度", weight=5, score=5))
    rules = ("IX02", "IX03", "IX04", "IX08", "IX09", "IX14", "SC06", "SC07", "SC08")
    assert [rule for rule in rules if findings(rule, broken)] == []
