"""Preview: the very PDF that is printed, page by page. Only the pages in sight are drawn."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from services.render.preview import PdfPages
from ui.printing import page_image, print_pdf
from ui.widgets import label, tool_button

_SCREEN_DPI, _POINTS = 96, 72
_LEAST, _MOST = 0.4, 3.0
_STEP = 1.2


class PreviewDialog(QDialog):
    """Shows a PDF; F7 or Esc closes it, Ctrl+P prints it."""

    def __init__(self, parent: QWidget | None, pdf: bytes, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"预览　{title}")
        room = self.screen().availableSize()
        self.resize(min(980, room.width()), min(720, room.height()))
        self.pages = PdfPages(pdf)
        self.zoom = 1.0
        self._drawn: dict[int, float] = {}
        self.labels = [self._page_label(index) for index in range(self.pages.page_count)]
        self.area = QScrollArea()
        self._fill()
        self._set_zoom(1.0)
        keys = (("F7", self.reject), ("Ctrl+P", self.print), ("Ctrl+=", self.larger), ("Ctrl+-", self.smaller))
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act)
        self.area.setFocus()

    def _page_label(self, index: int) -> QLabel:
        page = QLabel()
        page.setAccessibleName(f"第 {index + 1} 页")
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
        self.percent = tool_button("100%", lambda: self._set_zoom(1.0), "link", "恢复 100%")
        bar.addWidget(self.percent)
        bar.addWidget(tool_button("＋", self.larger, tip="放大 Ctrl+="))
        bar.addWidget(tool_button("－", self.smaller, tip="缩小 Ctrl+-"))
        bar.addWidget(tool_button("打印…", self.print, "primary", "打印 Ctrl+P"))
        bar.addWidget(tool_button("关闭", self.reject, tip="关闭 Esc"))
        column.addLayout(bar)
        column.addWidget(self._scroller(), 1)

    def _scroller(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("frame")
        stack = QVBoxLayout(inside)
        stack.setSpacing(16)
        stack.setContentsMargins(20, 20, 20, 20)
        for page in self.labels:
            stack.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self.area.setObjectName("frame")
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("预览的页")
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.verticalScrollBar().valueChanged.connect(self._draw)
        self.area.verticalScrollBar().rangeChanged.connect(self._draw)
        return self.area

    def _draw(self) -> None:
        """Draw the pages in sight, forget the others: thirty pages at 300 % would fill the memory."""
        ratio = self.devicePixelRatioF()
        scale = self.zoom * ratio * _SCREEN_DPI / _POINTS
        for index, page in enumerate(self.labels):
            if page.visibleRegion().isEmpty():
                if self._drawn.pop(index, None):
                    page.clear()
            elif self._drawn.get(index) != scale:
                image = page_image(self.pages, index, scale)
                image.setDevicePixelRatio(ratio)
                page.setPixmap(QPixmap.fromImage(image))
                self._drawn[index] = scale

    def _set_zoom(self, zoom: float) -> None:
        self.zoom = min(max(zoom, _LEAST), _MOST)
        self.percent.setText(f"{self.zoom:.0%}")
        for index, page in enumerate(self.labels):
            width, height = self.pages.page_size(index)
            scale = self.zoom * _SCREEN_DPI / _POINTS
            page.setFixedSize(QSize(round(width * scale) + 2, round(height * scale) + 2))
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More pages may have come into sight."""
        super().resizeEvent(event)
        self._draw()

    def showEvent(self, event: object) -> None:
        """Draw once it is known what is in sight."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._draw()

    def larger(self) -> None:
        """One step larger."""
        self._set_zoom(self.zoom * _STEP)

    def smaller(self) -> None:
        """One step smaller."""
        self._set_zoom(self.zoom / _STEP)

    def print(self) -> None:
        """Ask for the printer and print."""
        print_pdf(self, self.pages)

    def done(self, result: int) -> None:
        """Release the PDF when the dialog closes."""
        super().done(result)
        self.pages.close()
