"""Makes the finished Document of a report: title, sections, charts and tables, signature; reports within it in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from services.filing.filing import Filing
from services.filing.finalise import stamp
from services.filing.report_rows import ReportKey
from services.reports.composer import Composer
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
from services.reports.sections import PassageState, PassageView, SectionView

_UNDATED = "　　　　年　　月　　日"


def report_document(filing: Filing, report: ReportKey) -> Document:
    """The finished text of a report. KeyError for an outline or project that does not exist."""
    return document_of(Composer(filing, report))


def document_of(composer: Composer) -> Document:
    """The finished text as a composer has it now."""
    blocks = tuple(_blocks(composer))
    return Document(composer.title.replace("\n", ""), blocks, composer.filing.unit.name, stamp(composer.filing))


def _blocks(composer: Composer) -> Iterator[Block]:
    if composer.outline.cover:
        yield from _cover(composer)
    if composer.outline.contents:
        yield Contents(depth=composer.outline.contents)
    yield from body(composer)


def _cover(composer: Composer) -> Iterator[Block]:
    for line in composer.title.split("\n"):
        yield words(line, TextStyle.COVER_TITLE)
    yield words(composer.filing.unit.name, TextStyle.COVER_LINE)
    yield words(date_text(composer.record.dated) or f"{composer.filing.head.year + 1}年", TextStyle.COVER_LINE)
    yield PageBreak()


def body(composer: Composer, *, titled: bool = True) -> Iterator[Block]:
    """Title (unless on a cover, or where another gives it), sections, signature, what is attached behind it."""
    if titled and not composer.outline.cover:
        yield from (words(line, TextStyle.TITLE) for line in composer.title.split("\n"))
        if composer.subtitle:
            yield words(composer.subtitle, TextStyle.SUBTITLE)
    sections = composer.sections()
    for section in sections:
        if not section.attachment:
            yield from _section(composer, section)
    if composer.outline.signed:
        yield words(composer.filing.unit.name, TextStyle.SIGNATURE)
        yield words(date_text(composer.record.dated) or _UNDATED, TextStyle.DATE)
    for section in sections:
        if section.attachment:
            yield from _attachment(composer, section)


def _attachment(composer: Composer, section: SectionView) -> Iterator[Block]:
    """附件1 stands flush left above what is attached, on a page of its own (GB/T 9704-2012 §7.3.7)."""
    yield PageBreak()
    yield words(section.number.strip(), TextStyle.ATTACHMENT, section.key)
    yield from _passages(composer, section)


def _section(composer: Composer, section: SectionView) -> Iterator[Block]:
    if section.page_break:
        yield PageBreak()
    yield Heading(section.title, section.level, section.key)
    yield from _passages(composer, section)


def _passages(composer: Composer, section: SectionView) -> Iterator[Block]:
    for passage in section.passages:
        if passage.state is not PassageState.OMITTED:
            yield from _passage(composer, passage, section.level)


def _passage(composer: Composer, passage: PassageView, level: int) -> Iterator[Block]:
    yield from (Paragraph(runs, TextStyle.BODY, passage.key) for runs in passage.paragraphs)
    if passage.chart is not None:
        yield ChartBlock(passage.chart, passage.key)
    yield from _sheets(passage)
    if passage.report is not None:
        yield PageBreak()
        yield from _within(body(composer.within(passage.report)), level)
        yield PageBreak()


def _within(blocks: Iterator[Block], level: int) -> Iterator[Block]:
    """A report below a heading of this level: in bookmarks and contents its headings stand below that."""
    for block in blocks:
        yield replace(block, depth=level + max(block.level, 1)) if isinstance(block, Heading) else block


def _sheets(passage: PassageView) -> Iterator[Block]:
    """The sheets, each with its name as bookmark; a table in several parts has one for all of them."""
    parts = [sheet.name.rpartition("（")[0] for sheet in passage.sheets]
    for place, sheet in enumerate(passage.sheets):
        follows = place > 0 and parts[place] and parts[place] == parts[place - 1]
        begins = place + 1 < len(parts) and parts[place] and parts[place] == parts[place + 1]
        title = "" if follows else parts[place] if begins else sheet.name
        yield SheetBlock(sheet, "" if passage.inline else title, passage.inline, passage.key)


def date_text(day: date | None) -> str:
    """A date as it stands below a text: 2024年7月18日, without leading zeros (GB/T 9704-2012 §7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""
