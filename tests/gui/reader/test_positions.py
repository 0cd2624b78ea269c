"""Where the user was in each conversation, from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.reader.column import TOP, Place
from gui.reader.positions import MOST, Positions
from gui.window_state import WindowState


def positions(text: str = "") -> tuple[Positions, list[str]]:
    """Positions kept in `text`, and what they save."""
    saved: list[str] = []
    return Positions(lambda: text, saved.append), saved


def test_a_conversation_that_was_never_read_begins_at_its_top() -> None:
    assert positions()[0].place_of("/f", "a") == TOP


def test_a_place_is_kept_to_the_next_start() -> None:
    before, saved = positions()
    before.keep("/f", "a", Place(7, 1, 30))
    before.save()
    assert positions(saved[0])[0].place_of("/f", "a") == Place(7, 1, 30)


def test_the_same_id_in_another_folder_is_another_conversation() -> None:
    known, _ = positions()
    known.keep("/f", "a", Place(7))
    assert known.place_of("/g", "a") == TOP


def test_what_was_left_at_its_top_takes_no_room() -> None:
    known, saved = positions()
    known.keep("/f", "a", Place(7))
    known.keep("/f", "a", TOP)
    known.save()
    assert saved == ["{}"]


def test_the_one_left_longest_ago_is_forgotten_first() -> None:
    known, _ = positions()
    for number in range(MOST):
        known.keep("/f", f"s{number}", Place(1))
    known.keep("/f", "s0", Place(2))
    known.keep("/f", "new", Place(3))
    places = [known.place_of("/f", name).message for name in ("s0", "s1", "s2", "new")]
    assert places == [2, 0, 1, 3]


def test_nothing_is_written_if_nothing_was_asked() -> None:
    known, saved = positions("not to be read")
    known.save()
    assert saved == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "null", "[]", "7", '"a"', "[" * 100_000, "\x00", "NaN", '{"/f/a": null}'),
        *(
            '{"/f/a": [1]}',
            '{"/f/a": [1, 2, 3, 4]}',
            '{"/f/a": [1, -2, 3]}',
            '{"/f/a": [1.5, 0, 0]}',
        ),
        *('{"/f/a": ["1", 0, 0]}', '{"/f/a": [true, 0, 0]}', '{"/f/a": [1e400, 0, 0]}'),
        '{"/f/a": [99999999999999999999, 0, 0]}',
    ],
)
def test_broken_settings_are_no_place(text: str) -> None:
    known, _ = positions(text)
    assert known.place_of("/f", "a") == TOP


def test_a_broken_place_costs_only_itself() -> None:
    known, _ = positions('{"/f/a": [1], "/f/b": [2, 0, 0]}')
    assert known.place_of("/f", "b") == Place(2)


@given(st.text())
def test_any_text_in_the_settings_is_taken(text: str) -> None:
    known, saved = positions(text)
    known.place_of("/f", "a")
    known.save()
    assert len(saved) == 1


@given(st.text(), st.builds(Place, *[st.integers(0, 2**31 - 1)] * 3))
def test_any_folder_name_is_kept(folder: str, place: Place) -> None:
    before, saved = positions()
    before.keep(folder, "a", place)
    before.save()
    assert positions(saved[0])[0].place_of(folder, "a") == place


def test_the_settings_file_keeps_them_word_for_word(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    state = WindowState(file)
    before = Positions(lambda: "", lambda text: state.save_word("reading_positions", text))
    before.keep('/home/ann/my, "odd" ; folder = \\ %20 é', "a", Place(7, 1, 30))
    before.save()
    state.sync()
    again = WindowState(file)
    known = Positions(lambda: again.word("reading_positions"), lambda _: None)
    assert known.place_of('/home/ann/my, "odd" ; folder = \\ %20 é', "a") == Place(7, 1, 30)
