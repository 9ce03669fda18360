"""Writing in a report of 100 sections at 1,000 projects: from a key to the painted letter, and what saving costs."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from PySide6.QtCore import QCoreApplication

from services.reports import outline
from tests.bench.data import fill_store
from tests.bench.screen import opened, settle, type_text
from tests.bench.table import Row, percentile
from tests.bench.timing import tell
from ui.window import MainWindow

SECTIONS, LETTERS, SAVES = 100, 150, 12
_HEAD = 'id = "N8"\nname = "报告"\ntitle = "{{ year }}年度报告"\nsource = "bench"\n'
_SECTION = """
[[section]]
key = "s{0}"
heading = "第{0}项情况"
level = 1

[[section.passage]]
key = "s{0}-data"
kind = "data"
template = "共{{{{ 's.own.count'|full }}}}，预算{{{{ 's.own.budget'|full }}}}，执行率{{{{ 's.own.rate'|q }}}}。"

[[section.passage]]
key = "s{0}-draft"
kind = "draft"
template = "全年执行{{{{ 's.own.executed'|full }}}}，资金使用规范，按进度拨付，管理制度健全，项目按计划完成，群众满意。"

[[section.passage]]
key = "s{0}-free"
kind = "free"
"""


def use_outline(folder: Path) -> None:
    """Have one report of a hundred sections in place of those of the program."""
    folder.mkdir()
    (folder / "N8.toml").write_text(_HEAD + "".join(_SECTION.format(n) for n in range(SECTIONS)), "utf-8")
    outline.resource = lambda *_names: folder
    outline.outlines.cache_clear()


def type_letter(letter: str) -> float:
    """Milliseconds from a key to the painted letter."""
    begun = perf_counter()
    type_text(letter)
    return (perf_counter() - begun) * 1000


def save(window: MainWindow) -> float:
    """After typing: the longest the screen stood still, in ms, until text, findings and finished page are there."""
    page = window.controller.reports.page
    longest = 0.0
    while page.card.changed or page.panel.busy:
        begun = perf_counter()
        QCoreApplication.processEvents()
        longest = max(longest, perf_counter() - begun)
        sleep(0.001)
    return longest * 1000


def main() -> None:
    """Measure in the middle of the report."""
    use_outline(Path(sys.argv[1]) / "outline")
    folder = Path(sys.argv[1]) / "writing"
    fill_store(folder, 1000, 30)
    window = opened(folder)
    window.resize(1366, 768)
    window.controller.navigator.show("report:N8.")
    page = window.controller.reports.page
    page.show_section("s50")
    page.places.go_to_passage("s50-free")
    settle()
    save(window)
    keys = [type_letter("字") for _ in range(LETTERS)]
    saves = []
    for _ in range(SAVES):
        type_text("又写。")
        saves.append(save(window))
    tell(
        [
            Row(
                "writing_key",
                "a letter in a report of 100 sections, key to paint, p95",
                percentile(keys, 0.95),
                budget=16,
            ),
            Row("writing_save", "its text saved, checked and on the finished page: longest standstill", median(saves)),
        ]
    )
    window.close()


if __name__ == "__main__":
    main()
