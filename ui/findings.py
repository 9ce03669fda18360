"""The findings panel at the right: what does not agree, why, and what to do; a click goes to the cell."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from models.enums import Severity
from ui.widgets import FlowRow, label, restyle, tool_button

if TYPE_CHECKING:
    from collections.abc import Container

    from services.filing.refs import FieldRef
    from services.rules.engine import Checker, Finding, Verdict

_MOST, _SHORT = 60, 8
_SEVERITY = attrgetter("severity")
_FILTERS = ("全部", Severity.ERROR.value, Severity.WARNING.value, Severity.HINT.value)


class Card(QFrame):
    """One finding. Cards are kept and refilled, so that an edit does not build widgets."""

    go = Signal(object)
    act = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.finding: Finding | None = None
        self._shown: tuple[Finding, str, str, str] | None = None
        self.title = label(wrap=True)
        self.title.setStyleSheet("font-weight: 600;")
        self.code = label(name="muted")
        self.message = label(wrap=True)
        self.answer = label(name="muted", wrap=True)
        self.jump = tool_button("跳到", lambda: self.go.emit(self.finding), "link")
        self.adopt = tool_button("采用", lambda: self.act.emit("adopt", self.finding), "link")
        self.explain = tool_button("写说明", lambda: self.act.emit("explain", self.finding), "link")
        self.why = tool_button("为什么？", lambda: self.act.emit("why", self.finding), "link")
        self._fill()

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(3)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.code, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self.answer)
        links = QHBoxLayout()
        links.setSpacing(0)
        for link in (self.jump, self.adopt, self.explain, self.why):
            links.addWidget(link)
        links.addStretch(1)
        column.addLayout(links)

    def show_finding(self, finding: Finding, checker: Checker, *, with_place: bool) -> None:
        """Fill the card; nothing is set, and so nothing laid out, when it already says the same."""
        place = f"{checker.where(finding)}\n" if with_place else ""
        answer = checker.answer(finding)
        stale = "" if answer else checker.former_answer(finding)
        self.finding = finding
        if self._shown == (finding, place, answer, stale):
            return
        self._shown = (finding, place, answer, stale)
        self.title.setText(finding.rule.title)
        self.code.setText(finding.rule.id)
        self.message.setText(place + finding.message)
        self.answer.setText(f"已说明：{answer}" if answer else f"原说明（数字已变，请确认）：{stale}")
        self.answer.setVisible(bool(answer or stale))
        self.explain.setVisible(finding.severity is not Severity.ERROR)
        self.explain.setText("改说明" if answer or stale else "写说明")
        self.adopt.setVisible(finding.hit.adopt is not None)
        self.adopt.setText(_adopt_text(finding))
        self.adopt.setToolTip(finding.hit.adopt[1] if finding.hit.adopt is not None else "")
        self._set("severity", finding.severity.value)

    def set_current(self, *, current: bool) -> None:
        """Mark the card of the current cell."""
        self._set("current", "true" if current else "false")

    def _set(self, name: str, value: str) -> None:
        if self.property(name) != value:
            self.setProperty(name, value)
            restyle(self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the card goes to the cell."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.finding is not None:
            self.go.emit(self.finding)


def _adopt_text(finding: Finding) -> str:
    if finding.hit.adopt is None:
        return ""
    text = finding.hit.adopt[1]
    return f"采用 {text}" if 0 < len(text) <= _SHORT else "采用计算值" if not text else "采用建议"


def _key(finding: Finding | None) -> tuple[str, str] | None:
    """What stays the same while a finding is about the same values."""
    return None if finding is None else (finding.rule.id, finding.key)


class FindingsPanel(QFrame):
    """Emits `go` with a finding to jump to, `act` with what to do about one, `next_one` for F4."""

    go = Signal(object)
    act = Signal(str, object)
    next_one = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self.setMinimumWidth(276)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("审核结果")
        self._filter = _FILTERS[0]
        self._everywhere = False
        self._shown: tuple[Checker, str | None, Container[FieldRef] | None] | None = None
        self._cards: list[Card] = []
        self._visible = 0
        self.scope = tool_button("本表", self._toggle_scope, "link", "换成全部表或只看本表")
        self.pills = {word: self._pill(word) for word in _FILTERS}
        self._pill_row = FlowRow(list(self.pills.values()))
        self.more = label(name="muted", wrap=True)
        self.empty = label("没有发现问题", "muted")
        self.verdict = QFrame()
        self.verdict.setObjectName("verdict")
        self.verdict_text = label(wrap=True)
        self._list = QVBoxLayout()
        self._fill()

    def _pill(self, word: str) -> QToolButton:
        button = tool_button(word, lambda: self._choose(word), "pill")
        button.setCheckable(True)
        button.setChecked(word == self._filter)
        return button

    def _fill(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 6, 0)
        head.addWidget(label("审核", "heading"))
        head.addStretch(1)
        head.addWidget(self.scope)
        column.addLayout(head)
        pills = QHBoxLayout()
        pills.setContentsMargins(12, 0, 12, 2)
        pills.addWidget(self._pill_row)
        column.addLayout(pills)
        column.addWidget(self._scroller(), 1)
        column.addWidget(self._verdict_bar())

    def _scroller(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("findings")
        inside.setStyleSheet("#findings { border: none; }")
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # texts wrap, never scroll
        self._list.setContentsMargins(10, 2, 10, 10)
        self._list.setSpacing(8)
        self._list.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignHCenter)
        self._list.addWidget(self.more)
        self._list.addStretch(1)
        inside.setLayout(self._list)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        return area

    def _verdict_bar(self) -> QFrame:
        row = QHBoxLayout(self.verdict)
        row.setContentsMargins(14, 8, 4, 8)
        self.verdict_text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.verdict_text, 1)
        row.addWidget(tool_button("下一条 F4", self.next_one.emit, "link"))
        return self.verdict

    def show_findings(self, checker: Checker, project_id: str | None, about: Container[FieldRef] | None = None) -> None:
        """Show the findings of one project, or those `about` some values, or all; and the verdict of the filing."""
        self._shown = (checker, project_id, about)
        everywhere = self._everywhere or (project_id is None and about is None)
        findings = checker.findings(None if everywhere else project_id)
        if about is not None and not everywhere:
            findings = [f for f in findings if any(ref in about for ref in f.hit.fields)]
        self.scope.setText("全部表" if everywhere else "本表 · 随录随审")
        self._count(findings)
        wanted = findings if self._filter == _FILTERS[0] else [f for f in findings if self.wants(f)]
        self._show_cards(wanted[:_MOST], checker, with_place=everywhere)
        self.empty.setVisible(not wanted)
        self.more.setVisible(len(wanted) > _MOST)
        self.more.setText(f"还有 {len(wanted) - _MOST} 条没有列出，改完上面的再看。")
        self._show_verdict(checker.verdict())

    def _count(self, findings: list[Finding]) -> None:
        severities = Counter(map(_SEVERITY, findings))
        counts = {severity.value: count for severity, count in severities.items()} | {_FILTERS[0]: len(findings)}
        for word, pill in self.pills.items():
            pill.setText(f"{word} {counts.get(word, 0)}")
        self._pill_row.arrange()

    def _show_cards(self, findings: list[Finding], checker: Checker, *, with_place: bool) -> None:
        """Each finding keeps its card, so that one more or less does not fill all cards after it anew."""
        wanted = {_key(finding) for finding in findings}
        for card in [card for card in self._cards[: self._visible] if _key(card.finding) not in wanted]:
            self._put(card, len(self._cards) - 1)
            card.finding = None
        known = {_key(card.finding): card for card in self._cards if card.finding is not None}
        for place, finding in enumerate(findings):
            key = _key(finding)
            card = known.pop(key) if key in known else self._spare()
            if place >= len(self._cards) or self._cards[place] is not card:
                self._put(card, place)
            card.show_finding(finding, checker, with_place=with_place)
        self._visible = len(findings)
        for place, card in enumerate(self._cards):
            if card.isHidden() is (place < len(findings)):
                card.setVisible(place < len(findings))

    def _spare(self) -> Card:
        """A card that shows nothing."""
        card = next((card for card in reversed(self._cards) if card.finding is None), None)
        if card is None:
            card = Card()
            card.go.connect(self.go)
            card.act.connect(self.act)
        return card

    def _put(self, card: Card, place: int) -> None:
        if card in self._cards:
            self._cards.remove(card)
        self._cards.insert(place, card)
        self._list.insertWidget(place, card)

    def _show_verdict(self, verdict: Verdict) -> None:
        self.verdict_text.setText(verdict.text)
        ready = "true" if verdict.ready else "false"
        if self.verdict.property("ready") != ready:
            self.verdict.setProperty("ready", ready)
            restyle(self.verdict)
            restyle(self.verdict_text)

    def mark_current(self, ref: object) -> None:
        """Mark and bring into view the first card that is about a value."""
        found = False
        for card in self._cards[: self._visible]:
            is_about = card.finding is not None and ref in card.finding.hit.fields
            card.set_current(current=is_about)
            if is_about and not found:
                self._area.ensureWidgetVisible(card, 0, 20)
                found = True

    def wants(self, finding: Finding) -> bool:
        """Whether the chosen filter lets a finding through."""
        return self._filter in (_FILTERS[0], finding.severity.value)

    def cards(self) -> list[Card]:
        """The cards now shown, in order."""
        return self._cards[: self._visible]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes on to the first card, or to the filters when there is none."""
        super().focusInEvent(event)
        cards = self.cards()
        (cards[0].jump if cards else self.pills[_FILTERS[0]]).setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, word: str) -> None:
        self._filter = word
        for other, pill in self.pills.items():
            pill.setChecked(other == word)
        self._again()

    def _toggle_scope(self) -> None:
        self._everywhere = not self._everywhere
        self._again()

    def _again(self) -> None:
        if self._shown is not None:
            self.show_findings(*self._shown)
