"""Takes the pictures of the user guide from the running program with the demonstration data.

    python tools/pictures.py docs/pictures

Run it with QT_QPA_PLATFORM=offscreen; with QT_SCALE_FACTOR=1.5 the same window is drawn at 150 %.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PySide6.QtTest import QTest  # noqa: E402 - after the path is set

from services.filing.report_rows import ReportKey, passage_ref  # noqa: E402
from services.publication.preflight import preflight  # noqa: E402
from services.workspace import demonstration_accounts  # noqa: E402
from ui.application import make_application  # noqa: E402
from ui.dialogs.publish import PublishDialog  # noqa: E402
from ui.window import MainWindow  # noqa: E402

_SIZE = 1366, 768
_PLACE = "/media/U盘/交付"
"""A folder to hand in to, so that the picture names none of this PC."""
_PROJECT = 6
"""The demonstration's project with an unmet target and a full score."""


def settle() -> None:
    """Let the window finish what it has begun."""
    QTest.qWait(700)


def take(window: MainWindow, folder: Path, name: str) -> None:
    """Save the window as it looks now."""
    settle()
    window.grab().save(str(folder / f"{name}.png"))


def _take_reports(window: MainWindow, folder: Path) -> None:
    """The writing screen on the text of the final accounts, and the dialog before the pack is made."""
    controller = window.controller
    controller.open_filing(demonstration_accounts().head.id)
    settle()
    filing = controller.session.filing
    controller.go_to(passage_ref(filing.id, ReportKey("N9"), "income-text"))
    take(window, folder, "report")
    dialog = PublishDialog(window, partial(preflight, filing, controller.session.checker))
    dialog.folder.setText(_PLACE)
    dialog.show()
    settle()
    dialog.grab().save(str(folder / "publish.png"))
    dialog.close()
    controller.run("demo")


def main(folder: Path) -> None:
    """Take every picture."""
    folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data:
        window = MainWindow(Path(data))
        ratio = window.devicePixelRatioF()
        window.resize(int(_SIZE[0] / ratio), int(_SIZE[1] / ratio))
        window.show()
        window.start()
        take(window, folder, "welcome")
        controller = window.controller
        if controller is None:
            sys.exit("the store did not open")
        controller.run("demo")
        take(window, folder, "overview")
        filing = controller.session.filing
        controller.show_page(None)
        take(window, folder, "list")
        controller.show_page(filing.projects[_PROJECT].id)
        controller.run("next")
        take(window, folder, "form")
        _take_reports(window, folder)
        window.topbar.search_box.setText("创业")
        window.topbar.search.emit("创业")
        take(window, folder, "search")
        window.close()
        app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
