"""The components of the program: a list, and beside it the whole licence text of the one chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QPlainTextEdit, QSplitter, QWidget

from services.licences import Component, components

_LIST, _TEXT = 230, 490


class LicencesPage(QSplitter):
    """A page of the help; the texts are read when it is shown for the first time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._components: list[Component] = []
        self.names, self.text = QListWidget(), QPlainTextEdit()
        self.names.setAccessibleName("组件")
        self.text.setAccessibleName("许可证")
        self.text.setReadOnly(True)
        self.addWidget(self.names)
        self.addWidget(self.text)
        self.setSizes([_LIST, _TEXT])
        self.names.currentRowChanged.connect(self._on_row)

    def fill(self) -> None:
        """Read the components, once."""
        if not self._components:
            self._components = components()
            self.names.addItems([f"{one.name} {one.version}".strip() for one in self._components])
            self.names.setCurrentRow(0)

    def _on_row(self, row: int) -> None:
        one = self._components[row]
        self.text.setPlainText(f"{one.name} {one.version}\n许可证：{one.licence}\n\n{one.text}")
