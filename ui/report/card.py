"""One passage on the writing screen: its text or what is attached, how it stands, and the findings about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from services.render.measure import Measurer
from services.reports.mend import new_words
from services.reports.outline import PassageKind
from services.reports.sections import PassageState, PassageView
from services.reports.tokens import runs
from services.rules.engine import Checker, Finding
from ui import tokens
from ui.report.attachments import Attachment
from ui.report.chips import Show, position_of, read_text
from ui.report.editor import Mark, PassageEditor
from ui.report.finding_note import FindingNote
from ui.report.page_marks import WordMark
from ui.widgets import label, restyle, tool_button

_BADGE_WIDTH = 96
_NARROW = 480
_ABOVE = Qt.AlignmentFlag.AlignRight
_FREE_PROMPT = "自由撰写；插入数字按 ="
_BY_DATA = "本段由表中的数自动生成。要自己写，请按“改写”（F2）；手写的数字会与表核对。"
_CHECKED = "手写的数字会与表核对。"


@dataclass(frozen=True, slots=True)
class CardTools:
    """What every card of a report needs: the values of figures, what is told of them, a measurer for charts."""

    show: Show
    tell: Callable[[str], str]
    measurer: Measurer


class PassageCard(QFrame):
    """Emits `asked` with itself and a command: rewrite, restore, omit, include, insert, undo, redo, next, previous.

    Also last_year. `edited`, `left`: the text was changed or left and is to be saved. `acted`: what to do about a
    finding. The last three go to the cell of a figure, to a form by its name, to a report by its key.
    """

    asked = Signal(str, object)
    edited = Signal(object)
    left = Signal(object)
    entered = Signal(object)
    acted = Signal(str, object)
    figure_opened = Signal(str)
    sheet_opened = Signal(str)
    report_opened = Signal(object)

    def __init__(self, passage: PassageView, tools: CardTools) -> None:
        super().__init__()
        self.setObjectName("passagecard")
        self.passage, self._tools = passage, tools
        self.locked = ""
        self.rewriting = False
        """Whether the clerk asked to write in a passage that is generated from figures."""
        self._filled = False
        self.changed = False
        """Whether the text has something that is not saved yet."""
        self.badge = tool_button("", self._press_badge, "badge")
        self.last_year = tool_button("上年文字", lambda: self.asked.emit("last_year", self), "link")
        self.last_year.hide()
        self.news = label(name="muted", wrap=True)
        self.news.hide()
        self._side = QWidget()
        self._side.setFixedWidth(_BADGE_WIDTH)
        self.omitted = label("这一段不写进报告。", "muted")
        self._notes: list[FindingNote] = []
        self._column, self._row = QVBoxLayout(self), QHBoxLayout()
        self.editor = self._make_editor() if passage.writable else None
        self.attachment = None if passage.writable else self._make_attachment()
        self._fill()
        self.show_passage(passage)

    def _make_editor(self) -> PassageEditor:
        editor = PassageEditor(self._tools.show, self._tools.tell)
        editor.edited.connect(self._on_edited)
        editor.left.connect(lambda: self.left.emit(self))
        editor.entered.connect(self._on_entered)
        editor.asked.connect(lambda command: self.asked.emit(command, self))
        editor.chip_opened.connect(self.figure_opened)
        editor.refused.connect(self._refuse)
        editor.menu_asked.connect(self._offer)
        return editor

    def _make_attachment(self) -> Attachment:
        attachment = Attachment(self._tools.measurer)
        attachment.sheet_opened.connect(self.sheet_opened)
        attachment.report_opened.connect(self.report_opened)
        return attachment

    def _fill(self) -> None:
        body = self.editor or self.attachment
        self._column.setContentsMargins(16, 12, 12, 12)
        self._column.setSpacing(8)
        row = self._row
        row.setSpacing(8)
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.addWidget(self.omitted)
        if body is not None:
            inner.addWidget(body)
        row.addLayout(inner, 1)
        right = QHBoxLayout(self._side)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self._side, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self._column.addWidget(self.last_year, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.news)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow column the badge stands above the text."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != direction:
            self._row.setDirection(direction)
            self._row.setAlignment(self._side, _ABOVE if narrow else Qt.AlignmentFlag.AlignTop)

    # ---- what it shows

    def show_passage(self, passage: PassageView) -> None:
        """Show how the passage stands now; a text that is being typed is left alone unless it changed elsewhere."""
        self.passage = passage
        omitted = passage.state is PassageState.OMITTED
        self.omitted.setVisible(omitted)
        if self.attachment is not None:
            self.attachment.setVisible(not omitted)
            self.attachment.show_passage(passage)
        if self.editor is not None:
            self.editor.setVisible(not omitted)
            self.editor.set_prompt(passage.prompt or _FREE_PROMPT)
            self.editor.setAccessibleName(passage.prompt or passage.state.value)
            self.show_text()
        self._show_state()

    def show_text(self) -> None:
        """Show the text in force, unless another is just being typed."""
        editor, wanted = self.editor, self.passage.stored
        if editor is None or self.changed:
            return
        if not self._filled:
            editor.fill(wanted)
            self._filled = True
        elif not _same(editor.text(), wanted) and not (editor.hasFocus() and self._was_emptied(editor)):
            editor.follow(wanted)
        self.set_locked(self.locked)

    def _was_emptied(self, editor: PassageEditor) -> bool:
        """A text cleared to be written anew stays clear while the cursor is in it."""
        return not self.passage.typed and not editor.text().strip()

    def set_locked(self, reason: str) -> None:
        """Let nothing be changed, for this reason; "" lets it be written again."""
        self.locked = reason
        if self.editor is not None:
            self.editor.set_writable(writable=not reason and (not self.by_data or self.rewriting))

    @property
    def by_data(self) -> bool:
        """Whether the text stands as it was generated from figures, to be rewritten only on purpose."""
        return self.passage.kind is PassageKind.DATA and self.passage.state is PassageState.GENERATED

    def _show_state(self) -> None:
        state = self.passage.state
        words = {PassageState.REWRITTEN: "已改写 · 恢复", PassageState.OMITTED: "不写 · 写上"}.get(state, state.value)
        self.badge.setText(words)
        self.badge.setToolTip(_TIPS.get(state, ""))
        if self.badge.property("state") != state.value:
            self.badge.setProperty("state", state.value)
            restyle(self.badge)

    def show_findings(self, findings: Sequence[Finding], checker: Checker) -> None:
        """Show what the rules found in this passage."""
        while len(self._notes) < len(findings):
            note = FindingNote()
            note.act.connect(self.acted)
            self._column.addWidget(note)
            self._notes.append(note)
        for note, finding in zip(self._notes, findings, strict=False):
            note.show_finding(finding, checker, self._mend(finding))
        for place, note in enumerate(self._notes):
            note.setVisible(place < len(findings))
        if self.editor is not None:
            self.editor.show_marks([mark for one in findings for mark in self._marks(one)])

    def _mend(self, finding: Finding) -> str:
        """What the mend of a finding puts into this text, as read; "" when it offers none."""
        if finding.hit.adopt is None or finding.hit.adopt[0] != self.passage.ref:
            return ""
        words = new_words(self.passage.stored, finding.hit.adopt[1])
        return "".join(run.text for run in runs(words, self._tools.show))

    def notes(self) -> list[FindingNote]:
        """The findings now shown."""
        return [note for note in self._notes if note.isVisibleTo(self)]

    def word_marks(self) -> list[WordMark]:
        """The words its findings are about, for the finished page."""
        if self.editor is None or self.changed:
            return []
        text = read_text(self.editor.document(), self._tools.show)
        found = (note.finding for note in self._notes if not note.isHidden())
        spans = ((one, one.hit.span) for one in found if one is not None)
        return [
            WordMark(self.passage.key, text, span, tokens.MARK.get(one.severity, tokens.SECONDARY))
            for one, span in spans
            if span is not None
        ]

    def _marks(self, finding: Finding) -> list[Mark]:
        span = self.span_of(finding)
        if span is None:
            return []
        return [(*span, tokens.MARK.get(finding.severity, tokens.SECONDARY))]

    def span_of(self, finding: Finding) -> tuple[int, int] | None:
        """Where in the editor stands what a finding is about; None when it names no words."""
        span = finding.hit.span
        if span is None or self.editor is None:
            return None
        document, show = self.editor.document(), self._tools.show
        return position_of(document, span[0], show), position_of(document, span[1] - 1, show) + 1

    def say(self, text: str) -> None:
        """Say something below the text; "" puts it away."""
        self.news.setText(text)
        self.news.setVisible(bool(text))

    # ---- what the clerk does

    def rewrite(self) -> None:
        """Let a text generated from figures be written in."""
        if self.editor is not None and not self.locked and self.by_data:
            self.rewriting = True
            self.set_locked("")
            self.say(_CHECKED)
            self.editor.setFocus()

    def take_focus(self) -> None:
        """The keyboard goes into the text, or to the badge of what is attached."""
        target = self.editor if self.editor is not None and self.editor.isVisibleTo(self) else self.badge
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def saved(self) -> None:
        """What is in the text is in the store now."""
        self.changed = False
        if self.editor is not None:
            self.editor.settle()

    def _on_edited(self) -> None:
        self.changed = True
        self.edited.emit(self)

    def _on_entered(self) -> None:
        self.set_current(current=True)
        self.entered.emit(self)

    def set_current(self, *, current: bool) -> None:
        """Mark the passage that is being written."""
        if self.property("current") != ("true" if current else "false"):
            self.setProperty("current", "true" if current else "false")
            restyle(self)
        if not current and self.rewriting and self.by_data and not self.changed:
            self.rewriting = False
            self.set_locked(self.locked)
            self.say("")

    def _refuse(self) -> None:
        self.say(self.locked or _BY_DATA)

    def _press_badge(self) -> None:
        state = self.passage.state
        if state is PassageState.REWRITTEN:
            self.asked.emit("restore", self)
        elif state is PassageState.OMITTED:
            self.asked.emit("include", self)
        else:
            self._offer(self.badge.mapToGlobal(self.badge.rect().bottomLeft()))

    def _offer(self, place: QPoint) -> None:
        menu = self.menu()
        menu.exec(place)
        menu.deleteLater()

    def menu(self) -> QMenu:
        """What can be done with the passage."""
        menu = QMenu(self)
        for text, command in self._commands():
            menu.addAction(text, lambda name=command: self.asked.emit(name, self))
        editor = self.editor
        if editor is not None and editor.isVisibleTo(self):
            menu.addSeparator()
            has = editor.textCursor().hasSelection()
            menu.addAction("剪切\tCtrl+X", editor.cut).setEnabled(has and not editor.isReadOnly())
            menu.addAction("复制\tCtrl+C", editor.copy).setEnabled(has)
            can = bool(QApplication.clipboard().text()) and not editor.isReadOnly()
            menu.addAction("粘贴\tCtrl+V", editor.paste).setEnabled(can)
        return menu

    def _commands(self) -> list[tuple[str, str]]:
        state = self.passage.state
        if self.locked:
            return []
        if state is PassageState.OMITTED:
            return [("写上这一段", "include")]
        commands = [("改写\tF2", "rewrite")] if self.by_data else []
        if state is PassageState.REWRITTEN:
            commands.append(("恢复自动生成的文字", "restore"))
        if self.passage.writable and not self.by_data:
            commands.append(("插入数字…\tCtrl+E", "insert"))
        if self.last_year.isVisibleTo(self):
            commands.append(("上年文字…", "last_year"))
        return [*commands, ("不写这一段" if self.passage.writable else "不附这一项", "omit")]


_TIPS = {
    PassageState.REWRITTEN: "恢复自动生成的文字（可以撤销）",
    PassageState.OMITTED: "把这一段写上",
    PassageState.GENERATED: "由表中的数生成，改表即改文",
    PassageState.EMPTY: "这一段还没有写",
}


def _same(one: str, other: str) -> bool:
    """Whether two texts are the same but for blank lines at their ends."""
    return one.strip("\n ") == other.strip("\n ")
