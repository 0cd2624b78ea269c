"""What each session file says of itself."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from core.disk.rows import derive
from core.errors import Cancelled
from core.stamps import heads
from core.stamps.heads import look_at, look_at_all
from core.values import Watch
from tests.builders import a_folder, a_session, some_sessions, text_of, write_session
from tests.faults import failing

IDS = ["s0000", "s0001", "s0002"]


class Waits:
    """Stands for the pauses between two tries; does something while it waits."""

    def __init__(self, *works: object) -> None:
        self.works = list(works)
        self.seconds: list[float] = []

    def __call__(self) -> Waits:
        return self

    def wait(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if self.works:
            work = self.works.pop(0)
            assert callable(work)
            work()


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    pauses = Waits()
    monkeypatch.setattr(heads, "Event", pauses)
    return pauses


def found_in(folder: Path, session_id: str = "s0001") -> heads.Found | None:
    return look_at(str(folder / f"{session_id}.json"), session_id, derive)


class TestOneFile:
    """`look_at`."""

    def test_a_good_file_gives_its_row(self, folder: Path, waits: Waits) -> None:
        found = found_in(folder)
        assert found is not None
        assert b'"title": "Title of s0001"' in (found.literal or b"")
        assert (found.problem, waits.seconds) == (None, [])

    def test_a_file_that_is_gone_gives_nothing(self, folder: Path) -> None:
        assert found_in(folder, "gone") is None

    def test_a_torn_file_is_tried_again_until_it_is_whole(self, folder: Path, waits: Waits) -> None:
        session = a_session("s0001")
        (folder / "s0001.json").write_bytes(text_of(session)[:99])
        waits.works = [lambda: None, lambda: write_session(folder, session)]
        found = found_in(folder)
        assert found is not None
        assert (found.problem, len(waits.seconds)) == (None, 2)

    def test_a_torn_file_that_goes_is_gone(self, folder: Path, waits: Waits) -> None:
        (folder / "s0001.json").write_bytes(b"{")
        waits.works = [(folder / "s0001.json").unlink]
        assert found_in(folder) is None

    def test_a_file_that_stays_torn_is_damaged(self, folder: Path, waits: Waits) -> None:
        (folder / "s0001.json").write_bytes(b"{")
        found = found_in(folder)
        assert found is not None
        assert found.problem == "it is cut off at byte 1"
        assert sum(waits.seconds) == pytest.approx(sum(heads.PAUSES))

    @pytest.mark.usefixtures("aged")
    def test_an_old_torn_file_is_not_waited_for(self, folder: Path, waits: Waits) -> None:
        (folder / "s0001.json").write_bytes(b"{")
        assert found_in(folder) is not None
        assert waits.seconds == []

    @pytest.mark.parametrize("data", [text_of(a_session("other")), b"{}"])
    def test_a_file_of_another_session_is_not_waited_for(
        self, folder: Path, waits: Waits, data: bytes
    ) -> None:
        (folder / "s0001.json").write_bytes(data)
        assert found_in(folder) is not None
        assert waits.seconds == []

    def test_a_link_is_told(self, folder: Path, waits: Waits) -> None:
        (folder / "link.json").symlink_to("s0001.json")
        found = found_in(folder, "link")
        assert found is not None
        assert found.problem == "it is a link, and links are not followed"

    @pytest.mark.parametrize(
        ("number", "words"),
        [(errno.EACCES, "permission was denied"), (errno.EIO, "input/output error")],
    )
    def test_a_file_that_the_system_does_not_give_is_told(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
    ) -> None:
        def refuse(*_: object) -> int:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(heads, "read_regular", refuse)
        found = found_in(folder)
        assert found is not None
        assert words in (found.problem or "")
        assert found.is_young

    def test_a_refusal_that_passes_is_not_told(self, folder: Path) -> None:
        with failing(folder, at=0, error=errno.EIO):
            found = found_in(folder)
        assert found is not None
        assert found.problem is None


class TestManyFiles:
    """`look_at_all`."""

    def test_every_file_is_found(self, folder: Path) -> None:
        assert set(look_at_all(folder, IDS, derive, {})) == set(IDS)

    def test_files_that_are_gone_are_left_out(self, folder: Path) -> None:
        assert set(look_at_all(folder, ["s0001", "gone"], derive, {})) == {"s0001"}

    def test_files_whose_stamp_is_known_are_not_read(self, folder: Path) -> None:
        known = {i: found.seen for i, found in look_at_all(folder, IDS, derive, {}).items()}
        assert look_at_all(folder, IDS, derive, known) == {}

    def test_a_file_that_moved_is_read(self, folder: Path) -> None:
        known = {i: found.seen for i, found in look_at_all(folder, IDS, derive, {}).items()}
        write_session(folder, a_session("s0001", title="Changed"))
        assert set(look_at_all(folder, IDS, derive, known)) == {"s0001"}

    def test_torn_files_share_one_series_of_pauses(self, folder: Path, waits: Waits) -> None:
        for session_id in IDS:
            (folder / f"{session_id}.json").write_bytes(b"{")
        found = look_at_all(folder, IDS, derive, {})
        assert {one.problem for one in found.values()} == {"it is cut off at byte 1"}
        assert sum(waits.seconds) == pytest.approx(sum(heads.PAUSES))

    def test_a_cancel_is_heard_within_a_quarter_of_a_second_of_pause(
        self, folder: Path, waits: Waits
    ) -> None:
        (folder / "s0001.json").write_bytes(b"{")
        cancel = iter([False, False])
        with pytest.raises(Cancelled):
            look_at_all(folder, ["s0001"], derive, {}, Watch(cancel=lambda: next(cancel, True)))
        assert sum(waits.seconds) <= 0.25
        assert max(waits.seconds, default=0) <= 0.2

    def test_no_pause_is_longer_than_a_cancel_may_take(self, folder: Path, waits: Waits) -> None:
        (folder / "s0001.json").write_bytes(b"{")
        look_at_all(folder, ["s0001"], derive, {})
        assert max(waits.seconds) <= 0.2

    def test_a_file_that_vanishes_while_it_is_read_is_left_out(self, tmp_path: Path) -> None:
        folder = a_folder(tmp_path / "s", *some_sessions(3))
        watch = Watch(progress=lambda *_: (folder / "s0002.json").unlink(missing_ok=True))
        assert set(look_at_all(folder, IDS, derive, {}, watch)) == {"s0000", "s0001"}
