"""Pre-flight: what stands in the way of handing in or publishing a filing, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from models.enums import FilingState
from services.accounts.charts import charted
from services.accounts.ledger import ledger_of
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from services.publication.parts import complete_document
from services.publication.people import named_people, without_people
from services.reports.catalogue import ReportEntry, report_entry, reports_of
from services.reports.composer import Composer
from services.reports.document import ChartBlock, Document, SheetBlock
from services.reports.figures import BLANK, GONE
from services.reports.sections import PassageView, SectionView
from services.rules.engine import Checker
from services.texts.privacy import Private, disclosures


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing to look at: a heading, what it is in words with what to do, the value to jump to, if it is one.

    A `grave` one should not go out: the pack is made only when the clerk says so in so many words.
    """

    topic: str
    text: str
    ref: FieldRef | None = None
    grave: bool = False


@dataclass(frozen=True, slots=True)
class PackOrder:
    """How a pack is made: `hide_people` leaves names and telephone numbers of the forms out (for publication)."""

    hide_people: bool = True


FOR_PUBLICATION = PackOrder()


def preflight(filing: Filing, checker: Checker, order: PackOrder = FOR_PUBLICATION) -> list[Concern]:
    """Everything to look at, grave things first. `checker` must have run over all of it."""
    public = without_people(filing) if order.hide_people else filing
    document = complete_document(public)
    steps = (
        _substance(filing),
        _verdict(checker),
        _state(filing),
        _people(filing, order),
        _private(filing, document),
        _sections(public),
        _glyphs(document),
        _charts(filing),
    )
    return sorted(chain.from_iterable(steps), key=lambda one: not one.grave)


def _substance(filing: Filing) -> Iterator[Concern]:
    if not filing.evaluations() and ledger_of(filing).empty:
        yield Concern("内容", "这份编报还没有项目，也没有填部门决算，生成的文件都是空的。", grave=True)


def _verdict(checker: Checker) -> Iterator[Concern]:
    verdict = checker.verdict()
    first = next(iter(checker.findings()), None)
    if verdict.errors:
        yield Concern("审核", f"还有 {verdict.errors} 条错误没有改正。", first.ref if first else None, grave=True)
    if verdict.warnings:
        yield Concern("审核", f"还有 {verdict.warnings} 条警告没有改正，也没有写说明。")


def _state(filing: Filing) -> Iterator[Concern]:
    if filing.head.state is not FilingState.FINAL:
        yield Concern("定稿", "还没有定稿。定稿后每页印有版本和校验码，交出的文件可以与数据核对。")


def _people(filing: Filing, order: PackOrder) -> Iterator[Concern]:
    count = named_people(filing)
    if count and not order.hide_people:
        yield Concern("个人信息", f"表中有 {count} 处姓名或电话会印出来。对外公开请选“隐去姓名和电话”。")


def _private(filing: Filing, document: Document) -> Iterator[Concern]:
    for place, ref, text in _places(filing, document):
        for found in disclosures(text):
            number = found.kind is not Private.NAME
            advice = "请删去。" if number else "公开稿请改用职务。"
            what = found.masked if number else found.text
            yield Concern("个人信息", f"{place}：疑似{found.kind.value}“{what}”，{advice}", ref, grave=number)


def _places(filing: Filing, document: Document) -> Iterator[tuple[str, FieldRef | None, str]]:
    """Every text with where it stands: the passage of a report, or the value of a form's cell."""
    for entry, section, passage in _passages(filing):
        yield f"{entry.name}“{_title(section)}”一节", passage.ref, passage.text
    for block in document.blocks:
        if isinstance(block, SheetBlock):
            yield from ((f"{block.title or block.sheet.name}", c.ref, c.text) for c in block.sheet.cells if c.text)


def _passages(filing: Filing) -> Iterator[tuple[ReportEntry, SectionView, PassageView]]:
    """Every passage of the reports, those within other reports too."""
    keys = [entry.key for entry in reports_of(filing)]
    for key in keys:  # grows while it is read
        entry = report_entry(filing, key)
        if entry is None:
            continue
        for section in Composer(filing, entry.report).sections():
            yield from ((entry, section, passage) for passage in section.passages)
            within = (ReportEntry(one.report, "").key for one in section.passages if one.report is not None)
            keys += [one for one in within if one not in keys]


def _title(section: SectionView) -> str:
    return section.title.strip().rstrip("。")


def _sections(filing: Filing) -> Iterator[Concern]:
    for entry, section, passage in _passages(filing):
        yield from _passage(entry, section, passage)


def _passage(entry: ReportEntry, section: SectionView, passage: PassageView) -> Iterator[Concern]:
    place = f"{entry.name}“{_title(section)}”"
    if passage.lacking:
        yield Concern("空白章节", f"{place}还没有写。", passage.ref)
    for mark, words in ((GONE, "引用的数字已不存在，请重新插入或删去"), (BLANK, "引用的数字还没有填，请先在表中填写")):
        if mark in passage.text:
            yield Concern("引用数字", f"{place}：{words}。", passage.ref, grave=True)


def _glyphs(document: Document) -> Iterator[Concern]:
    from services.render.fonts import font_set, missing_characters

    charts = (block.chart.caption for block in document.blocks if isinstance(block, ChartBlock))
    lacking = missing_characters(chain(document.texts(), charts), font_set())
    if lacking:
        yield Concern("字库缺字", f"这些字本机没有字体可以印：{'、'.join(lacking)}。请改用别的字。", grave=True)


def _charts(filing: Filing) -> Iterator[Concern]:
    yield from (Concern("图表", text) for text in charted(filing).left_out)
