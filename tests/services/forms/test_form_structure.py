"""The department's and the transfer payments' forms against the official layouts: labels, spans, rows, fixed texts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from models.enums import ManagementTopic
from services.filing.gestures import set_value
from services.filing.refs import FieldRef
from services.forms.catalogue import build_form
from services.forms.sheet import Cell, CellKind, RowRole, Sheet, places
from services.scheme import SchemeRefused, scheme_from_mapping, shipped_schemes
from services.scheme_toml import scheme_mapping
from tests.golden.sample import department_sample, sample
from tests.golden.test_golden_forms import SHEETS

FUND_LABELS = [
    "年度资金总额",
    "（一）财政拨款小计",
    "1.一般公共预算",
    "2.政府性基金",
    "3.国有资本经营预算",
    "（二）其他资金",
]
NATIONAL_ROWS = ["年度资金总额：", "其中：中央财政资金", "地方财政资金", "其他资金"]


def flat(text: str) -> str:
    return "".join(text.split())


def row_texts(sheet: Sheet, row: int) -> list[str]:
    """Texts of the cells that begin in a row, from left to right, without line breaks."""
    return [flat(cell.text) for cell in sorted(sheet.cells, key=lambda c: c.col) if cell.row == row]


def labelled(sheet: Sheet, text: str) -> Cell:
    [cell] = [cell for cell in sheet.cells if flat(cell.text) == text]
    return cell


def labels_below(sheet: Sheet, first: Cell, count: int, col: int) -> list[str]:
    return [flat(sheet.by_place[row, col].text) for row in range(first.row + 1, first.row + 1 + count)]


def spans(sheet: Sheet, texts: Sequence[str]) -> list[tuple[int, int]]:
    """First and last grid column of each label."""
    return [(cell.col, cell.col + cell.cols - 1) for cell in (labelled(sheet, text) for text in texts)]


@pytest.mark.parametrize("name", SHEETS)
def test_cells_cover_the_grid_once(name: str) -> None:
    sheet = SHEETS[name]
    covered = [place for cell in sheet.cells for place in places(cell)]
    assert len(covered) == len(set(covered))
    assert all(0 <= row < len(sheet.rows) and 0 <= col < len(sheet.widths) for row, col in covered)
    bordered = {row for cell in sheet.cells if cell.border for row, _ in places(cell)}
    missing = [(row, col) for row in bordered for col in range(len(sheet.widths)) if (row, col) not in sheet.by_place]
    assert missing == []


def test_f03_row_by_row() -> None:
    sheet = SHEETS["F03"]
    assert (sheet.code, sheet.landscape) == ("F03", False)
    assert row_texts(sheet, 0) == ["某县部门整体支出绩效目标自评表"]
    assert row_texts(sheet, 1) == ["（2024年度）"]
    assert row_texts(sheet, 2)[::2] == ["主管部门", "实施单位"]
    header = ["年度预算数（万元）", "年初预算数", "全年预算数", "全年执行数", "执行率（%）"]
    assert row_texts(sheet, 3) == ["项目（政策）资金（万元）", *header]
    funds = labelled(sheet, "项目（政策）资金（万元）")
    assert (funds.row, funds.rows) == (3, 7)
    assert labels_below(sheet, funds, 6, 1) == FUND_LABELS
    assert row_texts(sheet, 4)[1:] == ["1948.3", "5105.18", "4454.96", "87.26%"]
    assert row_texts(sheet, 10) == ["整体目标", "年度目标", "完成情况"]
    assert labelled(sheet, "整体目标").rows == 2
    indicators = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "偏差原因分析及改进措施"]
    assert row_texts(sheet, 12) == ["部门整体绩效指标", *indicators]
    assert spans(sheet, ["三级指标"]) == [(3, 4)]
    last = next(row for row, made in enumerate(sheet.rows) if made.role is RowRole.CLOSING)
    assert row_texts(sheet, last) == ["自评得分：86分"]
    assert sheet.by_place[last, 0].cols == len(sheet.widths)


def test_f03_numbers_begin_anew_in_each_second_level() -> None:
    sheet = SHEETS["F03"]
    rows = [row for row, made in enumerate(sheet.rows) if made.role is RowRole.INDICATOR]
    assert [sheet.by_place[row, 3].text for row in rows] == [f"指标{number}：" for number in (1, 2, 1, 1, 1, 1, 1)]


def test_f03b_block_by_block() -> None:
    sheet = SHEETS["F03b"]
    assert (sheet.code, sheet.landscape) == ("F03b", True)
    assert row_texts(sheet, 0) == ["部门整体绩效自评表"]
    assert row_texts(sheet, 2) == ["主管部门", "县人力资源和社会保障局", "财政处室", "社保股", "自评总分（分）", "86"]
    assert row_texts(sheet, 3)[::2] == ["部门联系人", "联系电话"]
    funds = ["年初预算数", "全年（调整）预算数", "全年执行数", "执行率（%）", "执行率权重", "执行率得分（分）"]
    assert row_texts(sheet, 4) == ["部门预算执行情况（万元）", *funds]
    assert row_texts(sheet, 5) == ["1948.3", "5105.18", "4454.96", "87.26%", "10", "8.73"]
    goals = ["年初绩效目标", "全年（调整）绩效目标", "全年目标实际完成情况"]
    assert row_texts(sheet, 6) == ["当年绩效目标", *goals]
    columns = "指标名称 计量单位 指标性质 年初指标值 调整指标值 全年完成值 得分系数（%） 指标权重（分） 指标得分（分） 是否核心指标"
    assert row_texts(sheet, 8) == ["绩效指标", *columns.split()]
    assert row_texts(sheet, 9) == ["城镇新增就业人数", "人", "≥", "700", "700", "764人", "100%", "20", "20", "是"]
    assert row_texts(sheet, 11)[1:6] == ["%", "≥", "90", "95", "96%"]


def test_f03b_rate_of_76_percent_scores_7_6() -> None:
    on = department_sample("chongqing")
    for column, figure in (("budget", "100"), ("executed", "76")):
        for change in set_value(on, FieldRef("funding", "d:GENERAL", column), Decimal(figure)):
            on.put(change)
    sheet = build_form(on, "d")
    assert row_texts(sheet, 5)[3:] == ["76.00%", "10", "7.6"]


def test_f04_row_by_row() -> None:
    sheet = SHEETS["F04-national"]
    assert (sheet.code, sheet.landscape) == ("F04", False)
    assert row_texts(sheet, 2) == ["转移支付（项目）名称", "2024年就业补助资金"]
    assert row_texts(sheet, 3)[0] == "中央主管部门"
    assert row_texts(sheet, 4) == ["地方主管部门", "县财政局县人力资源和社会保障局", "资金使用单位", "县就业服务中心"]
    header = ["", "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A×100%）"]
    assert row_texts(sheet, 5) == ["资金投入情况（万元）", *header]
    funds = labelled(sheet, "资金投入情况（万元）")
    assert funds.rows == 5
    assert labels_below(sheet, funds, 4, 1) == NATIONAL_ROWS
    assert row_texts(sheet, 10) == ["资金管理情况", "", "情况说明", "存在问题和改进措施"]
    management = labelled(sheet, "资金管理情况")
    assert management.rows == 8
    assert labels_below(sheet, management, 7, 1) == [topic.value for topic in ManagementTopic]
    assert row_texts(sheet, 18) == ["总体目标完成情况", "总体目标", "全年实际完成情况"]
    indicators = ["一级指标", "二级指标", "三级指标", "指标值", "全年实际完成值", "未完成原因和改进措施"]
    assert row_texts(sheet, 20) == ["绩效指标", *indicators]


def test_f04_money_of_levels_is_one_local_row() -> None:
    sheet = SHEETS["F04-national"]
    assert [row_texts(sheet, row)[1:] for row in range(6, 10)] == [
        ["7165.32", "6992.95", "97.59%"],
        ["3144", "3144", "100.00%"],
        ["2430.07", "2297.11", "94.53%"],
        ["1591.22", "1551.84", "97.53%"],
    ]
    local = sheet.by_place[8, 3]
    assert local.kind is CellKind.COMPUTED
    assert local.how == "2430.07 = 省级财政资金 570.17 + 市级财政资金 433 + 县级财政资金 1426.9"
    assert local.ref == FieldRef("funding", "t:LOCAL", "budget")


def test_f04_money_of_levels_under_the_names_of_the_scheme() -> None:
    sheet = SHEETS["F04-levels"]
    funds = labelled(sheet, "资金投入情况（万元）")
    names = ["其中：中央财政资金", "自治区财政资金", "盟市财政资金", "旗县财政资金", "其他资金（含以前年度结转）"]
    assert labels_below(sheet, funds, 6, 1) == ["年度资金总额：", *names]


@pytest.mark.parametrize("scheme", shipped_schemes())
def test_f04_ends_with_a_score_only_where_the_scheme_says(scheme: str) -> None:
    texts = [cell.text for cell in build_form(sample(scheme), "t").cells]
    assert ("自评得分：96分" in texts) == scheme.startswith("sichuan")


def test_f04_notes_are_typed_before_they_exist() -> None:
    on = sample("national-50")
    sheet = build_form(on, "t")
    assert sheet.by_ref[FieldRef("management", "t:USE", "measures")].title == "使用规范性 · 存在问题和改进措施"


@pytest.mark.parametrize(
    "sources",
    [
        [],
        ["中央财政资金", "其他资金"],
        ["中央财政资金", "地方财政资金", "县级财政资金", "其他资金"],
        ["中央财政资金", "地方财政资金", "地方财政资金", "其他资金"],
    ],
)
def test_rows_that_leave_money_out_are_refused(sources: list[str]) -> None:
    data = scheme_mapping(shipped_schemes()["national-50"])
    with pytest.raises(SchemeRefused, match="转移支付的资金来源应为 中央财政资金、地方财政资金、其他资金"):
        scheme_from_mapping({**data, "transfer_sources": sources})
