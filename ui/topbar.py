"""The bar at the top: which filing, the commands, and the search over everything."""

from __future__ import annotations

from collections.abc import Container

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from ui.frame_parts import ElidedButton, divider, flat_button

ADDED: tuple[tuple[str, str], ...] = (
    ("新增项目\tInsert", "add_project"),
    ("新增转移支付项目", "add_transfer"),
    ("新增部门整体自评", "add_department"),
    ("新增部门决算", "begin_accounts"),
    ("新增城乡居保补助表", "begin_pension"),
    ("添加报告…", "add_report"),
)
"""What can be added to a filing: the words of the menu and the command."""
_SEARCH_WIDTH, _LEAST_SEARCH = 210, 90
_NARROW, _LEAST = 1090, 720


class TopBar(QFrame):
    """Emits `command` with the name of what was asked for; the window knows what that means."""

    command = Signal(str)
    search = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(46)
        self.setMinimumWidth(_LEAST)
        self.filing = ElidedButton()
        self.filing.setObjectName("filing")
        self.filing.setText("绩效编报 ▼")
        self.filing.clicked.connect(lambda: self.command.emit("filings"))
        self.add = flat_button("新增", self._offer_additions, tip="新增项目、转移支付项目、部门整体自评")
        self._addable = ADDED
        self.more = flat_button("更多", self._offer_beyond, tip="历史、备份、帮助")
        self.undo = self._button("撤销", "undo", "撤销 Ctrl+Z")
        self.redo = self._button("重做", "redo", "重做 Ctrl+Y")
        self.search_box = QLineEdit()
        self.search_box.setObjectName("search")
        self.search_box.setPlaceholderText("查找全部表和报告　Ctrl+F")
        self.search_box.setAccessibleName("查找全部表")
        self.search_box.setMinimumWidth(_LEAST_SEARCH)
        self.search_box.setMaximumWidth(_SEARCH_WIDTH)
        self.search_box.setClearButtonEnabled(True)
        self.search_box.textEdited.connect(self.search)
        self.search_box.returnPressed.connect(lambda: self.search.emit(self.search_box.text()))
        self._data_buttons: list[QToolButton] = []
        self._fill()

    def _button(self, text: str, command: str, tip: str, name: str = "") -> QToolButton:
        return flat_button(text, lambda: self.command.emit(command), name, tip)

    def _fill(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self.filing)
        row.addSpacing(6)
        row.addWidget(self._remember(self.add))
        groups = (
            (
                ("导入", "import", "导入数据包"),
                ("审核", "check", "审核 F8"),
                ("预览", "preview", "预览本表 F7"),
                ("打印", "print", "打印本表 Ctrl+P"),
            ),
            (("历史", "history", "每一次修改的记录"), ("备份", "backup", "备份与恢复")),
        )
        for text, command, tip in groups[0]:
            row.addWidget(self._remember(self._button(text, command, tip)))
        row.addWidget(self._remember(self._button("导出", "export", "导出 PDF 和 Excel Ctrl+E", "primary")))
        row.addWidget(divider())
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addWidget(divider())
        self._beyond = [self._remember(self._button(text, command, tip)) for text, command, tip in groups[1]]
        self._beyond += [self._button("帮助", "help", "使用说明、规则说明 F1")]
        for button in (*self._beyond, self.more):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.search_box, 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what is less needed goes into one menu."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self.more.setVisible(narrow)
        for button in self._beyond:
            button.setHidden(narrow)

    def _offer_beyond(self) -> None:
        menu = QMenu(self)
        for button in self._beyond:
            menu.addAction(button.text(), button.click).setEnabled(button.isEnabled())
        menu.exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        menu.deleteLater()

    def _remember(self, button: QToolButton) -> QToolButton:
        self._data_buttons.append(button)
        return button

    def set_open(self, *, is_open: bool) -> None:
        """Enable what needs an open filing."""
        for button in (*self._data_buttons, self.undo, self.redo):
            button.setEnabled(is_open)
        self.search_box.setEnabled(is_open)

    def set_addable(self, *, there: Container[str]) -> None:
        """Offer what can still be added: of some things (their commands) there is only one."""
        self._addable = tuple(pair for pair in ADDED if pair[1] not in there)

    def _offer_additions(self) -> None:
        menu = QMenu(self)
        for text, command in self._addable:
            menu.addAction(text, lambda name=command: self.command.emit(name))
        menu.exec(self.add.mapToGlobal(self.add.rect().bottomLeft()))
        menu.deleteLater()

    def set_filing(self, name: str) -> None:
        """Show which filing is open."""
        self.filing.setText(f"{name} ▼")
        self.filing.setToolTip(f"{name}\n换一份年度编报、新建、删除")

    def set_undo(self, undo: str | None, redo: str | None) -> None:
        """Name what undo and redo would do."""
        self.undo.setEnabled(undo is not None)
        self.redo.setEnabled(redo is not None)
        self.undo.setToolTip(f"撤销：{undo}　Ctrl+Z" if undo else "没有可以撤销的操作")
        self.redo.setToolTip(f"重做：{redo}　Ctrl+Y" if redo else "没有可以重做的操作")

    def show_menu(self, menu: QMenu) -> None:
        """Open a menu under the filing's name."""
        menu.exec(self.filing.mapToGlobal(self.filing.rect().bottomLeft()))
        menu.deleteLater()


SHORTCUTS = {
    "check": "F8",
    "preview": "F7",
    "print": "Ctrl+P",
    "export": "Ctrl+E",
    "next": "F4",
    "help": "F1",
    "find": "Ctrl+F",
    "undo": "Ctrl+Z",
    "redo": "Ctrl+Y",
    "pane": "F6",
    "reason": "Ctrl+R",
    "open_row": "Ctrl+Return",
    "next_project": "Ctrl+PgDown",
    "previous_project": "Ctrl+PgUp",
    "zoom_in": "Ctrl+=",
    "zoom_out": "Ctrl+-",
    "zoom_fit": "Ctrl+0",
}
"""Keys of the commands."""


def shortcut_actions(owner: QWidget, bar: TopBar) -> list[QAction]:
    """Actions that make the keys work anywhere in the window."""
    actions = []
    for command, keys in SHORTCUTS.items():
        action = QAction(owner)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False, name=command: bar.command.emit(name))
        owner.addAction(action)
        actions.append(action)
    return actions
