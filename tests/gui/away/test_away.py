"""The folder goes away under the window: it is told, nothing typed is lost, and it goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gui.app import App
from gui.repair.dialog import RepairDialog
from tests.builders import contents
from tests.gui.away.conftest import Place, Start
from tests.gui.repair.driving import headline

PINNED = "a3f09c1d7e42"
MANY = ("0c5f2b97d318", "2b90ce64a7f3", "91d7e3fa60b8", "b81e4d20c6aa", "c3580bd1f64e")
MOMENT_MS = 8_000


def titles_in(place: Place, *ids: str) -> list[str]:
    """The titles as they stand in the files."""
    files = [place.folder / f"{one}.json" for one in ids]
    return [str(json.loads(path.read_bytes())["title"]) for path in files]


def go(qtbot: QtBot, app: App, place: Place) -> None:
    """Let the folder go, and wait until the window has told."""
    place.go()
    app.browsing.look()
    qtbot.waitUntil(lambda: "was last seen" in app.window.messages.text, timeout=MOMENT_MS)


def press(buttons: Sequence[QPushButton], text: str) -> None:
    """Press the button that begins with `text`."""
    next(one for one in buttons if one.text().replace("&", "").startswith(text)).click()


def seen(dialog: QDialog) -> list[QPushButton]:
    """The buttons on the page that is shown."""
    return [one for one in dialog.findChildren(QPushButton) if one.isVisible()]


def type_title(qtbot: QtBot, app: App, session_id: str, title: str) -> QLineEdit:
    """Open the editor on a session and type, without saving."""
    app.window.view.edit_title(session_id)
    (editor,) = app.window.view.viewport().findChildren(QLineEdit)
    qtbot.keyClicks(editor, title)
    return editor


def test_it_is_told_and_the_list_stays(qtbot: QtBot, app: App, place: Place) -> None:
    count = app.model.rowCount()
    go(qtbot, app, place)
    assert place.folder.name in app.window.messages.text
    assert app.model.rowCount() == count


def test_retry_takes_it_up_again(qtbot: QtBot, app: App, place: Place) -> None:
    go(qtbot, app, place)
    place.come_back()
    press(app.window.messages.buttons, "Retry")
    qtbot.waitUntil(lambda: not app.window.messages.text, timeout=MOMENT_MS)
    app.edits.on_rename_wanted(PINNED, "As before")
    qtbot.waitUntil(lambda: not app.edits.busy)
    assert titles_in(place, PINNED) == ["As before"]


def test_a_title_that_is_being_typed_stays_in_its_editor(
    qtbot: QtBot, app: App, place: Place
) -> None:
    editor = type_title(qtbot, app, PINNED, "Half typed")
    go(qtbot, app, place)
    assert (editor.isVisible(), editor.text()) == (True, "Half typed")


def test_a_title_that_cannot_be_saved_is_offered_until_it_can(
    qtbot: QtBot, app: App, place: Place
) -> None:
    editor = type_title(qtbot, app, PINNED, "Typed meanwhile")
    go(qtbot, app, place)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "“Typed meanwhile” was not saved." in app.window.messages.text)
    place.come_back()
    press(app.window.messages.buttons, "Retry")
    qtbot.waitUntil(lambda: titles_in(place, PINNED) == ["Typed meanwhile"], timeout=MOMENT_MS)


def test_of_many_titles_on_their_way_none_is_lost(qtbot: QtBot, app: App, place: Place) -> None:
    for one in MANY:
        app.edits.on_rename_wanted(one, f"Title of {one}")
    place.go()
    qtbot.waitUntil(lambda: not app.edits.busy, timeout=MOMENT_MS)
    place.come_back()
    while app.window.messages.isVisible():  # some titles may have been faster, or all
        retries = [one for one in app.window.messages.buttons if "Retry" in one.text()]
        next((one for one in retries if "all" in one.text()), retries[0]).click()
    qtbot.waitUntil(
        lambda: titles_in(place, *MANY) == [f"Title of {one}" for one in MANY], timeout=MOMENT_MS
    )


@pytest.fixture
def dialog(qtbot: QtBot, app: App) -> Iterator[RepairDialog]:
    """The dialog of check and repair, which has just begun to check."""
    app.window.actions_.repair.trigger()
    dialog = app.window.findChild(RepairDialog)
    yield dialog
    dialog.reject()
    qtbot.waitUntil(lambda: app.window.findChild(RepairDialog) is None, timeout=MOMENT_MS)


def wait(qtbot: QtBot, dialog: RepairDialog) -> str:
    """Wait until nothing runs; return what the dialog says in its first line."""
    qtbot.waitUntil(lambda: not dialog.busy, timeout=MOMENT_MS)
    return headline(dialog)


def test_a_check_that_it_goes_away_under_ends_and_can_be_made_again(
    qtbot: QtBot, dialog: RepairDialog, place: Place
) -> None:
    place.go()
    wait(qtbot, dialog)
    place.come_back()
    press(seen(dialog), "Check again")
    assert wait(qtbot, dialog) == "Your conversations are never changed or deleted."


def test_a_repair_that_it_goes_away_under_changes_nothing(
    qtbot: QtBot, dialog: RepairDialog, place: Place
) -> None:
    before = contents(place.folder)
    wait(qtbot, dialog)
    place.go()
    press(seen(dialog), "Repair")
    wait(qtbot, dialog)
    place.come_back()
    assert contents(place.folder) == before


def test_a_quiet_check_that_it_goes_away_under_ends_and_can_be_made_again(
    qtbot: QtBot, app: App, place: Place
) -> None:
    app.check.begin(place.folder)
    place.go()
    qtbot.waitUntil(lambda: not app.check.busy, timeout=MOMENT_MS)
    place.come_back()
    with qtbot.waitSignal(app.check.found, timeout=MOMENT_MS):
        app.check.begin(place.folder)


def test_what_is_typed_when_the_window_is_closed_is_offered_at_the_next_start(
    qtbot: QtBot, start: Start, place: Place
) -> None:
    first = start(place)
    type_title(qtbot, first, PINNED, "Typed and left")
    place.go()
    first.window.close()
    qtbot.waitUntil(lambda: first.window.may_close, timeout=MOMENT_MS)
    place.come_back()
    again = start(place)
    told = "“Typed and left” was not saved."
    qtbot.waitUntil(lambda: told in again.window.messages.text, timeout=MOMENT_MS)
    press(again.window.messages.buttons, "Retry")
    qtbot.waitUntil(lambda: titles_in(place, PINNED) == ["Typed and left"], timeout=MOMENT_MS)
