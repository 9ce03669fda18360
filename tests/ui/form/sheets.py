"""Forms built by hand for the tests of the form view."""

from __future__ import annotations

from decimal import Decimal

from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, CellKind, Row, RowRole, Sheet, Style

SUBJECT = FieldRef("project", "p1", "")


def label(row, col, text, rows=1, cols=1, **rest):
    return Cell(row, col, text, rows, cols, **rest)


def field(row, col, ref, text="", rows=1, cols=1, align=Align.LEFT, **rest):
    rest.setdefault("style", Style.BODY)
    return Cell(row, col, text, rows, cols, CellKind.INPUT, ref, align, **rest)


def computed(row, col, text, **rest):
    rest.setdefault("align", Align.RIGHT)
    return Cell(row, col, text, kind=CellKind.COMPUTED, style=Style.BODY, how=rest.pop("how", ""), **rest)


def indicator_ref(number, name):
    return FieldRef("indicator", f"i{number}", name)


def funding_ref(source, name):
    return FieldRef("funding", f"p1:{source}", name)


COLUMNS = (
    ("name", Align.LEFT),
    ("target", Align.CENTER),
    ("actual", Align.CENTER),
    ("weight", Align.RIGHT),
    ("score", Align.RIGHT),
    ("deviation", Align.LEFT),
)
WIDTHS = (6, 11, 12, 20, 11, 11, 8, 11, 13)


def indicator_rows(first, count, values, level1_spans, level2_spans):
    cells = [label(first, 0, "绩效指标", rows=count, repeat=True)]
    row = first
    for text, rows in level1_spans:
        cells.append(label(row, 1, text, rows=rows, repeat=True))
        row += rows
    row = first
    for text, rows in level2_spans:
        cells.append(label(row, 2, text, rows=rows))
        row += rows
    for number in range(count):
        for col, (name, align) in enumerate(COLUMNS, start=3):
            text = values.get((number, name), "")
            cells.append(
                field(
                    first + number,
                    col,
                    indicator_ref(number, name),
                    text,
                    align=align,
                    title=f"{values.get((number, 'name'), '')} · {name}",
                )
            )
    return cells


def head_cells():
    heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因及措施")
    cells = [
        Cell(0, 0, "项目支出绩效自评表", cols=9, style=Style.TITLE, border=False),
        Cell(1, 0, "（2024 年度）", cols=9, style=Style.SUBTITLE, border=False),
        label(2, 0, "项目名称", cols=2),
        field(2, 2, FieldRef("project", "p1", "name"), "就业创业补助资金（中央、省、县）", cols=7, title="项目名称"),
        label(3, 0, "项目资金（万元）", rows=3),
        label(3, 1, "", cols=2),
        *(
            label(3, col, text)
            for col, text in (
                (3, "年初预算数"),
                (4, "全年预算数"),
                (5, "全年执行数"),
                (6, "分值"),
                (7, "执行率"),
                (8, "得分"),
            )
        ),
        label(4, 1, "年度资金总额", cols=2),
        *(
            computed(4, col, text, number=Decimal(403), how="403.10 = 398.00 + 5.10", title="年度资金总额 · 预算数")
            for col, text in ((3, "398.00"), (4, "403.10"), (5, "403.10"))
        ),
        label(4, 6, "10"),
        computed(4, 7, "100.00%", how="执行率 100.00% = 403.10 ÷ 403.10", title="执行率"),
        computed(4, 8, "10"),
        label(5, 1, "其中：本年财政拨款", cols=2),
        *(
            field(
                5,
                col,
                funding_ref("GENERAL", name),
                text,
                align=Align.RIGHT,
                edit=edit,
                number=Decimal(edit),
                title=f"本年财政拨款 · {name}",
            )
            for col, name, text, edit in (
                (3, "initial", "398.00", "398"),
                (4, "budget", "403.10", "403.1"),
                (5, "executed", "403.10", "403.1"),
            )
        ),
        label(5, 6, "—"),
        label(5, 7, "—"),
        label(5, 8, "—"),
        label(6, 0, "总体目标"),
        field(
            6,
            1,
            FieldRef("project", "p1", "goal"),
            "落实创业、职业技能、社会保险、岗位和见习补贴，创业奖补 30 人以上，社会保险补贴 50 人以上，开发公益性岗位 800 人以上。",
            cols=4,
            align=Align.TOP_LEFT,
            title="预期目标",
        ),
        field(
            6,
            5,
            FieldRef("project", "p1", "result"),
            "创业奖补 16 人，社会保险补贴 82 人。",
            cols=4,
            align=Align.TOP_LEFT,
            title="实际完成情况",
        ),
        *(label(7, col, text) for col, text in enumerate(heads, start=1)),
        label(7, 0, ""),
    ]
    rows = [
        Row(RowRole.TITLE, 36),
        Row(RowRole.TITLE, 24),
        Row(),
        Row(),
        Row(),
        Row(),
        Row(height=48),
        Row(RowRole.HEADER, 24),
    ]
    return cells, rows


VALUES = {
    (0, "name"): "创业奖补人数",
    (0, "target"): "≥30人",
    (0, "actual"): "16人",
    (0, "weight"): "10",
    (0, "score"): "10",
    (1, "name"): "社会保险补贴人数",
    (1, "target"): "≥50人",
    (1, "actual"): "82人",
    (1, "weight"): "10",
    (1, "score"): "10",
    (2, "name"): "开发公益性岗位人数",
    (2, "target"): "≥800人",
    (2, "actual"): "899人",
    (2, "weight"): "15",
    (2, "score"): "15",
    (3, "name"): "补贴发放准确率",
    (3, "target"): "≥98%",
    (3, "actual"): "98%",
    (3, "weight"): "15",
    (3, "score"): "15",
}


def f01(values=VALUES, count=4, extra_above=0):
    cells, rows = head_cells()
    first = len(rows)
    total = count + extra_above
    shown = {(number + extra_above, name): text for (number, name), text in values.items()}
    level2 = [("数量指标", max(total - 1, 1))] + ([("质量指标", 1)] if total > 1 else [])
    cells += indicator_rows(first, total, shown, [("产出指标（50 分）", total)], level2)
    if extra_above:  # the records keep their ids, the fresh ones come first
        cells = [_renumbered(cell, extra_above) for cell in cells]
    end = first + total
    cells += [
        label(end, 0, "总分", cols=6),
        label(end, 6, "100"),
        computed(end, 7, "100", how="10 + 10 + 15 + 15"),
        label(end, 8, ""),
    ]
    records = [FieldRef("indicator", f"i{n - extra_above}" if n >= extra_above else f"n{n}", "") for n in range(total)]
    rows += [Row(RowRole.INDICATOR, record=record) for record in records] + [Row(RowRole.CLOSING)]
    return Sheet(
        "F01", "项目支出绩效自评表", WIDTHS, tuple(rows), tuple(cells), SUBJECT, header=range(first - 1, first)
    )


def _renumbered(cell, by):
    if cell.ref is None or cell.ref.entity != "indicator":
        return cell
    number = int(cell.ref.id[1:]) - by
    return cell._replace(ref=cell.ref._replace(id=f"i{number}" if number >= 0 else f"n{number + by}"))


def long_form(count=60):
    values = {}
    for n in range(count):
        values |= {
            (n, "name"): f"第{n + 1}项指标的名称",
            (n, "target"): "≥30人",
            (n, "actual"): "30人",
            (n, "weight"): "1",
            (n, "score"): "1",
        }
    return f01(values, count)
