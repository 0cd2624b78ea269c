"""Find in the conversation: count, go from place to place, unfold what hides a place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from gui.appearance.palettes import colours_of
from gui.reader.column import Place
from gui.reader.section import Section
from gui.sessions.texts import number_text
from tests.gui.reader.conversations import called, said, talk, write
from tests.gui.reader.room import Room

K = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def zebras(room: Room) -> Room:
    """Sixty messages; there are zebras in those at 10 (two), 30 and 50."""
    messages = talk(60)
    messages[10]["content"] += "\n\nA zebra and a ZEBRA."
    messages[30]["content"] += "\n\nOne zebra."
    messages[50]["content"] += "\n\nzebra, the last."
    room.read("a", messages)
    return room


def current(room: Room) -> tuple[int, str]:
    """The message of the place that was gone to, and the line in which it stands."""
    room.settle()
    highlight = QColor(colours_of(room.view.palette()).selection)
    for key in room.view.in_sight:
        section = room.view.section(key)
        assert isinstance(section, Section)
        for mark in section.extraSelections():
            if mark.format.background().color() == highlight:  # type: ignore[attr-defined]
                return key[0], mark.cursor.block().text()  # type: ignore[attr-defined]
    return -1, ""


def marks(room: Room) -> int:
    """How many places are marked in sight."""
    sections = [room.view.section(key) for key in room.view.in_sight]
    return sum(len(one.extraSelections()) for one in sections if one is not None)


def wait_to_be_at(room: Room, message: int, line: str) -> None:
    room.wait_for(lambda: current(room) == (message, line))


def test_all_places_are_counted_in_either_case(zebras: Room) -> None:
    zebras.find("zebra")
    assert zebras.count() == "1 of 4"


def test_the_first_place_is_gone_to(zebras: Room) -> None:
    zebras.find("zebra")
    wait_to_be_at(zebras, 10, "A zebra and a ZEBRA.")


def test_the_first_place_below_the_top_of_the_view_is_gone_to(zebras: Room) -> None:
    zebras.view.go_to(Place(20))
    zebras.find("zebra")
    assert zebras.count() == "3 of 4"
    wait_to_be_at(zebras, 30, "One zebra.")


def test_enter_goes_on_and_comes_round_to_the_first(zebras: Room) -> None:
    zebras.find("zebra")
    met = []
    for _ in range(5):
        met.append(zebras.count())
        before = current(zebras)
        zebras.press(K.Key_Return)
        zebras.wait_for(lambda: zebras.count() != met[-1])
        zebras.settle()
        assert current(zebras)[0] >= 0 or before
    assert met == ["1 of 4", "2 of 4", "3 of 4", "4 of 4", "1 of 4"]


def test_shift_enter_goes_back_and_comes_round_to_the_last(zebras: Room) -> None:
    zebras.find("zebra")
    met = []
    for _ in range(5):
        zebras.press(K.Key_Return, SHIFT)
        met.append(zebras.count())
        zebras.wait_for(lambda: current(zebras)[0] >= 0)
    assert met == ["4 of 4", "3 of 4", "2 of 4", "1 of 4", "4 of 4"]


def test_two_places_in_a_message_are_two_stops(zebras: Room) -> None:
    zebras.find("zebra")
    wait_to_be_at(zebras, 10, "A zebra and a ZEBRA.")
    zebras.press(K.Key_Return)
    assert zebras.count() == "2 of 4"
    assert current(zebras)[0] == 10


def test_what_is_nowhere_is_not_found(zebras: Room) -> None:
    before = zebras.view.place
    zebras.find("giraffe")
    zebras.press(K.Key_Return)
    zebras.press(K.Key_Return, SHIFT)
    assert (zebras.count(), zebras.view.place) == ("not found", before)


def test_escape_closes_the_field_forgets_the_marks_and_gives_the_focus_back(zebras: Room) -> None:
    zebras.find("zebra")
    wait_to_be_at(zebras, 10, "A zebra and a ZEBRA.")
    zebras.press(K.Key_Escape)
    assert not zebras.bar.isVisible()
    assert zebras.view.hasFocus()
    assert marks(zebras) == 0


def test_escape_in_an_empty_conversation_gives_the_focus_to_its_words(room: Room) -> None:
    write(room.folder, "empty", [])
    room.select("empty")
    room.wait_for(lambda: bool(room.words))
    room.bar.open_bar()
    room.press(K.Key_Escape)
    assert room.pane.words.hasFocus()


def test_a_place_in_a_folded_answer_is_unfolded(room: Room) -> None:
    answer = "line\n" * 200 + "the zebra is here"
    room.read("a", [*talk(20), *called(1, answer), *talk(20)])
    room.find("zebra")
    wait_to_be_at(room, 20, "the zebra is here")


def test_places_in_folds_are_stops_beside_those_in_the_open(room: Room) -> None:
    call = called(1, "zebra in the answer\nand another zebra")
    call[0]["content"] = "A zebra in the open."
    room.read("a", [*call, said("user", "The last zebra.")])
    room.find("zebra")
    met = []
    for _ in range(4):
        room.wait_for(lambda: current(room)[1] not in ("", *met))
        met.append(current(room)[1])
        room.press(K.Key_Return)
    assert [line for line in met if "open" in line or "last" in line] == [met[0], met[3]]
    assert "answer" in met[1] + met[2]


def test_a_place_at_the_end_of_a_very_long_result_is_shown(room: Room) -> None:
    answer = "line of the result\n" * 5_000 + "the zebra is here"
    room.read("a", called(1, answer))
    room.find("zebra")
    wait_to_be_at(room, 0, "the zebra is here")


def test_a_place_in_the_last_section_of_a_long_message_is_shown(room: Room) -> None:
    text = "\n\n".join(f"paragraph {n} " * 20 for n in range(1_000))
    room.read("a", [said("user", f"{text}\n\nthe zebra is here")])
    room.find("zebra")
    wait_to_be_at(room, 0, "the zebra is here")


@pytest.mark.parametrize("needle", ["**", "**a**b", "[", "<p", "&amp", "\\", "```", "|---|", " "])
@pytest.mark.parametrize("back", [False, True], ids=["on", "back"])
def test_what_markdown_hides_is_gone_to_and_beyond(room: Room, needle: str, back: bool) -> None:
    odd = "**a**b [x](http://x) <p> &amp; \\ \n\n```\ncode\n```\n\n|a|b|\n|---|---|\n|1|2|\n"
    room.read("a", [said("user", odd), said("assistant", odd), said("user", "plain text")])
    room.find(needle)
    met = []
    for _ in range(12):
        room.press(K.Key_Return, SHIFT if back else None)
        room.settle()
        met.append(room.count().partition(" ")[0])
    assert len(set(met)) > 1


def test_the_heading_of_a_message_is_no_place(room: Room) -> None:
    room.read("a", [said("user", "I say."), said("assistant", "And you say.")])
    room.find("you")
    assert room.count() == "1 of 1"
    wait_to_be_at(room, 1, "And you say.")


def test_a_text_that_is_changed_at_once_is_what_is_found(zebras: Room) -> None:
    zebras.bar.open_bar()
    for text in ("z", "ze", "e", "number 5", "zebra, the last"):
        zebras.bar.look_for(text)
    zebras.wait_for(lambda: zebras.count() == "1 of 1")
    wait_to_be_at(zebras, 50, "zebra, the last.")


def test_an_answer_about_a_text_that_was_changed_is_not_counted(room: Room) -> None:
    room.read("a", [*talk(8_000), said("user", "the zebra")])
    room.bar.open_bar()
    room.bar.look_for("e")
    room.wait_for(lambda: room.count().endswith("…"))
    room.bar.look_for("zebra")
    room.wait_for(lambda: room.count() == "1 of 1")
    wait_to_be_at(room, 8_000, "the zebra")


def test_an_emptied_field_finds_nothing_and_marks_nothing(zebras: Room) -> None:
    zebras.find("zebra")
    wait_to_be_at(zebras, 10, "A zebra and a ZEBRA.")
    zebras.bar.look_for("")
    zebras.wait_for(lambda: not zebras.count())
    assert marks(zebras) == 0


def test_a_letter_that_is_everywhere_is_counted_everywhere(room: Room) -> None:
    room.read("a", [said("user", "e e")] * 20_000)
    room.find("e")
    assert room.count() == f"1 of {number_text(40_000)}"
    room.press(K.Key_Return, SHIFT)
    room.wait_for(lambda: current(room)[0] == 19_999)


def test_what_is_added_to_the_file_is_found_too(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.read("a", [said("user", "a zebra")])
    room.find("zebra")
    write(room.folder, "a", [said("user", "a zebra"), said("assistant", "a zebra")])
    room.wait_for(lambda: room.count() == "1 of 2")


def test_the_next_session_is_looked_through_for_the_same(zebras: Room) -> None:
    zebras.find("zebra")
    zebras.read("b", [*talk(30), said("user", "another zebra")])
    zebras.wait_for(lambda: zebras.count() == "1 of 1")
    wait_to_be_at(zebras, 30, "another zebra")


def test_every_place_in_sight_is_marked(room: Room) -> None:
    room.read("a", [said("user", "zebra zebra"), said("assistant", "zebra")])
    room.find("zebra")
    room.wait_for(lambda: marks(room) == 3)


def test_marks_come_along_when_the_conversation_is_scrolled(room: Room) -> None:
    room.read("a", [said("user", f"zebra {n}\n\n" + "text\n\n" * 10) for n in range(50)])
    room.find("zebra")
    room.view.go_to_end()
    room.settle()
    assert marks(room) == len({number for number, _ in room.view.in_sight})


def test_of_a_letter_that_is_in_every_word_a_bounded_number_is_marked(room: Room) -> None:
    room.read("a", [said("user", "eels see trees " * 800)])
    room.find("e")
    room.press(K.Key_Return, SHIFT)
    room.settle()
    assert 0 < marks(room) <= 500
    assert current(room)[0] == 0
