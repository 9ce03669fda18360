"""What merging a unit's package would do, project by project; nothing is taken before the clerk says so."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from services.filing.merge import MergePlan, ProjectMerge, Side, Status, ValueMerge
from services.filing.refs import Change, FieldRef
from ui.dialogs.base import Dialog, kept
from ui.widgets import CalmComboBox, label, tool_button

_HEADERS = ("项目、内容", "情况", "本级现在", "对方", "怎么办")
_WIDTHS = 300, 90, 200, 200, 150
_SIZE = 1020, 600
_CHOICE = len(_HEADERS) - 1
_ORDER = (Status.CONFLICT, Status.NEW, Status.CHANGED, Status.GONE, Status.SAME)
_OFFERED: dict[Status, tuple[tuple[str, Side | None], ...]] = {
    Status.CONFLICT: (("逐项选定", None), ("全部保留本级", Side.OURS), ("全部采用对方", Side.THEIRS)),
    Status.NEW: (("新增进来", Side.THEIRS), ("不要", Side.OURS)),
    Status.CHANGED: (("采用对方", Side.THEIRS), ("保留本级", Side.OURS)),
    Status.GONE: (("保留", Side.OURS), ("删除", Side.THEIRS)),
}
_UNDECIDED = (("请选定…", None), (Side.OURS.value, Side.OURS), (Side.THEIRS.value, Side.THEIRS))


class MergeDialog(Dialog):
    """`choices()` is what the clerk decided; it can be accepted once every conflict is."""

    def __init__(self, parent: QWidget | None, plan: MergePlan) -> None:
        text = "下面是合并后会有的变化，按“合并”之前什么都没有改；合并以后也可以一次撤销。"
        super().__init__(parent, f"合并“{plan.unit_name}”的数据包", text)
        self.size_to(*_SIZE)
        self._plan = plan
        self._combos: dict[FieldRef, CalmComboBox] = {}
        self.tree = QTreeWidget()
        self.open_ones = label(name="muted")
        self._fill()
        for project in sorted(plan.projects, key=lambda project: _ORDER.index(project.status)):
            self._add_project(project)
        if plan.subordinate is not None:
            self._add_unit(plan.subordinate)
        self._count()

    def _fill(self) -> None:
        for note in (*self._plan.notes, _summary(self._plan)):
            self.column.addWidget(label(note, wrap=True))
        tree = self.tree
        tree.setHeaderLabels(list(_HEADERS))
        tree.setAccessibleName("合并的变化")
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setStretchLastSection(False)
        for col, width in enumerate(_WIDTHS):
            tree.setColumnWidth(col, width)
        row = QHBoxLayout()
        row.addWidget(self.open_ones, 1)
        if self._plan.conflicts:
            row.addWidget(tool_button("两边都改过的全部保留本级", lambda: self.decide_all(Side.OURS), "link"))
            row.addWidget(tool_button("全部采用对方", lambda: self.decide_all(Side.THEIRS), "link"))
        self.column.addWidget(tree, 1)
        self.column.addLayout(row)
        self.add_buttons("合并")

    def _add_project(self, project: ProjectMerge) -> None:
        item = QTreeWidgetItem(self.tree, [project.name or "未命名项目", project.status.value])
        item.setToolTip(0, project.name)
        if project.status in _OFFERED:
            self._offer(item, project.ref, project.name, _OFFERED[project.status])
        for value in project.values:
            self._add_value(item, project, value)
        item.setExpanded(project.status is Status.CONFLICT)

    def _add_unit(self, row: Change) -> None:
        """The package's unit as a row of the units below."""
        name = f"下属预算单位　{row.new['name']}"
        item = QTreeWidgetItem(self.tree, [name, Status.NEW.value])
        item.setToolTip(0, name)
        self._offer(item, row.ref, name, _OFFERED[Status.NEW])

    def _add_value(self, above: QTreeWidgetItem, project: ProjectMerge, value: ValueMerge) -> None:
        status = Status.CONFLICT.value if value.conflict else "仅对方改过" if project.status is Status.CONFLICT else ""
        item = QTreeWidgetItem(above, [value.title, status, value.ours or "（空）", value.theirs or "（空）"])
        for col in (0, 2, 3):
            item.setToolTip(col, item.text(col))
        if value.conflict:
            self._offer(item, value.ref, f"{project.name} {value.title}", _UNDECIDED)

    def _offer(
        self, item: QTreeWidgetItem, ref: FieldRef, name: str, offered: tuple[tuple[str, Side | None], ...]
    ) -> None:
        combo = CalmComboBox()
        combo.setAccessibleName(name)
        for text, side in offered:
            combo.addItem(text, side)
        combo.currentIndexChanged.connect(self._count)
        self._combos[ref] = combo
        self.tree.setItemWidget(item, _CHOICE, combo)

    def combo(self, ref: FieldRef) -> CalmComboBox:
        """Where a project or a value is decided."""
        return self._combos[ref]

    def decide_all(self, side: Side) -> None:
        """Decide every conflict alike."""
        for value in self._plan.conflicts:
            self._combos[value.ref].setCurrentText(side.value)

    def choices(self) -> dict[FieldRef, Side]:
        """What was decided: for projects as a whole, else for their values."""
        chosen = {ref: Side(combo.currentData()) for ref, combo in self._combos.items() if combo.currentData()}
        for project in self._plan.projects:
            if project.ref in chosen:
                for value in project.values:
                    chosen.pop(value.ref, None)
        return chosen

    def _count(self) -> None:
        chosen = self.choices()
        left = 0
        for project in self._plan.projects:
            for value in project.values:
                if value.conflict:
                    self._combos[value.ref].setEnabled(project.ref not in chosen)
                    left += value.ref not in chosen and project.ref not in chosen
        self.open_ones.setText(f"还有 {left} 处两边都改过，请逐处选定用哪一个。" if left else "")
        self.accept_button.setEnabled(not left)


def _summary(plan: MergePlan) -> str:
    counts = [(status, len(plan.having(status))) for status in _ORDER]
    return "　".join(f"{status.value} {count} 个项目" for status, count in counts if count)


def ask_how_to_merge(parent: QWidget | None, plan: MergePlan) -> dict[FieldRef, Side] | None:
    """What the clerk decided; None when cancelled."""
    dialog = MergeDialog(parent, plan)
    with kept(dialog):
        return dialog.choices() if dialog.exec() == QDialog.DialogCode.Accepted else None
