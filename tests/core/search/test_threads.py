"""A search that belongs to one thread, and is broken off from another."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from core.errors import Cancelled
from core.search import shelf_source
from core.search.builder import build
from tests.builders import write_session
from tests.core.search.conftest import Finder, said

Make = Callable[..., Finder]


def test_any_search_may_be_broken_off_and_the_next_one_answers(finder: Make) -> None:
    texts = ["common words everywhere"] * 60
    made = finder(*[said(f"s{number:03}", *texts) for number in range(60)])
    ended = threading.Event()
    outcomes: list[str] = []

    def interrupt_for_ever() -> None:
        while not ended.wait(0.0005):
            made.search.interrupt()

    thread = threading.Thread(target=interrupt_for_ever)
    thread.start()
    for _ in range(200):
        try:
            answer = made.answer("common words -nothing")
        except Cancelled:
            outcomes.append("cancelled")
        else:
            outcomes.append(f"{len(answer.results)} {answer.note}")
    ended.set()
    thread.join()
    assert set(outcomes) <= {"cancelled", "60 "}
    assert len(made.ids("common")) == 60


def test_a_catalogue_may_grow_under_a_search(finder: Make) -> None:
    made = finder(said("aa11", "common"))
    assert made.ids("common") == ["aa11"]
    for number in range(5):
        write_session(made.folder, said(f"s{number:03}", *["common"] * 40))
    build(made.folder, made.places)
    assert made.ids("common") == ["aa11"]  # the list does not know the others yet
    made.take()
    assert len(made.ids("common")) == 6


class TestCommonWords:
    """Of a very common word only the newest messages are looked at, and the answer says so."""

    @pytest.fixture
    def made(self, finder: Make, monkeypatch: pytest.MonkeyPatch) -> Finder:
        """Sessions in which one word is everywhere, and another in one place."""
        monkeypatch.setattr(shelf_source.ShelfSource.__init__, "__defaults__", (10,))
        monkeypatch.setattr(shelf_source, "_PATIENCE", 30.0)
        sessions = [said(f"s{number:03}", "common", f"rare{number}") for number in range(40)]
        return finder(*sessions, said("both", "common rare7"), said("none", "x"))

    def test_alone_the_newest_are_found(self, made: Finder) -> None:
        answer = made.answer("common")
        assert (len(answer.results), answer.is_limited) == (10, True)

    def test_beside_a_rare_word_nothing_is_missed(self, made: Finder) -> None:
        answer = made.answer("common rare7")
        assert {one.session_id for one in answer.results} == {"both", "s007"}
        assert not answer.is_limited

    def test_taken_away_nothing_is_left_over(self, made: Finder) -> None:
        answer = made.answer("-common")
        assert [one.session_id for one in answer.results] == ["none"]

    def test_two_common_words_are_found_where_one_message_has_both(self, made: Finder) -> None:
        for number in range(15):
            write_session(made.folder, said(f"t{number:03}", "other"))
        write_session(made.folder, said("aaaa", "common other"))
        made.build()
        answer = made.answer("common other")
        assert "aaaa" in [one.session_id for one in answer.results]
        assert answer.is_limited
