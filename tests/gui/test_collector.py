"""Widgets that nobody holds any more go in the thread of the window, and in no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS, PYTHONS = "ours", "python's own"

STRESS = f"""
import sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
import gui.collector

gui.collector.INTERVAL_MS = 20
gone = set()

class Noted(QWidget):
    def __del__(self):
        gone.add(threading.current_thread() is threading.main_thread())

def make_garbage():
    for _ in range(20):
        widget = Noted()
        widget.itself = widget

def make_much_garbage_elsewhere():
    for _ in range(300_000):
        cycle = []
        cycle.append(cycle)

qt = QApplication([])
if sys.argv[1] == {OURS!r}:
    gui.collector.Collector(qt)
timer = QTimer(interval=1)
timer.timeout.connect(make_garbage)
timer.start()
QTimer.singleShot(1_000, qt.quit)
worker = threading.Thread(target=make_much_garbage_elsewhere)
worker.start()
qt.exec()
worker.join()
sys.stdout.write(" ".join(sorted(map(str, gone))))
sys.stdout.flush()
"""


def ended(collector: str) -> tuple[int, str]:
    """Exit code of a window beside a busy thread, and whether its widgets went in its thread."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", STRESS, collector],
        env=environment, capture_output=True, text=True, check=False, timeout=30,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_with_our_collector_every_widget_goes_in_its_own_thread() -> None:
    assert ended(OURS) == (0, "True")


def test_with_pythons_own_the_same_program_breaks_that_or_crashes() -> None:
    """Else the test above would prove nothing."""
    code, said = ended(PYTHONS)
    assert code != 0 or "False" in said
