"""Reads the repair dialog and presses its buttons as a user would, by what stands on them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from gui.repair.dialog import RepairDialog
from gui.repair.page import Page
from gui.repair.plan_model import PlanModel
from gui.repair.plan_view import PlanView
from tests.gui.repair.scripted import Desk

Begin = Callable[..., RepairDialog]

MARKS = {Qt.CheckState.Checked: "[x]", Qt.CheckState.Unchecked: "[ ]"}
MARKS[Qt.CheckState.PartiallyChecked] = "[~]"


def page_of(dialog: QWidget) -> Page:
    pages = dialog.findChild(QStackedWidget)
    assert isinstance(pages, QStackedWidget)
    page = pages.currentWidget()
    assert isinstance(page, Page)
    return page


def headline(dialog: QWidget) -> str:
    return page_of(dialog).headline


def words_on(widget: QWidget) -> str:
    """Every text that can be seen on `widget`, one a line."""
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    return "\n".join(label.text() for label in labels if label.text())


def buttons(widget: QWidget) -> dict[str, QPushButton]:
    """The buttons that can be seen, by their text."""
    found = [button for button in widget.findChildren(QPushButton) if button.isVisible()]
    return {button.text().replace("&", ""): button for button in found}


def press(qtbot: QtBot, widget: QWidget, text: str) -> None:
    qtbot.mouseClick(buttons(widget)[text], Qt.MouseButton.LeftButton)


def view_of(widget: QWidget) -> PlanView:
    """The table of findings on the page that is shown."""
    view = widget.findChild(PlanView)
    assert isinstance(view, PlanView)
    return view


def wait_idle(qtbot: QtBot, dialog: RepairDialog) -> None:
    qtbot.waitUntil(lambda: not dialog.busy, timeout=20_000)


def do(qtbot: QtBot, dialog: RepairDialog, text: str) -> None:
    """Press a button and wait until what it started is done."""
    press(qtbot, dialog, text)
    wait_idle(qtbot, dialog)


def reach_pause(qtbot: QtBot, desk: Desk) -> None:
    """Wait until the newest work waits at its pause."""
    count = len(desk.requests)
    qtbot.waitUntil(lambda: len(desk.works) == count and desk.works[-1].reached_pause.is_set())


def question_of(dialog: QWidget) -> QMessageBox:
    boxes = [box for box in dialog.findChildren(QMessageBox) if box.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def make_current(view: PlanView, row: int) -> None:
    """Select one row, whatever modifier keys an earlier test has left behind."""
    flag = QItemSelectionModel.SelectionFlag
    index = view.model().index(row, 0)
    view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)


def picture(model: PlanModel) -> list[str]:
    """A plan as a text: tick, then what stands in the columns."""
    lines = []
    for row in range(model.rowCount()):
        state = model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole)
        cells = [model.index(row, column).data() for column in range(model.columnCount())]
        indent = "" if model.is_heading(row) else "  "
        mark = MARKS.get(state, "   ")
        lines.append(f"{indent}{mark} {' | '.join(cells)}".rstrip(" |"))
    return lines
