"""What other documents say: lines of published tables and figures stated in texts, entered to be compared.

The program's own tables and texts are made from the forms and cannot disagree; these are for what came from elsewhere.
"""

from __future__ import annotations

from decimal import Decimal

from models import columns
from models.enums import PublishedTable, StatementTopic
from models.record import Record


class SummaryLine(Record):
    """One line of a published table of projects; `project` is the id of the project it is about ("" = not matched)."""

    filing_id: str = columns.link("filing")
    table: PublishedTable = columns.choice("哪张表", PublishedTable.OWN)
    position: int = columns.number("顺序")
    department_name: str = columns.text("主管部门（单位）")
    name: str = columns.text("项目名称", 300)
    amount: Decimal | None = columns.money("金额")
    score: Decimal | None = columns.points("自评得分")
    grade: str = columns.text("自评等级", 20)
    project: str = columns.text("项目", 40)


class SummaryLineRow(SummaryLine, table=True):
    """Table of lines of published tables."""

    __tablename__ = "summary_line"


class Statement(Record):
    """A figure stated in a text: topic, document and place, the figure, and the project it is about ("" = the whole).

    `figure` is 万元 for amounts, plain for counts, 分 for scores, a ratio for rates; `words` holds a grade.
    """

    filing_id: str = columns.link("filing")
    topic: StatementTopic = columns.choice("说的是什么", StatementTopic.PROJECT_COUNT)
    position: int = columns.number("顺序")
    document: str = columns.text("文件和位置")
    project: str = columns.text("项目", 40)
    figure: Decimal | None = columns.money("数字")
    words: str = columns.text("文字", 60)


class StatementRow(Statement, table=True):
    """Table of stated figures."""

    __tablename__ = "statement"
