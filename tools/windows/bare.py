"""The least a program with a window is: what a start of ours is compared with."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QMainWindow

app = QApplication(sys.argv)
window = QMainWindow()
window.setWindowTitle("bare")
window.resize(1366, 768)
window.show()
sys.exit(app.exec())
