"""Documents for the tests of their pages: a report with everything a report may have, and plain ones of any text."""

from __future__ import annotations

from decimal import Decimal

from services.charts.builders import structure_chart, totals_chart
from services.charts.chart import Chart
from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, Row, RowRole, Sheet, Style
from services.render.document_layout import lay_out_document
from services.render.document_paged import DocumentPages, TextLine
from services.render.fonts import font_set
from services.reports.document import (
    Block,
    ChartBlock,
    Contents,
    Document,
    Heading,
    PageBreak,
    Paragraph,
    SheetBlock,
    TextStyle,
    words,
)

FONTS = font_set(prefer_installed=False)
TEXTS = (
    "2023年度，部门整体支出全年预算数5,105.18万元，全年执行数4,454.96万元，预算执行率为87.26%；其中：基本支出占20.42%。",
    "根据《项目支出绩效评价管理办法》（财预〔2020〕10号）等文件要求，我局组织开展了部门整体支出绩效自评工作——现将有关情况报告如下。",
    "一是“就业创业补助资金（中央、省、县）”为82人兑现社会保险补贴；二是城镇登记失业率为4.8%，控制在5.5%以内……",
    "严格按照申请、审核、公示、拨付的程序发放。",
)


def body(count: int, first: int = 0) -> list[Block]:
    """So many paragraphs of body text."""
    return [words(TEXTS[i % len(TEXTS)] * (1 + i % 3), anchor=f"p{i}") for i in range(first, first + count)]


def table(rows: int, *, landscape: bool = False) -> Sheet:
    """A table with a header and so many rows."""
    cells = [Cell(0, col, text, style=Style.STRONG) for col, text in enumerate(("项目", "预算数", "执行数"))]
    for row in range(1, rows + 1):
        cells.append(Cell(row, 0, f"第{row}项支出", align=Align.LEFT, style=Style.BODY))
        cells += [Cell(row, col, f"{row * col}.00", align=Align.RIGHT, style=Style.BODY) for col in (1, 2)]
    lines = (Row(RowRole.HEADER), *(Row(RowRole.INDICATOR) for _row in range(rows)))
    subject = FieldRef("filing", "", "")
    return Sheet("t", "收支表", (30, 20, 20), lines, tuple(cells), subject, landscape=landscape, header=range(1))


def chart(number: int = 1) -> Chart:
    """A drawing of columns, or a pie."""
    if number == 1:
        totals = (Decimal("2762.63"), Decimal("2113.98"))
        return totals_chart(2022, totals, totals)
    return structure_chart([("城乡社区支出", Decimal("9.94")), ("社会保障和就业支出", Decimal("1989.15"))])


def report(stamp: str = "") -> Document:
    """Cover, contents, headings of all levels, text, an inline table, two charts, signature, a form, a wide table."""
    blocks: list[Block] = [
        words("2023年度", TextStyle.COVER_TITLE),
        words("县人力资源和社会保障局部门决算", TextStyle.COVER_TITLE),
        words("2024年8月", TextStyle.COVER_LINE),
        PageBreak(),
        Contents(),
        Heading("第一部分　部门概况", 0, "part1"),
        Heading("一、主要职能", 1, "duties"),
        *body(2),
        Heading("（一）机构设置", 2, "homes"),
        Heading("1.人员情况", 3),
        Heading("（1）在职人员", 4),
        *body(3, 2),
        Heading("二、收支情况", 1, "funds"),
        *body(4, 5),
        words("表1　收支情况", TextStyle.CAPTION),
        SheetBlock(table(8), inline=True, anchor="inline"),
        words("注：数据来源于部门决算报表。", TextStyle.NOTE),
        ChartBlock(chart(1), "figure1"),
        *body(3, 9),
        ChartBlock(chart(2), "figure2"),
        Heading("第二部分　自评情况", 0, "part2"),
        *body(6, 12),
        words("附件：1.项目支出绩效自评表"),
        words(""),
        words("县人力资源和社会保障局", TextStyle.SIGNATURE, "signature"),
        words("2024年4月18日", TextStyle.DATE),
        words("附件1", TextStyle.ATTACHMENT),
        SheetBlock(table(50), "项目支出绩效自评表", anchor="form"),
        SheetBlock(table(5, landscape=True), "公开03表", anchor="wide"),
    ]
    return Document("2023年度部门决算", tuple(blocks), "县人力资源和社会保障局", stamp)


def plain(*texts: str) -> Document:
    """Body text alone."""
    return Document("文稿", tuple(map(words, texts)))


def laid_out(document: Document) -> DocumentPages:
    """The pages with the fonts that come with the program."""
    return lay_out_document(document, FONTS)


def lines_of(pages: DocumentPages) -> list[TextLine]:
    """All lines of text."""
    return [line for page in pages.pages for line in page.lines]


def text_of(block: Block) -> str:
    """The text of a paragraph or heading, "" for others."""
    return block.text if isinstance(block, Paragraph | Heading) else ""
