"""Printing: the PDF of a form, its pages as pictures, and sending them to a printer."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from services.forms.sheet import Sheet
from services.render.fonts import font_set
from services.render.pdf import pdf_bytes
from services.render.preview import PdfPages

_POINTS, _PRINT_DPI = 72, 300
_REFUSED = "打印机没有接受打印任务，没有打印。请检查打印机是否开机、连接好，或换一台打印机再试。"


def form_pdf(sheet: Sheet, stamp: str = "") -> bytes:
    """The PDF that is shown, printed and exported; `stamp` is version and check sum of a fixed filing."""
    return pdf_bytes([sheet], fonts=font_set(), title=sheet.name, stamp=stamp)


def page_image(pages: PdfPages, index: int, scale: float) -> QImage:
    """A page as a picture, `scale` pixels a point."""
    pixels = pages.render(index, scale)
    image = QImage(pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_ARGB32)
    return image.copy()


def print_pdf(parent: QWidget, pages: PdfPages) -> bool:
    """Print a PDF on a printer the clerk chooses; whether it was sent."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages.page_count)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    if not accepted:
        return False
    first, last = printer.fromPage() or 1, printer.toPage() or pages.page_count
    sent = send_pages(printer, pages, range(first - 1, min(last, pages.page_count)))
    if not sent:
        QMessageBox.warning(parent, "绩效编报", _REFUSED)
    return sent


def send_pages(printer: QPrinter, pages: PdfPages, wanted: range) -> bool:
    """Draw pages on a printer at full size, each in its own orientation; False when the printer takes none."""
    printer.setFullPage(True)
    painter = QPainter()
    for index in wanted:
        _turn_paper(printer, pages.page_size(index))
        started = printer.newPage() if painter.isActive() else painter.begin(printer)
        if not started:
            return False
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        whole = QRect(0, 0, int(paper.width()), int(paper.height()))
        painter.drawImage(whole, page_image(pages, index, _PRINT_DPI / _POINTS))
    return painter.end() if painter.isActive() else False


def _turn_paper(printer: QPrinter, size: tuple[float, float]) -> None:
    width, height = size
    upright, across = QPageLayout.Orientation.Portrait, QPageLayout.Orientation.Landscape
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(across if width > height else upright)
