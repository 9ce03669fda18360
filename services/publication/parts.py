"""What a pack holds and in which order: reports on the whole, reports on projects, forms, tables, final accounts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from services.accounts.charts import charts_of
from services.accounts.ledger import ledger_of
from services.export import Book, distinct, report_name, safe_name
from services.filing.filing import Filing
from services.filing.finalise import stamp
from services.forms.accounts import INPUT_GROUP
from services.forms.catalogue import INNER_CODES, TABLE_GROUP, FormEntry, build_entry, forms_of
from services.forms.keys import GROUPS, PUBLISHED_ACCOUNTS
from services.forms.sheet import Sheet
from services.reports.catalogue import ReportEntry, reports_of
from services.reports.compose import body, document_of
from services.reports.composer import ACCOUNTS_SHEETS, Composer
from services.reports.document import Block, Contents, Document, Heading, PageBreak, SheetBlock, TextStyle, words
from services.reports.sections import PassageView

FORM_GROUPS: dict[str, str] = {
    **{group: f"部门预算项目{group}表" for group in GROUPS.values()},
    TABLE_GROUP: "绩效自评结果汇总表",
    PUBLISHED_ACCOUNTS: "部门决算公开表",
}
"""Groups of forms and the names of their files; the input sheets of the accounts are the clerk's own."""


def pack_name(filing: Filing) -> str:
    """Name of the folder and of the complete PDF: “2024年度某局绩效自评和决算公开资料”."""
    return f"{_whose(filing)}{_matter(filing)}公开资料"


def _whose(filing: Filing) -> str:
    return f"{filing.head.year}年度{safe_name(filing.unit.name, 180)}"


def _matter(filing: Filing) -> str:
    """What the pack is about: a filing may have only one of the two."""
    evaluated, accounted = bool(filing.evaluations()), not ledger_of(filing).empty
    return "部门决算" if accounted and not evaluated else "绩效自评和决算" if accounted else "绩效自评"


def form_entries(filing: Filing) -> list[FormEntry]:
    """The forms and tables to hand in, in the order of the bureau's list."""
    known = list(GROUPS.values())[::-1]  # 自评 before 监控 and 目标
    order = [*known, TABLE_GROUP, *(g for g in dict.fromkeys(e.group for e in forms_of(filing)) if g not in known)]
    wanted = [one for one in forms_of(filing) if one.code not in INNER_CODES and one.group != INPUT_GROUP]
    return sorted(wanted, key=lambda one: order.index(one.group))


def word_books(filing: Filing) -> list[Book]:
    """The Word files: each report, then each group of forms."""
    reports = (Book(_report_name(filing, one), document=partial(_document, filing, one)) for one in reports_of(filing))
    groups: dict[str, list[Callable[[], Sheet]]] = {}
    for entry in form_entries(filing):
        groups.setdefault(entry.group, []).append(partial(build_entry, filing, entry))
    forms = (Book(_group_name(filing, group), sheets) for group, sheets in groups.items())
    return list(distinct((*reports, *forms)))


def workbook(filing: Filing) -> Book:
    """The one workbook with every form and table."""
    makers = [partial(build_entry, filing, entry) for entry in form_entries(filing)]
    return Book(pack_name(filing), makers, charts_of(filing))


def _document(filing: Filing, entry: ReportEntry) -> Document:
    return document_of(Composer(filing, entry.report))


def _report_name(filing: Filing, entry: ReportEntry) -> str:
    if entry.report.outline == ACCOUNTS_REPORT:
        return f"{_whose(filing)}部门决算"
    return report_name(filing, entry)


def _group_name(filing: Filing, group: str) -> str:
    return f"{safe_name(FORM_GROUPS.get(group, group))}（{filing.head.year}年度）"


ACCOUNTS_REPORT = "N9"


def complete_document(filing: Filing) -> Document:
    """Everything in one Document with cover, contents and bookmarks; page numbers run through.

    A report that another holds in full, as 四川's report on the department does those on its projects, is not repeated.
    """
    title = f"{filing.head.year}年度{filing.unit.name}\n{_matter(filing)}公开资料"
    return Document(title.replace("\n", ""), tuple(_blocks(filing, title)), filing.unit.name, stamp(filing))


def _blocks(filing: Filing, title: str) -> Iterator[Block]:
    for line in title.split("\n"):
        yield words(line, TextStyle.COVER_TITLE)
    yield words(filing.unit.name, TextStyle.COVER_LINE)
    yield PageBreak()
    yield Contents(depth=1)
    composers = {entry: Composer(filing, entry.report) for entry in reports_of(filing)}
    within = {one.report for composer in composers.values() for one in _passages(composer)}
    for entry, composer in composers.items():
        if entry.report not in within:
            yield PageBreak()
            yield from _report(entry, composer)
    yield from _forms(filing, printed=any(map(_has_tables, composers.values())))


def _passages(composer: Composer) -> Iterator[PassageView]:
    return (passage for section in composer.sections() for passage in section.passages)


def _report(entry: ReportEntry, composer: Composer) -> Iterator[Block]:
    """A report as a part of the pack: its title is a heading, so that bookmarks and contents name it."""
    yield Heading(composer.title.replace("\n", ""), 0, entry.key, entry.name if entry.report.project else "")
    if composer.subtitle:
        yield words(composer.subtitle, TextStyle.SUBTITLE)
    yield from body(composer, titled=False)


def _has_tables(composer: Composer) -> bool:
    """Whether a report prints the published tables of the accounts."""
    specs = composer.outline.passages()
    tables = (one.key for one in _passages(composer) if one.sheets)
    return any(ACCOUNTS_SHEETS in specs[key].sheets for key in tables if key in specs)


def _forms(filing: Filing, *, printed: bool) -> Iterator[Block]:
    """Forms by group; the published tables are left out where a report has `printed` them."""
    group = ""
    for entry in form_entries(filing):
        if printed and entry.group == PUBLISHED_ACCOUNTS:
            continue
        if entry.group != group:
            group = entry.group
            yield PageBreak()
            yield Heading(FORM_GROUPS.get(group, group), 0, group)
        yield SheetBlock(build_entry(filing, entry), entry.name, anchor=entry.key)
