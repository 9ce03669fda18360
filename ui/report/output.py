"""The finished report: preview of all pages, print, and files in PDF and Word."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from services.export import report_name, safe_name
from services.render.fonts import font_set
from services.reports.catalogue import report_entry
from services.reports.compose import document_of
from services.reports.document import Document
from ui.dialogs.base import kept
from ui.printing import print_pdf

if TYPE_CHECKING:
    from ui.report.page import ReportPage

_KINDS = "PDF 文件 (*.pdf);;Word 文件 (*.docx)"


class ReportOutput:
    """Works on the report shown; what cannot be written raises an OutputError whose text the controller shows."""

    def __init__(self, window: QWidget, page: ReportPage) -> None:
        self._window, self._page = window, page

    def _document(self) -> Document | None:
        composer = self._page.composer
        return None if composer is None else document_of(composer)

    def _pdf(self, document: Document) -> bytes:
        from services.render.document_pdf import write_document_pdf

        with TemporaryDirectory() as folder:
            path = Path(folder) / "report.pdf"
            write_document_pdf(document, path, fonts=font_set())
            return path.read_bytes()

    def preview(self) -> None:
        """Show all pages."""
        from ui.preview import PreviewDialog

        document = self._document()
        if document is not None:
            dialog = PreviewDialog(self._window, self._pdf(document), document.title)
            with kept(dialog):
                dialog.exec()

    def print(self) -> None:
        """Ask for the printer and print."""
        from services.render.preview import PdfPages

        document = self._document()
        if document is not None:
            with PdfPages(self._pdf(document)) as pages:
                print_pdf(self._window, pages)

    def export(self) -> None:
        """Ask where to, and write PDF or Word by the ending."""
        document = self._document()
        if document is None:
            return
        name, kind = QFileDialog.getSaveFileName(self._window, "导出报告", f"{self._name(document)}.pdf", _KINDS)
        if name:
            path = _with_ending(Path(name), "docx" if "docx" in kind else "pdf")
            self._write(document, path)
            self._page.told.emit(f"已导出 {path}")

    def _name(self, document: Document) -> str:
        """The file name offered: it tells the reports on several projects apart, their titles do not."""
        composer = self._page.composer
        entry = composer and report_entry(composer.filing, f"report:{composer.report.text()}")
        return report_name(composer.filing, entry) if composer and entry else safe_name(document.title)

    def _write(self, document: Document, path: Path) -> None:
        if path.suffix.lower() == ".docx":
            from services.render.docx import write_docx

            write_docx(document, path, fonts=font_set())
        else:
            from services.render.document_pdf import write_document_pdf

            write_document_pdf(document, path, fonts=font_set())


def _with_ending(path: Path, ending: str) -> Path:
    """The path with the ending of the chosen format, unless it has one of the two."""
    known = path.suffix.lower() in {".pdf", ".docx"}
    return path if known else path.with_name(f"{path.name}.{ending}")
