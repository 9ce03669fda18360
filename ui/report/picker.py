"""FigurePicker: the list of figures to insert, found by words, pinyin initials or the value; two can be worked out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from services.reports.figure_search import FigureIndex, Offer
from services.reports.quote import Quote, QuoteKind
from ui import tokens
from ui.fonts import interface_font
from ui.widgets import ElidedLabel, label, tool_button

_WIDTH, _ROW, _ROWS = 520, 30, 9
_SLICE = 0.006
_HINT = "回车插入　Ctrl+回车 与另一个数相比　Esc 关闭"
_HINT_SECOND = "再选一个数，算占比、增减　Esc 返回"
_OFFER = Qt.ItemDataRole.UserRole


class FigurePicker(QFrame):
    """Stands over the window below the cursor. Emits `chosen` with a Quote, `closed` when nothing was chosen."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("picker")
        self.box, self.list = QLineEdit(), QListWidget()
        self.first, self.second = ElidedLabel("muted"), ElidedLabel("muted")
        self.hint = label(_HINT, "muted")
        self._index: FigureIndex | None = None
        self._in_use: Sequence[str] = ()
        self._one: Quote | None = None
        self._places = 2
        self._under = QRect()
        self.list.setFixedHeight(_ROW * _ROWS + 4)
        self._growing = QTimer(self)
        self._growing.timeout.connect(self._grow)
        self._fill()
        self.hide()

    def _fill(self) -> None:
        self.box.setPlaceholderText("找数字：名称、拼音首字母或数值")
        self.box.setAccessibleName("找要插入的数字")
        self.box.textChanged.connect(self._search)
        self.box.installEventFilter(self)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_OfferDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(5)
        for widget in (self.first, self.second, self.box, self.list):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(tool_button("插入", self._take, "link"))
        column.addLayout(foot)

    def offer(self, index: FigureIndex, in_use: Sequence[str], under: QRect, places: int) -> None:
        """Ask for a figure below a rectangle of the window; `in_use` are keys to offer first."""
        self._index, self._in_use, self._one, self._places = index, in_use, None, places
        self.box.clear()
        self._growing.start(0)
        self._grow()
        self._under = under
        self._show_stage()
        self._search()
        self.show()
        self.raise_()
        self.box.setFocus()

    def _place(self, under: QRect) -> None:
        window = self.parentWidget()
        if window is None:
            return
        self._under = under
        size = QSize(min(_WIDTH, window.width() - 16), self.sizeHint().height())
        below = under.bottom() + 4
        top = below if below + size.height() <= window.height() else max(under.top() - size.height() - 4, 4)
        left = max(min(under.left(), window.width() - size.width() - 8), 8)
        self.setGeometry(QRect(QPoint(left, top), size))

    def _grow(self) -> None:
        if self._index is None:
            return
        before = self._index.complete
        self._index.grow(_SLICE)
        if self._index.complete:
            self._growing.stop()
            if not before:
                self._search()

    def _show_stage(self) -> None:
        for line in (self.first, self.second):
            line.setVisible(self._one is not None)
        self.hint.setText(_HINT if self._one is None else _HINT_SECOND)
        if self._one is not None:
            self.first.setText(f"前：{self._one.title}")
            self.second.setText("后：……")
        self._place(self._under)

    def _search(self) -> None:
        if self._index is None:
            return
        offers = self._index.find(self.box.text(), self._in_use)
        if self._one is not None:
            offers = [one for one in offers if one.quote.kind is not QuoteKind.TEXT and one.quote != self._one]
        self._show_offers(offers)

    def _show_offers(self, offers: Sequence[Offer]) -> None:
        self.list.clear()
        for offer in offers:
            item = QListWidgetItem(f"{offer.title}　{offer.quote.text(self._places)}{offer.quote.unit}")
            item.setData(_OFFER, (offer, self._places))
            self.list.addItem(item)
        if not offers:
            item = QListWidgetItem("没有找到这样的数字")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def offers(self) -> list[Offer]:
        """What is offered now."""
        rows = (self.list.item(row).data(_OFFER) for row in range(self.list.count()))
        return [row[0] for row in rows if row is not None]

    def _current(self) -> Quote | None:
        data = self.list.currentIndex().data(_OFFER)
        return data[0].quote if data is not None else None

    def _take(self, *_item: object) -> None:
        quote = self._current()
        if quote is None:
            return
        if self._one is not None and self._index is not None:
            pairs = self._index.pairs(self._one, quote)
            self.second.setText(f"后：{quote.title}")
            self._one = None
            self.hint.setText("选一种算法，回车插入　Esc 关闭")
            self._show_offers(pairs)
            return
        self.put_away()
        self.chosen.emit(quote)

    def _compare(self) -> None:
        """Keep the current figure as the first of two."""
        quote = self._current()
        if quote is not None and quote.kind is not QuoteKind.TEXT:
            self._one = quote
            self._show_stage()
            self.box.clear()
            self._search()

    def put_away(self) -> None:
        """Close without a word."""
        self._growing.stop()
        self.hide()

    def _close(self) -> None:
        if self._one is not None:
            self._one = None
            self._show_stage()
            self._search()
            return
        self.put_away()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc work the list while the box has the keyboard; leaving the box closes it."""
        if event.type() == QEvent.Type.FocusOut and self.isVisible() and not self.underMouse():
            self.put_away()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _leads(event):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in _STEPS:
            row = self.list.currentRow() + _STEPS[key]
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            (self._compare if control else self._take)()
        elif key == Qt.Key.Key_Escape:
            self._close()
        else:
            return False
        return True


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}


def _leads(event: QKeyEvent) -> bool:
    return event.key() in _STEPS or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class _OfferDelegate(QStyledItemDelegate):
    """The title at the left, the value at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: object) -> QSize:  # noqa: ARG002 - Qt's signature
        """One row."""
        return QSize(100, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: object) -> None:
        """Paint one figure."""
        data = index.data(_OFFER)  # type: ignore[attr-defined]
        if data is None:
            super().paint(painter, option, index)  # type: ignore[arg-type]
            return
        offer, places = data
        area = QRect(option.rect)  # type: ignore[attr-defined]  # PySide6's stubs leave out the fields of options
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:  # type: ignore[attr-defined]
            painter.fillRect(area, QColor(tokens.SELECTION))
        box = area.adjusted(8, 0, -8, 0)
        painter.setFont(interface_font(tokens.TEXT))
        metrics = painter.fontMetrics()
        value = metrics.elidedText(
            f"{offer.quote.text(places)}{offer.quote.unit}", Qt.TextElideMode.ElideRight, box.width() // 2
        )
        room = box.width() - metrics.horizontalAdvance(value) - 12
        painter.setPen(QColor(tokens.FORM_COMPUTED_INK))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, value)
        painter.setPen(QColor(tokens.INK))
        title = metrics.elidedText(offer.title, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, title)
        painter.restore()
