"""Reading one of the user's files whole."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from core.disk.reading import (
    FRESH_NS,
    Stamp,
    read_regular,
    size_in,
    stamp_of,
    unreadable,
)
from core.errors import NotFound, StoreError, Unreadable

OPEN_FILES = Path("/proc/self/fd")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file of three bytes."""
    (tmp_path / "aa11.json").write_bytes(b"abc")
    return tmp_path / "aa11.json"


def test_bytes_come_with_the_stamp_they_were_read_under(path: Path) -> None:
    data, stamp = read_regular(path)
    assert (data, stamp) == (b"abc", Stamp.of(path.stat()))


def test_an_empty_file_has_no_bytes(path: Path) -> None:
    path.write_bytes(b"")
    assert read_regular(path)[0] == b""


def test_a_file_that_is_not_there_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_regular(tmp_path / "gone.json")


def test_a_link_is_not_followed(path: Path) -> None:
    link = path.with_name("link.json")
    link.symlink_to(path)
    with pytest.raises(Unreadable, match="it is a link, and links are not followed"):
        read_regular(link)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="it is a folder"):
        read_regular(tmp_path)


def test_a_fifo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.json")
    with pytest.raises(Unreadable, match="it is not a regular file"):
        read_regular(tmp_path / "fifo.json")


def test_a_socket_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as end:
        end.bind("end.json")
        with pytest.raises(Unreadable, match="it is not a regular file"):
            read_regular("end.json")


def test_a_device_is_not_read() -> None:
    with pytest.raises(Unreadable, match="it is not a regular file"):
        read_regular("/dev/zero")


def test_a_file_beyond_the_limit_is_not_read(path: Path) -> None:
    with pytest.raises(Unreadable, match="it has 3 bytes, more than can be opened"):
        read_regular(path, limit=2)


def test_a_file_without_a_known_size_is_read_to_its_end() -> None:
    assert read_regular("/proc/self/stat")[0].startswith(str(os.getpid()).encode())


def test_reading_leaves_no_file_open(path: Path) -> None:
    before = len(list(OPEN_FILES.iterdir()))
    read_regular(path)
    with pytest.raises(Unreadable):
        read_regular(path, limit=1)
    assert len(list(OPEN_FILES.iterdir())) == before


def test_the_reason_of_an_unreadable_file_stands_in_its_sentence() -> None:
    error = unreadable("sessions/aa11.json", "it is odd")
    assert str(error) == "aa11.json cannot be read: it is odd. (sessions/aa11.json)"
    assert (error.reason, error.path) == ("it is odd", Path("sessions/aa11.json"))


def test_a_stamp_survives_packing(path: Path) -> None:
    stamp = Stamp.of(path.stat())
    assert Stamp.unpacked(stamp.packed()) == stamp
    assert size_in(stamp.packed()) == 3


def test_a_stamp_of_a_time_before_1970_can_be_packed(path: Path) -> None:
    os.utime(path, ns=(-5, -5))
    stamp = Stamp.of(path.stat())
    assert Stamp.unpacked(stamp.packed()) == stamp


def test_a_change_that_keeps_size_and_time_is_seen(path: Path) -> None:
    before = path.stat()
    stamp = Stamp.of(before)
    path.write_bytes(b"xyz")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert stamp_of(path) != stamp


def test_a_stamp_is_fresh_for_two_seconds() -> None:
    stamp = Stamp(1, 10**18, 1, 10**18)
    assert stamp.is_fresh(10**18 + FRESH_NS - 1)
    assert not stamp.is_fresh(10**18 + FRESH_NS)


def test_a_file_with_an_old_time_that_has_just_been_changed_is_fresh(path: Path) -> None:
    os.utime(path, (0, 0))
    assert Stamp.of(path.stat()).is_fresh()


def test_a_time_in_the_future_proves_nothing(path: Path) -> None:
    ahead = time.time() + 3600
    os.utime(path, (ahead, ahead))
    assert Stamp.of(path.stat()).is_fresh()


def test_what_is_gone_has_no_stamp(tmp_path: Path) -> None:
    assert stamp_of(tmp_path / "gone") is None


def test_a_link_has_a_stamp_of_its_own(path: Path) -> None:
    link = path.with_name("link.json")
    link.symlink_to(path)
    assert stamp_of(link) != stamp_of(path)


def test_a_place_that_cannot_be_looked_at_is_told_in_a_sentence(path: Path) -> None:
    with pytest.raises(NotFound, match=r"Could not look at x: its folder is no longer there"):
        stamp_of(path / "x")


def test_a_name_too_long_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="its name is too long"):
        stamp_of(tmp_path / ("x" * 300))


def test_a_file_that_is_emptied_while_it_is_read_counts_as_young(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "aa11.json"
    path.write_bytes(b"whole")
    os.utime(path, (1, 1))
    read = os.read

    def emptied_first(descriptor: int, count: int) -> bytes:
        monkeypatch.setattr(os, "read", read)
        path.write_bytes(b"")
        return read(descriptor, count)

    monkeypatch.setattr(os, "read", emptied_first)
    data, stamp = read_regular(path)
    assert (data, stamp.size, stamp == stamp_of(path)) == (b"", 0, True)
