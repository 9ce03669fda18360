"""A new year: which unit, which year, by which scheme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QFormLayout, QLineEdit, QSpinBox, QWidget

from services.scheme import DEFAULT_SCHEME, shipped_schemes
from ui.dialogs.base import Dialog
from ui.widgets import CalmComboBox


@dataclass(frozen=True, slots=True)
class NewFiling:
    """What was asked for."""

    unit_name: str
    region: str
    year: int
    scheme: str


class NewFilingDialog(Dialog):
    """Asks for unit, year and scheme; the unit's name is all that must be given."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, "新建年度编报", "以后都可以修改。")
        self.unit_name, self.region = QLineEdit(), QLineEdit()
        self.unit_name.setPlaceholderText("如 某县人力资源和社会保障局")
        self.region.setPlaceholderText("如 某县（四川表样的标题要用）")
        self.year = QSpinBox()
        self.year.setRange(2015, 2100)
        self.year.setValue(date.today().year - 1)
        self.scheme = CalmComboBox()
        for scheme in shipped_schemes().values():
            self.scheme.addItem(scheme.name, scheme.id)
        self.scheme.setCurrentIndex(self.scheme.findData(DEFAULT_SCHEME))
        form = QFormLayout()
        for text, widget in (("单位名称", self.unit_name), ("地区", self.region), ("年度", self.year), ("方案", self.scheme)):
            form.addRow(text, widget)
        self.column.addLayout(form)
        self.add_buttons("新建")
        self.accept_button.setEnabled(False)
        self.unit_name.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))

    def answer(self) -> NewFiling:
        """What was asked for."""
        words = self.unit_name.text().strip(), self.region.text().strip()
        return NewFiling(*words, self.year.value(), self.scheme.currentData())
