"""Sheets for the tests of layout, pages and PDF: built here, so that they do not change with the official forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, CellKind, Row, RowRole, Sheet, Style
from services.render.fonts import font_set
from services.render.measure import Measurer

REASON = "因上级资金下达较晚，部分补贴于12月31日后发放；下一步将提前申报、按月拨付，确保执行率达到100%。"
_HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因及改进措施")


@pytest.fixture(scope="session")
def measurer() -> Measurer:
    """Bundled fonts only: the same on every PC."""
    return Measurer(font_set(prefer_installed=False))


@pytest.fixture(scope="session")
def form() -> Callable[..., Sheet]:
    """A self-assessment form with so many indicators and a long overall goal."""
    return _form


def _form(indicators: int = 9, goal: str = REASON, changed: dict[int, str] | None = None) -> Sheet:
    heads = 5
    total = heads + indicators
    rows = (
        Row(RowRole.TITLE, 33.0),
        Row(RowRole.TITLE, 24.0),
        Row(),
        Row(height=45.0),
        Row(RowRole.HEADER),
        *(Row(RowRole.INDICATOR) for _ in range(indicators)),
        Row(RowRole.CLOSING),
        Row(RowRole.SIGNATURE, 30.0),
    )
    cells = [
        Cell(0, 0, "项目支出绩效自评表", cols=9, style=Style.TITLE, border=False),
        Cell(1, 0, "（2024年度）", cols=9, style=Style.SUBTITLE, border=False),
        Cell(2, 0, "项目名称", cols=3),
        _body(2, 3, "就业创业补助资金（中央、省、县）", cols=6),
        Cell(3, 0, "总体目标", cols=3),
        _body(3, 3, goal, cols=6, align=Align.TOP_LEFT),
        Cell(4, 0, "绩效指标", rows=1 + indicators, repeat=True),
        *(Cell(4, 1 + i, text) for i, text in enumerate(_HEADS)),
        *_groups(heads, indicators),
        Cell(total, 0, "总分", cols=6, style=Style.STRONG),
        _body(total, 6, "100", align=Align.CENTER),
        _body(total, 7, "95.33", align=Align.CENTER),
        _body(total, 8, ""),
        _body(total + 1, 0, "项目负责人：张三    财务负责人：李四    填表人：王五", cols=9, border=False),
    ]
    for i in range(indicators):
        reason = (changed or {}).get(i, REASON if i % 7 == 3 else "")
        cells += [
            _body(heads + i, 3, f"补贴发放人数第{i + 1}类"),
            _body(heads + i, 4, "≥50人", align=Align.CENTER),
            _body(heads + i, 5, "82人", align=Align.CENTER),
            _body(heads + i, 6, "10", align=Align.CENTER),
            _body(heads + i, 7, "9.5", align=Align.CENTER),
            _body(heads + i, 8, reason, align=Align.TOP_LEFT),
        ]
    return Sheet(
        "F02",
        "项目支出绩效自评表",
        (7, 10, 12, 20, 12, 12, 8, 8, 18),
        rows,
        tuple(cells),
        FieldRef("project", "1", ""),
        header=range(4, 5),
    )


def _groups(first: int, indicators: int) -> list[Cell]:
    """Labels of level 1 (six rows each) and level 2 (three rows each)."""
    cells: list[Cell] = []
    for step, col, text in ((6, 1, "产出指标（50分）"), (3, 2, "数量指标")):
        cells += [
            Cell(first + start, col, text, rows=min(step, indicators - start), repeat=True)
            for start in range(0, indicators, step)
        ]
    return cells


def _body(row: int, col: int, text: str, *, cols: int = 1, align: Align = Align.LEFT, border: bool = True) -> Cell:
    return Cell(row, col, text, cols=cols, kind=CellKind.INPUT, align=align, style=Style.BODY, border=border)
