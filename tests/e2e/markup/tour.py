"""Our window as a process of its own, and a tour through everything in it that shows texts.

`python -m tests.e2e.markup.tour FOLDER` says on its standard output, a line of JSON each, what is
read where and which widgets would take it for markup. With `--spoilt` it shows a title on a label
of its own that takes it for markup, and nothing else: that has to be noticed.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
)

import gui.__main__
import gui.app
from gui.repair.dialog import RepairDialog
from gui.repair.plan_view import PlanView
from gui.sessions.columns import Column
from gui.side_pane import Side
from tests.e2e.fingers import press
from tests.e2e.markup import reading
from tests.e2e.steps import Standby, Stepper, Steps, at_once, tell

SPOILT = "--spoilt"
TYPED = "<b>typed</b> R&D [*] <img src=name.png>"


class Tour(QObject):
    """Goes from place to place in the window of `app`, and tells what is read there."""

    is_spoilt: ClassVar[bool] = False

    def __init__(self, app: gui.app.App) -> None:
        super().__init__(app)
        self._app, self._window = app, app.window
        self._label: QLabel | None = None
        self._stepper = Stepper(self)
        self._stepper.done.connect(self._on_done)
        self._stepper.hung.connect(self._on_hung)
        app.browsing.completed.connect(self._on_completed)
        self._standby = Standby(self)
        self._standby.over.connect(app.window.close)
        self._where = ""

    @Slot(Path)
    def _on_completed(self, _folder: Path) -> None:
        if not self._where:
            self._where = "begin"
            self._stepper.run(self._spoil() if self.is_spoilt else self._go_round())

    def _spoil(self) -> Steps:
        yield lambda: self._app.model.rowCount() > 0
        title = self._app.model.index(self._app.model.rowCount() - 1, Column.TITLE).data()
        self._label = QLabel(title, self._window)
        self._label.setAccessibleName("Spoilt")
        self._read("spoilt", [])
        self._label.show()
        yield at_once

    def _go_round(self) -> Steps:
        yield lambda: not self._app.check.busy and bool(self._window.messages.text)
        for visit in (
            self._list,
            self._tips,
            self._editor,
            self._details,
            self._bar,
            self._rename,
            self._filter,
            self._dialogs,
            self._missing_folder,
            self._repair,
            self._question,
        ):
            yield from visit()

    def _read(self, where: str, texts: Iterable[str]) -> None:
        self._where = where
        tell(where=where, texts=list(texts), live=reading.live_widgets())

    # The window

    def _list(self) -> Steps:
        self._read("list", reading.cell_texts(self._app.model))
        self._read("window title", [reading.title_text(self._window)])
        self._read("menu of folders", map(reading.menu_text, self._recent()))
        for action in self._window.menuBar().actions():
            if (menu := action.menu()) is not None:
                menu.popup(self._window.pos())  # type: ignore[attr-defined]
                yield at_once
                menu.close()  # type: ignore[attr-defined]

    def _recent(self) -> list[Any]:
        return self._window.actions_.recent_menu.actions()

    def _tips(self) -> Steps:
        view = self._window.view
        for column in range(self._app.model.columnCount()):
            view.setColumnHidden(column, False)
        yield at_once
        self._read("tooltips of the list", reading.tips_of(view))

    def _editor(self) -> Steps:
        self._window.view.select("aa05")
        QTest.keyClick(self._window.view, Qt.Key.Key_F2)
        yield lambda: self._line_edit() is not None
        self._read("editor", [self._line_edit().text()])
        QTest.keyClick(self._line_edit(), Qt.Key.Key_Escape)
        yield lambda: self._line_edit() is None

    def _line_edit(self) -> Any:
        return self._window.view.viewport().findChild(QLineEdit)

    def _details(self) -> Steps:
        pane = self._window.details
        self._window.side.show_side(Side.DETAILS)
        yield lambda: "First prompt" in pane.toPlainText()
        self._read("details", [pane.toPlainText()])
        self._window.side.show_side(Side.CONVERSATION)

    def _bar(self) -> Steps:
        self._read("message bar", reading.label_texts())
        yield at_once

    def _rename(self) -> Steps:
        """Give a title that is markup, so that the menus name it."""
        self._window.view.select("aa06")
        QTest.keyClick(self._window.view, Qt.Key.Key_F2)
        yield lambda: self._line_edit() is not None
        QTest.keyClicks(self._line_edit(), TYPED)
        QTest.keyClick(self._line_edit(), Qt.Key.Key_Return)
        yield lambda: self._window.actions_.undo.isEnabled()
        self._read("undo", [reading.menu_text(self._window.actions_.undo)])
        self._window.actions_.undo.trigger()
        yield lambda: self._window.actions_.redo.isEnabled()
        self._read("redo", [reading.menu_text(self._window.actions_.redo)])

    def _filter(self) -> Steps:
        field = self._window.filter_bar.focusProxy()
        QTest.keyClicks(field, f"nothing like {TYPED}")
        yield self._window.list_area.no_match.isVisible
        self._read("no match", reading.label_texts())
        self._window.actions_.escape.trigger()
        yield self._window.view.isVisible

    def _dialogs(self) -> Steps:
        self._window.actions_.about.trigger()
        yield at_once
        self._read("about", reading.label_texts())
        yield from self._close_dialogs()
        self._window.actions_.shortcuts.trigger()
        yield at_once
        self._read("shortcuts", reading.label_texts())
        yield from self._close_dialogs()
        self._window.actions_.show_messages.trigger()
        yield at_once
        lines = self._window.findChildren(QPlainTextEdit)
        self._read("message list", [one.toPlainText() for one in lines])
        yield from self._close_dialogs()

    def _missing_folder(self) -> Steps:
        before = self._window.messages.text
        missing = Path(f"<b>missing</b> {TYPED}")
        self._window.folder_wanted.emit(missing)
        yield lambda: self._window.messages.text != before
        self._read("missing folder", reading.label_texts())
        QTest.mouseClick(self._window.messages.buttons[-1], Qt.MouseButton.LeftButton)
        yield at_once

    def _close_dialogs(self) -> Steps:
        for dialog in self._window.findChildren(QDialog):
            dialog.reject()
        yield at_once

    # The dialogs of check and repair, and of closing

    def _repair(self) -> Steps:
        self._window.actions_.repair.trigger()
        (dialog,) = self._window.findChildren(RepairDialog)
        yield lambda: not dialog.busy
        self._read("title of the dialog", [reading.title_text(dialog)])
        (view,) = (one for one in dialog.findChildren(PlanView) if one.isVisible())
        for heading in reversed(view.model().headings()):
            view.model().set_expanded(heading, expanded=True)
        yield at_once
        self._read("plan", reading.cell_texts(view.model()))
        self._read("tooltips of the plan", reading.tips_of(view))
        press(dialog, "Repair")
        yield lambda: self._box() is not None
        self._read("confirmation", [self._box().text()])
        press(self._box(), "Repair all the same")
        yield lambda: not dialog.busy and self._box() is None
        self._read("receipt", reading.label_texts())
        (view,) = (one for one in dialog.findChildren(PlanView) if one.isVisible())
        self._read("files of the receipt", reading.cell_texts(view.model()))
        self._read("tooltips of the receipt", reading.tips_of(view))
        yield from self._close_dialogs()
        yield lambda: not self._app.check.busy

    def _question(self) -> Steps:
        """Close although a title is not saved."""
        self._window.close()
        yield lambda: self._box() is not None
        self._read("question", [self._box().text(), reading.title_text(self._box())])
        press(self._box(), "Go back")
        yield lambda: self._box() is None

    def _box(self) -> Any:
        found = [one for one in QApplication.allWidgets() if isinstance(one, QMessageBox)]
        return next((one for one in found if one.isVisible()), None)

    @Slot()
    def _on_done(self) -> None:
        tell(ended=self._where)

    @Slot()
    def _on_hung(self) -> None:
        tell(hangs=self._where)


class TouredApp(gui.app.App):
    """Our window, with somebody in it who looks at everything."""

    def __init__(self, *arguments: Any, **others: Any) -> None:
        super().__init__(*arguments, **others)
        self._tour = Tour(self)


def main(arguments: list[str]) -> int:
    """Run the window as the program itself would."""
    Tour.is_spoilt = SPOILT in arguments
    setattr(gui.app, "App", TouredApp)  # noqa: B010 - a class of another module is replaced
    folder = next(one for one in arguments if one != SPOILT)
    return gui.__main__.main([folder])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
