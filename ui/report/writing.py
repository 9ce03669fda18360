"""Writing: saves what is typed, after each pause and when a passage is left, and does what a card asks for.

There is one line of undo. What is typed since the last pause is undone in the text; what is saved is a step of the
program, whose undo puts the text back. So Ctrl+Z always takes back the last thing done, wherever the keyboard is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from services.filing.refs import Change, Gesture
from services.reports.gestures import omit_passage, take_back, take_over, write_passage
from services.reports.sections import PassageState
from ui.report.card import PassageCard
from ui.session import Session

_PAUSE_MS = 700
_EMPTIED = "留空就恢复自动生成的文字；不要这一段，请选“不写这一段”。"


class Writing(QObject):
    """Works on the cards of one session; `name_of` tells the heading a card stands under.

    `refused` carries why a text was not taken: the reason below a long card may be out of sight.
    """

    refused = Signal(str)

    def __init__(self, session: Session, name_of: Callable[[PassageCard], str]) -> None:
        super().__init__()
        self._session, self._name_of = session, name_of
        self._card: PassageCard | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)

    def edited(self, card: PassageCard) -> None:
        """Something was typed: save it when the keyboard rests."""
        if self._card is not card:
            self.commit()
        self._card = card
        self._pause.start()

    def _on_pause(self) -> None:
        if self._card is not None and self._card.editor is not None and self._card.editor.composing:
            self._pause.start()
        else:
            self._save()

    def commit(self) -> bool:
        """Save what is open, with what the input method still holds; False when it was refused and stays open."""
        card = self._card
        if card is not None and card.editor is not None and card.editor.composing and card.editor.hasFocus():
            QGuiApplication.inputMethod().commit()
        return self._save()

    def _save(self) -> bool:
        self._pause.stop()
        card = self._card
        if card is None or card.editor is None or not card.changed:
            return True
        text = card.editor.text()
        changes = write_passage(self._session.filing, card.passage, text)
        card.changed = False
        reason = self._session.apply(changes, Gesture(self._gesture(card, text)))
        if reason:
            card.changed = True
            card.say(reason)
            self.refused.emit(f"“{self._name_of(card)}”没有保存：{reason}")
            return False
        if any(change.old != change.new for change in changes):
            card.saved()
        card.say(_EMPTIED if not text.strip() and card.passage.generated else "")
        return True

    def _gesture(self, card: PassageCard, text: str) -> str:
        rewrites = bool(card.passage.generated) and bool(text.strip())
        return f"{'改写' if rewrites else '撰写'}“{self._name_of(card)}”"

    def drop(self) -> None:
        """The cards are going: nothing of them is to be saved any more."""
        self._pause.stop()
        self._card = None

    def restore(self, card: PassageCard) -> None:
        """Let the generated text stand again."""
        if card.passage.state is PassageState.REWRITTEN and self.commit():
            card.rewriting = False
            self._do(take_back(self._session.filing, card.passage), f"恢复自动生成“{self._name_of(card)}”")

    def omit(self, card: PassageCard, *, omitted: bool) -> None:
        """Leave a passage out, or take it in again."""
        if self.commit():
            name = f"{'不写' if omitted else '写上'}“{self._name_of(card)}”的一段"
            self._do(omit_passage(self._session.filing, card.passage, omitted=omitted), name)

    def take_over(self, card: PassageCard, text: str) -> None:
        """Take over a text of last year as hand-written text."""
        if self.commit():
            self._do(take_over(self._session.filing, card.passage, text), f"采用上年文字“{self._name_of(card)}”")

    def _do(self, changes: Sequence[Change], name: str) -> None:
        self._session.apply(changes, Gesture(name))
