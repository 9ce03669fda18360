"""One edit at 1,000 projects × 30 indicators: from Enter to the painted verdict, and the checker's share of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter, thread_time

from PySide6.QtCore import Qt

from services.filing.refs import FieldRef
from tests.bench.data import fill_store
from tests.bench.screen import opened, press, settle, type_text
from tests.bench.table import Row, percentile
from tests.bench.timing import tell
from ui.window import MainWindow

EDITS = 120


class Edits:
    """A window in which cells are typed into, and how long each edit took."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window
        self.controller = window.controller
        assert self.controller is not None
        assert self.controller.page is not None
        assert self.controller.session is not None
        self.view = self.controller.page.view
        self.filing = self.controller.session.filing
        self.engine: list[float] = []
        self._time_engine()

    def _time_engine(self) -> None:
        """Note the CPU time the checker takes whenever the editor tells it of a change."""
        listeners = self.controller.session.workspace.editor._listeners
        update = listeners[0]

        def timed(applied: object) -> None:
            begun = thread_time()
            update(applied)
            self.engine.append((thread_time() - begun) * 1000)

        listeners[0] = timed

    def type_into(self, ref: FieldRef, text: str) -> float:
        """Milliseconds from Enter, with the text already in the open cell, to the painted verdict."""
        assert self.controller.page.go_to(ref), ref
        settle()
        type_text(text)
        begun = perf_counter()
        press(Qt.Key.Key_Return)
        settle()
        return (perf_counter() - begun) * 1000

    def run(self, cells: Iterator[tuple[FieldRef, str]]) -> list[float]:
        """Time many edits, after a few that only warm up; each must have changed something."""
        self.engine.clear()
        times = [self.type_into(ref, text) for ref, text in cells]
        if len(self.engine) != len(times):
            raise RuntimeError(f"{len(times)} cells typed into, {len(self.engine)} changed")
        del self.engine[:5]
        return times[5:]


def form_cells(edits: Edits, project_id: str, count: int = EDITS) -> Iterator[tuple[FieldRef, str]]:
    """Completions, scores, names and amounts of one form in turn, each with a text it did not have."""
    rows = [row.id for row in edits.filing.indicators(project_id)]
    money = next(ref for ref in edits.view.sheet.by_ref if ref.entity == "funding" and ref.field == "executed")
    for number in range(count + 5):
        row = rows[number * 7 % len(rows)]
        yield (
            (FieldRef("indicator", row, "actual"), f"{number + 3}人"),
            (FieldRef("indicator", row, "score"), f"{number % 7}.{number % 10}"),
            (FieldRef("indicator", row, "name"), f"培训场次{number}"),
            (FieldRef("project", project_id, "result"), f"全年培训{number}场次，参加人数达到预期。"),
            (money, f"{number + 0.37}"),
        )[number % 5]


def list_cells(edits: Edits, count: int = 20) -> Iterator[tuple[FieldRef, str]]:
    """Names of projects in the list of all."""
    projects = edits.filing.projects
    for number in range(count + 5):
        yield FieldRef("project", projects[number * 37 % len(projects)].id, "name"), f"县城供水管网改造{number}"


def main() -> None:
    """Measure in the form of one project, then in the list of all."""
    folder = Path(sys.argv[1]) / "edit"
    fill_store(folder, 1000, 30)
    window = opened(folder)
    edits = Edits(window)
    project_id = edits.filing.projects[500].id
    edits.controller.navigator.show_project(project_id)
    settle()
    form = edits.run(form_cells(edits, project_id))
    engine = list(edits.engine)
    edits.controller.navigator.show_project(None)
    settle()
    in_list = edits.run(list_cells(edits))
    tell(
        [
            Row("edit_p95", "edit in a form, Enter to painted verdict, p95", percentile(form, 0.95), budget=16),
            Row("edit_median", "the same, median", median(form)),
            Row("engine_p95", "checker's share of an edit, p95", percentile(engine, 0.95), budget=2),
            Row("edit_list", "edit in the list of 1,000, median", median(in_list)),
        ]
    )
    window.close()


if __name__ == "__main__":
    main()
