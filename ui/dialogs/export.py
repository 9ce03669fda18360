"""Export: which files, where to, and the progress of writing them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressDialog,
    QRadioButton,
    QWidget,
)

from services.export import Format, Order, Progress
from services.forms.catalogue import FormEntry
from services.render.output import OutputCancelled, OutputRefused
from ui.dialogs.base import Dialog, kept
from ui.widgets import label, tool_button


class ExportDialog(Dialog):
    """Asks what to export; `order()` is the answer."""

    def __init__(self, parent: QWidget | None, shown: FormEntry | None, warning: str) -> None:
        super().__init__(parent, "导出", warning)
        self._shown = shown
        self.everything, self.this_form = QRadioButton("全部表"), QRadioButton("只导出当前这张表")
        self.everything.setChecked(True)
        self.this_form.setEnabled(shown is not None)
        self.pdf, self.xlsx = QCheckBox("PDF（打印、签字）"), QCheckBox("Excel（报财政）")
        self.docx = QCheckBox("Word（可再修改）")
        self.singly = QCheckBox("每张表单独一个文件")
        self.folder = QLineEdit(self._documents())
        self.folder.setAccessibleName("保存到")
        self.folder.textChanged.connect(self._check)
        self._formats = {Format.PDF: self.pdf, Format.XLSX: self.xlsx, Format.DOCX: self.docx}
        for format_, box in self._formats.items():
            box.setChecked(format_ is not Format.DOCX)
            box.toggled.connect(self._check)
        scope = (self.everything, self.this_form)
        for widget in (*scope, *self._formats.values(), self.singly, label("保存到", "muted")):
            self.column.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(self.folder, 1)
        row.addWidget(tool_button("选择…", self._browse, "link"))
        self.column.addLayout(row)
        self.add_buttons("导出")

    def _documents(self) -> str:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return str(Path(place) / "绩效编报导出")

    def _check(self) -> None:
        chosen = any(box.isChecked() for box in self._formats.values())
        self.accept_button.setEnabled(chosen and Path(self.folder.text().strip()).is_absolute())

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "导出到哪个文件夹", self.folder.text())
        if folder:
            self.folder.setText(folder)

    def order(self) -> Order:
        """What to export."""
        formats = tuple(format_ for format_, box in self._formats.items() if box.isChecked())
        order = Order(Path(self.folder.text().strip()), formats, singly=self.singly.isChecked())
        if self._shown is None or not self.this_form.isChecked():
            return order
        owner = self._shown.project_id
        return replace(order, codes=frozenset({self._shown.code}), project_ids=frozenset({owner} if owner else ()))


def ask_for_order(parent: QWidget | None, shown: FormEntry | None, warning: str) -> Order | None:
    """What to export, all or the form shown; None when cancelled."""
    dialog = ExportDialog(parent, shown, warning)
    with kept(dialog):
        return dialog.order() if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_for_book(parent: QWidget | None) -> Order | None:
    """Where to and in which formats to export what is shown as one book; None when cancelled."""
    dialog = ExportDialog(parent, None, "")
    for choice in (dialog.everything, dialog.this_form, dialog.singly):
        choice.hide()
    with kept(dialog):
        return dialog.order() if dialog.exec() == QDialog.DialogCode.Accepted else None


class ExportProgress(QProgressDialog):
    """Shows how far something long is; the clerk can stop it. `doing` names it with {done} and {total}."""

    def __init__(self, parent: QWidget | None, doing: str = "正在导出第 {done} 张，共 {total} 张…") -> None:
        super().__init__("请稍候…", "停止", 0, 0, parent)
        self._doing = doing
        self.setWindowTitle("绩效编报")
        self.setMinimumDuration(300)
        self.setAutoClose(True)
        self.setModal(True)

    def tell(self, done: int, total: int) -> None:
        """Show progress; lets the screen breathe (a modal QProgressDialog processes events in setValue)."""
        self.setMaximum(total)
        self.setLabelText(self._doing.format(done=done, total=total))
        self.setValue(done)


def run_export(
    parent: QWidget | None, order: Order, write: Callable[[Order, Progress, Callable[[], bool]], list[Path]]
) -> str:
    """Write files with progress; what to tell the clerk afterwards. OutputError when a file cannot be written."""
    progress = ExportProgress(parent)
    try:
        written = write(order, progress.tell, progress.wasCanceled)
    except OutputCancelled:
        return "已停止导出。已经写好的文件保留。"
    except OSError as error:
        raise OutputRefused(f"不能写到“{order.folder}”（{error.strerror}），没有导出。请换一个文件夹。") from error
    finally:
        progress.close()
        progress.deleteLater()
    return f"已导出 {len(written)} 个文件到 {order.folder}"
