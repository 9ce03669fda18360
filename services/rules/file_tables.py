"""Rules WJ01–WJ06 on the tables of an audited file: sums, announced counts, names, grades, scores without money."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from models.enums import Severity
from services.filing.refs import FieldRef
from services.rules.catalogue import Hit, table_rule
from services.texts.explain import explain
from services.texts.mask import half_width
from services.texts.reading import read
from services.texts.relation import Operand
from services.texts.tabled import Tabled
from services.texts.tables import Row

_BASIS = "表内勾稽、文表一致"
_GRADES = {"优": (90, 101), "良": (80, 90), "中": (60, 80), "差": (0, 60)}
"""Scores of a grade: from, and below."""
_COUNTED = re.compile("项目|资金")
_ITEMS = frozenset({"个", "项"})
_ANNOUNCED = re.compile("详见下表|如下表|见下表|下表")
_MARKS = re.compile("[\\[\\]【】〔〕()—-]")
_SHOWN = 4


def _ref(one: Tabled) -> FieldRef:
    return FieldRef("passage", one.grid.id, "text")


def _own(one: Tabled, row: Row, **values: str) -> Hit:
    return Hit((_ref(one),), {"name": row.label, **values})


@table_rule(
    "WJ01",
    Severity.ERROR,
    "表中合计不平",
    reads=(),
    text="“{name}”写 {stated}，{formula} ＝ {expected}，差 {gap}{cause}",
    remedy="核对合计与各行、各列",
    basis=_BASIS,
)
def tables_add_up(one: Tabled) -> Iterator[Hit]:
    """Totals of a table are the sums of their rows and columns, amounts by level those told before it."""
    for found in one.judgement.contradictions:
        yield Hit((_ref(one),), explain(found, one.judgement.holds).values())


@table_rule(
    "WJ02",
    Severity.WARNING,
    "表的行数与文中个数不符",
    reads=(),
    text="表前写{said}，表中列出 {n} 行",
    remedy="核对个数；漏列的补上",
    basis=_BASIS,
)
def rows_are_as_many_as_announced(one: Tabled) -> Iterator[Hit]:
    """A table that is announced lists as many projects as the passage before it says."""
    counts = [
        q for q in read(one.before).quantities if q.unit in _ITEMS and q.exact and _COUNTED.search(q.own or q.label)
    ]
    if one.table is None or one.table.column("项目名称", "资金名称") is None or not _ANNOUNCED.search(one.before):
        return
    rows = Decimal(len([row for row in one.table.lines() if row.label]))
    largest = max((q.value for q in counts), default=rows)
    if rows not in {q.value for q in counts} and rows != largest:
        said = next(q for q in counts if q.value == largest)
        yield Hit((_ref(one),), {"said": f"“{said.label}{said.words}”", "n": str(rows)})


@table_rule(
    "WJ03",
    Severity.WARNING,
    "表中名称重复",
    reads=(),
    text="“{name}”在表中有 {n} 行",
    remedy="重复的合并或删去；不是同一项目的，写明区别",
    basis="项目名称唯一",
)
def names_are_single(one: Tabled) -> Iterator[Hit]:
    """A list of projects names none twice."""
    table = one.table
    if table is None or table.name_column is None or "项目名称" not in table.heads[table.name_column]:
        return
    rows = {_bare(row.label): row for row in reversed(table.lines()) if row.label}
    times = Counter(_bare(row.label) for row in table.lines())
    for name, row in reversed(rows.items()):
        if times[name] > 1:
            yield _own(one, row, n=str(times[name]))


def _bare(name: str) -> str:
    """A name without brackets and dashes: 冀财社[2022]150号 and 冀财社【2022】150号 are one."""
    return _MARKS.sub("", half_width(name))


def _scored(one: Tabled) -> Iterator[tuple[Row, Operand]]:
    """Rows of projects with their score."""
    at = one.table.column("自评得分", "得分") if one.table else None
    for row in one.table.lines() if one.table and at is not None else ():
        score = row.numbers.get(at) if at is not None else None
        if score is not None and row.label:
            yield row, score


@table_rule(
    "WJ04",
    Severity.ERROR,
    "等级与得分不符",
    reads=(),
    text="“{name}”得 {score} 分，等级写“{grade}”",
    remedy="90分及以上为优，80—90分为良，60—80分为中，60分以下为差",
    basis="财预〔2020〕10号",
)
def grades_follow_scores(one: Tabled) -> Iterator[Hit]:
    """A grade is that of the score."""
    at = one.table.column("等级") if one.table else None
    for row, score in _scored(one) if at is not None else ():
        limits = _GRADES.get(row.cells[at].strip()[:1]) if at is not None else None
        points = Decimal(score.printed)
        if limits and points <= 100 and not limits[0] <= points < limits[1]:
            yield _own(one, row, score=score.printed, grade=row.cells[at or 0].strip())


@table_rule(
    "WJ05",
    Severity.WARNING,
    "没有金额却有得分",
    reads=(),
    text="{names}金额为 0，却有得分",
    remedy="核对金额；没有安排资金的项目不评分，或写明原因",
    basis="财预〔2020〕10号",
)
def scores_need_money(one: Tabled) -> Iterator[Hit]:
    """A project without any money is not scored."""
    table = one.table
    columns = [at for at in table.amounts() if re.search("金额|预算|执行|资金", table.heads[at])] if table else []
    empty = [
        row.label
        for row, score in _scored(one)
        if score.value and columns and all(at in row.numbers and not row.numbers[at].value for at in columns)
    ]
    if empty:
        names = "、".join(f"“{name}”" for name in empty[:_SHOWN])
        yield Hit((_ref(one),), {"names": names})
