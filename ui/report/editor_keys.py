"""The keys of a passage: which are kept from the window, which would change the text, which go from one to another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

STEPS = {Qt.Key.Key_Down: "next", Qt.Key.Key_Up: "previous"}
_OWN_KEYS = frozenset({Qt.Key.Key_E, Qt.Key.Key_Y, Qt.Key.Key_Up, Qt.Key.Key_Down})


def is_ours(event: QKeyEvent) -> bool:
    """Whether a key that is a command of the window means something in a passage."""
    if event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo):
        return True
    return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier) and event.key() in _OWN_KEYS


def types_text(event: QKeyEvent) -> bool:
    """Whether a key would change a text."""
    if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
        return event.matches(QKeySequence.StandardKey.Paste) or event.matches(QKeySequence.StandardKey.Cut)
    return (bool(event.text()) and event.text().isprintable()) or event.key() in _ERASING


_ERASING = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Return, Qt.Key.Key_Enter)


def plain_enter(event: QKeyEvent) -> QKeyEvent:
    """Enter with any modifier is a new paragraph; there are no soft breaks."""
    return QKeyEvent(event.type(), Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
