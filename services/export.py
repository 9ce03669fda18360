"""Export: forms and reports of a filing as PDF, XLSX and DOCX files, with progress, each file all or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import NamedTuple

from services.accounts.charts import charts_of
from services.charts.chart import Chart, alternative_text
from services.collection import Collection
from services.filing.filing import Filing
from services.filing.finalise import stamp
from services.forms.catalogue import INNER_CODES, FormEntry, build_entry, forms_of
from services.forms.collected import collected_sheets
from services.forms.keys import CHARTS, CHARTS_NAME, PUBLISHED_ACCOUNTS
from services.forms.sheet import Sheet
from services.render.output import OutputCancelled, make_folder
from services.reports.catalogue import ReportEntry, reports_of
from services.reports.compose import report_document
from services.reports.document import Document
from services.reports.tokens import without_tokens

Progress = Callable[[int, int], None]
"""Called with sheets done and sheets in all."""


class Book(NamedTuple):
    """One file: its name without ending, what makes its sheets, each built only when it is written, and its charts.

    A report is a book with a `document` in place of sheets; there is no XLSX of it.
    """

    name: str
    sheets: Sequence[Callable[[], Sheet]] = ()
    charts: Sequence[Chart] = ()
    document: Callable[[], Document] | None = None


class Format(StrEnum):
    """File formats of an export."""

    PDF = "pdf"
    XLSX = "xlsx"
    DOCX = "docx"


def formats_named(text: str) -> tuple[Format, ...]:
    """The formats of a list such as “pdf,docx”. ValueError for a name that is none."""
    words = [word.strip() for word in text.lower().split(",") if word.strip()]
    unknown = next((word for word in words if word not in set(Format)), None)
    if unknown is not None:
        raise ValueError(f"没有“{unknown}”这种文件格式，可用的是 {'、'.join(Format)}。")
    return tuple(dict.fromkeys(map(Format, words)))


@dataclass(frozen=True, slots=True)
class Order:
    """What to export: to which folder, in which formats, which forms (codes, projects; empty = all).

    One book per group of forms, or with `singly` one file per form.
    """

    folder: Path
    formats: tuple[Format, ...] = (Format.PDF, Format.XLSX)
    codes: frozenset[str] = frozenset()
    project_ids: frozenset[str] = frozenset()
    singly: bool = False


@dataclass
class _Run:
    """Counts sheets while the writers draw them, and stops them when asked."""

    total: int
    progress: Progress
    cancelled: Callable[[], bool]
    done: int = field(default=0)

    def sheets(self, makers: Sequence[Callable[[], Sheet]]) -> Iterator[Sheet]:
        for make in makers:
            if self.cancelled():
                raise OutputCancelled
            yield make()
            self.advance()

    def advance(self) -> None:
        """One sheet or report more is done."""
        self.done += 1
        self.progress(self.done, self.total)


def export(
    filing: Filing,
    order: Order,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """Write the files of an order; returns their paths.

    OutputCancelled when stopped: finished files stay, the open one was not written. Another OutputError when a file
    cannot be written.
    """
    return write_books(books_of(filing, order), order, progress, cancelled, stamp(filing))


def write_books(
    books: Sequence[Book],
    order: Order,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
    stamp: str = "",
) -> list[Path]:
    """Write books in the formats of an order, as `export` does; `stamp` stands at the foot of every page."""
    files = [(book, one) for book in books for one in order.formats if not book.document or one in _DOCUMENT_WRITERS]
    run = _Run(sum(len(book.sheets) + bool(book.document) for book, _ in files), progress, cancelled)
    make_folder(order.folder)
    return [_write(book, format_, order.folder, run, stamp) for book, format_ in files]


def _write(book: Book, format_: Format, folder: Path, run: _Run, stamp: str) -> Path:
    path = folder / f"{book.name}.{format_.value}"
    if book.document is None:
        _WRITERS[format_](run.sheets(book.sheets), path, book.name, stamp, book.charts)
    elif run.cancelled():
        raise OutputCancelled
    else:
        _DOCUMENT_WRITERS[format_](book.document(), path)
        run.advance()
    return path


def export_collection(
    collection: Collection,
    order: Order,
    progress: Progress = lambda _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> list[Path]:
    """Write the tables over a collection, in one book or with `singly` each in its own; as `export` does.

    EmptyCollection when no package could be read.
    """
    if not collection.members:
        raise EmptyCollection(collection)
    sheets = collected_sheets(collection)
    title = f"绩效自评汇集（{collection.period}）"
    books = [Book(title, [partial(_same, sheet) for sheet in sheets])]
    if order.singly:
        books = [Book(f"{n:02d}-{sheet.name}", [partial(_same, sheet)]) for n, sheet in enumerate(sheets, start=1)]
    return write_books(books, order, progress, cancelled)


class EmptyCollection(ValueError):
    """None of the packages could be read; str() says why the first was not."""

    def __init__(self, collection: Collection) -> None:
        first = next((f"“{one.file}”：{one.reason}" for one in collection.refused), "没有选择文件。")
        super().__init__(f"没有一个数据包可以汇集。{first}")


def _same(sheet: Sheet) -> Sheet:
    return sheet


def lacking_characters(filing: Filing, order: Order) -> list[str]:
    """Characters of what was ordered that no font of this PC can print; to be named before exporting PDF.

    Of an order for everything only what was typed is looked at: the program's own words are known to be printable,
    and a thousand forms need not be built for it.
    """
    from services.render.fonts import font_set, missing_characters

    whole = not (order.codes or order.project_ids)
    return missing_characters(_typed(filing) if whole else _texts(books_of(filing, order)), font_set())


def _typed(filing: Filing) -> Iterator[str]:
    """Every text somebody typed; tokens of figures are no text."""
    for _, record in filing.all_records():
        yield from (without_tokens(value) for _, value in record if isinstance(value, str))


def _texts(books: Sequence[Book]) -> Iterator[str]:
    """Every text of these files."""
    for book in books:
        yield from (cell.text for make in book.sheets for cell in make().cells)
        yield from (alternative_text(chart) for chart in book.charts)
        yield from book.document().texts() if book.document else ()


def books_of(filing: Filing, order: Order) -> list[Book]:
    """The files of an order, forms first, not yet written."""
    entries = [entry for entry in forms_of(filing) if _wanted(entry, order)]
    wanted = CHARTS in order.codes or not (order.codes or order.project_ids)
    charts = charts_of(filing) if wanted else ()
    forms = _single_books(filing, entries, charts) if order.singly else _group_books(filing, entries, charts)
    reports = (report_book(filing, entry) for entry in reports_of(filing) if _asked(entry, order))
    return [*forms, *distinct(reports)]


def unknown_codes(filing: Filing, codes: Iterable[str]) -> list[str]:
    """The codes that name no form or report of a filing, in the order given."""
    known = {CHARTS, *(one.code for one in forms_of(filing)), *(one.report.outline for one in reports_of(filing))}
    return [code for code in codes if code not in known]


def report_name(filing: Filing, entry: ReportEntry) -> str:
    """The name of a report's file, without ending."""
    return f"{safe_name(entry.name)}（{filing.head.year}年度）"


def report_book(filing: Filing, entry: ReportEntry) -> Book:
    """The file of a report."""
    return Book(report_name(filing, entry), document=partial(report_document, filing, entry.report))


def distinct(books: Iterable[Book]) -> Iterator[Book]:
    """The same books, those with a name that was there before with a number (two projects may be called alike)."""
    seen: Counter[str] = Counter()
    for book in books:
        seen[book.name] += 1
        times = seen[book.name]
        yield book if times == 1 else book._replace(name=f"{book.name}（{times}）")


def _asked(entry: ReportEntry, order: Order) -> bool:
    fits = not order.project_ids or entry.report.project in order.project_ids
    return fits and (not order.codes or entry.report.outline in order.codes)


def _single_books(filing: Filing, entries: Sequence[FormEntry], charts: Sequence[Chart]) -> list[Book]:
    """A file for each form, and one for the charts."""
    digits = max(len(str(len(entries))), 2)
    books = [Book(f"{e.group}-{safe_name(e.name)}", [partial(build_entry, filing, e)]) for e in entries]
    books += [Book(f"{PUBLISHED_ACCOUNTS}-{CHARTS_NAME}", [], charts)] if charts else []
    return [book._replace(name=f"{place:0{digits}d}-{book.name}") for place, book in enumerate(books, start=1)]


def _group_books(filing: Filing, entries: Sequence[FormEntry], charts: Sequence[Chart]) -> list[Book]:
    """A file for each group of forms; the charts stand after the published tables."""
    makers: dict[str, list[Callable[[], Sheet]]] = {}
    for entry in entries:
        makers.setdefault(entry.group, []).append(partial(build_entry, filing, entry))
    if charts:
        makers.setdefault(PUBLISHED_ACCOUNTS, [])
    return [
        Book(f"{group}（{filing.head.year}年度）", sheets, charts if group == PUBLISHED_ACCOUNTS else ())
        for group, sheets in makers.items()
    ]


def _wanted(entry: FormEntry, order: Order) -> bool:
    """What is entered only to be compared is exported when it is asked for by its code."""
    fits = not order.project_ids or entry.project_id in order.project_ids
    return fits and (entry.code in order.codes if order.codes else entry.code not in INNER_CODES)


def safe_name(text: str, most: int = 220) -> str:
    """A file name that Windows and Linux accept: forbidden characters replaced, at most this many bytes of UTF-8.

    Linux allows 255 bytes, a Chinese character has three; year, number and ending are added to the name.
    """
    cleaned = "".join("_" if ch in '<>:"/\\|?*' or ord(ch) < ord(" ") else ch for ch in text).strip(" .")
    return cleaned.encode()[:most].decode(errors="ignore").strip(" .") or "未命名"


def _pdf(sheets: Iterator[Sheet], path: Path, title: str, stamp: str, charts: Sequence[Chart]) -> None:
    from services.render.fonts import font_set
    from services.render.pdf import write_pdf

    write_pdf(sheets, path, fonts=font_set(), title=title, stamp=stamp, charts=charts)


def _xlsx(sheets: Iterator[Sheet], path: Path, _title: str, stamp: str, charts: Sequence[Chart]) -> None:
    from services.render.xlsx import write_xlsx

    write_xlsx(sheets, path, stamp=stamp, charts=charts)


def _docx(sheets: Iterator[Sheet], path: Path, title: str, stamp: str, charts: Sequence[Chart]) -> None:
    from services.render.docx import write_forms_docx
    from services.render.fonts import font_set

    write_forms_docx(sheets, path, fonts=font_set(), title=title, stamp=stamp, charts=charts)


_WRITERS: dict[Format, Callable[[Iterator[Sheet], Path, str, str, Sequence[Chart]], None]] = {
    Format.PDF: _pdf,
    Format.XLSX: _xlsx,
    Format.DOCX: _docx,
}


def _document_pdf(document: Document, path: Path) -> None:
    from services.render.document_pdf import write_document_pdf
    from services.render.fonts import font_set

    write_document_pdf(document, path, fonts=font_set())


def _document_docx(document: Document, path: Path) -> None:
    from services.render.docx import write_docx
    from services.render.fonts import font_set

    write_docx(document, path, fonts=font_set())


_DOCUMENT_WRITERS: dict[Format, Callable[[Document, Path], None]] = {
    Format.PDF: _document_pdf,
    Format.DOCX: _document_docx,
}
