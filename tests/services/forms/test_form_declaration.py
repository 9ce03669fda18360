"""F06a in both layouts: rows and columns as the blank forms have them, fed by the project and its indicators."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from models.enums import FundSource, Moment, ProjectOrigin
from services.filing.approvals import approve_targets, change_target
from services.filing.filing import Filing
from services.filing.gestures import type_many, type_text
from services.filing.refs import Change, FieldRef
from services.forms.catalogue import build_form
from services.forms.sheet import CellKind, Sheet
from tests.services.rules.casebook import filing, funding, indicator, project

NAMES = {"name": "就业补助", "department_name": "县人社局", "department_code": "323", "unit_name": "县就业局"}


def one(scheme: str = "national-50", **fields: object) -> Filing:
    return filing(
        project(
            funding(FundSource.CENTRAL, initial=80),
            funding(FundSource.OTHER, initial="20.5"),
            indicator("≥200人", name="补贴人数", term_target="≥600人"),
            indicator("≥100人", name="培训人数"),
            indicator("＝100%", name="发放准确率", level="产出指标/质量指标"),
            indicator("≥90%", name="群众满意度", level="满意度指标/服务对象满意度指标"),
            **{**NAMES, **fields},
        ),
        scheme=scheme,
    )


def put(built: Filing, changes: list[Change]) -> None:
    for change in changes:
        built.put(change)


def shown(built: Filing) -> Sheet:
    return build_form(built, "p", Moment.DECLARATION)


def table(sheet: Sheet) -> list[list[str]]:
    """The texts of each row, from left to right, in cells that begin there."""
    cells = sorted(sheet.cells, key=lambda cell: (cell.row, cell.col))
    return [[c.text.replace("\n", "") for c in cells if c.row == number] for number in range(len(sheet.rows))]


def test_national_layout_row_by_row() -> None:
    built = one(
        start=date(2024, 1, 1), end=date(2026, 12, 31), term_appropriation=Decimal(240), term_goal="三年", goal="一年"
    )
    assert table(shown(built)) == [
        ["项目支出绩效目标申报表"],
        ["（2024年度）"],
        ["项目名称", "就业补助"],
        ["主管部门及代码", "323－县人社局", "实施单位", "县就业局"],
        ["项目属性", "□新增项目　■延续项目", "项目期（起止时间）", "2024年1月1日", "至2026年12月31日"],
        ["项目资金（万元）", "实施期资金总额", "240", "年度资金总额", "100.5"],
        ["其中：财政拨款", "240", "其中：财政拨款", "80"],
        ["其他资金", "", "其他资金", "20.5"],
        ["总体目标", "实施期目标", "年度目标"],
        ["三年", "一年"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值（实施期）", "二级指标", "三级指标", "指标值（年度）"],
        ["产出指标", "数量指标", "补贴人数", "≥600人", "数量指标", "补贴人数", "≥200人"],
        ["培训人数", "", "培训人数", "≥100人"],
        ["质量指标", "发放准确率", "", "质量指标", "发放准确率", "＝100%"],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "", "服务对象满意度指标", "群众满意度", "≥90%"],
        ["填报人：", "联系电话："],
        ["单位负责人：", "填报日期："],
    ]


def test_sichuan_layout_row_by_row() -> None:
    sheet = shown(one("sichuan-county", goal="一年"))
    assert table(sheet) == [
        ["项目（政策）绩效目标申报表"],
        ["（2024年度）"],
        ["项目（政策）名称", "就业补助"],
        ["主管部门", "323－县人社局", "实施单位", "县就业局"],
        ["项目（政策）资金（万元）", "年度预算数（万元）", "年初预算数"],
        ["年度资金总额", "100.5"],
        ["（一）财政拨款小计", "80"],
        ["　1.一般公共预算", ""],
        ["　2.政府性基金", ""],
        ["　3.国有资本经营预算", ""],
        ["（二）其他资金", "20.5"],
        ["年度总体目标", "一年"],
        ["绩效指标（90分）", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"],
        ["产出指标", "数量指标", "补贴人数", "≥", "200", "人", "16.5"],
        ["培训人数", "≥", "100", "人", "16.5"],
        ["质量指标", "发放准确率", "=", "100", "%", "17"],
        ["满意度指标", "服务对象满意度指标", "群众满意度", "≥", "90", "%", "10"],
        ["合计", "60"],
        ["填报人：", "联系电话："],
        ["单位负责人：", "填报日期："],
    ]


@pytest.mark.parametrize("scheme", ["national-50", "sichuan-county"])
def test_every_place_of_the_table_has_one_cell(scheme: str) -> None:
    sheet = shown(one(scheme))
    covered = [
        place
        for cell in sheet.cells
        for place in (
            (r, c) for r in range(cell.row, cell.row + cell.rows) for c in range(cell.col, cell.col + cell.cols)
        )
    ]
    assert len(covered) == len(set(covered)) == len(sheet.rows) * len(sheet.widths)


@pytest.mark.parametrize("scheme", ["national-50", "sichuan-county"])
def test_every_input_is_bound_once(scheme: str) -> None:
    refs = [cell.ref for cell in shown(one(scheme)).cells if cell.ref is not None]
    assert len(refs) == len(set(refs))


@pytest.mark.parametrize(
    ("origin", "text"), [(ProjectOrigin.NEW, "■新增项目　□延续项目"), (ProjectOrigin.CONTINUED, "□新增项目　■延续项目")]
)
def test_origin_fills_its_box(origin: ProjectOrigin, text: str) -> None:
    built = one()
    ref = FieldRef("project", "p", "origin")
    put(built, type_text(built, ref, origin.value))
    cell = shown(built).by_ref[ref]
    assert (cell.text, cell.edit_text) == (text, origin.value)


def test_declared_amount_typed_over_keeps_the_budget_in_sight() -> None:
    built = one()
    ref = FieldRef("project", "p", "declared_appropriation")
    assert shown(built).by_ref[ref].kind is CellKind.COMPUTED
    put(built, type_text(built, ref, "90"))
    cell = shown(built).by_ref[ref]
    assert (cell.text, cell.kind, cell.typed_over, cell.suggested) == ("90", CellKind.INPUT, True, "80")
    assert "110.5" in [c.text for c in shown(built).cells]


def test_approval_fixes_what_was_declared() -> None:
    built = one()
    put(built, approve_targets(built, "p"))
    put(built, type_text(built, FieldRef("funding", "p:CENTRAL", "initial"), "70"))
    ref = FieldRef("project", "p", "declared_appropriation")
    assert (shown(built).by_ref[ref].text, shown(built).by_ref[ref].suggested) == ("80", "70")


@pytest.mark.parametrize("scheme", ["national-50", "sichuan-county", "sichuan-0013zp"])
@pytest.mark.parametrize("moment", [Moment.DECLARATION, Moment.EVALUATION])
def test_approved_change_is_noted_below_the_table(scheme: str, moment: Moment) -> None:
    built = one(scheme)
    put(built, approve_targets(built, "p"))
    put(built, change_target(built, "p-i1", "150人以上", date(2024, 8, 20), "某财绩〔2024〕15号"))
    texts = [cell.text for cell in build_form(built, "p", moment).cells]
    assert "注：补贴人数指标值经 某财绩〔2024〕15号（2024年8月20日）由 ≥200人 调整为 ≥150人。" in texts


def test_approved_target_and_its_change_explain_the_cell() -> None:
    built = one()
    put(built, approve_targets(built, "p"))
    put(built, change_target(built, "p-i1", "≥150人", date(2024, 8, 20), "某财绩〔2024〕15号"))
    cell = shown(built).by_ref[FieldRef("indicator", "p-i1", "target")]
    assert cell.text == "≥150人"
    assert cell.how == "批复指标值 ≥200人；指标值经 某财绩〔2024〕15号（2024年8月20日）由 ≥200人 调整为 ≥150人"


def test_a_split_target_is_pasted_whole() -> None:
    built = one("sichuan-county")
    target = FieldRef("indicator", "p-i2", "target")
    texts = [
        (target._replace(field=f"target#{part}"), text)
        for part, text in (("operator", "≤"), ("value", "30"), ("unit", "天"))
    ]
    changes, refusals = type_many(built, texts)
    put(built, changes)
    assert (built.value(target), len(changes), refusals) == ("≤30天", 1, [])
