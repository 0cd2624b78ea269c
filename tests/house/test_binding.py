"""The Qt binding keeps count of `None` and `True`; one release did not, and aborted."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QLabel

ROUNDS = 2_000
SLACK = 100  # other threads and caches of the interpreter count, too

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="None and True are immortal from Python 3.12 on"
)


class Sender(QObject):
    """Says something and hears it."""

    said = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.said.connect(self._on_said)

    @Slot(bool)
    def _on_said(self, _value: bool) -> None:
        return None


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("single", [None, True], ids=["None", "True"])
def test_no_call_takes_a_reference_away(single: object) -> None:
    sender, label = Sender(), QLabel()
    before = sys.getrefcount(single)
    for _ in range(ROUNDS):
        sender.said.emit(True)  # each took a True in that release
        label.setText("seen")  # and each of these a None
    assert abs(sys.getrefcount(single) - before) < SLACK
