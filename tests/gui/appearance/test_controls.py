"""What is painted: borders that can be seen, and the focus, in either look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gui.appearance.colours import Colours
from gui.look import link_button
from gui.sessions.columns import Column
from gui.sessions.session_model import SessionModel
from gui.sessions.session_view import SessionView
from tests.gui.appearance.contrast import best_contrast, contrast
from tests.gui.gate_store import a_row

BORDERED = [QLineEdit, QPlainTextEdit, QPushButton, QProgressBar, QTableView]
FOCUSED: list[Callable[[], QWidget]] = [
    QLineEdit,
    lambda: QCheckBox("Show archived"),
    lambda: QPushButton("Close"),
    lambda: link_button("Repair…"),
]


@pytest.fixture
def form(qtbot: QtBot, colours: Colours) -> Callable[[QWidget], QPushButton]:
    """Shows a widget above a button that has the focus, and returns the button."""
    window = QWidget()
    qtbot.addWidget(window)

    def show(widget: QWidget) -> QPushButton:
        other = QPushButton("Other")
        layout = QVBoxLayout(window)
        layout.addWidget(widget)
        layout.addWidget(other)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        other.setFocus(Qt.FocusReason.TabFocusReason)
        return other

    return show


def painted(widget: QWidget) -> QImage:
    """What `widget` looks like."""
    return widget.grab().toImage()


def edge(widget: QWidget) -> QImage:
    """The middle of the left edge, as wide as a border."""
    return painted(widget).copy(QRect(0, widget.height() // 2 - 1, 3, 3))


def rim(widget: QWidget) -> list[QPoint]:
    """Every place at the edges: not the caret, which blinks in the middle."""
    across, down = range(widget.width()), range(widget.height())
    inner = widget.rect().adjusted(3, 3, -3, -3)
    return [QPoint(x, y) for x in across for y in down if not inner.contains(x, y)]


@pytest.mark.parametrize("kind", BORDERED)
def test_the_border_of_a_control_can_be_seen(
    form: Callable[[QWidget], QPushButton], kind: type[QWidget], colours: Colours
) -> None:
    widget = kind()
    form(widget)
    assert best_contrast(edge(widget), colours.window) >= 3


def test_a_box_that_is_not_ticked_can_be_seen(
    form: Callable[[QWidget], QPushButton], colours: Colours
) -> None:
    box = QCheckBox()
    form(box)
    assert best_contrast(painted(box), colours.window) >= 3


def test_how_far_the_work_is_can_be_seen(
    form: Callable[[QWidget], QPushButton], colours: Colours
) -> None:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setValue(50)
    form(bar)
    middle, picture = bar.height() // 2, painted(bar)
    done, rest = (picture.pixelColor(bar.width() * part // 4, middle) for part in (1, 3))
    assert contrast(done, rest) >= 3


@pytest.mark.parametrize("make", FOCUSED, ids=["field", "box", "button", "link"])
def test_the_focus_can_be_seen(
    form: Callable[[QWidget], QPushButton],
    make: Callable[[], QWidget],
    colours: Colours,
    qtbot: QtBot,
) -> None:
    widget = make()
    other = form(widget)
    without = painted(widget)
    qtbot.keyClick(other, Qt.Key.Key_Backtab)
    focused = painted(widget)
    changed = [at for at in rim(widget) if focused.pixel(at) != without.pixel(at)]
    assert max(contrast(focused.pixelColor(at), colours.window) for at in changed) >= 3


def test_the_marks_of_what_is_selected_can_be_read_in_a_window_behind(
    qtbot: QtBot, colours: Colours
) -> None:
    model, view = SessionModel(), SessionView()
    view.setModel(model)
    model.setParent(view)
    model.show([a_row("s", "i", snapshot=True)], {})
    view.select("s")
    front = QWidget()
    for window in (view, front):
        qtbot.addWidget(window)
        window.show()
    front.activateWindow()
    qtbot.waitUntil(lambda: not view.isActiveWindow())
    title = model.index(0, Column.TITLE)
    words = view.viewport().grab(view.visualRect(title).adjusted(30, 4, -4, -4)).toImage()
    assert best_contrast(words, colours.idle_selection) >= 4.5
