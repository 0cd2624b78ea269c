"""The floor of every start: an empty window of PySide6, which tells when it is on the screen."""

from __future__ import annotations

import sys
from time import monotonic_ns

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow


class EmptyWindow(QMainWindow):
    """A window as large as ours, with nothing in it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        QTimer.singleShot(0, _tell_and_end)  # once it is painted


def _tell_and_end() -> None:
    print(monotonic_ns(), flush=True)
    QApplication.quit()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = EmptyWindow()
    window.resize(1120, 700)
    window.show()
    raise SystemExit(application.exec())
