"""File actions: what the window does with filings as a whole: new, import, export, print, history, backup."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFileDialog

from models.unit import Unit
from services.export import Format, export, lacking_characters
from services.filing.finalise import stamp
from services.filing.package import read_package, write_package
from services.workspace import load_demonstration, new_filing, scheme_shelf, take_in
from ui.dialogs.backups import BackupsDialog
from ui.dialogs.base import kept
from ui.dialogs.export import ask_for_order, run_export
from ui.dialogs.help import HelpDialog
from ui.dialogs.history import HistoryDialog
from ui.dialogs.new_filing import NewFilingDialog
from ui.filing_menu import filing_menu
from ui.printing import form_pdf, print_pdf

if TYPE_CHECKING:
    from ui.controller import Controller
    from ui.form_page import FormPage

_PACKAGES = "绩效编报数据包 (*.jxbb)"


class FileActions:
    """Each method is one command; what cannot be done raises an error whose text the controller shows."""

    def __init__(self, controller: Controller) -> None:
        self._controller = controller
        self._window = controller.window
        self._store = controller.store

    def commands(self) -> Mapping[str, Callable[[], object]]:
        """The commands by name."""
        return {
            "filings": self.show_filings,
            "new": self.new,
            "demo": self.demo,
            "import": self.import_package,
            "export_package": self.export_package,
            "delete_filing": self.delete_filing,
            "preview": self.preview,
            "print": self.print_form,
            "export": self.export_forms,
            "history": self.history,
            "backup": self.backups,
            "audit": self.audit,
            "help": self.help,
        }

    def show_filings(self) -> None:
        """Menu of the filings and what can be done with them."""
        filing = self._controller.session.filing if self._controller.session is not None else None
        menu = filing_menu(self._window, self._controller, self._store.filings(), filing)
        self._window.topbar.show_menu(menu)

    def new(self) -> None:
        """Begin a year."""
        dialog = NewFilingDialog(self._window, scheme_shelf(self._store).schemes.values())
        with kept(dialog):
            while dialog.exec() == QDialog.DialogCode.Accepted:
                wish = dialog.answer()
                known = [x for x in self._store.filings() if (x.unit_name, x.year) == (wish.unit_name, wish.year)]
                if not known:
                    unit = Unit(name=wish.unit_name, region=wish.region)
                    self._controller.open_filing(new_filing(self._store, unit, wish.year, wish.scheme))
                    return
                dialog.complain(f"已经有“{wish.unit_name}”{wish.year}年度的编报，请直接打开它，或换一个年度。")

    def demo(self) -> None:
        """Open the demonstration filing."""
        self._controller.open_filing(load_demonstration(self._store))

    def import_package(self) -> None:
        """Take in a package from another PC."""
        name, _ = QFileDialog.getOpenFileName(self._window, "导入数据包", "", _PACKAGES)
        if name:
            self._controller.open_filing(take_in(self._store, read_package(Path(name)), f"导入 {Path(name).name}"))

    def export_package(self) -> None:
        """Write this filing as a package."""
        if self._controller.session is None:
            return
        filing = self._controller.session.filing
        suggestion = f"{filing.unit.name}{filing.head.year}年度.jxbb"
        name, _ = QFileDialog.getSaveFileName(self._window, "导出数据包", suggestion, _PACKAGES)
        if name:
            write_package(filing, Path(name))
            self._window.tell(f"已导出数据包 {name}")

    def delete_filing(self) -> None:
        """Delete this filing, after a backup."""
        if self._controller.session is None:
            return
        filing = self._controller.session.filing
        question = f"删除 {filing.unit.name} {filing.head.year}年度的全部数据？删除前会自动备份，可从“备份”恢复。"
        if self._window.ask(question, "删除"):
            saved = self._store.delete_filing(filing.id)
            self._controller.close_page()
            self._controller.begin("")
            self._window.tell(f"已删除。删除前的备份是 {saved.name}")

    def preview(self) -> None:
        """Show the PDF of this form."""
        from ui.preview import PreviewDialog

        page = self._controller.page
        if page is not None:
            dialog = PreviewDialog(self._window, self._pdf(page), page.name)
            with kept(dialog):
                dialog.exec()

    def _pdf(self, page: FormPage) -> bytes:
        return form_pdf(page.sheet(), stamp(page.session.filing))

    def print_form(self) -> None:
        """Print this form."""
        from services.render.preview import PdfPages

        page = self._controller.page
        if page is not None:
            with PdfPages(self._pdf(page)) as pages:
                print_pdf(self._window, pages)

    def export_forms(self) -> None:
        """Write forms to files, with progress."""
        if self._controller.session is None or self._controller.page is None:
            return
        verdict = self._controller.session.checker.verdict()
        order = ask_for_order(
            self._window, self._controller.shown_form, "" if verdict.ready else f"注意：{verdict.text}。"
        )
        if order is None:
            return
        filing = self._controller.session.filing
        lacking = lacking_characters(filing, order) if Format.PDF in order.formats else []
        warning = f"这些字本机没有字体可以打印，PDF 中会是空框：{'、'.join(lacking)}。请换一个写法，或者仍然导出。"
        if lacking and not self._window.ask(warning, "仍然导出"):
            return
        write = partial(export, filing)
        self._window.tell(run_export(self._window, order, write))

    def history(self) -> None:
        """Show what was changed; a line leads to its cell."""
        if self._controller.session is None:
            return
        dialog = HistoryDialog(self._window, self._store, self._controller.session.filing)
        with kept(dialog):
            chosen = dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
        if chosen is not None:
            self._controller.go_to(chosen)

    def backups(self) -> None:
        """Make, look at and restore backups."""
        dialog = BackupsDialog(self._window, self._store)
        with kept(dialog):
            chosen = dialog.chosen if dialog.exec() == QDialog.DialogCode.Accepted else None
        self._controller.show_backup()
        if chosen is not None and self._window.ask("恢复前会先把现在的数据备份一份。确定恢复吗？", "恢复"):
            self._store.restore(chosen)
            self._controller.close_page()
            self._controller.begin("")
            self._window.tell("已恢复备份。恢复前的数据也备份了一份。")

    def audit(self) -> None:
        """Audit a finished document of anyone; what it found is listed."""
        from services.audit.audit import audit_file
        from ui.dialogs.audit import choose_file, show_audit

        path = choose_file(self._window)
        if path is not None:
            show_audit(self._window, path.name, audit_file(path))

    def help(self) -> None:
        """Show the guide, the rules and what this program is."""
        dialog = HelpDialog(self._window, self._store)
        with kept(dialog):
            dialog.exec()
