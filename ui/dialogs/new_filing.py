"""A new year: which unit, which year, by which scheme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from services.scheme import DEFAULT_SCHEME, Scheme
from ui.dialogs.base import Dialog
from ui.widgets import CalmComboBox, label

_YEARS = 12


@dataclass(frozen=True, slots=True)
class NewFiling:
    """What was asked for."""

    unit_name: str
    region: str
    year: int
    scheme: str


class NewFilingDialog(Dialog):
    """Asks for unit, year and scheme; the unit's name is all that must be given."""

    def __init__(self, parent: QWidget | None, schemes: Iterable[Scheme]) -> None:
        super().__init__(parent, "新建年度编报", "以后都可以修改。")
        self.unit_name, self.region = QLineEdit(), QLineEdit()
        self.unit_name.setPlaceholderText("如 某县人力资源和社会保障局")
        self.region.setPlaceholderText("如 某县（四川表样的标题要用）")
        self.year = CalmComboBox()
        last = date.today().year  # noqa: DTZ011 - the year on the clerk's wall
        self.year.addItems([str(year) for year in range(last + 1, last - _YEARS, -1)])
        self.year.setCurrentText(str(last - 1))
        self.scheme = CalmComboBox()
        for scheme in schemes:
            self.scheme.addItem(scheme.name, scheme.id)
        self.scheme.setCurrentIndex(self.scheme.findData(DEFAULT_SCHEME))
        form = QFormLayout()
        for text, widget in (
            ("单位名称", self.unit_name),
            ("地区", self.region),
            ("年度", self.year),
            ("方案", self.scheme),
        ):
            form.addRow(text, widget)
            widget.setAccessibleName(text)
        self.column.addLayout(form)
        self.trouble = label(name="trouble", wrap=True)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.add_buttons("新建")
        self.accept_button.setEnabled(False)
        self.unit_name.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))

    def answer(self) -> NewFiling:
        """What was asked for."""
        words = self.unit_name.text().strip(), self.region.text().strip()
        return NewFiling(*words, int(self.year.currentText()), self.scheme.currentData())

    def complain(self, reason: str) -> None:
        """Say why it cannot be done so; what was typed stays."""
        self.trouble.setText(reason)
        self.trouble.show()
