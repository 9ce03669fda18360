"""The body of a Word file: blocks in order, with a section wherever paper or page numbers change."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from services.charts.chart import Chart
from services.charts.picture import chart_png
from services.render.document_pieces import GAP
from services.render.document_sheets import COLUMN_MM
from services.render.docx_contents import bookmark_of, contents_paragraphs
from services.render.docx_package import DocxPackage
from services.render.docx_page import (
    TEXT_PAPER,
    Footers,
    Numbering,
    Paper,
    Section,
    margin_frame,
    section_xml,
    sheet_paper,
)
from services.render.docx_picture import drawing
from services.render.docx_plan import Plan
from services.render.docx_styles import FIGURE, SEPARATOR, TEXT_STYLES, heading_style
from services.render.docx_table import BETWEEN_TABLES, tables, title_lines
from services.render.docx_xml import Props, bookmark, paragraph, run, spacing
from services.render.layout import lay_out
from services.render.measure import Measurer
from services.render.official import LINE_PITCH, SETTINGS, TEXT_WIDTH
from services.render.pages import paginate
from services.reports.document import Block, ChartBlock, Contents, Heading, PageBreak, Paragraph, SheetBlock, TextStyle

_SHEET_OUTLINE: Final = 1
"""A sheet stands in the navigation pane where a heading 一、 does, below the parts."""
_SEPARATOR: Final = Props(SEPARATOR)
"""A paragraph that takes no room, where Word wants one."""
_TITLES: Final = (TextStyle.TITLE, TextStyle.SUBTITLE, TextStyle.COVER_TITLE)
_GAP: Final = Props(SEPARATOR, spacing=spacing(line=GAP))
"""The white below a table in the text."""


class Body:
    """Takes blocks one by one; `xml` closes the body."""

    def __init__(self, package: DocxPackage, measurer: Measurer, stamp: str, plan: Plan) -> None:
        self._package, self._measurer, self._plan = package, measurer, plan
        self._footers = Footers(stamp, package.add_footer)
        self._marked = {entry.block for entry in plan.entries}
        self._xml: list[str] = []
        self._section: Section | None = None
        self._pending: tuple[Props, str] | None = None
        self._after_table = self._break = self._numbered = False
        self._waiting: list[tuple[Props, str]] = []
        """“附件1” until its form begins."""
        self.count = 0

    def add(self, block: Block) -> None:
        """Write a block."""
        index, self.count = self.count, self.count + 1
        match block:
            case PageBreak():
                pass  # the plan says which blocks begin a page
            case SheetBlock():
                self._sheet(block, index)
            case Paragraph() if index in self._plan.marks:
                self._waiting.append((self._props(block, index), run(block.text)))
            case _:
                self._enter(TEXT_PAPER, index, self._plan.chart_pages)
                self._text(block, index)

    def xml(self) -> str:
        """The whole body with the properties of its last section."""
        section = self._section or self._enter(TEXT_PAPER, self.count)
        self._write_pending()
        if self._after_table or not self._xml:
            self._xml.append(paragraph(_SEPARATOR))
        return "".join(self._xml) + section_xml(section, self._footers)

    def _text(self, block: Block, index: int) -> None:
        """A block in the column of the text."""
        match block:
            case Paragraph():
                self._paragraph(self._props(block, index), run(self._words(block)))
            case Heading():
                self._paragraph(Props(heading_style(block.level)), self._mark(index, run(block.text)))
            case ChartBlock():
                self._chart(block.chart)
            case Contents():
                self._contents(block)
            case _:
                pass

    def _props(self, block: Paragraph, index: int) -> Props:
        space = self._plan.spaces.get(index)
        own = spacing(line=SETTINGS[block.style].pitch, before=space.before, after=space.after) if space else ""
        return Props(TEXT_STYLES[block.style][0], keep_next=index in self._plan.kept, spacing=own)

    def _words(self, block: Paragraph) -> str:
        """The text; that of a title in lines about equally long (梯形或菱形), which Word cannot do by itself."""
        if block.style not in _TITLES:
            return block.text
        setting = SETTINGS[block.style]
        lines = self._measurer.lines(block.text, setting.size, setting.font, TEXT_WIDTH, even=True)
        return "\n".join(line.text for line in lines)

    def _contents(self, block: Contents) -> None:
        """目录 on pages of its own."""
        self._break = self._pending is not None or self._after_table
        for props, content in contents_paragraphs(block, self._plan):
            self._paragraph(props, content)
        self._break = True

    def _chart(self, chart: Chart) -> None:
        """Picture and caption, on one page."""
        picture = chart_png(chart, self._measurer.fonts, width=TEXT_WIDTH)
        relation, number = self._package.add_picture(picture.data)
        before = chart.caption_rules.before
        shown = (Props(FIGURE, keep_next=not before), drawing(picture, relation, number, chart.number))
        caption = (Props(TEXT_STYLES[TextStyle.CAPTION][0], keep_next=before), run(chart.caption))
        for props, content in (caption, shown) if before else (shown, caption):
            self._paragraph(props, content)

    def _sheet(self, block: SheetBlock, index: int) -> None:
        """A sheet on pages of its own, or in the column of the text."""
        sheet = replace(block.sheet, landscape=False, margins_mm=COLUMN_MM) if block.inline else block.sheet
        layout = lay_out(sheet, self._measurer)
        paper = TEXT_PAPER if block.inline else sheet_paper(sheet)
        self._enter(paper, index, len(paginate(layout).pages) if self._plan.by_sheet else 1)
        lines = title_lines(layout)
        if (block.title or self._waiting) and not lines:
            lines = [(_SEPARATOR, "")]
        self._write_waiting(paper)
        outline = 0 if self._plan.by_sheet else _SHEET_OUTLINE
        for place, (props, content) in enumerate(lines):
            titled = bool(block.title) and place == 0
            own = props._replace(outline=outline) if titled and content else props
            self._paragraph(own, self._mark(index, content) if titled else content)
        for table in tables(layout):
            self._table(table)
        if block.inline:
            self._paragraph(_GAP, "")

    def _write_waiting(self, paper: Paper) -> None:
        """“附件1” in the upper margin of the form, whose table keeps its place."""
        top = paper.top - len(self._waiting) * LINE_PITCH
        for place, (props, content) in enumerate(self._waiting):
            self._paragraph(props._replace(frame=margin_frame(paper, top + place * LINE_PITCH)), content)
        self._waiting = []

    def _mark(self, index: int, content: str) -> str:
        """The content with the bookmark to which its entry of the contents leads."""
        return bookmark(bookmark_of(index), index, content) if index in self._marked else content

    def _enter(self, paper: Paper, index: int, pages: int = 1) -> Section:
        """Go on in the section of the text, or begin a new one."""
        numbering = self._numbering(index)
        now = self._section
        if now is not None and paper.grid and now[:2] == (paper, numbering):
            self._break |= index in self._plan.starts
            return now
        self._end_section()
        restarts = numbering is Numbering.BY_SHEET or (numbering is Numbering.OFFICIAL and not self._numbered)
        self._numbered = self._numbered or restarts
        self._section = Section(paper, numbering, 1 if restarts else None, pages)
        self._break = False
        return self._section

    def _numbering(self, index: int) -> Numbering:
        if self._plan.by_sheet:
            return Numbering.BY_SHEET
        return Numbering.NONE if index < self._plan.front else Numbering.OFFICIAL

    def _end_section(self) -> None:
        """Close the open section in its last paragraph."""
        if self._section is None:
            return
        properties = section_xml(self._section, self._footers)
        props, content = self._pending or (_SEPARATOR, "")
        self._xml.append(paragraph(props, content, properties))
        self._pending, self._after_table = None, False

    def _paragraph(self, props: Props, content: str) -> None:
        self._write_pending()
        self._pending = (props._replace(page_break=True) if self._break else props, content)
        self._after_table = self._break = False

    def _table(self, xml: str) -> None:
        if self._break:
            self._paragraph(_SEPARATOR, "")
        self._write_pending()
        self._xml += [BETWEEN_TABLES, xml] if self._after_table else [xml]
        self._after_table = True

    def _write_pending(self) -> None:
        if self._pending is not None:
            self._xml.append(paragraph(*self._pending))
            self._pending = None
