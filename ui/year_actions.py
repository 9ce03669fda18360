"""The year's cycle as the window does it: begin a year, compare, merge a unit's package, collect many packages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from services.collection import Collection, open_collection
from services.export import Book, EmptyCollection, export_collection, write_books
from services.filing.compare import compare
from services.filing.filing import Filing
from services.filing.finalise import NotReady
from services.filing.merge import MergeRefused, merge_changes, plan_merge
from services.filing.merge_base import merged_values
from services.filing.package import read_package
from services.forms.collected import collected_sheets
from services.forms.comparison import TITLE, comparison_sheet
from services.others import backed_up_filing, packed_filing, stored_filing
from services.render.output import OutputCancelled
from services.scheme import SchemeRefused
from services.schemes import SchemeInUse
from services.workspace import NoFiling, YearBegun, begin_year, scheme_shelf
from ui.dialogs.base import kept
from ui.dialogs.collect import ask_for_packages
from ui.dialogs.compare import PACKAGES, Choice, ask_what_to_compare
from ui.dialogs.export import ExportProgress
from ui.dialogs.merge import ask_how_to_merge
from ui.dialogs.new_year import NewYearDialog
from ui.dialogs.sheets import SheetsDialog

if TYPE_CHECKING:
    from ui.controller import Controller

REFUSALS = (MergeRefused, NotReady, SchemeRefused, SchemeInUse, YearBegun, EmptyCollection)
"""What these commands raise when something cannot be done; str() says why in the clerk's words."""


class YearActions:
    """Each method is one command; what cannot be done raises an error whose text the controller shows."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window
        self._store = controller.store

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands by name."""
        return {
            "new_year": self.new_year,
            "compare_year": self.compare_year,
            "compare_draft": self.compare_draft,
            "merge": self.merge,
            "collect": self.collect,
        }

    def new_year(self) -> None:
        """Begin a year with what goes on from an earlier one."""
        listings = self._store.filings()
        open_id = self._controller.session.filing.id if self._controller.session is not None else ""
        if not listings:
            raise NoFiling("还没有可以接着做的编报。请先新建年度编报。")
        listings.sort(key=lambda listing: listing.filing_id != open_id)
        schemes = scheme_shelf(self._store).schemes
        dialog = NewYearDialog(self._window, listings, schemes, partial(stored_filing, self._store))
        with kept(dialog):
            while dialog.exec() == QDialog.DialogCode.Accepted:
                wish = dialog.answer()
                try:
                    filing_id = begin_year(self._store, wish.filing, wish.year, wish.keep, wish.scheme)
                except YearBegun as refused:
                    dialog.complain(str(refused))
                    continue
                self._controller.open_filing(filing_id)
                carried = f"已开始 {wish.year} 年度，结转 {len(wish.keep)} 个项目。"
                self._window.tell(f"{carried}左边有橙色竖条的文字是上年的，请确认或改写。")
                return

    # ---- comparing

    def compare_year(self) -> None:
        """What differs from another year's filing."""
        self._compare(self._years)

    def compare_draft(self) -> None:
        """What differs from an earlier draft in a backup, or from a package."""
        self._compare(self._drafts)

    def _compare(self, offered: Callable[[Filing], Iterator[Choice]]) -> None:
        session = self._controller.session
        if session is None:
            return
        of_package = partial(packed_filing, self._store)
        choice = ask_what_to_compare(self._window, list(offered(session.filing)), of_package)
        if choice is None:
            return
        other = choice.read()
        older_first = sorted((other, session.filing), key=lambda filing: filing.head.year)
        comparison = compare(*older_first)
        sheet = comparison_sheet(comparison)
        text = f"与{choice.kind}“{choice.name}”对比：共 {len(comparison.rows)} 处不同"
        self._show(
            SheetsDialog(self._window, TITLE, text, [sheet], partial(write_books, [Book(TITLE, [lambda: sheet])]))
        )

    def _years(self, filing: Filing) -> Iterator[Choice]:
        """Other filings: last year's first, then those of the same unit, then the rest."""
        previous, unit = filing.head.previous_filing, filing.unit.name
        others = [listing for listing in self._store.filings() if listing.filing_id != filing.id]
        others.sort(key=lambda x: (x.filing_id != previous, x.unit_name != unit, -x.year))
        for listing in others:
            name = f"{listing.year}年度　{listing.unit_name}"
            yield Choice("年度编报", name, partial(stored_filing, self._store, listing.filing_id))

    def _drafts(self, filing: Filing) -> Iterator[Choice]:
        """This filing as the backups hold it, the newest first; the unit may have had another name then."""
        for backup in self._store.backups():
            if any(name.startswith(f"{filing.head.year}年度") for name in backup.filings or ()):
                name = f"{backup.when:%Y-%m-%d %H:%M:%S}　{backup.reason}"
                yield Choice("备份", name, partial(backed_up_filing, self._store, backup.path, filing.id))

    def _show(self, dialog: SheetsDialog) -> None:
        with kept(dialog):
            dialog.exec()

    # ---- packages

    def merge(self) -> None:
        """Take a unit's package into this filing, after showing what that would change."""
        session = self._controller.session
        if session is None:
            return
        name, _ = QFileDialog.getOpenFileName(self._window, "选择下属单位的数据包", "", PACKAGES)
        if not name:
            return
        plan = plan_merge(session.filing, read_package(Path(name)), merged_values(self._store))
        if plan.empty:
            self._window.tell(f"“{plan.unit_name}”的数据包与本编报没有不同，不用合并。")
            return
        choices = ask_how_to_merge(self._window, plan)
        if choices is not None and not session.apply(merge_changes(plan, choices), plan.gesture):
            self._window.tell(f"已合并“{plan.unit_name}”的数据包。不满意可以按 Ctrl+Z 一次撤销。")

    def collect(self) -> None:
        """Look at many packages as one collection."""
        paths = ask_for_packages(self._window)
        if not paths:
            return
        collection = self._read(paths)
        if collection is None:
            self._window.tell("已停止汇集。")
            return
        if not collection.members:
            raise EmptyCollection(collection)
        total = collection.statistics()[-1]
        text = f"{collection.period}　{len(collection.members)} 个数据包　{total.projects} 个项目"
        text += f"　{len(collection.refused)} 个没有计入" if collection.refused else ""
        write = partial(export_collection, collection)
        self._show(SheetsDialog(self._window, "汇集（只读）", text, collected_sheets(collection), write))

    def _read(self, paths: list[Path]) -> Collection | None:
        progress = ExportProgress(self._window, "正在读取第 {done} 个数据包，共 {total} 个…")
        try:
            return open_collection(paths, progress.tell, progress.wasCanceled, scheme_shelf(self._store).named)
        except OutputCancelled:
            return None
        finally:
            progress.close()
            progress.deleteLater()
