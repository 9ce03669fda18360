"""What dialogs share: a heading, a text, buttons in Chinese, a width that fits 1366×768."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ui.widgets import label

_MARGIN = 40
"""Room for the window's frame and title."""


class Dialog(QDialog):
    """A dialog with a heading, room for content, and named buttons."""

    def __init__(self, parent: QWidget | None, title: str, text: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(10)
        self.column.addWidget(label(title, "heading"))
        if text:
            self.column.addWidget(label(text, "muted", wrap=True))

    def size_to(self, width: int, height: int) -> None:
        """Begin at a size, or as large as the screen allows (1366×768 at 150 % is 910×512)."""
        room = self.screen().availableSize()
        self.resize(min(width, room.width() - _MARGIN), min(height, room.height() - _MARGIN))

    def add_buttons(self, accept: str, reject: str = "取消") -> QDialogButtonBox:
        """Add the closing row: one button that does it, one that does not (none when empty)."""
        box = QDialogButtonBox()
        yes = box.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        yes.setObjectName("primary")
        yes.setDefault(True)
        if reject:
            box.addButton(reject, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.accept_button = yes
        self.column.addWidget(box)
        return box


@contextmanager
def kept(dialog: QDialog) -> Iterator[QDialog]:
    """A dialog that lives as long as the block, not as long as the window it belongs to."""
    try:
        yield dialog
    finally:
        dialog.deleteLater()
