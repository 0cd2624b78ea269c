"""Saving conversations as files, by keys, with real files and processes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox

from gui.window_state import WindowState
from tests.builders import contents
from tests.gui.export.conftest import SECRET, Hands, pressed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NAME = "Keys a b"


def saved(hands: Hands) -> str:
    """What the message bar says once the export is over."""
    hands.settle()
    return hands.window.messages.text


def test_ctrl_s_and_enter_save_markdown_under_the_title(hands: Hands, documents: Path) -> None:
    hands.key(hands.ask(), Qt.Key.Key_Return)
    assert saved(hands) == f"“{NAME}.md” is saved."
    assert (documents / f"{NAME}.md").read_text().startswith("# Keys: a/b\n")
    assert list(contents(documents)) == [f"{NAME}.md"]


def test_an_ending_that_is_typed_chooses_the_format(hands: Hands, documents: Path) -> None:
    dialog = hands.ask()
    hands.key(dialog, Qt.Key.Key_A, "Control")
    hands.type(dialog, "mine.json")
    hands.key(dialog, Qt.Key.Key_Return)
    saved(hands)
    assert contents(documents) == {"mine.json": contents(hands.folder)["s3.json"]}


def test_a_format_that_is_chosen_changes_the_ending(hands: Hands, documents: Path) -> None:
    dialog = hands.ask()
    hands.type(dialog, "notes.v2")  # over the selected stem
    hands.key(dialog.findChild(QComboBox), Qt.Key.Key_Down)
    hands.key(dialog, Qt.Key.Key_Return)
    saved(hands)
    assert (documents / "notes.v2.html").read_text().startswith("<!DOCTYPE html>")


def test_secrets_stay_unless_they_are_to_be_masked(hands: Hands, documents: Path) -> None:
    hands.key(hands.ask(), Qt.Key.Key_Return)
    saved(hands)
    assert SECRET in (documents / f"{NAME}.md").read_text()


def test_a_tick_masks_secrets(hands: Hands, documents: Path) -> None:
    dialog = hands.ask()
    hands.key(dialog.findChild(QCheckBox), Qt.Key.Key_Space)
    hands.key(dialog, Qt.Key.Key_Return)
    saved(hands)
    text = (documents / f"{NAME}.md").read_text()
    assert (SECRET in text, "[masked]" in text.replace("\\", "")) == (False, True)


def test_what_was_chosen_is_chosen_the_next_time(
    hands: Hands, tmp_path: Path, state: WindowState
) -> None:
    dialog = hands.ask()
    hands.key(dialog.findChild(QComboBox), Qt.Key.Key_End)
    hands.key(dialog.findChild(QCheckBox), Qt.Key.Key_Space)
    hands.key(dialog, Qt.Key.Key_Return)
    saved(hands)
    again = hands.ask()
    chosen = again.findChild(QComboBox).currentData(), again.findChild(QCheckBox).isChecked()
    assert chosen == ("json", True)
    assert hands.actions.mask_copies.isChecked()
    state.sync()
    assert WindowState(tmp_path / "window.ini").word("export_format") == "json"


def test_escape_saves_nothing(hands: Hands, documents: Path) -> None:
    hands.key(hands.ask(), Qt.Key.Key_Escape)
    assert (contents(documents), hands.app.exporting.is_running) == ({}, False)


def test_nothing_can_be_saved_without_a_name(hands: Hands) -> None:
    dialog = hands.ask()
    hands.key(dialog, Qt.Key.Key_A, "Control")
    hands.key(dialog, Qt.Key.Key_Delete)
    assert not pressed(dialog, "Save").isEnabled()


def test_no_separator_can_be_typed_into_a_name(hands: Hands, documents: Path) -> None:
    dialog = hands.ask()
    hands.type(dialog, "../x")
    hands.key(dialog, Qt.Key.Key_Return)
    saved(hands)
    assert list(contents(documents)) == ["..x.md"]


def test_the_file_can_be_shown_afterwards(hands: Hands, documents: Path) -> None:
    hands.key(hands.ask(), Qt.Key.Key_Return)
    saved(hands)
    with hands.qtbot.waitSignal(hands.app.exporting.file_wanted) as wanted:
        hands.press("Show")
    assert wanted.args == [documents / f"{NAME}.md"]


class TestAlreadyThere:
    """A file is replaced only after a yes."""

    @pytest.fixture
    def mine(self, documents: Path) -> Path:
        path = documents / f"{NAME}.md"
        path.write_text("mine")
        return path

    def test_it_is_asked_and_enter_keeps_the_file(self, hands: Hands, mine: Path) -> None:
        hands.key(hands.ask(), Qt.Key.Key_Return)
        question = hands.question()
        assert question.text() == f"“{mine.name}” is already in {mine.parent}. Replace it?"
        hands.key(question, Qt.Key.Key_Return)
        hands.dialog()  # to be changed
        assert mine.read_text() == "mine"

    def test_the_dialog_that_comes_back_holds_what_was_typed(
        self, hands: Hands, mine: Path
    ) -> None:
        dialog = hands.ask()
        hands.key(dialog.findChild(QCheckBox), Qt.Key.Key_Space)
        hands.key(dialog, Qt.Key.Key_Return)
        hands.key(hands.question(), Qt.Key.Key_Escape)
        again = hands.dialog()
        hands.type(again, "other")
        hands.key(again, Qt.Key.Key_Return)
        saved(hands)
        assert sorted(contents(mine.parent)) == [mine.name, "other.md"]
        assert SECRET not in (mine.parent / "other.md").read_text()

    def test_replace_replaces_it(self, hands: Hands, mine: Path) -> None:
        hands.key(hands.ask(), Qt.Key.Key_Return)
        hands.qtbot.mouseClick(pressed(hands.question(), "Replace"), Qt.MouseButton.LeftButton)
        hands.qtbot.waitUntil(lambda: mine.read_text() != "mine")
        assert saved(hands) == f"“{mine.name}” is saved."


class TestSeveral:
    """The selected sessions go into a folder."""

    def test_each_gets_its_file(self, hands: Hands, documents: Path) -> None:
        hands.select_all()
        dialog = hands.ask()
        assert dialog.windowTitle() == "Save conversations"
        hands.key(dialog, Qt.Key.Key_Return)
        assert saved(hands) == f"3 of 3 conversations are saved in {documents}."
        assert sorted(contents(documents)) == [f"{NAME}.md", "Talk 1.md", "Talk 2.md"]

    def test_one_that_is_gone_is_told(self, hands: Hands, documents: Path) -> None:
        hands.select_all()
        dialog = hands.ask()
        (hands.folder / "s2.json").unlink()
        hands.key(dialog, Qt.Key.Key_Return)
        said = saved(hands)
        assert said.startswith(f"2 of 3 conversations are saved in {documents}. ")
        assert "s2.json" in said


class TestRefused:
    """What cannot be done is told in a sentence, and can be tried again."""

    def test_the_sessions_folder_is_refused(self, hands: Hands, state: WindowState) -> None:
        before = contents(hands.folder)
        state.save_word("export_folder", str(hands.folder))
        hands.key(hands.ask(), Qt.Key.Key_Return)
        assert "that is the sessions folder itself" in saved(hands)
        assert contents(hands.folder) == before

    def test_retry_saves_once_the_folder_is_there(
        self, hands: Hands, state: WindowState, tmp_path: Path
    ) -> None:
        place = tmp_path / "stick"
        state.save_word("export_folder", str(place))
        hands.key(hands.ask(), Qt.Key.Key_Return)
        assert saved(hands) == f"There is no folder {place} to write into."
        assert hands.offered() == ["Retry", "Close"]
        place.mkdir()
        hands.press("Retry")
        assert saved(hands) == f"“{NAME}.md” is saved."
        assert list(contents(place)) == [f"{NAME}.md"]


def test_without_a_session_nothing_can_be_saved(hands: Hands) -> None:
    hands.window.filter_bar.focus_filter()
    hands.qtbot.keyClicks(hands.window.focusWidget(), "nothing has this")
    hands.qtbot.waitUntil(lambda: not hands.actions.save_as.isEnabled())
    assert not hands.actions.copy_menu.isEnabled() or not hands.actions.copy_markdown.isEnabled()


@pytest.mark.usefixtures("german")
def test_an_export_speaks_german_with_the_window(hands: Hands, documents: Path) -> None:
    hands.key(hands.ask(), Qt.Key.Key_Return)
    hands.settle()
    text = (documents / f"{NAME}.md").read_text()
    assert "\n## Benutzer" in text
    assert "\n- Sitzung: s3\n" in text
