"""The program ends without a crash whatever was copied last: the clipboard outlives Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COPY = """
from PySide6.QtWidgets import QApplication
from ui.application import make_application
from ui.report.editor import PassageEditor
app = make_application()
editor = PassageEditor(lambda inside: inside, lambda inside: inside)
editor.insert_stored("合计⟦a⟧万元")
editor.selectAll()
editor.copy()
print(QApplication.clipboard().text())
"""


def test_words_copied_from_a_report_are_no_crash_at_the_end():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", COPY], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "合计a万元")
