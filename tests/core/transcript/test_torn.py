"""A file that is caught in the middle of a save is read again; one that stays torn is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.disk import reading
from core.transcript import opening
from core.transcript.opening import open_transcript
from tests.builders import a_session, some_messages, text_of

WHOLE = text_of(a_session("aa11", messages=some_messages(3)))
TORN = WHOLE[: WHOLE.index(b"words 1")]


class Pauses:
    """Stands for the clock: at the second pause the save has come to its end, if it ever does."""

    def __init__(self, path: Path, *, ends: bool) -> None:
        self._path, self._ends = path, ends
        self.count = 0

    def wait(self, _seconds: float) -> None:
        self.count += 1
        if self._ends and self.count == 2:
            self._path.write_bytes(WHOLE)


def pauses(path: Path, monkeypatch: pytest.MonkeyPatch, *, ends: bool) -> Pauses:
    path.write_bytes(TORN)
    made = Pauses(path, ends=ends)
    monkeypatch.setattr(opening, "Event", lambda: made)
    return made


def test_a_save_in_place_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = pauses(tmp_path / "aa11.json", monkeypatch, ends=True)
    transcript = open_transcript(tmp_path / "aa11.json")
    assert (len(transcript), transcript.notes, made.count) == (3, (), 2)


def test_one_that_does_not_end_is_shown_as_far_as_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pauses(tmp_path / "aa11.json", monkeypatch, ends=False)
    transcript = open_transcript(tmp_path / "aa11.json")
    assert (len(transcript), len(transcript.notes)) == (1, 1)
    assert made.count == len(opening.PAUSES)


def test_one_that_was_torn_long_ago_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "FRESH_NS", 0)
    made = pauses(tmp_path / "aa11.json", monkeypatch, ends=True)
    assert (len(open_transcript(tmp_path / "aa11.json")), made.count) == (1, 0)
