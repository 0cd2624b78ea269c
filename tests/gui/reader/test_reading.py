"""From a selected row to a conversation that is seen, and whatever comes between."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from gui.reader.column import Place
from tests.gui.reader.conversations import called, said, talk, write
from tests.gui.reader.room import Room


def test_a_selected_session_shows_its_first_messages(room: Room) -> None:
    room.read("a", talk(5))
    assert room.sees("number 0")


def test_the_title_of_the_list_stands_above(room: Room) -> None:
    room.read("a", talk(5))
    assert "Title of a" in room.labels


def test_the_title_is_still_there_after_the_details_were_looked_at(room: Room) -> None:
    room.read("a", talk(5))
    room.pane.hide()
    room.pane.show()
    room.wait_to_see("number 0")
    assert "Title of a" in room.labels


def test_nothing_selected_says_so(room: Room) -> None:
    assert "Select a session" in room.words


def test_selecting_nothing_shows_nothing(room: Room) -> None:
    room.read("a", talk(5))
    room.reading.show_session("", "")
    assert "Select a session" in room.words


def test_a_row_that_was_left_before_it_was_read_is_never_shown(room: Room) -> None:
    write(room.folder, "slow", [said("user", "from the slow one")])
    write(room.folder, "quick", [said("user", "from the quick one")])
    opened: list[str] = []
    room.reading.opened.connect(lambda: opened.append(room.reading.session_id))
    room.disk.shut_gate()
    room.select("slow")
    room.wait_for_reader()
    room.select("quick")
    room.disk.open_gate()
    room.wait_to_see("from the quick one")
    assert "slow" not in opened


def test_of_rows_passed_with_a_key_held_down_only_the_first_and_the_last_are_read(
    room: Room,
) -> None:
    for number in range(100):
        write(room.folder, f"s{number}", [said("user", f"session {number}")])
    room.disk.shut_gate()
    room.select("s0")
    room.wait_for_reader()
    for number in range(1, 100):
        room.select(f"s{number}")
    room.disk.open_gate()
    room.wait_to_see("session 99")
    assert room.disk.opened == ["s0", "s99"]


def test_a_failure_of_a_row_that_was_left_is_not_told(room: Room) -> None:
    write(room.folder, "good", [said("user", "good")])
    room.disk.shut_gate()
    room.select("missing")
    room.wait_for_reader()
    room.select("good")
    room.disk.open_gate()
    room.wait_to_see("good")


def test_a_file_that_is_missing_is_told_instead(room: Room) -> None:
    room.select("missing")
    room.wait_for(lambda: "missing.json" in room.words)


def test_what_could_not_be_read_is_read_once_it_can(room: Room) -> None:
    room.select("late")
    room.wait_for(lambda: "late.json" in room.words)
    write(room.folder, "late", talk(3))
    room.reading.retry()
    room.wait_to_see("number 0")


def test_a_file_that_cannot_be_read_at_all_says_why(room: Room) -> None:
    (room.folder / "bad.json").write_bytes(b"\x00\x01 no session")
    room.select("bad")
    room.wait_for(lambda: "bad.json" in room.words)


def test_a_file_that_is_cut_off_shows_what_is_whole_and_says_so(room: Room) -> None:
    path = write(room.folder, "cut", talk(20))
    path.write_bytes(path.read_bytes()[:-600])
    room.select("cut")
    room.wait_to_see("number 0")
    assert any("What is whole is shown" in label for label in room.labels)


def test_a_conversation_without_messages_says_so(room: Room) -> None:
    write(room.folder, "empty", [])
    room.select("empty")
    room.wait_for(lambda: "no messages" in room.words)


def test_what_takes_long_says_that_it_takes_time(room: Room) -> None:
    room.read("a", talk(5))
    write(room.folder, "b", talk(5))
    room.disk.shut_gate()
    room.select("b")
    assert room.sees("number 0"), "what is read at once replaces what is seen, without a flash"
    room.wait_for(lambda: room.words == "Reading…")
    room.disk.open_gate()
    room.wait_to_see("number 0")


def test_a_reader_that_is_hidden_reads_nothing(room: Room) -> None:
    write(room.folder, "a", talk(5))
    room.pane.hide()
    room.select("a")
    room.pane.show()
    room.wait_to_see("number 0")
    assert room.disk.opened == ["a"]


def test_another_folder_forgets_what_was_read(room: Room, tmp_path: Path) -> None:
    room.read("a", [said("user", "in the first folder")])
    other = tmp_path / "other"
    other.mkdir()
    write(other, "a", [said("user", "in the second folder")])
    room.reading.set_folder(other)
    room.select("a")
    room.wait_to_see("in the second folder")


def test_an_answer_from_the_folder_before_is_never_shown(room: Room, tmp_path: Path) -> None:
    write(room.folder, "a", [said("user", "in the first folder")])
    room.disk.shut_gate()
    room.select("a")
    room.wait_for_reader()
    room.reading.set_folder(tmp_path)
    room.disk.open_gate()
    room.select("nothing here")
    room.wait_for(lambda: "nothing here.json" in room.words)


def test_files_are_read_in_a_thread_of_their_own(room: Room) -> None:
    room.read("a", talk(3))
    assert threading.get_ident() not in room.disk.threads


def test_a_window_closed_while_a_file_is_read_ends_the_thread(
    qtbot: QtBot, folder: Path, saved: dict[str, str]
) -> None:
    room = Room(qtbot, folder, saved)
    write(folder, "a", talk(3_000))
    room.select("a")
    room.reading.leave()
    room.service.close()
    assert not room.service.is_running


def test_a_disk_that_does_not_answer_keeps_no_window_open(room: Room) -> None:
    write(room.folder, "a", talk(3))
    room.disk.shut_gate()
    room.select("a")
    room.wait_for_reader()
    room.service.close()
    assert room.service.is_running  # the end of the process is what stops it


def test_a_closed_reader_takes_nothing_more(room: Room) -> None:
    room.service.close()
    room.select("a")
    assert not room.service.is_running


# Folding


def test_a_fold_that_is_clicked_opens(room: Room) -> None:
    room.read("a", [said("user", "Hello"), *called(1, "the answer of the tool")])
    room.reading.toggle_fold(1, 0)
    room.wait_to_see("Arguments")


def test_a_message_that_was_unfolded_long_ago_is_unfolded_still(room: Room) -> None:
    messages = [one for number in range(700) for one in called(number, f"answer {number}")]
    room.read("a", messages)
    for number in range(0, 1_400, 2):
        room.reading.toggle_fold(number, 0)
    room.view.go_to_end()
    room.settle()
    room.view.go_to(Place())
    room.wait_to_see("Arguments")


def test_folding_everything_of_a_message_leaves_others_open(room: Room) -> None:
    room.read("a", [*called(1), *called(2)])
    for number in (0, 2):
        room.reading.unfold_all(number)
    room.wait_for(lambda: "".join(room.texts()).count("Arguments") == 2)
    room.reading.fold_all(0)
    room.wait_for(lambda: "".join(room.texts()).count("Arguments") == 1)


# To messages of the user


@pytest.fixture
def prompts(room: Room) -> Room:
    """A conversation with prompts at 1, 3, 5 … 59, in which tools speak first."""
    room.read("a", [said("assistant", "Hello."), *talk(59)])
    return room


def at(room: Room) -> int:
    return room.view.place.message


def test_the_next_prompt_is_gone_to(prompts: Room) -> None:
    prompts.reading.go_to_next_prompt()
    prompts.reading.go_to_next_prompt()
    assert at(prompts) == 3


def test_the_previous_prompt_is_first_the_beginning_of_this_one(prompts: Room) -> None:
    prompts.view.go_to(Place(11, 0, 9))
    prompts.reading.go_to_previous_prompt()
    first = at(prompts)
    prompts.reading.go_to_previous_prompt()
    assert (first, at(prompts)) == (11, 9)


def test_the_first_and_the_last_prompt_are_gone_to(prompts: Room) -> None:
    prompts.reading.go_to_last_prompt()
    prompts.wait_to_see("number 58")
    prompts.reading.go_to_first_prompt()
    assert at(prompts) == 1


def test_going_on_from_the_last_prompt_at_the_end_goes_nowhere_back(prompts: Room) -> None:
    prompts.reading.go_to_last_prompt()
    prompts.settle()
    before = prompts.view.place
    prompts.reading.go_to_next_prompt()
    prompts.settle()
    assert prompts.view.place >= before


def test_without_prompts_nothing_moves(room: Room) -> None:
    room.read("a", [said("assistant", "Hello.")])
    for step in (room.reading.go_to_next_prompt, room.reading.go_to_first_prompt):
        step()
    assert at(room) == 0
