"""A bare PySide6 window: the least a window program must take. Prints the clock when it is painted, and ends."""

from __future__ import annotations

import sys
from time import perf_counter

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class Bare(QMainWindow):
    """Nothing in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first painting is all we wait for."""
        super().paintEvent(event)
        QTimer.singleShot(0, self.done)

    def done(self) -> None:
        """Tell the time and end."""
        print(perf_counter(), flush=True)
        QApplication.quit()


app = QApplication(sys.argv)
window = Bare()
window.resize(1366, 768)
window.show()
app.exec()
