"""Replacing a file whole: the old bytes or the new ones."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from core.disk.atomic import TEMP_MARK, Expected, flush_folder, replace
from core.disk.leftovers import remove_leftovers
from core.disk.reading import Stamp, stamp_of
from core.errors import Conflict, DiskTrouble, NotFound, Refused
from tests.faults import failing, failing_calls

DEAD = 4_194_303  # above the highest process number of a stock kernel: never alive
NEW = [b"new ", b"bytes"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with old bytes, alone in its folder."""
    (tmp_path / "aa11.json").write_bytes(b"old")
    return tmp_path / "aa11.json"


def expected(path: Path) -> Expected:
    return Expected(stamp_of(path))


def names(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir())


def test_the_new_bytes_take_the_place_of_the_old(path: Path) -> None:
    replace(path, NEW, expected(path))
    assert path.read_bytes() == b"new bytes"


def test_the_answer_is_the_stamp_of_the_new_file(path: Path) -> None:
    assert replace(path, NEW, expected(path)) == stamp_of(path)


def test_nothing_else_is_left(path: Path) -> None:
    replace(path, NEW, expected(path))
    assert names(path) == ["aa11.json"]


def test_a_new_file_is_made_where_none_was(tmp_path: Path) -> None:
    replace(tmp_path / "new.json", NEW, Expected(None))
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("new.json", b"new bytes")]


def test_a_new_file_gets_the_mode_that_the_user_wants_for_files(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace(tmp_path / "new.json", NEW, Expected(None))
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.json").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o664, 0o444, 0o400])
def test_the_mode_stays(path: Path, mode: int) -> None:
    path.chmod(mode)
    replace(path, NEW, expected(path))
    assert stat.S_IMODE(path.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(path: Path) -> None:
    os.chown(path, 12345, 23456)
    replace(path, NEW, expected(path))
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 23456)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_where_the_owner_cannot_be_kept_nothing_is_written(path: Path) -> None:
    os.chown(path, 12345, 23456)
    with (
        failing(path.parent, at=2, error=errno.EPERM) as disk,
        pytest.raises(Refused, match=r"aa11\.json belongs to another user"),
    ):
        replace(path, NEW, expected(path))
    assert disk.seen[2].startswith("os.chown")
    assert path.read_bytes() == b"old"
    assert names(path) == ["aa11.json"]


def test_a_file_that_was_changed_is_a_conflict(path: Path) -> None:
    seen = expected(path)
    path.write_bytes(b"theirs")
    with pytest.raises(Conflict, match=r"aa11\.json was changed by another program"):
        replace(path, NEW, seen)
    assert path.read_bytes() == b"theirs"


def test_a_file_that_was_replaced_by_one_of_the_same_size_is_a_conflict(path: Path) -> None:
    seen = expected(path)
    path.with_name("other").write_bytes(b"the")
    path.with_name("other").rename(path)
    with pytest.raises(Conflict):
        replace(path, NEW, seen)
    assert path.read_bytes() == b"the"


def test_a_file_that_vanished_is_not_made_again(path: Path) -> None:
    seen = expected(path)
    path.unlink()
    with pytest.raises(NotFound, match=r"aa11\.json.* it is no longer there"):
        replace(path, NEW, seen)
    assert names(path) == []


def test_a_file_that_somebody_else_has_just_made_is_a_conflict(path: Path) -> None:
    with pytest.raises(Conflict, match="just been made by another program"):
        replace(path, NEW, Expected(None))
    assert (path.read_bytes(), names(path)) == (b"old", ["aa11.json"])


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"Could not write aa11\.json"):
        replace(tmp_path / "gone" / "aa11.json", NEW, Expected(None))


def test_a_link_is_replaced_and_what_it_points_to_stays(path: Path) -> None:
    link = path.with_name("link.json")
    link.symlink_to(path)
    replace(link, NEW, expected(link))
    assert (link.is_symlink(), path.read_bytes()) == (False, b"old")


def test_a_folder_is_never_replaced(path: Path) -> None:
    folder = path.with_name("folder.json")
    folder.mkdir()
    with pytest.raises(DiskTrouble, match="it is a folder"):
        replace(folder, NEW, expected(folder))
    assert (folder.is_dir(), names(path)) == (True, ["aa11.json", "folder.json"])


def test_many_parts_are_written_in_order(path: Path) -> None:
    parts = [str(number).encode() for number in range(3000)]
    replace(path, parts, expected(path))
    assert path.read_bytes() == b"".join(parts)


def test_no_parts_make_an_empty_file(path: Path) -> None:
    replace(path, [b"", b""], expected(path))
    assert path.read_bytes() == b""


def test_a_disk_that_takes_little_at_a_time_gets_everything(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = os.write

    def seven(descriptor: int, parts: Sequence[memoryview]) -> int:
        return write(descriptor, b"".join(parts)[:7])

    monkeypatch.setattr(os, "writev", seven)
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:7]))
    parts = [b"x" * 5, b"y" * 20, b"", b"z" * 9]
    replace(path, parts, expected(path))
    assert path.read_bytes() == b"".join(parts)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_whatever_fails_there_are_the_old_bytes_or_the_new_ones(path: Path, number: int) -> None:
    with failing(path.parent) as counted:
        replace(path, NEW, expected(path))
    for at in range(len(counted.seen)):
        path.write_bytes(b"old")
        said = ""
        with failing(path.parent, at=at, error=number):
            try:
                replace(path, NEW, expected(path))
            except DiskTrouble as error:
                said = str(error)
        assert path.read_bytes() in (b"old", b"new bytes")
        assert path.read_bytes() == b"new bytes" or f"Could not write {path.name}" in said
        assert names(path) == ["aa11.json"], counted.seen[at]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO])
def test_whatever_fails_a_new_file_is_whole_or_not_there(tmp_path: Path, number: int) -> None:
    path = tmp_path / "new.json"
    with failing(tmp_path) as counted:
        replace(path, NEW, Expected(None))
    for at in range(len(counted.seen)):
        path.unlink(missing_ok=True)
        with failing(tmp_path, at=at, error=number), pytest.raises(DiskTrouble):
            replace(path, NEW, Expected(None))
        assert [p.read_bytes() for p in tmp_path.iterdir()] in ([], [b"new bytes"])


@pytest.mark.parametrize("name", ["write", "writev", "fsync"])
def test_a_write_that_fails_leaves_the_old_file_alone(path: Path, name: str) -> None:
    parts = NEW if name == "writev" else [b"new bytes"]
    with failing_calls(name, at=0, error=errno.ENOSPC), pytest.raises(DiskTrouble, match="full"):
        replace(path, parts, expected(path))
    assert (path.read_bytes(), names(path)) == (b"old", ["aa11.json"])


def test_the_file_is_flushed_before_it_gets_its_name_and_the_folder_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[tuple[str, bytes]] = []

    def fsync(descriptor: int) -> None:
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        flushed.append((kind, path.read_bytes()))

    monkeypatch.setattr(os, "fsync", fsync)
    replace(path, NEW, expected(path))
    assert flushed == [("file", b"old"), ("folder", b"new bytes")]


def test_a_batch_may_flush_the_folder_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(os, "fsync", flushed.append)
    replace(path, NEW, expected(path), sync_folder=False)
    flush_folder(path.parent)
    assert len(flushed) == 2


def test_a_folder_that_cannot_be_flushed_is_told(tmp_path: Path) -> None:
    with (
        failing_calls("fsync", at=0, error=errno.EIO),
        pytest.raises(DiskTrouble, match=f"Could not write {tmp_path.name}: the disk reported"),
    ):
        flush_folder(tmp_path)


def test_no_file_stays_open(path: Path) -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    replace(path, NEW, expected(path))
    with pytest.raises(Conflict):
        replace(path, NEW, Expected(Stamp(0, 0, 0, 0)))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_two_threads_never_mix_their_bytes(path: Path) -> None:
    def write(letter: bytes) -> None:
        for _ in range(30):
            try:
                replace(path, [letter * 1000] * 3, expected(path))
            except (Conflict, NotFound):
                continue

    threads = [threading.Thread(target=write, args=(letter,)) for letter in (b"a", b"b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert path.read_bytes() in (b"a" * 3000, b"b" * 3000)
    assert names(path) == ["aa11.json"]


KILLED = """
import sys
from pathlib import Path
from core.disk.atomic import Expected, replace
from core.disk.reading import stamp_of
from tests.faults import failing
path = Path(sys.argv[1])
with failing(path.parent, at=int(sys.argv[2]), kill=True):
    replace(path, [b"new bytes"], Expected(stamp_of(path)))
"""


def test_a_process_that_dies_at_any_step_leaves_old_or_new_and_what_can_be_swept(
    path: Path,
) -> None:
    with failing(path.parent) as counted:
        replace(path, [b"new bytes"], expected(path))
    for at in range(len(counted.seen)):
        path.write_bytes(b"old")
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(path), str(at)],
            cwd=Path(__file__).resolve().parents[3],
            check=False,
        )
        assert ended.returncode == 9
        remove_leftovers(path.parent, [name for name in names(path) if TEMP_MARK in name])
        assert path.read_bytes() in (b"old", b"new bytes")
        assert names(path) == ["aa11.json"], counted.seen[at]
