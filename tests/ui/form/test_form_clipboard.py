from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from ui.form.clipboard import put_on_clipboard

_COPY_AND_END = """
from PySide6.QtGui import QGuiApplication
from ui.form.clipboard import put_on_clipboard
app = QGuiApplication([])
put_on_clipboard("a\\tb\\n", "<table></table>")
print(QGuiApplication.clipboard().text())
"""


def test_text_and_table_are_offered(qapp):
    put_on_clipboard("a\tb\n", "<table><tr><td>a</td></tr></table>")
    data = QGuiApplication.clipboard().mimeData()
    assert (data.text(), "<td>a</td>" in data.html()) == ("a\tb\n", True)
    assert set(data.formats()) == {"text/plain", "text/html"}


def test_ending_with_a_copied_table_does_not_crash():
    root = Path(__file__).parents[3]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root)}
    ended = subprocess.run([sys.executable, "-c", _COPY_AND_END], env=env, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, "a\tb\n\n")
