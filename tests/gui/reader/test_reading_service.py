"""The reader's thread: only the last request of each kind is answered, and nothing ends it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.transcript.transcript import Transcript
from gui.reader.column import Place
from gui.reader.reading_service import ReadingService
from gui.reader.requests import Find, Fold, Follow, Found, Open, Opened, Prepare, Request
from gui.reader.shown import Shown
from tests.gui.reader.conversations import called, said, talk, write
from tests.gui.reader.room import Disk


class Desk:
    """A service, and what it told."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot, self.disk = qtbot, Disk()
        self.service = ReadingService(self.disk.open)
        self.answers: list[tuple[Request, object]] = []
        self.failures: list[tuple[Request, object]] = []
        self.service.told.connect(lambda *told: self.answers.append(told))
        self.service.failed.connect(lambda *told: self.failures.append(told))

    def ask(self, request: Request) -> list[object]:
        """Submit a request and return its first answer or failure, in a list."""
        self.service.submit(request)
        self.qtbot.waitUntil(lambda: bool(self.told(request)))
        return self.told(request)

    def told(self, request: Request) -> list[object]:
        return [told for asked, told in (*self.answers, *self.failures) if asked is request]

    def wait_until_done(self, request: Find) -> list[Found]:
        """Wait until all was searched; return all that was told."""
        self.service.submit(request)

        def found() -> list[Found]:
            return [one for one in self.told(request) if isinstance(one, Found)]

        self.qtbot.waitUntil(lambda: any(one.done == one.total for one in found()))
        return found()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(qtbot)
    yield desk
    desk.disk.open_gate()
    desk.service.close()


@pytest.fixture
def path(folder: Path) -> Path:
    """A conversation of 100 messages."""
    return write(folder, "a", talk(100))


def first_numbers(answer: object) -> list[int]:
    assert isinstance(answer, Opened)
    return [shown.number for shown in answer.shown]


def test_opening_tells_the_messages_from_the_place_on(desk: Desk, path: Path) -> None:
    answer = desk.ask(Open(path, Place(50)))[0]
    assert first_numbers(answer)[:3] == [50, 51, 52]


def test_opening_at_the_end_tells_the_last_messages(desk: Desk, path: Path) -> None:
    assert first_numbers(desk.ask(Open(path, None))[0])[:2] == [99, 98]


def test_opening_at_a_place_behind_the_end_fails_not(desk: Desk, path: Path) -> None:
    assert first_numbers(desk.ask(Open(path, Place(5_000)))[0]) == []


def test_opening_makes_a_screenful_and_no_more(desk: Desk, path: Path) -> None:
    assert len(first_numbers(desk.ask(Open(path, Place()))[0])) <= 12


def test_messages_are_told_in_the_order_in_which_they_are_wanted(desk: Desk, path: Path) -> None:
    desk.ask(Open(path, Place()))
    request = Prepare((7, 3, 5))
    desk.service.submit(request)
    desk.qtbot.waitUntil(lambda: len(desk.told(request)) == 3)
    numbers = [one.number for one in desk.told(request) if isinstance(one, Shown)]
    assert numbers == [7, 3, 5]


def test_messages_that_are_not_there_are_not_told(desk: Desk, path: Path) -> None:
    desk.ask(Open(path, Place()))
    assert len(desk.ask(Prepare((-1, 100, 10**9, 99)))) == 1


def test_an_open_that_was_overtaken_is_not_answered(desk: Desk, path: Path) -> None:
    first, second = Open(path, Place()), Open(path, Place(1))
    desk.disk.shut_gate()
    desk.service.submit(first)
    desk.service.submit(second)
    desk.disk.open_gate()
    desk.qtbot.waitUntil(lambda: bool(desk.told(second)))
    assert (desk.told(first), first.dropped.is_set()) == ([], True)


def test_a_fold_is_told_with_its_parts_open(desk: Desk, folder: Path) -> None:
    desk.ask(Open(write(folder, "t", called(1, "the answer")), Place()))
    shown = desk.ask(Fold(0, frozenset({0})))[0]
    assert isinstance(shown, Shown)
    assert "the answer" in "".join(shown.sections)


def test_a_message_is_prepared_with_its_parts_open(desk: Desk, folder: Path) -> None:
    desk.ask(Open(write(folder, "t", called(1, "the answer")), Place()))
    shown = desk.ask(Prepare((0,), {0: frozenset({0})}))[0]
    assert isinstance(shown, Shown)
    assert "the answer" in "".join(shown.sections)


def test_a_file_that_did_not_change_is_nothing_to_tell(desk: Desk, path: Path) -> None:
    desk.ask(Open(path, Place()))
    for _ in range(3):
        desk.service.submit(Follow())
    desk.ask(Prepare((1,)))
    assert [type(answer) for _, answer in desk.answers] == [Opened, Shown]


def test_finding_counts_each_message_that_holds_the_text(desk: Desk, path: Path) -> None:
    desk.ask(Open(path, Place()))
    found = desk.wait_until_done(Find("NUMBER 42"))
    assert [(hit.message, hit.times) for one in found for hit in one.hits] == [(42, 1)]


def test_finding_nothing_is_told(desk: Desk, path: Path) -> None:
    desk.ask(Open(path, Place()))
    found = desk.wait_until_done(Find("zebra"))
    assert [hit for one in found for hit in one.hits] == []


def test_a_search_of_a_long_conversation_lets_others_have_their_turn(
    desk: Desk, folder: Path
) -> None:
    desk.ask(Open(write(folder, "long", talk(20_000)), Place()))
    search, wanted = Find("e"), Prepare((19_000,))
    desk.service.submit(search)
    desk.qtbot.waitUntil(lambda: bool(desk.told(search)))
    desk.ask(wanted)
    assert not any(isinstance(a, Found) and a.done == a.total for _, a in desk.answers)


def test_a_search_that_was_overtaken_is_not_answered(desk: Desk, path: Path) -> None:
    desk.ask(Open(path, Place()))
    first = Find("number")
    desk.service.submit(first)
    desk.wait_until_done(Find("index"))
    assert desk.told(first) == []


def test_whatever_is_asked_before_anything_is_open_is_harmless(desk: Desk, path: Path) -> None:
    for request in (Prepare((0,)), Fold(0, frozenset()), Follow(), Find("a")):
        desk.service.submit(request)
    assert isinstance(desk.ask(Open(path, Place()))[0], Opened)


def test_a_file_that_is_missing_is_a_failure(desk: Desk, folder: Path) -> None:
    desk.ask(Open(folder / "missing.json", Place()))
    assert "missing.json" in str(desk.failures[0][1])


@pytest.mark.expected_log("a request to the reader failed")
def test_a_bug_is_told_and_does_not_end_the_thread(qtbot: QtBot, path: Path) -> None:
    def broken(_path: Path) -> Transcript:
        raise RuntimeError("a bug")

    failures: list[object] = []
    service = ReadingService(broken)
    service.failed.connect(lambda _request, error: failures.append(error))
    for count in (1, 2):
        service.submit(Open(path, Place()))
        qtbot.waitUntil(lambda count=count: len(failures) == count)  # type: ignore[misc]
    service.close()


def test_a_service_that_was_never_asked_starts_no_thread(desk: Desk) -> None:
    assert not desk.service.is_running


def test_closing_twice_is_closing_once(desk: Desk, path: Path) -> None:
    desk.ask(Open(path, Place()))
    desk.service.close()
    desk.service.close()
    desk.service.submit(Open(path, Place()))
    assert not desk.service.is_running


def test_closing_while_all_is_searched_ends_the_thread_at_once(desk: Desk, folder: Path) -> None:
    desk.ask(Open(write(folder, "long", [said("user", "e" * 50)] * 50_000), Place()))
    desk.service.submit(Find("e"))
    desk.service.close()
    assert not desk.service.is_running
