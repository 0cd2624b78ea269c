"""Fixtures of the repair dialog: a desk with scripted work, and the dialog opened on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from gui.repair.dialog import RepairDialog
from tests.gui.repair.builders import FOLDER
from tests.gui.repair.driving import Begin, do, wait_idle
from tests.gui.repair.scripted import Desk, Script, checked, repaired


@pytest.fixture
def desk() -> Desk:
    """Starts what the dialog asks for; tests put scripts on it."""
    return Desk()


@pytest.fixture
def begin(qtbot: QtBot, desk: Desk) -> Begin:
    """Opens the dialog on the scripts given, one for each piece of work."""
    kept = []  # a window without a parent lives as long as somebody knows it

    def begin(*scripts: Script) -> RepairDialog:
        desk.add(*scripts)
        dialog = RepairDialog(Path(FOLDER), desk.start)
        kept.append(dialog)
        qtbot.addWidget(dialog)
        dialog.open()
        return dialog

    return begin


@pytest.fixture
def at(qtbot: QtBot, begin: Begin) -> Begin:
    """Opens the dialog and waits until the first work is done."""

    def at(*scripts: Script) -> RepairDialog:
        dialog = begin(*scripts)
        wait_idle(qtbot, dialog)
        return dialog

    return at


@pytest.fixture
def receipt(qtbot: QtBot, at: Begin, desk: Desk) -> Begin:
    """Goes on to the receipt with these fields; more scripts may follow it."""

    def receipt(*more: Script, **fields: Any) -> RepairDialog:
        dialog = at(checked(), repaired(**fields), *more)
        do(qtbot, dialog, "Repair 5 findings")
        return dialog

    return receipt
