"""Chips: inserted figures in a text. Each is one character of the document, painted as a small box with its value.

A chip knows only what stands in its token; the value is asked for when it is painted, so that it follows the figures.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

from services.reports.tokens import runs, token
from ui import tokens
from ui.fonts import interface_font

CHAR = "\ufffc"
KIND = QTextFormat.ObjectTypes.UserObject.value + 1
_INSIDE = QTextFormat.Property.UserProperty.value + 1
_PARAGRAPHS = str.maketrans({"\u2028": "\n", "\u2029": "\n"})
_SIDE, _MARGIN, _RADIUS = 4.0, 1.5, 4.0
SIZE = 15
"""Size of the text, logical pixels."""
Show = Callable[[str], str]
"""What is printed for what stands in a token."""


class ChipPainter(QPyTextObject):
    """Measures and paints chips; `show` tells their values."""

    def __init__(self, parent: QObject, show: Show) -> None:
        super().__init__(parent)
        self._show = show
        self._font = interface_font(SIZE)
        self._font.setWeight(self._font.Weight.DemiBold)
        self._metrics = QFontMetricsF(self._font)

    def intrinsicSize(self, document: QTextDocument, _position: int, kind: QTextFormat) -> QSizeF:
        """As wide as the value, at most a line."""
        width = self._metrics.horizontalAdvance(self._show(inside_of(kind))) + 2 * (_SIDE + _MARGIN)
        room = document.textWidth() - 2 * document.documentMargin()
        return QSizeF(min(width, room) if room > 0 else width, self._metrics.height())

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, _document: QTextDocument, _position: int, kind: QTextFormat
    ) -> None:
        """The box and the value in it."""
        box = QRectF(rect).adjusted(_MARGIN, -1, -_MARGIN, 1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.FORM_COMPUTED))
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setFont(self._font)
        painter.setPen(QColor(tokens.FORM_COMPUTED_INK))
        room = box.width() - 2 * _SIDE + 1
        words = self._metrics.elidedText(self._show(inside_of(kind)), Qt.TextElideMode.ElideRight, room)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


def inside_of(kind: QTextFormat) -> str:
    """What stands in the token of a chip's format; "" for other formats."""
    return str(kind.property(_INSIDE) or "") if kind.objectType() == KIND else ""


def chip_format(inside: str) -> QTextCharFormat:
    """The format of the character that is a chip."""
    made = QTextCharFormat()
    made.setObjectType(KIND)
    made.setProperty(_INSIDE, inside)
    made.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    return made


def put_text(cursor: QTextCursor, text: str) -> None:
    """Insert a stored text: its figures as chips, its lines as paragraphs; one step of the document's undo."""
    plain = QTextCharFormat()
    cursor.beginEditBlock()
    for number, line in enumerate(text.split("\n")):
        if number:
            cursor.insertBlock()
        for run in runs(line, lambda inside: inside):
            if run.key:
                cursor.insertText(CHAR, chip_format(run.key))
            else:
                cursor.insertText(run.text, plain)
    cursor.endEditBlock()


def stored_text(document: QTextDocument, start: int = 0, end: int | None = None) -> str:
    """The text as it is stored, with ⟦tokens⟧; of a part of the document if asked for."""
    return read_text(document, token, start, end)


def read_text(document: QTextDocument, show: Show, start: int = 0, end: int | None = None) -> str:
    """The text with `show` for every chip."""
    pieces = _pieces(document, start, document.characterCount() - 1 if end is None else end)
    return "".join(show(inside) if inside else text for text, inside in pieces).translate(_PARAGRAPHS)


def _pieces(document: QTextDocument, start: int, end: int) -> Iterator[tuple[str, str]]:
    """Words, and what stands in the tokens of chips, block by block."""
    block = document.findBlock(start)
    while block.isValid() and block.position() < max(end, 1):
        first, last = max(start - block.position(), 0), min(end - block.position(), block.length() - 1)
        yield from _pieces_of(document, block, first, last)
        block = block.next()
        if block.isValid() and block.position() <= end:
            yield "\n", ""


def _pieces_of(document: QTextDocument, block: QTextBlock, first: int, last: int) -> Iterator[tuple[str, str]]:
    text, done = block.text(), first
    while (place := text.find(CHAR, done, last)) >= 0:
        yield text[done:place], ""
        yield "", chip_at(document, block.position() + place)
        done = place + 1
    yield text[done:last], ""


def chip_at(document: QTextDocument, position: int) -> str:
    """What stands in the token of the chip at a position; "" where there is none."""
    cursor = QTextCursor(document)
    cursor.setPosition(min(position + 1, document.characterCount() - 1))
    return inside_of(cursor.charFormat()) if document.characterAt(position) == CHAR else ""


def chips_in(document: QTextDocument) -> list[str]:
    """What stands in the tokens of all chips, in order."""
    whole = _pieces(document, 0, document.characterCount() - 1)
    return [inside for _text, inside in whole if inside]


def position_of(document: QTextDocument, offset: int, show: Show) -> int:
    """The position in the document of a character of the text as read (figures printed)."""
    read = 0
    for position in range(document.characterCount() - 1):
        inside = chip_at(document, position) if document.characterAt(position) == CHAR else ""
        read += len(show(inside)) if inside else 1
        if read > offset:
            return position
    return document.characterCount() - 1
