"""The application with its window: first paint, then the store, the filing and everything heavy."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from resources import resource
from ui.first_paint import AfterFirstPaint
from ui.fonts import interface_font
from ui.style import style_sheet
from ui.window import MainWindow

_STYLE = "Fusion"
"""Given as an argument: `setStyle` returns a QStyle, whose enumerations would have to be made for it."""


def run_window(words: Sequence[str]) -> int:
    """Open the window; returns the exit code."""
    options = _options(words)
    app = make_application()
    window = MainWindow(Path(options["--data"]) if "--data" in options else None, options.get("--filing", ""))
    AfterFirstPaint(window, lambda: _begin(window))
    window.show()
    return app.exec()


def _begin(window: MainWindow) -> None:
    """Show the list of forms, listen for other starts, then open the store; each needs modules the frame does not."""
    from ui.crash import install_crash_handler
    from ui.early_list import EarlyList

    set_icon()
    install_crash_handler(window)
    early = EarlyList(window)
    shown = early.show()
    _listen(window)
    if shown:
        early.open_store()
    else:
        window.start()


def _listen(window: MainWindow) -> None:
    from ui.single import SingleWindow

    single = SingleWindow(window.come_to_front)
    single.setParent(window)
    window.address = single.address


def set_icon() -> None:
    """The program's icon for all its windows; the frame of the first one is painted without waiting for it."""
    QApplication.setWindowIcon(QIcon(str(resource("icons", "app.png"))))


def make_application() -> QApplication:
    """The QApplication with Chinese locale, Qt's own translation, font and style sheet."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        app.setStyle(_STYLE)
    else:
        app = QApplication([*sys.argv[:1], "-style", _STYLE])
    app.setApplicationName("绩效编报")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    app.setFont(interface_font())
    app.setStyleSheet(style_sheet())
    return app


def _options(words: Sequence[str]) -> dict[str, str]:
    """The options by name; argparse would cost the first paint more than reading two of them by hand."""
    rest = iter(words)
    options: dict[str, str] = {}
    for word in rest:
        name, given, value = word.partition("=")
        options[name] = value if given else next(rest, "")
    return options
