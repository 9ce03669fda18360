"""The 合计 row of a table against its rows."""

from __future__ import annotations

import pytest

from services.texts.examine import examine_grid
from services.texts.passage import Grid, Passage, Writing

COUNTIES = (
    ("县（区）", "缴费人数", "预拨资金", "到位率"),
    ("东区", "2200", "35.99", "100%"),
    ("西区", "2900", "46.10", "100%"),
    ("仁和区", "28500", "310.86", "98%"),
)


def grid(*rows: tuple[str, ...]) -> Grid:
    return Grid("t", rows)


def test_sums_that_agree_are_counted():
    judged = examine_grid(grid(*COUNTIES, ("合计", "33600", "392.95", "99%")))
    assert [one.relation.claimed.name for one in judged.holds] == ["合计·缴费人数", "合计·预拨资金"]
    assert judged.contradictions == ()


def test_a_wrong_sum_is_told_with_its_column():
    judged = examine_grid(grid(*COUNTIES, ("合计", "36300", "392.95", "")))
    (found,) = judged.contradictions
    assert (found.relation.claimed.name, found.relation.result) == ("合计·缴费人数", 33600)


@pytest.mark.parametrize(
    "rows",
    [
        (("科目", "名称", "金额"), ("208", "社会保障", "30.5"), ("20801", "人力资源", "20.5"), ("2080101", "行政运行", "20.5"),
         ("20805", "养老", "10.0"), ("210", "卫生", "4.5"), ("", "合计", "35.0")),
        (("科目", "名称", "金额"), ("", "合计", "35.0"), ("208", "社会保障", "30.5"), ("210", "卫生", "4.5")),
        (("项目", "金额"), ("甲", "1.2"), ("乙", "2.3"), ("小计", "3.5"), ("丙", "4.0"), ("丁", "1.0"), ("小计", "5.0")),
        (("项目", "金额"), ("甲", "1,200.50"), ("乙", "２３０．５０"), ("合计", "1,431.00")),
    ],
)  # fmt: skip
def test_levels_and_part_sums(rows: tuple[tuple[str, ...], ...]):
    judged = examine_grid(grid(*rows))
    assert judged.contradictions == ()
    assert judged.holds


@pytest.mark.parametrize(
    "rows",
    [
        (("项目", "金额"), ("一、收入", "10"), ("（一）拨款", "8"), ("（二）其他", "2"), ("合计", "10")),
        (("项目", "金额"), ("甲", "1.2"), ("乙", ""), ("合计", "3.5")),
        (("项目", "得分"), ("甲", "90"), ("乙", "95"), ("合计", "92.5")),
        (("项目", "金额"), ("甲", "1.2"), ("合计", "3.5")),
        (("项目", "金额"),),
        (),
    ],
)
def test_nothing_is_told_in_doubt(rows: tuple[tuple[str, ...], ...]):
    assert examine_grid(grid(*rows)).contradictions == ()


def test_a_writing_has_passages_and_tables():
    writing = Writing("报告", (Passage("p", "文字"), grid(("甲", "1"))))
    assert [one.id for one in writing.passages()] == ["p"]
    assert [one.id for one in writing.grids()] == ["t"]
