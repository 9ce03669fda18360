"""Preview: the very PDF that is printed, page by page; and printing it."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QKeySequence, QPageLayout, QPageSize, QPainter, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from services.render.preview import PdfPages
from ui.widgets import label, tool_button

_SCREEN_DPI, _POINTS = 96, 72
_PRINT_DPI = 300
_LEAST, _MOST = 0.4, 3.0


def page_image(pages: PdfPages, index: int, scale: float) -> QImage:
    """A page as a picture, `scale` pixels a point."""
    pixels = pages.render(index, scale)
    image = QImage(pixels.data, pixels.width, pixels.height, pixels.stride, QImage.Format.Format_ARGB32)
    return image.copy()


class PreviewDialog(QDialog):
    """Shows a PDF; F7 or Esc closes it, Ctrl+P prints it."""

    def __init__(self, parent: QWidget | None, pdf: bytes, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"预览　{title}")
        self.resize(980, 720)
        self.pages = PdfPages(pdf)
        self._zoom = 1.0
        self._labels = [self._page_label() for _ in range(self.pages.page_count)]
        self._fill()
        self._draw()
        for keys, act in (("F7", self.reject), ("Ctrl+P", self.print), ("Ctrl+=", self.larger), ("Ctrl+-", self.smaller)):
            QShortcut(QKeySequence(keys), self, act)

    def _page_label(self) -> QLabel:
        page = QLabel()
        page.setStyleSheet("background: white; border: 1px solid #C9CED6;")
        return page

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(14, 6, 14, 6)
        bar.addWidget(label(f"共 {self.pages.page_count} 页。看到的就是打印出来的。", "muted"))
        bar.addStretch(1)
        bar.addWidget(tool_button("＋", self.larger, tip="放大 Ctrl+="))
        bar.addWidget(tool_button("－", self.smaller, tip="缩小 Ctrl+-"))
        bar.addWidget(tool_button("打印…", self.print, "primary", "Ctrl+P"))
        bar.addWidget(tool_button("关闭", self.reject, tip="Esc"))
        column.addLayout(bar)
        inside = QWidget()
        inside.setObjectName("frame")
        stack = QVBoxLayout(inside)
        stack.setSpacing(16)
        stack.setContentsMargins(20, 20, 20, 20)
        for page in self._labels:
            stack.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        area = QScrollArea()
        area.setObjectName("frame")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        column.addWidget(area, 1)

    def _draw(self) -> None:
        ratio = self.devicePixelRatioF()
        for index, page in enumerate(self._labels):
            image = page_image(self.pages, index, self._zoom * ratio * _SCREEN_DPI / _POINTS)
            image.setDevicePixelRatio(ratio)
            page.setPixmap(QPixmap.fromImage(image))

    def _set_zoom(self, zoom: float) -> None:
        self._zoom = min(max(zoom, _LEAST), _MOST)
        self._draw()

    def larger(self) -> None:
        """One step larger."""
        self._set_zoom(self._zoom * 1.2)

    def smaller(self) -> None:
        """One step smaller."""
        self._set_zoom(self._zoom / 1.2)

    def print(self) -> None:
        """Ask for the printer and print."""
        print_pdf(self, self.pages)

    def done(self, result: int) -> None:
        """Release the PDF when the dialog closes."""
        super().done(result)
        self.pages.close()


def print_pdf(parent: QWidget | None, pages: PdfPages) -> bool:
    """Print a PDF on a printer the clerk chooses; whether it was sent."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages.page_count)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    first, last = printer.fromPage() or 1, printer.toPage() or pages.page_count
    send_pages(printer, pages, range(first - 1, last))
    return True


def send_pages(printer: QPrinter, pages: PdfPages, wanted: range) -> None:
    """Draw pages on a printer at full size, each in its own orientation."""
    printer.setFullPage(True)
    painter: QPainter | None = None
    for index in wanted:
        width, height = pages.page_size(index)
        landscape = width > height
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        orientation = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
        printer.setPageOrientation(orientation)
        if painter is None:
            painter = QPainter(printer)
        else:
            printer.newPage()
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        painter.drawImage(QRect(0, 0, int(paper.width()), int(paper.height())), page_image(pages, index, _PRINT_DPI / _POINTS))
    if painter is not None:
        painter.end()
