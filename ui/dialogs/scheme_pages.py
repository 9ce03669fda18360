"""The pages of the scheme editor: each shows one side of a scheme and says what it should be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from services.forms.scheme_choices import (
    DECLARATION_FORMS,
    DEPARTMENT_FORMS,
    PROJECT_FORMS,
    SUMMARY_ROWS,
    form_title,
    labels_of,
    sign_off_titles,
)
from services.scheme import HUNDRED, Scheme, SchemeRefused
from services.scheme_toml import scheme_mapping
from services.values.money import plain
from ui.widgets import CalmComboBox, label, tool_button

_NARROW = 90
_AROUND, _SPARE = 14, 40
_LIMITS = (
    ("rate_low", "执行率低于此数要写原因（%）", HUNDRED),
    ("adjustment", "预算调整超过此数要写说明（%）", HUNDRED),
    ("satisfaction_low", "满意度低于此数要提示（%）", Decimal(1)),
    ("similarity", "文字相似超过此数算雷同（%）", HUNDRED),
    ("amount_tolerance", "金额允许的误差（万元）", Decimal(1)),
)
_SCORING = (("over_threshold", "完成超过指标值此数要写原因（%）", HUNDRED),)


def number(title: str, text: str, low: Decimal = Decimal(0), high: Decimal = Decimal(1000)) -> Decimal:
    """A number typed into a field. SchemeRefused, with the field's title, when it is none or out of bounds."""
    try:
        value = Decimal(text.strip().rstrip("%％分"))
    except InvalidOperation:
        raise SchemeRefused(f"“{title}”填的是“{text}”，应填数字。") from None
    if not value.is_finite() or not low <= value <= high:
        raise SchemeRefused(f"“{title}”填的是“{text}”，应在 {plain(low)} 到 {plain(high)} 之间。")
    return value


class TickList(QListWidget):
    """Texts to tick; keeps the order in which they are shown, the ticked ones first."""

    def __init__(self, name: str, items: Iterable[tuple[str, str]], ticked: Sequence[str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        words = dict(items)
        for key in [*ticked, *(key for key in words if key not in ticked)]:
            item = QListWidgetItem(words.get(key, key), self)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setCheckState(Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
        self.setFixedHeight(self.sizeHintForRow(0) * self.count() + _AROUND)

    def ticked(self) -> list[str]:
        """Keys of what is ticked."""
        items = [self.item(row) for row in range(self.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]


class BasicPage(QWidget):
    """Name, basis, forms and sign-off."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self.name, self.basis, self.place = QLineEdit(scheme.name), QLineEdit(scheme.basis), QLineEdit(scheme.place)
        self.forms = TickList("项目自评表样", [(code, form_title(code)) for code in PROJECT_FORMS], scheme.forms)
        self.department = _choice([(code, form_title(code)) for code in DEPARTMENT_FORMS], scheme.department_form)
        self.declaration = _choice([(code, form_title(code)) for code in DECLARATION_FORMS], scheme.declaration_form)
        self.summary = _choice([(row.value, words) for row, words in SUMMARY_ROWS.items()], scheme.summary_row.value)
        self.sign_off = TickList("签字栏", sign_off_titles().items(), scheme.sign_off)
        _rows(
            self,
            ("方案名称", self.name),
            ("依据文件", self.basis),
            ("适用地区", self.place),
            ("项目自评表样", self.forms),
            ("部门整体自评表", self.department),
            ("绩效目标申报表", self.declaration),
            ("自评结果汇总表", self.summary),
            ("签字栏", self.sign_off),
        )

    def values(self) -> dict[str, Any]:
        """As the scheme's file holds it."""
        return {
            "name": self.name.text().strip(),
            "basis": self.basis.text().strip(),
            "place": self.place.text().strip(),
            "forms": self.forms.ticked(),
            "department_form": self.department.currentData(),
            "declaration_form": self.declaration.currentData(),
            "summary_row": self.summary.currentData(),
            "sign_off": self.sign_off.ticked(),
        }


class ScoresPage(QWidget):
    """Points of the execution rate and the first levels, with their sum, and the grades."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self._levels = scheme_mapping(scheme)["level1"]
        self.rate = QLineEdit(plain(scheme.execution_weight))
        self.rate.setAccessibleName("执行率分值")
        weights = [(level.name, _blank(level.weight)) for level in scheme.level1]
        self.levels = _table(("一级指标", "分值"), weights, "一级指标的分值", typed=1)
        self.sum = label(name="muted")
        self.grades = _table(("等级", "起始分"), [(x.name, plain(x.minimum)) for x in scheme.grades], "等级")
        for table in (self.levels, self.grades):
            table.setMinimumHeight(table.rowHeight(0) * (table.rowCount() + 1) + _SPARE)
        self._fill()
        self.rate.textChanged.connect(self._add_up)
        self.levels.itemChanged.connect(self._add_up)
        self._add_up()

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        form = QFormLayout()
        form.addRow("预算执行率分值", self.rate)
        column.addLayout(form)
        column.addWidget(label("一级指标的分值（不固定的留空）"))
        column.addWidget(self.levels)
        column.addWidget(self.sum)
        row = QHBoxLayout()
        row.addWidget(label("等级，从高到低；得分达到起始分就是这一级"), 1)
        row.addWidget(tool_button("加一级", self._add_grade, "link"))
        row.addWidget(tool_button("删一级", lambda: self.grades.removeRow(self.grades.currentRow()), "link"))
        column.addLayout(row)
        column.addWidget(self.grades)

    def _add_grade(self) -> None:
        row = max(self.grades.currentRow() + 1, 0)
        self.grades.insertRow(row)
        for col, text in enumerate(("", "")):
            self.grades.setItem(row, col, QTableWidgetItem(text))
        self.grades.setCurrentCell(row, 0)

    def _add_up(self) -> None:
        try:
            total = self._rate() + sum((weight or Decimal(0) for weight in self._weights()), Decimal(0))
        except SchemeRefused as refused:
            self.sum.setText(str(refused))
            return
        fixed = any(weight is not None for weight in self._weights())
        wrong = "，应为 100 分" if fixed and total != HUNDRED else ""
        self.sum.setText(f"执行率与各一级指标合计 {plain(total)} 分{wrong}")

    def _rate(self) -> Decimal:
        return number("预算执行率分值", self.rate.text(), high=HUNDRED)

    def _weights(self) -> list[Decimal | None]:
        rows = [(level["name"], _text(self.levels, row, 1)) for row, level in enumerate(self._levels)]
        return [number(name, text, high=HUNDRED) if text else None for name, text in rows]

    def values(self) -> dict[str, Any]:
        """As the scheme's file holds it. SchemeRefused for what is no number."""
        levels = [
            {**{key: value for key, value in level.items() if key != "weight"}, **_weight(weight)}
            for level, weight in zip(self._levels, self._weights(), strict=True)
        ]
        names = [_text(self.grades, row, 0) for row in range(self.grades.rowCount())]
        if not names or not all(names):
            raise SchemeRefused("每个等级都要有名称，至少要有一级。")
        minima = [number(f"{name}的起始分", _text(self.grades, row, 1)) for row, name in enumerate(names)]
        grades = [{"name": name, "minimum": str(low)} for name, low in zip(names, minima, strict=True)]
        return {"level1": levels, "scoring": {"rate_weight": str(self._rate()), "grades": grades}}


class LimitsPage(QWidget):
    """Thresholds of the rules."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self.fields: dict[str, QLineEdit] = {}
        rows = []
        for key, title, factor in (*_LIMITS, *_SCORING):
            holder = scheme.limits if hasattr(scheme.limits, key) else scheme.scoring
            self.fields[key] = QLineEdit(plain(getattr(holder, key) * factor))
            rows.append((title, self.fields[key]))
        _rows(self, *rows)

    def values(self) -> dict[str, Any]:
        """As the scheme's file holds it. SchemeRefused for what is no number."""
        return {"limits": self._read(_LIMITS), "scoring": self._read(_SCORING)}

    def _read(self, known: tuple[tuple[str, str, Decimal], ...]) -> dict[str, str]:
        read = {key: number(title, self.fields[key].text()) / factor for key, title, factor in known}
        return {key: str(value) for key, value in read.items()}


class LabelsPage(QWidget):
    """Words of the forms that the scheme may put differently."""

    def __init__(self, scheme: Scheme) -> None:
        super().__init__()
        self._labels = labels_of(scheme)
        rows = [(x.form, x.usual or "（由程序写）", scheme.labels.get(x.key, "")) for x in self._labels]
        self.table = _table(("表", "通常的用词", "本方案用（不改的留空）"), rows, "用词", typed=2)
        column = QVBoxLayout(self)
        column.addWidget(label("各地表样上叫法不同的行，可以在这里改。", "muted"))
        column.addWidget(self.table)

    def values(self) -> dict[str, Any]:
        """As the scheme's file holds it; a word left blank is the usual one."""
        return {"labels": {x.key: _text(self.table, row, 2) or None for row, x in enumerate(self._labels)}}


def _blank(weight: Decimal | None) -> str:
    return "" if weight is None else plain(weight)


def _weight(weight: Decimal | None) -> dict[str, str]:
    return {} if weight is None else {"weight": str(weight)}


def _text(table: QTableWidget, row: int, col: int) -> str:
    item = table.item(row, col)
    return item.text().strip() if item is not None else ""


def _choice(items: Iterable[tuple[str, str]], chosen: str) -> CalmComboBox:
    combo = CalmComboBox()
    for key, text in items:
        combo.addItem(text, key)
    combo.setCurrentIndex(max(combo.findData(chosen), 0))
    return combo


def _rows(page: QWidget, *rows: tuple[str, QWidget]) -> None:
    form = QFormLayout(page)
    for title, widget in rows:
        widget.setAccessibleName(title)
        form.addRow(title, widget)


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]], name: str, typed: int = 0) -> QTableWidget:
    """A table whose columns from `typed` on are typed into."""
    table = QTableWidget(0, len(headers))
    table.setHorizontalHeaderLabels(list(headers))
    table.setAccessibleName(name)
    table.verticalHeader().hide()
    table.horizontalHeader().setStretchLastSection(True)
    for row, texts in enumerate(rows):
        table.insertRow(row)
        for col, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if col < typed:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            table.setItem(row, col, item)
    table.resizeColumnsToContents()
    table.setColumnWidth(0, max(table.columnWidth(0), _NARROW))
    return table
