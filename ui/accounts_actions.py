"""What the window does with the final accounts as a whole: the year's own subject list, last year's figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from services.accounts.gestures import take_last_year
from services.accounts.ledger import forget_ledger, ledger_of
from services.filing.refs import Gesture
from services.others import previous_filing
from services.subject_files import keep_catalogue, kind_of, read_catalogue
from services.workspace import NoFiling

if TYPE_CHECKING:
    from ui.controller import Controller

_LISTS = "科目表 (*.xlsx *.xls *.csv)"


class AccountsActions:
    """Each method is one command; what cannot be done raises an error whose text the controller shows."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window
        self._store = controller.store

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands by name."""
        return {"import_subjects": self.import_subjects, "take_last_year": self.take_last_year}

    def import_subjects(self) -> None:
        """Take over the subject list of the filing's year, as a whole or not at all."""
        session = self._controller.session
        if session is None:
            return
        year = session.filing.head.year
        name, _ = QFileDialog.getOpenFileName(self._window, f"导入 {year} 年科目表", "", _LISTS)
        if not name:
            return
        catalogue = read_catalogue(Path(name))
        keep_catalogue(catalogue, year, self._store.places.folder)
        forget_ledger(session.filing)
        session.follow(session.filing.scheme)
        self._window.tell(
            f"已导入 {year} 年{kind_of(catalogue).value} {len(catalogue)} 个，{year} 年度改用这份科目表。"
        )

    def take_last_year(self) -> None:
        """Last year's figures and opening carry-over from last year's filing."""
        session = self._controller.session
        if session is None:
            return
        previous = previous_filing(self._store, session.filing)
        if ledger_of(previous).empty:
            raise NoFiling(
                f"“{previous.unit.name}”{previous.head.year}年度的编报里没有部门决算数，请在“上年数”表中直接填写。"
            )
        changes = take_last_year(session.filing, previous)
        if not changes:
            self._window.tell(f"上年数与 {previous.head.year} 年度编报一致，没有改动。")
        elif not session.apply(changes, Gesture(f"取 {previous.head.year} 年度决算数")):
            self._window.tell(f"已取 {previous.head.year} 年度的决算数作上年数。可以按 Ctrl+Z 一次撤销。")
