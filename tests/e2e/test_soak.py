"""Everything a user can do, again and again, beside other writers: nothing is lost, nothing grows.

The short version takes some ten seconds; `./dev test --long` takes half an hour for it, and
looks at a window that nobody touches, too. What was found is printed (`-rP` shows it).
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.bench.layouts import OLD
from tests.bench.stores import Shape, make
from tests.builders import Fields, a_folder, a_new_session, a_session, session_in
from tests.e2e.soak.soaked import Account, Soaked
from tests.e2e.soak.writers import NewWriter, OldWriter, Writer, writing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="counts what Linux tells")

SESSIONS = 300
MANY = 10_000
IDLE_S = 30.0
MOST_IDLE = 0.5
"""Percent of one processor."""

short_and_long = pytest.mark.parametrize(
    ("seconds", "growth"),
    [
        # Not long enough for everything to be warm.
        pytest.param(6, 1.25, id="6s", marks=pytest.mark.timeout(180)),
        pytest.param(1_800, 1.10, id="30min", marks=[pytest.mark.long, pytest.mark.timeout(2_700)]),
    ],
)


def some(count: int, letter: str) -> list[Fields]:
    """Sessions in two shapes, some long, some archived."""
    makers = (a_session, a_new_session)
    return [
        makers[number % 2](
            f"{letter}{number:04d}",
            title=f"{letter.upper()} fix the deploy {number}",
            updated_at=1_777_000_000.5 + number,
            archived=number % 9 == 0,
        )
        for number in range(count)
    ]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A smaller folder, in which nobody else writes."""
    return a_folder(tmp_path / "other" / "sessions", *some(40, "b"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the soak goes on."""
    return tmp_path / "state" / "sessions"


@pytest.fixture
def writers(folder: Path) -> tuple[OldWriter, NewWriter]:
    """An older and a newer server of the folder, each with sessions of its own."""
    old = [a_session(f"wold{n:03d}", updated_at=1_777_100_000.5 + n) for n in range(12)]
    new = [a_new_session(f"wnew{n:03d}", updated_at=1_777_200_000.5 + n) for n in range(12)]
    a_folder(folder, *some(SESSIONS, "a"), *old, *new)
    (folder / "broken0001.json").write_bytes(b'{"session_id": "broken0001", "title": "Cut o')
    return OldWriter(folder, old, "old"), NewWriter(folder, new, "new")


def told(account: Account) -> str:
    """The figures of a soak in a few lines."""
    first, last = account.samples[0], account.samples[-1]
    files, threads = ({getattr(s, of) for s in account.samples} for of in ("files", "threads"))
    return (
        f"{account.edits} edits saved, {len(account.refused)} refused, in {last.at:.0f} s of"
        f" {account.actions}\nmemory {first.rss / 1024:.0f} MB to {last.rss / 1024:.0f} MB"
        f" (x {account.memory_growth():.3f}), files {sorted(files)}, threads {sorted(threads)}\n"
    )


def as_saved(writer: Writer, folder: Path) -> bool:
    """Tell whether every session of `writer` is in its file as it was saved last."""
    found = {session["session_id"]: session for session in writer.sessions}
    return all(session_in(folder, one) == session for one, session in found.items())


@short_and_long
def test_whatever_is_done_nothing_is_lost_and_nothing_grows(
    writers: tuple[OldWriter, NewWriter], other: Path, folder: Path, seconds: int, growth: float
) -> None:
    with Soaked(folder, other, seconds) as soaked:
        with writing(*writers):
            account = soaked.work()
        idle = soaked.busy_share(IDLE_S) if seconds > IDLE_S else 0.0
        ended = soaked.end()
    sys.stdout.write(f"{told(account)}idle: {idle:.2f} %\n")
    assert ended == (0, [])
    assert (account.lost(), account.edits >= seconds / 10) == ([], True)
    assert [as_saved(writer, folder) for writer in writers] == [True, True]
    assert [writer.errors for writer in writers] == [[], []]
    assert (account.grown("files"), account.grown("threads")) == (0, 0)
    assert account.memory_growth() < growth
    assert idle < MOST_IDLE
    assert [path.name for path in folder.iterdir() if ".tmp" in path.name] == []
    assert not account.collects


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_window_on_many_sessions_that_nobody_touches_takes_next_to_nothing(
    tmp_path: Path, other: Path
) -> None:
    folder = tmp_path / "many" / "sessions"
    make(Shape("many", OLD, (4_700,) * MANY, 900), folder)
    with Soaked(folder, other, 0) as soaked:
        soaked.work()
        idle = soaked.busy_share(IDLE_S)
        ended = soaked.end()
    sys.stdout.write(f"idle, {MANY:,} sessions: {idle:.2f} %\n")
    assert ended == (0, [])
    assert idle < MOST_IDLE
