"""The schemes: those of the program and the user's own; copied, changed, given away, chosen for the open filing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QLineEdit, QMessageBox, QToolButton, QWidget

from services.render.output import OutputError
from services.scheme import Scheme, SchemeRefused
from services.scheme_use import filings_by, refuse_fixed
from services.schemes import SUFFIX, SchemeInUse, SchemeShelf, SchemeThere
from services.store.store import Store
from services.workspace import delete_scheme
from ui.dialogs.base import Dialog, kept
from ui.dialogs.scheme_editor import SchemeEditor
from ui.dialogs.tables import add_row, chosen_row, row_table
from ui.widgets import label, tool_button

_FILES = f"绩效编报方案 (*{SUFFIX})"
_HEADERS, _WIDTHS = ("方案", "来源", "依据", "用在哪些编报"), (330, 80, 150)
_TOLD = (SchemeRefused, SchemeInUse, OutputError)


class NameDialog(Dialog):
    """Asks for the name of a copy."""

    def __init__(self, parent: QWidget | None, suggestion: str) -> None:
        super().__init__(parent, "复制方案", "给新方案起一个名称，如 某县2026年。")
        self.name = QLineEdit(suggestion)
        self.name.setAccessibleName("方案名称")
        self.name.selectAll()
        self.column.addWidget(self.name)
        self.add_buttons("复制")
        self.name.textChanged.connect(lambda text: self.accept_button.setEnabled(bool(text.strip())))


class SchemesDialog(Dialog):
    """`chosen` is the scheme for the open filing after the dialog was accepted; `changed` holds the ids changed."""

    def __init__(self, parent: QWidget | None, store: Store, shelf: SchemeShelf, used: str) -> None:
        text = "方案决定用哪些表样、各项分值、等级、界限和审核的轻重。程序自带的不能改，复制一份就可以改。"
        super().__init__(parent, "方案", text)
        self.size_to(960, 520)
        self._store, self._shelf, self._used = store, shelf, used
        self._schemes: list[Scheme] = []
        self.changed: set[str] = set()
        self.table = row_table(_HEADERS, _WIDTHS, "方案")
        self.trouble, self.told = label(name="trouble", wrap=True), label(name="muted", wrap=True)
        self.buttons: dict[str, QToolButton] = {}
        self._fill()
        self.table.itemSelectionChanged.connect(self._on_selection)
        self._show(used)
        self._complain("；".join(shelf.problems))

    def _fill(self) -> None:
        self.column.addWidget(self.table, 1)
        row = QHBoxLayout()
        acts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("复制一份…", self._copy),
            ("修改…", self._edit),
            ("删除", self._delete),
            ("从文件导入…", self._import),
            ("导出为文件…", self._export),
        )
        for text, act in acts:
            self.buttons[text] = tool_button(text, partial(self._guarded, act), "link")
            row.addWidget(self.buttons[text])
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.trouble)
        self.column.addWidget(self.told)
        self.add_buttons("本编报用这个方案", "关闭")
        self.accept_button.setVisible(bool(self._used))

    def _show(self, selected: str) -> None:
        self._schemes = list(self._shelf.schemes.values())
        self.table.setRowCount(0)
        for scheme in self._schemes:
            origin = "自己的" if self._shelf.is_own(scheme.id) else "程序自带"
            users = "、".join(f"{x.unit_name} {x.year}年度" for x in filings_by(self._store, scheme.id))
            row = add_row(self.table, (scheme.name, origin, scheme.basis, users))
            if scheme.id == selected:
                self.table.selectRow(row)
        self._on_selection()

    @property
    def chosen(self) -> Scheme | None:
        """The selected scheme."""
        row = chosen_row(self.table)
        return None if row is None else self._schemes[row]

    def select(self, name: str) -> None:
        """Select a scheme by name."""
        self.table.selectRow(next(row for row, scheme in enumerate(self._schemes) if scheme.name == name))

    def _on_selection(self) -> None:
        chosen = self.chosen
        own = chosen is not None and self._shelf.is_own(chosen.id)
        for text in ("复制一份…", "导出为文件…"):
            self.buttons[text].setEnabled(chosen is not None)
        for text in ("修改…", "删除"):
            self.buttons[text].setEnabled(own)
        self.accept_button.setEnabled(chosen is not None and chosen.id != self._used)

    def _complain(self, text: str) -> None:
        self.trouble.setText(text)
        self.trouble.setVisible(bool(text))

    def _guarded(self, act: Callable[[], None]) -> None:
        self._complain("")
        self.told.clear()
        try:
            act()
        except _TOLD as refused:
            self._complain(str(refused))

    def _copy(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        dialog = NameDialog(self, f"{chosen.name}（副本）")
        with kept(dialog):
            name = dialog.name.text() if dialog.exec() == QDialog.DialogCode.Accepted else ""
        if name:
            self._show(self._shelf.copy(chosen.id, name).id)

    def _edit(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        refuse_fixed(self._store, self._shelf, chosen.id)
        users = len(filings_by(self._store, chosen.id))
        used = f"有 {users} 份编报用这个方案，保存后它们的得分和审核会随之改变。" if users else ""
        dialog = SchemeEditor(self, chosen, used, partial(self._shelf.change, chosen.id))
        with kept(dialog):
            if dialog.exec() == QDialog.DialogCode.Accepted:
                self.changed.add(chosen.id)
                self._show(chosen.id)

    def _delete(self) -> None:
        chosen = self.chosen
        if chosen is not None and self._ask(f"删除方案“{chosen.name}”？删除后不能恢复；需要时请先导出为文件。", "删除"):
            delete_scheme(self._store, self._shelf, chosen.id)
            self._show(self._used)

    def _import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "导入方案", "", _FILES)
        if not name:
            return
        try:
            scheme = self._shelf.import_file(Path(name))
        except SchemeThere as there:
            if not self._ask(str(there), "替换"):
                return
            scheme = self._replace(Path(name), there)
        self._show(scheme.id)

    def _replace(self, path: Path, there: SchemeThere) -> Scheme:
        refuse_fixed(self._store, self._shelf, there.scheme_id)
        self.changed.add(there.scheme_id)
        return self._shelf.import_file(path, replacing=True)

    def _export(self) -> None:
        chosen = self.chosen
        if chosen is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, "导出方案", f"{chosen.name}{SUFFIX}", _FILES)
        if name:
            self._shelf.export_file(chosen.id, Path(name))
            self.told.setText(f"已导出 {name}")

    def _ask(self, text: str, yes: str) -> bool:
        box = QMessageBox(QMessageBox.Icon.Question, "方案", text, QMessageBox.StandardButton.NoButton, self)
        accept = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        with kept(box):
            box.exec()
            return box.clickedButton() is accept
