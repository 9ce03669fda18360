"""The window on a data folder of some size: opened, checked, typed into. Prints the figures as JSON."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from PySide6.QtCore import QCoreApplication

from tests.bench.edit import Edits, form_cells, list_cells
from tests.bench.screen import settle
from tests.bench.table import percentile
from ui.application import make_application
from ui.window import MainWindow


def memory() -> float:
    """MB this process holds (Linux only)."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return int(re.findall(r"VmRSS:\s+(\d+) kB", status)[0]) / 1024


make_application()
window = MainWindow(Path(sys.argv[1]))
window.show()
settle()
told: dict[str, float] = {}
begun = perf_counter()
window.start()
told["open"] = (perf_counter() - begun) * 1000
assert window.controller is not None
assert window.controller.session is not None
begun = process_time()
while window.controller.session.checking:
    QCoreApplication.processEvents()
told["check"] = (process_time() - begun) * 1000
settle()
told["memory"] = memory()
edits = Edits(window)
project_id = edits.filing.projects[len(edits.filing.projects) // 2].id
window.controller.navigator.show_project(project_id)
settle()
times = edits.run(form_cells(edits, project_id, 60))
told["edit"], told["edit_p95"] = median(times), percentile(times, 0.95)
window.controller.navigator.show_project(None)
settle()
told["list"] = median(edits.run(list_cells(edits, 6)))
window.close()
print(json.dumps(told))
