"""A small Document with everything the DOCX writer has to care about, and what the tests read out of the file."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from services.charts.chart import CaptionRules, Chart, ChartKind, Series
from services.filing.refs import FieldRef
from services.forms.sheet import Align, Cell, Row, RowRole, Sheet, Style
from services.render.docx import write_docx
from services.render.fonts import font_set
from services.reports.document import (
    Block,
    ChartBlock,
    Contents,
    Document,
    Heading,
    PageBreak,
    SheetBlock,
    TextStyle,
    words,
)

FONTS = font_set(prefer_installed=False)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NS = {
    "w": W[1:-1],
    "r": R[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def wide_table(rows: int = 3) -> Sheet:
    """A landscape table whose header is its first framed row."""
    cells = (
        Cell(0, 0, "支出决算表", cols=3, style=Style.TITLE, border=False),
        Cell(1, 0, "部门：某局", cols=2, style=Style.NOTE, align=Align.LEFT, border=False),
        Cell(1, 2, "金额单位：万元", style=Style.NOTE, align=Align.RIGHT, border=False),
        Cell(2, 0, "科目", cols=2),
        Cell(2, 2, "合计", rows=2),
        Cell(3, 0, "编码"),
        Cell(3, 1, "名称"),
        *(Cell(4 + n, 0, f"20801{n:02}", style=Style.BODY, align=Align.LEFT) for n in range(rows)),
        *(Cell(4 + n, 1, f"科目{n}", style=Style.BODY, align=Align.LEFT) for n in range(rows)),
        *(Cell(4 + n, 2, f"{n}.50", style=Style.BODY, align=Align.RIGHT) for n in range(rows)),
    )
    roles = (RowRole.TITLE, RowRole.PLAIN, RowRole.HEADER, RowRole.HEADER, *(RowRole.INDICATOR,) * rows)
    subject = FieldRef("filing", "1", "")
    return Sheet(
        "F07",
        "公开03表",
        (2, 5, 3),
        tuple(map(Row, roles)),
        cells,
        subject,
        landscape=True,
        header=range(2, 4),
        margins_mm=(15.0, 15.0, 15.0, 15.0),
    )


def pie(number: str = "图1", *, before: bool = True) -> Chart:
    series = (Series("金额", (Decimal("2076.76"), Decimal("9.94"))),)
    rules = CaptionRules(before=before)
    return Chart(ChartKind.PIE, number, "收入结构图", ("一般公共预算", "政府性基金"), series, caption_rules=rules)


def report() -> Document:
    """Cover, contents, headings, text, a chart, a table in the text and one on a landscape page, a signature."""
    blocks: tuple[Block, ...] = (
        words("2022年度部门决算", TextStyle.COVER_TITLE),
        words("某局", TextStyle.COVER_LINE),
        PageBreak(),
        Contents(),
        Heading("第一部分　部门概况", 0, "part1"),
        Heading("一、主要职能", 1, "duties"),
        words("我局负责就业和社会保障工作。"),
        SheetBlock(wide_table(1), inline=True),
        ChartBlock(pie()),
        words("以上说明。"),
        words("某局", TextStyle.SIGNATURE),
        words("2023年9月18日", TextStyle.DATE),
        words("附件1", TextStyle.ATTACHMENT),
        SheetBlock(wide_table(), "支出决算表", anchor="f07"),
    )
    return Document("某局2022年度部门决算", blocks, "某局", "第 2 版　校验码 3f2a")


def save(document: Document, folder: Path, **more: object) -> Path:
    path = folder / "报告.docx"
    write_docx(document, path, fonts=FONTS, **more)
    return path


def part(path: Path, name: str = "word/document.xml") -> etree._Element:
    """A part of the file, parsed."""
    with ZipFile(path) as archive:
        return etree.fromstring(archive.read(name))


def body(path: Path) -> etree._Element:
    return part(path)[0]


def text_of(element: etree._Element) -> str:
    """The text of an element as read, without field instructions."""
    return "".join(item.text or "" for item in element.iter(f"{W}t"))


def indented(xml: bytes) -> str:
    root = ET.fromstring(xml)  # noqa: S314 - our own file
    ET.indent(root, " ")
    return ET.canonicalize(ET.tostring(root, "unicode")) + "\n"
