"""Which controls of a window have too little room for their words; also as a program of its own.

As a program it shows the window and the dialogs with a few sessions at the scale that the
environment asks for (QT_SCALE_FACTOR), and prints what is cut.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QToolBar,
    QWidget,
)

from gui.about import AboutDialog
from gui.appearance.appearance import Appearance
from gui.export.choices import ExportChoices
from gui.export.save_dialog import SaveDialog
from gui.first_start.store_choice import StoreChoice
from gui.look import grown
from gui.main_window import MainWindow
from gui.repair.plan_page import PlanPage
from gui.repair.receipt_page import ReceiptPage
from gui.sessions.session_model import SessionModel
from gui.window_state import WindowState
from tests.gui.gate_store import a_row
from tests.gui.repair.builders import a_finding, a_receipt, a_report


def cut(window: QWidget) -> list[str]:
    """The words of the visible buttons, ticks and one-line labels that are cut off."""
    kinds = (QAbstractButton, QLabel)
    shown = [w for kind in kinds for w in window.findChildren(kind) if w.isVisible()]
    return [w.text() for w in shown if w.text() and lacks_room(w)]


def lacks_room(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    least = widget.minimumSizeHint()
    if isinstance(widget, QAbstractButton) and isinstance(widget.parent(), QToolBar):
        least = widget.sizeHint()
    inside = widget.visibleRegion().boundingRect()
    wanted = least.boundedTo(widget.size())
    is_hidden_behind = inside.width() < wanted.width() or inside.height() < wanted.height()
    return is_hidden_behind or widget.width() < least.width() or widget.height() < least.height()


def windows(folder: Path) -> list[QWidget]:
    """The main window at its least size, and pages and dialogs full of words."""
    state = WindowState(folder / "window.ini")
    appearance = Appearance(state)
    model = SessionModel()
    main = MainWindow(model, state)
    appearance.setParent(main)
    model.setParent(main)
    appearance.add_to(main)
    main.actions_.set_repairable(13)
    model.show([a_row("s1", "A title"), a_row("old", "Archived", archived=True)], {})
    main.show()
    main.resize(main.minimumSize())
    plan = PlanPage()
    plan.show_report(a_report([a_finding("ghost", "g1"), a_finding("stale", "s1")]))
    plan.show()
    plan.resize(grown(plan, 560), grown(plan, 400))  # as small as the dialog can be made
    receipt = ReceiptPage()
    receipt.show_receipt(a_receipt(unreadable=[a_finding("unreadable", "b", reason="is empty")]))
    receipt.show()
    receipt.resize(grown(plan, 560), grown(plan, 400))
    about = AboutDialog({"Settings": folder / "window.ini", "Log": folder})
    about.show()
    choice = StoreChoice()
    choice.show_folders([folder, folder / "other"])
    choice.show()
    choice.resize(main.list_area.size().expandedTo(choice.minimumSizeHint()))  # as in a window
    saving = SaveDialog([a_row("s1", "A title")], ExportChoices(state))
    saving.show()
    saving.resize(saving.minimumSize())
    return [main, plan, receipt, about, choice, saving]


if __name__ == "__main__":
    application = QApplication(sys.argv)
    application.setStyle("Fusion")
    made = windows(Path(sys.argv[1]))
    application.processEvents()
    found = [words for window in made for words in cut(window)]
    sys.stdout.write(f"{made[0].devicePixelRatioF()} {found}\n")
