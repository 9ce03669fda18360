"""The published tables on paper: headings, numbers, roll-up rows, empty tables, pages of the wide table."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from models.enums import AmountUnit
from models.record import Record
from services.accounts.gestures import publish_figure
from services.accounts.policy import TableKind as K
from services.accounts.tables import tables_of
from services.filing.filing import Filing
from services.forms import final_tables
from services.forms.sheet import Cell, CellKind, RowRole, Sheet, Style, places
from services.scheme import shipped_schemes
from tests.services.accounts.books import book, demo, ledgers, subject

SCHEMES = sorted(shipped_schemes())


def all_sheets(filing: Filing) -> list[Sheet]:
    return [
        final_tables.build(filing, kind, part)
        for kind in filing.scheme.accounts.tables
        for part, _ in enumerate(final_tables.sheets_of(filing, kind), start=1)
    ]


def texts(sheet: Sheet) -> list[str]:
    return [cell.text for cell in sorted(sheet.cells, key=lambda cell: (cell.row, cell.col))]


def named(sheet: Sheet, text: str) -> Cell:
    return next(cell for cell in sheet.cells if cell.text == text)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_grid_of_every_table_is_full_and_no_cell_lies_on_another(scheme: str) -> None:
    for sheet in all_sheets(demo(scheme)):
        covered = [place for cell in sheet.cells for place in places(cell)]
        assert len(covered) == len(set(covered))
        assert set(covered) == {(row, col) for row in range(len(sheet.rows)) for col in range(len(sheet.widths))}


@given(records=ledgers())
def test_any_ledger_can_be_printed(records: list[Record]) -> None:
    for sheet in all_sheets(book(records)):
        assert len(sheet.by_place) == len(sheet.rows) * len(sheet.widths)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_figure_of_a_table_is_on_its_sheets(scheme: str) -> None:
    filing = demo(scheme)
    for kind in filing.scheme.accounts.tables:
        table = tables_of(filing)[kind]
        parts = range(1, len(final_tables.sheets_of(filing, kind)) + 1)
        shown = {cell.ref for part in parts for cell in final_tables.build(filing, kind, part).inputs()}
        assert shown == {table.ref(row.key, column.key) for row, column, _ in table.cells()}


def test_heading_of_a_table() -> None:
    sheet = final_tables.build(demo(), K.EXPENDITURE)
    shown = texts(sheet)
    assert shown[:5] == ["支出决算表", "（2022年度）", "公开03表", "部门：某区人力资源和社会保障局", "金额单位：万元"]
    assert shown[5:13] == [
        "项目",
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
        "科目编码",
    ]
    assert named(sheet, "项目").cols == 2
    assert named(sheet, "基本支出").rows == 2
    assert [named(sheet, "栏次").cols, *[named(sheet, str(number)).col for number in range(1, 7)]] == [
        2,
        2,
        3,
        4,
        5,
        6,
        7,
    ]


def test_the_heading_is_repeated_with_the_line_of_numbers() -> None:
    sheet = final_tables.build(demo(), K.EXPENDITURE)
    assert sheet.header is not None
    assert {sheet.rows[row].role for row in sheet.header} == {RowRole.HEADER}
    assert named(sheet, "栏次").row == sheet.header[-1]


def test_classes_are_bold_and_lower_levels_are_indented() -> None:
    sheet = final_tables.build(demo(), K.GENERAL)
    found = {text: named(sheet, text).style for text in ("社会保障和就业支出", "　就业补助", "　　行政运行")}
    assert list(found.values()) == [Style.STRONG, Style.BODY, Style.BODY]


def test_rows_of_totals_side_by_side() -> None:
    sheet = final_tables.build(demo(), K.TOTALS)
    rows = [
        [cell.text for cell in sorted(sheet.cells, key=lambda c: c.col) if cell.row == row]
        for row in range(len(sheet.rows))
    ]
    assert ["一、一般公共预算财政拨款收入", "1", "2076.76", "一、一般公共服务支出", "31", "0.00"] in rows
    assert ["", "9", "", "九、卫生健康支出", "39", "42.79"] in rows
    assert ["本年收入合计", "27", "2086.70", "本年支出合计", "57", "2113.98"] in rows
    assert ["使用非财政拨款结余（含专用结余）", "28", "0.00", "结余分配", "58", "0.00"] in rows
    assert ["总计", "30", "2113.98", "总计", "60", "2113.98"] in rows


def test_shanghai_prints_neither_numbers_nor_a_first_total() -> None:
    filing = demo("national-50")
    for sheet in all_sheets(filing):
        assert not {"行次", "栏次"} & set(texts(sheet))
    general = final_tables.build(filing, K.GENERAL)
    table = [cell.text for cell in general.cells if cell.col == 1 and general.rows[cell.row].role is RowRole.INDICATOR]
    assert table[-1] == "合计"
    assert "二十四、抗疫特别国债安排的支出" in texts(final_tables.build(filing, K.TOTALS))
    assert final_tables.build(filing, K.THREE_PUBLIC).code == "F07-07"


def test_a_class_without_a_row_in_the_short_form_gets_one_when_there_is_money() -> None:
    shown = texts(final_tables.build(book([subject("2310301", general_project=1)], "national-50"), K.TOTALS))
    assert "二十四、债务还本支出" in shown
    assert "二十五、抗疫特别国债安排的支出" in shown


@pytest.mark.parametrize("kind", [K.CAPITAL, K.CAPITAL_EXPENDITURE])
def test_an_empty_table_says_so(kind: K) -> None:
    sheet = final_tables.build(demo(), kind)
    assert "故本表无数据" in texts(sheet)[-1]
    assert "0.00" not in texts(sheet)


def test_a_table_with_figures_does_not() -> None:
    for kind in (K.FUND, K.THREE_PUBLIC, K.TOTALS):
        assert "故本表无数据" not in texts(final_tables.build(demo(), kind))[-1]


def test_the_wide_table_is_cut_by_classes_and_repeats_code_and_name() -> None:
    filing = demo()
    parts = final_tables.sheets_of(filing, K.DETAIL)
    sheets = [final_tables.build(filing, K.DETAIL, part) for part in range(1, len(parts) + 1)]
    assert [code for code, _ in parts] == [sheet.code for sheet in sheets]
    assert parts[0] == ("F07-07", "公开07表 一般公共预算财政拨款支出决算明细表（合计、301）")
    assert parts[1][0] == "F07-07-2"
    for sheet in sheets:
        assert {"科目编码", "科目名称", "行政运行".rjust(6, "　")} <= set(texts(sheet))
        assert len(sheet.widths) <= 18
    numbers = [cell.text for sheet in sheets for cell in sheet.cells if cell.row == (sheet.header or range(1))[-1]]
    run = [number for number in numbers if number.isdecimal()]
    assert run == [str(number) for number in range(1, len(run) + 1)]
    assert len(run) == 110


def test_without_details_the_wide_table_has_totals_only() -> None:
    sheet = final_tables.build(book([subject("2080101", general_basic=3)]), K.DETAIL)
    assert "未录入功能科目×经济科目明细" in texts(sheet)[-1]
    assert texts(sheet).count("3.00") == 4


def test_a_published_figure_is_marked_with_the_derived_one_beside_it() -> None:
    filing = demo()
    for change in publish_figure(filing, K.GENERAL, "total", "total", Decimal("2113.98")):
        filing.put(change)
    sheet = final_tables.build(filing, K.GENERAL)
    cell = sheet.by_ref[tables_of(filing)[K.GENERAL].ref("total", "total")]
    assert (cell.text, cell.typed_over, cell.suggested, cell.kind) == ("2113.98", True, "2104.04", CellKind.INPUT)


@pytest.mark.parametrize(("zero", "shown"), [("", ""), ("0.00", "0.00")])
def test_zero_as_the_scheme_prints_it(zero: str, shown: str) -> None:
    filing = demo()
    filing.scheme = replace(filing.scheme, accounts=replace(filing.scheme.accounts, zero=zero, thousands=True))
    sheet = final_tables.build(filing, K.TOTALS)
    ref = tables_of(filing)[K.TOTALS].ref("closing", "amount")
    assert sheet.by_ref[ref].text == shown
    assert "2,113.98" in texts(sheet)


def test_amounts_in_yuan() -> None:
    filing = demo()
    filing.head.amount_unit = AmountUnit.YUAN
    shown = texts(final_tables.build(filing, K.TOTALS))
    assert "金额单位：元" in shown
    assert "21139800.00" in shown
