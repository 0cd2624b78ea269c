"""Who comes first has the door; a kill leaves it open; a stranger finds none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.locations import runtime_folders
from gui.instance.call import TAKEN, Call
from gui.instance.door import Arrival, Door, arrive, meeting_place
from gui.wish import Wish

ROOT = Path(__file__).resolve().parents[3]
SOON = 0.2
HOLDER = """
import sys
from pathlib import Path
from gui.instance.door import Door
assert Door.claim(Path(sys.argv[1])) is not None
print("mine", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def place(home: Path) -> Path:
    """Where programs meet."""
    place = meeting_place(runtime_folders(), {"DISPLAY": ":0"})
    assert place is not None
    return place


@pytest.fixture
def door(place: Path) -> Iterator[Door]:
    """A door that is taken, and behind which nobody answers."""
    door = Door.claim(place)
    assert door is not None
    yield door
    door.close()


@pytest.fixture
def holder(place: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the door."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(place)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == "mine\n"
    yield process
    process.kill()
    process.communicate()


def claim_and_close(place: Path) -> bool:
    """Tell whether the door can be had."""
    door = Door.claim(place)
    if door is not None:
        door.close()
    return door is not None


def answer(door: Door, words: bytes) -> threading.Thread:
    """Answer one caller with `words`, in a thread."""

    def _run() -> None:
        door.listening.settimeout(10)
        line, _ = door.listening.accept()
        with line:
            line.recv(4096)
            line.sendall(words)

    thread = threading.Thread(target=_run)
    thread.start()
    return thread


def test_the_first_one_has_the_door(place: Path) -> None:
    first = arrive(place, Call.to(None))
    assert first.door is not None
    first.door.close()


def test_the_second_one_hands_over(place: Path, door: Door) -> None:
    thread = answer(door, TAKEN)
    assert arrive(place, Call(b"/sessions", Wish.LIST, "")) == Arrival(is_handed_over=True)
    thread.join()


def test_a_program_that_does_not_answer_is_not_waited_for(place: Path, door: Door) -> None:
    assert arrive(place, Call.to(None), patience=SOON) == Arrival(is_silent=True)


def test_another_answer_is_none(place: Path, door: Door) -> None:
    thread = answer(door, b"what?\n")
    assert arrive(place, Call.to(None), patience=SOON) == Arrival(is_silent=True)
    thread.join()


def test_a_door_that_opens_meanwhile_is_taken(place: Path, door: Door) -> None:
    later = threading.Timer(SOON, door.close)
    later.start()
    arrival = arrive(place, Call.to(None), patience=10)
    later.join()
    assert arrival.door is not None
    arrival.door.close()


def test_a_window_beside_says_nothing_to_the_first(place: Path, door: Door) -> None:
    assert arrive(place, Call.to(None), new_window=True) == Arrival()


def test_a_window_beside_is_the_first_where_there_is_none(place: Path) -> None:
    arrival = arrive(place, Call.to(None), new_window=True)
    assert arrival.door is not None
    arrival.door.close()


def test_a_kill_leaves_no_lock(place: Path, holder: subprocess.Popen[str]) -> None:
    was_free = claim_and_close(place)
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    left = list(place.iterdir())
    assert (was_free, claim_and_close(place), len(left)) == (False, True, 1)


def test_a_closed_door_leaves_nothing(place: Path) -> None:
    assert claim_and_close(place)
    assert list(place.iterdir()) == []


def test_what_lies_in_the_way_of_the_socket_is_no_reason_for_no_window(place: Path) -> None:
    (place / "socket").mkdir()
    assert arrive(place, Call.to(None)) == Arrival()


# --- where programs meet -----------------------------------------------------------------------


def test_only_the_user_can_enter_where_programs_meet(place: Path) -> None:
    modes = [path.stat().st_mode & 0o777 for path in (place, place.parent)]
    assert modes == [0o700, 0o700]


def test_they_meet_in_the_runtime_folder_of_the_user(place: Path, home: Path) -> None:
    assert place.parent == home / "runtime_dir" / "session-browser"


def test_without_a_runtime_folder_they_meet_in_the_state_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    place = meeting_place(runtime_folders(), {})
    assert place is not None
    assert place.parent == home / "state_home" / "session-browser" / "run"


def test_another_screen_is_another_place(place: Path) -> None:
    assert meeting_place(runtime_folders(), {"DISPLAY": ":1"}) not in (place, None)


def test_a_folder_that_others_may_enter_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    own = tmp_path / "own"
    place = meeting_place([tmp_path / "open", own], {})
    assert place is not None
    assert place.parent == own


def test_a_link_is_not_followed_to_where_programs_meet(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert meeting_place([tmp_path / "link"], {}) is None


def test_a_path_that_no_socket_can_have_is_not_used(tmp_path: Path) -> None:
    assert meeting_place([tmp_path / ("x" * 100)], {}) is None


def test_where_there_is_no_place_a_window_opens_all_the_same(tmp_path: Path) -> None:
    assert arrive(None, Call.to(None)) == Arrival()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_closed_runtime_folder_is_no_place(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    assert meeting_place([tmp_path / "closed" / "x"], {}) is None


def test_meeting_needs_no_qt() -> None:
    code = "import sys, gui.instance.door; print([n for n in sys.modules if 'PySide6' in n])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
