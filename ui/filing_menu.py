"""The menu under the filing's name: the filings there are, beginning another, and the year's cycle of the open one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from models.enums import FilingState
from services.accounts.ledger import ledger_of
from services.filing.filing import Filing
from services.store.reading import FilingListing

if TYPE_CHECKING:
    from ui.controller import Controller

_SEPARATOR = ("", "")
_ALWAYS = (
    ("新建年度编报…", "new"),
    ("汇集多个单位的数据包（财政）…", "collect"),
    ("审核文件（Word、Excel、PDF）…", "audit"),
    ("方案…", "schemes"),
    ("载入演示数据", "demo"),
    ("数据在哪里、换电脑…", "moving"),
)
_NEXT_YEAR = ("从上年开始新年度…", "new_year")
_OPEN = (
    ("与上年对比…", "compare_year"),
    ("与备份、数据包对比…", "compare_draft"),
    ("合并下属单位数据包…", "merge"),
    _SEPARATOR,
)
_ACCOUNTS = (("导入当年科目…", "import_subjects"), ("取上年决算数", "take_last_year"), _SEPARATOR)
_DRAFT = (("定稿…", "finalise"),)
_FINAL = (("校验定稿", "verify"), ("解除定稿…", "unlock"))
_PACKAGE = (("交付…", "publish"), ("导出数据包…", "export_package"), ("删除这份编报…", "delete_filing"))


def filing_menu(
    parent: QWidget, controller: Controller, listings: Sequence[FilingListing], filing: Filing | None
) -> QMenu:
    """A menu whose entries open a filing or run a command of the controller."""
    menu = QMenu(parent)
    for listing in listings:
        text = f"{listing.year} 年度　{listing.unit_name}　{listing.state.value}　{listing.projects} 个项目"
        action = menu.addAction(text, partial(_open, controller, listing.filing_id))
        action.setCheckable(filing is not None)
        action.setChecked(filing is not None and listing.filing_id == filing.id)
    entries = [_SEPARATOR, *([_NEXT_YEAR] if listings else []), *_ALWAYS]
    if filing is not None:
        fixed = filing.head.state is FilingState.FINAL
        accounts = _ACCOUNTS if ledger_of(filing).begun else ()
        entries += [_SEPARATOR, *_OPEN, *accounts, *(_FINAL if fixed else _DRAFT), *_PACKAGE]
    for text, command in entries:
        if command:
            menu.addAction(text, partial(controller.run, command))
        else:
            menu.addSeparator()
    return menu


def _open(controller: Controller, filing_id: str) -> None:
    controller.guarded(lambda: controller.open_filing(filing_id))
