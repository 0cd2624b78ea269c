"""A file that changes while it is read: what is new is followed, what is read stays."""

from __future__ import annotations

import os
import time

import pytest
from PySide6.QtWidgets import QLabel

from gui.look import WarningStrip
from gui.reader import reading
from gui.reader.column import Place
from tests.gui.reader.conversations import as_file, called, said, talk, write
from tests.gui.reader.room import Room


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look at the file every 20 milliseconds, so that nobody waits for a second."""
    monkeypatch.setattr(reading, "FOLLOW_MS", 20)


@pytest.fixture
def at_end(room: Room) -> Room:
    """A conversation of 40 messages, read at its end."""
    room.read("a", talk(40))
    room.view.go_to_end()
    room.wait_to_see("number 39")
    room.settle()
    return room


def notes(room: Room) -> list[str]:
    """What is said of the file, above the conversation."""
    strip = room.pane.findChild(WarningStrip)
    return [label.text() for label in strip.findChildren(QLabel) if label.isVisible()]


def line(room: Room) -> tuple[Place, int]:
    """What is at the top, and where it stands."""
    view = room.pane.view
    section = view.section(view.in_sight[0])
    assert section is not None
    return view.place, section.y()


def test_what_is_said_while_the_end_is_in_sight_is_followed(at_end: Room) -> None:
    write(at_end.folder, "a", [*talk(40), said("assistant", "the newest")])
    at_end.wait_to_see("the newest")
    at_end.settle()
    assert at_end.view.is_at_end


def test_an_answer_that_is_written_word_by_word_is_followed(at_end: Room) -> None:
    for words in range(1, 6):
        text = "\n\n".join(f"paragraph {n} " * 20 for n in range(words))
        write(at_end.folder, "a", [*talk(40), said("assistant", text)])
        at_end.wait_to_see(f"paragraph {words - 1}")
    at_end.settle()
    assert at_end.view.is_at_end


def test_what_is_said_while_the_middle_is_read_moves_nothing(room: Room) -> None:
    room.read("a", talk(40))
    room.view.go_to(Place(20))
    room.settle()
    before = line(room)
    with room.qtbot.waitSignal(room.reading.grew):
        write(room.folder, "a", [*talk(40), said("assistant", "the newest")])
    room.settle()
    assert line(room) == before


def test_a_long_answer_read_in_its_middle_stays_while_it_grows(room: Room) -> None:
    long = "\n\n".join(f"paragraph {n} " * 30 for n in range(600))
    room.read("a", [*talk(2), said("assistant", long)])
    room.view.go_to(Place(2, 2, 100))
    room.settle()
    before, texts = line(room), room.texts()
    with room.qtbot.waitSignal(room.reading.grew):
        write(room.folder, "a", [*talk(2), said("assistant", long + "\n\nand more")])
    assert line(room) == before
    with room.qtbot.waitSignal(room.reading.shown):
        pass
    room.settle()
    assert (line(room), room.texts()) == (before, texts)


def test_a_call_gets_its_answer(room: Room) -> None:
    room.read("a", [said("user", "List."), *called(1, None)])
    room.reading.unfold_all(1)
    room.wait_to_see("Arguments")
    write(room.folder, "a", [said("user", "List."), *called(1, "the answer")])
    room.wait_to_see("the answer")


def test_what_was_unfolded_stays_unfolded_when_the_conversation_grows(room: Room) -> None:
    room.read("a", [said("user", "List."), *called(1, "the answer")])
    room.reading.unfold_all(1)
    room.wait_to_see("the answer")
    grown = [said("user", "List."), *called(1, "the answer"), said("user", "Thanks.")]
    write(room.folder, "a", grown)
    room.wait_to_see("Thanks.")
    assert room.sees("Arguments")


def test_a_file_that_is_rewritten_shorter_shows_what_is_left(at_end: Room) -> None:
    write(at_end.folder, "a", talk(3))
    at_end.wait_for(lambda: not at_end.sees("number 39"))
    at_end.wait_to_see("number 2")


def test_a_file_that_is_emptied_of_messages_says_so_and_fills_again(at_end: Room) -> None:
    write(at_end.folder, "a", [])
    at_end.wait_for(lambda: "no messages" in at_end.words)
    write(at_end.folder, "a", [said("user", "again")])
    at_end.wait_to_see("again")


def test_a_file_that_is_replaced_by_another_conversation_is_shown(room: Room) -> None:
    room.read("a", talk(10))
    write(room.folder, "a", [said("user", f"other {n}") for n in range(10)])
    room.wait_to_see("other 0")
    room.wait_for(lambda: not room.sees("number 0"))


def test_a_file_that_is_cut_off_says_so_until_it_is_whole(room: Room) -> None:
    path = room.read("a", talk(10))
    whole = path.read_bytes()
    path.write_bytes(whole[:-400])
    room.wait_for(lambda: any("What is whole is shown" in note for note in notes(room)))
    path.write_bytes(whole)
    room.wait_for(lambda: not notes(room))
    assert room.sees("number 0")


def test_a_file_that_is_deleted_stays_to_be_read_with_a_note(room: Room) -> None:
    path = room.read("a", talk(10))
    path.unlink()
    room.wait_for(lambda: any("a.json" in note for note in notes(room)))
    assert room.sees("number 0")


def test_a_file_that_comes_back_as_it_was_takes_the_note_away(room: Room) -> None:
    path = room.read("a", talk(10))
    away = path.with_name("away")
    path.rename(away)
    room.wait_for(lambda: bool(notes(room)))
    away.rename(path)
    room.wait_for(lambda: not notes(room))


def test_what_is_said_while_the_disk_is_slow_is_not_missed(at_end: Room) -> None:
    at_end.disk.shut_gate()
    write(at_end.folder, "a", [*talk(40), said("assistant", "the newest")])
    at_end.wait_for_reader()
    ticks: list[int] = []
    at_end.qtbot.waitUntil(lambda: len(ticks) > 10 or bool(ticks.append(1)))
    at_end.disk.open_gate()
    at_end.wait_to_see("the newest")


def test_a_file_that_nobody_writes_is_not_read_again(room: Room) -> None:
    path = write(room.folder, "a", talk(3))
    room.wait_for(lambda: time.time() > path.stat().st_ctime + 2.1)  # its stamp can be believed
    room.select("a")
    room.wait_to_see("number 0")
    ticks: list[int] = []
    room.qtbot.waitUntil(lambda: len(ticks) > 20 or bool(ticks.append(1)))
    assert room.disk.opened == ["a"]


def test_a_file_from_the_future_is_read_again_a_few_times_only(room: Room) -> None:
    path = write(room.folder, "a", talk(3))
    tomorrow = time.time() + 86_400
    os.utime(path, (tomorrow, tomorrow))
    room.select("a")
    room.wait_to_see("number 0")
    ticks: list[int] = []
    room.qtbot.waitUntil(lambda: len(ticks) > 60 or bool(ticks.append(1)))
    assert 2 <= len(room.disk.opened) <= 7
    write(room.folder, "a", talk(4))
    room.wait_to_see("number 3")


def test_a_write_in_place_caught_in_its_middle_is_shown_once_it_is_whole(at_end: Room) -> None:
    path = at_end.folder / "a.json"
    data = as_file("a", [*talk(40), said("assistant", "the newest")])
    with path.open("r+b") as file:
        file.write(data[:2_000])
        file.truncate()
    with path.open("r+b") as file:
        file.write(data)
    at_end.wait_to_see("the newest")


def test_each_session_is_come_back_to_where_it_was_left(room: Room) -> None:
    room.read("a", talk(60))
    room.view.go_to(Place(30, 0, 20))
    room.settle()
    room.read("b", talk(5))
    room.select("a")
    room.wait_for(lambda: room.reading.session_id == "a")
    room.settle()
    assert room.view.place == Place(30, 0, 20)
