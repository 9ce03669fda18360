"""A dialog over any fields of the filing: an editor for each by its kind; returns the texts, applies nothing."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from models.columns import FieldKind
from services.filing.fields import FieldSpec, field_spec, show_text
from services.filing.filing import Filing
from services.filing.refs import FieldRef
from ui.dialogs.base import Dialog
from ui.widgets import CalmComboBox, label

_LINES_HEIGHT = 68
_AROUND, _TALLEST = 170, 660
_PLACEHOLDERS = {FieldKind.DATE: "如 2024年7月18日", FieldKind.AMOUNT: "如 403.10", FieldKind.NUMBER: "整数"}


class FieldsDialog(Dialog):
    """Edits several values at once; `texts()` is what the clerk typed."""

    def __init__(self, parent: QWidget | None, title: str, text: str, filing: Filing, refs: Iterable[FieldRef]) -> None:
        super().__init__(parent, title, text)
        self._filing = filing
        self._editors: dict[FieldRef, QLineEdit | QPlainTextEdit | CalmComboBox] = {}
        self._before: dict[FieldRef, str] = {}
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(8)
        for ref in refs:
            self._add(ref)
        self._area = self._scroller()
        self.column.addWidget(self._area, 1)
        self.trouble = label(name="trouble", wrap=True)
        self.trouble.hide()
        self.column.addWidget(self.trouble)
        self.add_buttons("确定")

    def _scroller(self) -> QScrollArea:
        """Many fields scroll: the buttons must stay on a screen 768 pixels high."""
        inside = QWidget()
        inside.setLayout(self._form)
        self._form.setContentsMargins(0, 0, 8, 0)
        area = QScrollArea()
        area.setObjectName("fields")
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self.resize(580, min(inside.sizeHint().height() + _AROUND, _TALLEST))
        return area

    def _add(self, ref: FieldRef) -> None:
        spec = field_spec(ref.entity, ref.field)
        shown = show_text(ref, self._filing.value(ref), self._filing.head.amount_unit)
        editor = _editor(spec, shown)
        editor.setAccessibleName(spec.title)
        self._editors[ref], self._before[ref] = editor, shown
        self._form.addRow(spec.title, editor)

    def texts(self) -> list[tuple[FieldRef, str]]:
        """Addresses and texts of the values that were changed."""
        now = {ref: _text_of(editor) for ref, editor in self._editors.items()}
        return [(ref, text) for ref, text in now.items() if text != self._before[ref]]

    def editor(self, field: str) -> QLineEdit | QPlainTextEdit | CalmComboBox:
        """The editor of a field by name."""
        return next(editor for ref, editor in self._editors.items() if ref.field == field)

    def complain(self, reason: str, ref: FieldRef | None = None) -> None:
        """Say why the values cannot be taken, and which; what was typed stays."""
        editor = self._editors.get(ref) if ref is not None else None
        self.trouble.setText(f"“{editor.accessibleName()}”：{reason}" if editor is not None else reason)
        self.trouble.show()
        if editor is not None:
            editor.setFocus()
            self._area.ensureWidgetVisible(editor)


def _editor(spec: FieldSpec, shown: str) -> QLineEdit | QPlainTextEdit | CalmComboBox:
    if spec.kind is FieldKind.LINES:
        lines = QPlainTextEdit(shown)
        lines.setTabChangesFocus(True)
        lines.setFixedHeight(_LINES_HEIGHT)
        return lines
    choices = ("否", "是") if spec.kind is FieldKind.FLAG else spec.choices
    if choices:
        combo = CalmComboBox()
        combo.addItems([*([] if shown in choices else [shown]), *choices])
        combo.setCurrentText(shown)
        return combo
    line = QLineEdit(shown)
    line.setPlaceholderText(_PLACEHOLDERS.get(spec.kind, ""))
    return line


def _text_of(editor: QLineEdit | QPlainTextEdit | CalmComboBox) -> str:
    if isinstance(editor, CalmComboBox):
        return editor.currentText()
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()


UNIT_FIELDS = ("name", "short_name", "code", "nature", "region", "department_name", "department_code")
PROJECT_FIELDS = (
    "name",
    "code",
    "kind",
    "fund_nature",
    "origin",
    "duration",
    "start",
    "end",
    "term_goal",
    "term_appropriation",
    "term_other",
    "declared_appropriation",
    "declared_other",
    "department_code",
    "unit_code",
    "report_title",
    "adjustment_note",
    "execution_note",
    "overspend_approved",
    "score_note",
)


def unit_dialog(parent: QWidget | None, filing: Filing) -> FieldsDialog:
    """The unit as it signs its forms."""
    refs = [FieldRef("unit", filing.unit.id, name) for name in UNIT_FIELDS]
    return FieldsDialog(parent, "单位信息", "印在各表上的单位名称和编码。", filing, refs)


def project_dialog(parent: QWidget | None, filing: Filing, project_id: str) -> FieldsDialog:
    """What a project is, beyond what its form shows."""
    refs = [FieldRef("project", project_id, name) for name in PROJECT_FIELDS]
    text = "编码、类别、期限，以及表上没有位置、但审核时需要的说明。"
    return FieldsDialog(parent, "项目属性", text, filing, refs)
