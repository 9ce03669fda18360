"""Relations of a table: totals and rows, totals and columns, amounts by level."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.texts.judge import Judgement
from services.texts.passage import Grid
from services.texts.tabled import Tabled
from services.texts.tables import read_table

COUNTIES = (
    ("县（区）", "缴费人数", "预拨资金", "到位率"),
    ("东区", "2200", "35.99", "100%"),
    ("西区", "2900", "46.10", "100%"),
    ("仁和区", "28500", "310.86", "98%"),
)


def judged(*rows: tuple[str, ...], before: str = "") -> Judgement:
    return Tabled(Grid("t", rows), before).judgement


def test_sums_that_agree_are_counted() -> None:
    found = judged(*COUNTIES, ("合计", "33600", "392.95", "99%"))
    assert [one.relation.claimed.name for one in found.holds] == ["合计·缴费人数", "合计·预拨资金"]
    assert found.contradictions == ()


def test_a_wrong_sum_is_told_with_its_column() -> None:
    (found,) = judged(*COUNTIES, ("合计", "36300", "392.95", "")).contradictions
    assert (found.relation.claimed.name, found.relation.result) == ("合计·缴费人数", 33600)


@pytest.mark.parametrize(
    "rows",
    [
        (("科目", "名称", "金额"), ("208", "社会保障", "30.5"), ("20801", "人力资源", "20.5"), ("2080101", "行政运行", "20.5"),
         ("20805", "养老", "10.0"), ("210", "卫生", "4.5"), ("", "合计", "35.0")),
        (("科目", "名称", "金额"), ("", "合计", "35.0"), ("208", "社会保障", "30.5"), ("210", "卫生", "4.5")),
        (("项目", "金额"), ("甲", "1.2"), ("乙", "2.3"), ("小计", "3.5"), ("丙", "4.0"), ("丁", "1.0"), ("小计", "5.0")),
        (("项目", "金额"), ("甲", "1,200.50"), ("乙", "２３０．５０"), ("合计", "1,431.00")),
        (("收入", "金额"), ("拨款", "8"), ("其他", "2"), ("本年收入合计", "10"), ("结转", "1"), ("总计", "11")),
    ],
)  # fmt: skip
def test_levels_and_part_sums(rows: tuple[tuple[str, ...], ...]) -> None:
    found = judged(*rows)
    assert found.contradictions == ()
    assert found.holds


@pytest.mark.parametrize(
    "rows",
    [
        (("项目", "金额"), ("一、收入", "10"), ("（一）拨款", "8"), ("（二）其他", "2"), ("合计", "11")),
        (("项目", "金额"), ("甲", "1.2"), ("乙", ""), ("合计", "1.5")),
        (("项目", "得分"), ("甲", "90"), ("乙", "95"), ("合计", "92.5")),
        (("项目", "金额"), ("甲", "1.2"), ("合计", "1.5")),
        (("项目", "金额"), ("类", "10"), ("款", "10"), ("项", "10"), ("合计", "10")),
        (("项目", "行次", "金额"), ("甲", "1", "5.5"), ("乙", "2", "4.5"), ("合计", "9", "10.0")),
        (("项目", "金额"), ("甲",), ("乙", "2"), ("合计", "3")),
        (("项目", "金额"),),
    ],
)
def test_nothing_is_told_in_doubt(rows: tuple[tuple[str, ...], ...]) -> None:
    assert judged(*rows).contradictions == ()


ACROSS = (("科目", "合计", "基本", "项目"), ("甲", "10", "6", "4"), ("乙", "5", "5", "0"), ("丙", "7", "3", "4"))


def test_a_row_that_does_not_add_up_is_told_where_the_others_do() -> None:
    (found,) = judged(*ACROSS, ("丁", "9", "3", "4")).contradictions
    assert (found.relation.claimed.name, found.relation.result) == ("丁", 7)
    assert judged(*ACROSS[:2], ("丁", "9", "3", "4"), ("戊", "8", "1", "1")).contradictions == ()


def test_money_by_level_is_that_of_the_rows() -> None:
    rows = (("项目名称", "金额"), ("中央就业补助", "10.5"), ("中央养老补助", "20"), ("省级就业补助", "5.5"))
    before = "其中：中央资金{}万元，省级资金5.5万元，详见下表："
    assert len(judged(*rows, before=before.format("30.5")).holds) == 2
    (found,) = judged(*rows, before=before.format("35.5")).contradictions
    assert (found.relation.result, found.relation.gap) == (Decimal("30.5"), 5)


def test_lists_side_by_side_have_their_own_names() -> None:
    rows = (
        ("科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数"),
        ("30101", "基本工资", "1.5", "30201", "办公费", "2.5"),
    )
    table = read_table(Grid("t", rows, (), "单位：万元"))
    assert table is not None
    assert dict(table.rows[0].labels) == {0: "基本工资", 2: "基本工资", 3: "基本工资", 5: "办公费"}
    assert list(table.amounts()) == [2, 5]


def test_the_line_that_numbers_columns_is_no_name() -> None:
    rows = (("科目", "合计", "基本支出"), ("栏次", "1", "2"), ("甲", "3", "2.5"))
    table = read_table(Grid("t", rows, (), "金额单位：元"))
    assert table is not None
    assert table.heads == ("科目", "合计", "基本支出")
    assert (table.unit, str(table.rows[0].numbers[2].value)) == ("元", "0.00025")
