"""PagePanel: the finished page at the right, the very PDF that is printed; worked out when the keyboard rests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from services.render.fonts import font_set
from services.render.preview import PdfPages
from services.reports.document import Document
from ui import tokens
from ui.printing import page_image
from ui.report.page_marks import WordMark, rects_of
from ui.widgets import label, tool_button

if TYPE_CHECKING:
    from services.render.document_paged import DocumentPage, DocumentPages

_REST_MS = 200
_EDGE = 14
_BAR, _BAR_GAP = 2.5, 8.0
_LEAST_ZOOM, _MOST_ZOOM, _STEP = 1.0, 2.5, 1.25
_TINTS = {tokens.ERROR: "#FBD9D5", tokens.WARNING: "#FFEBC2"}
_ABOVE = 90
"""White kept above a passage that is scrolled to, pixels."""


Tint = tuple[QRectF, str]


class PaperView(QWidget):
    """One page on white paper. Emits `clicked` with the place in points."""

    clicked = Signal(QPointF)

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._bars: list[QRectF] = []
        self._tints: list[Tint] = []
        self._scale = 1.0
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_page(self, pixmap: QPixmap | None, scale: float, bars: list[QRectF], tints: list[Tint]) -> None:
        """Show a page drawn at `scale` logical pixels a point (None: the one shown).

        With bars beside the current passage and tints over words, both in points.
        """
        self._pixmap, self._scale, self._bars, self._tints = pixmap or self._pixmap, scale, bars, tints
        self.setFixedSize(self._pixmap.deviceIndependentSize().toSize())
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Page, edge, bars."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.PAPER))
        painter.drawPixmap(0, 0, self._pixmap)
        painter.setPen(QColor(tokens.PAPER_SHADOW))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        for bar in self._bars:
            painter.fillRect(self._scaled(bar), QColor(tokens.ACCENT))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for words, colour in self._tints:
            painter.fillRect(self._scaled(words), QColor(colour))

    def _scaled(self, points: QRectF) -> QRectF:
        return QRectF(points.topLeft() * self._scale, points.size() * self._scale)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the text."""
        if event.button() is Qt.MouseButton.LeftButton:
            place = event.position()
            self.clicked.emit(QPointF(place.x() / self._scale, place.y() / self._scale))


class PagePanel(QFrame):
    """Emits `opened` with the anchor clicked on, its block and the character in it, `moved` with what page is shown."""

    opened = Signal(str, int, int)
    moved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pagepanel")
        self.setAccessibleName("印出来的页")
        self.setMinimumWidth(260)
        self.pages: DocumentPages | None = None
        self.index = 0
        self._zoom = 1.0
        self._make: Callable[[], Document] | None = None
        self._anchor = ""
        self._drawn: tuple[DocumentPage, float] | None = None
        self._pdf: bytes = b""
        self._marks: list[WordMark] = []
        self.paper, self.area = PaperView(), QScrollArea()
        self.place = label(name="muted")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._lay_out)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._run_step)
        self._step: Callable[[], object] = lambda: None
        self._fill()
        self.paper.clicked.connect(self._on_click)

    def _fill(self) -> None:
        inside = QWidget()
        inside.setObjectName("desk")
        holder = QVBoxLayout(inside)
        holder.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        holder.addWidget(self.paper, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setAccessibleName("印出来的页")
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.area, 1)
        column.addWidget(self._foot())
        self.setFocusProxy(self.area)

    def _foot(self) -> QWidget:
        foot = QWidget()
        foot.setObjectName("pagefoot")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 2, 8, 2)
        row.setSpacing(2)
        row.addWidget(label("右侧即打印效果", "muted"))
        row.addStretch(1)
        row.addWidget(tool_button("‹", lambda: self.turn(-1), tip="上一页"))
        row.addWidget(self.place)
        row.addWidget(tool_button("›", lambda: self.turn(1), tip="下一页"))
        return foot

    # ---- what is asked for

    def follow(self, make: Callable[[], Document]) -> None:
        """The report changed: lay it out when the keyboard rests; `make` gives the finished text."""
        self._make = make
        self.hold()

    def hold(self) -> None:
        """A key was pressed: what is not yet drawn waits a little longer."""
        self._next.stop()
        if self._make is not None and self.isVisible():
            self._rest.start(_REST_MS)

    def go_to(self, anchor: str) -> None:
        """Show the page of a passage or section."""
        self._anchor = anchor
        if self.pages is None or self._rest.isActive():
            return
        self._turn_to_anchor()

    def forget(self) -> None:
        """Another report: nothing of the one before is shown."""
        self._rest.stop()
        self._next.stop()
        self.pages, self._make, self._drawn, self.index, self._anchor = None, None, None, 0, ""

    def showEvent(self, event: object) -> None:
        """What changed while hidden is laid out now."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.hold()

    @property
    def busy(self) -> bool:
        """Whether a page is still to be worked out or drawn."""
        waits = self._rest.isActive() or self._next.isActive() or self._make is not None
        return waits and self.isVisible()

    # ---- in steps

    def _lay_out(self) -> None:
        from services.render.document_layout import lay_out_document

        if self._make is None or not self.isVisible():
            return
        self.pages = lay_out_document(self._make(), font_set(), self.pages)
        self._make = None
        self._then(self._turn_to_anchor)

    def _then(self, act: Callable[[], object]) -> None:
        """Go on when the screen has taken in what happened meanwhile."""
        self._step = act
        self._next.start(0)

    def _run_step(self) -> None:
        self._step()

    def _turn_to_anchor(self) -> None:
        if self.pages is None:
            return
        try:
            self.index = self.pages.page_of(self._anchor)
        except KeyError:
            self.index = min(self.index, len(self.pages.pages) - 1)
        self._show_place()
        self._then(self._draw_pdf)

    def _draw_pdf(self) -> None:
        from services.render.document_pdf import document_pdf_pages

        if self.pages is None:
            return
        page, scale = self.pages.pages[self.index], self._scale()
        if self._drawn is not None and self._drawn[0] is page and self._drawn[1] == scale:
            self._show_page(None)
            return
        self._pdf = document_pdf_pages(self.pages, self.index, self.index)
        self._then(self._draw_picture)

    def _draw_picture(self) -> None:
        if self.pages is None:
            return
        page, scale, ratio = self.pages.pages[self.index], self._scale(), self.devicePixelRatioF()
        with PdfPages(self._pdf) as pdf:
            image = page_image(pdf, 0, scale * ratio)
        image.setDevicePixelRatio(ratio)
        self._drawn = page, scale
        self._show_page(QPixmap.fromImage(image))

    def _show_page(self, pixmap: QPixmap | None) -> None:
        if self.pages is None:
            return
        bars = self._bars()
        self.paper.show_page(pixmap, self._scale(), bars, self._tints())
        top = bars[0].top() * self._scale() if bars else 0
        self.area.verticalScrollBar().setValue(max(round(top) - _ABOVE, 0))

    def show_marks(self, marks: list[WordMark]) -> None:
        """Tint the words that findings are about."""
        if marks != self._marks:
            self._marks = marks
            if self.pages is not None and not self.busy:
                self._then(self._draw_pdf)

    def _tints(self) -> list[Tint]:
        if self.pages is None:
            return []
        marked = ((mark, rect) for mark in self._marks for rect in rects_of(self.pages, self.index, mark))
        return [(rect, _TINTS.get(mark.colour, tokens.FRAME)) for mark, rect in marked]

    def _bars(self) -> list[QRectF]:
        """Where the current passage stands on the page: a bar at its left."""
        if self.pages is None:
            return []
        page = self.pages.pages[self.index]
        placed = [line for line in page.lines if line.anchor == self._anchor]
        if not placed:
            return []
        left = min(line.left for line in placed) - _BAR_GAP
        top, bottom = min(line.top for line in placed), max(line.rect.bottom for line in placed)
        return [QRectF(left, top, _BAR, bottom - top)]

    def _scale(self) -> float:
        """Logical pixels a point so that the page fits the width."""
        if self.pages is None:
            return 1.0
        room = self.area.viewport().width() - 2 * _EDGE
        return max(room, 120) / self.pages.pages[self.index].size[0] * self._zoom

    # ---- moving

    def turn(self, step: int) -> None:
        """Show another page."""
        if self.pages is None:
            return
        index = min(max(self.index + step, 0), len(self.pages.pages) - 1)
        if index != self.index:
            self.index, self._anchor = index, ""
            self._show_place()
            self._draw_pdf()

    def zoom_by(self, step: int) -> None:
        """Larger (1), smaller (-1), or the width of the panel again (0)."""
        wanted = self._zoom * _STEP**step if step else 1.0
        self._zoom = min(max(wanted, _LEAST_ZOOM), _MOST_ZOOM)
        wide = self._zoom > 1
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wide else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.area.setHorizontalScrollBarPolicy(policy)
        self._draw_pdf()

    def _show_place(self) -> None:
        if self.pages is not None:
            self.place.setText(f"第 {self.index + 1} 页 / 共 {len(self.pages.pages)} 页")
            self.moved.emit(self.place.text())

    def _on_click(self, place: QPointF) -> None:
        if self.pages is None:
            return
        hit = self.pages.pages[self.index].at(place.x(), place.y())
        if hit is not None and hit.anchor:
            self.opened.emit(hit.anchor, hit.block, hit.offset)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the page to another width when the dragging rests."""
        super().resizeEvent(event)
        if self.pages is not None and event.size().width() != event.oldSize().width():
            self._then(self._draw_pdf)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Beyond the end of the page the wheel turns it."""
        self.turn(-1 if event.angleDelta().y() > 0 else 1)

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(430, 400)
