"""Opening the store from the window: every way it can fail has an answer the clerk can choose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from services.log import start_log
from services.places import default_folder
from services.store.errors import StoreDamaged, StoreElsewhere, StoreError, StoreInUse
from services.store.store import Store
from ui.single import raise_other

if TYPE_CHECKING:
    from ui.window import MainWindow


Opened = tuple[Store | None, str]
"""The open store, None when the program should end (the clerk was told why); and news to tell her."""


def open_store(window: MainWindow) -> Opened:
    """Open the store of the window's folder; asks the clerk what to do when that fails."""
    folder = window.folder or default_folder()
    try:
        store = Store.open(folder, window.address)
    except StoreInUse as error:
        if not error.address or not raise_other(error.address):
            window.warn(str(error))
        return None, ""
    except StoreElsewhere as error:
        return _elsewhere(window, folder, error)
    except StoreDamaged as error:
        return _damaged(window, folder, error)
    except StoreError as error:
        window.warn(str(error))
        return None, ""
    start_log(folder)
    return store, ""


def _elsewhere(window: MainWindow, folder: Path, error: StoreElsewhere) -> Opened:
    if not window.ask(f"{error}\n\n确认那台电脑上已经关闭了本程序吗？", "仍然打开", "退出"):
        return None, ""
    try:
        store = Store.open(folder, window.address, even_if_elsewhere=True)
    except StoreError as again:
        window.warn(str(again))
        return None, ""
    start_log(folder)
    return store, ""


def _damaged(window: MainWindow, folder: Path, error: StoreDamaged) -> Opened:
    if not window.ask(f"{error}", "用最近的备份恢复", "退出"):
        return None, ""
    try:
        used = Store.recover_from_backup(folder)
        store = Store.open(folder, window.address)
    except StoreError as again:
        window.warn(str(again))
        return None, ""
    start_log(folder)
    when = f"{used.when:%Y年%m月%d日 %H:%M}"
    return store, f"已用 {when} 的备份恢复，这之后的修改需要重新填写。损坏的文件保存在“损坏”文件夹里，没有删除。"
