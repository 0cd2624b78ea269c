"""Work on a store that is to be killed at a random moment, and what may be left of it then."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from core.locations import OwnPlaces
from core.server.finding import NO_SERVER
from core.store import SessionStore
from core.store.requests import Rename, Renamed
from tests.builders import (
    INDEX,
    MAY,
    Fields,
    a_folder,
    a_row,
    a_session,
    some_messages,
    text_of,
    write_index,
    write_session,
)

IDS = tuple(f"s{number:04d}" for number in range(40))
BATCH = 15
FOREIGN = {"s0001.tmp.4711.140": b"their last turn", "_index.tmp": b"[", "_index.tmp.4711.1": b""}

Edit = tuple[str, str]
"""A session id and its new title."""

Tell = Callable[[object], None]
"""Acknowledges what has been done, to somebody who outlives us."""


def title_of(turn: int, session_id: str) -> str:
    """The title that `session_id` gets by edit number `turn`."""
    return f"Turn {turn} of {session_id}"


def edits() -> Iterator[Edit]:
    """The edits of every process, in order, without an end."""
    turn = 0
    while True:
        session_id = IDS[turn % len(IDS)]
        yield session_id, title_of(turn, session_id)
        turn += 1


def sessions() -> dict[str, Fields]:
    """The sessions of the folder before anything is done: small ones, and one of 300 KB."""
    made = {i: a_session(i, updated_at=MAY + at) for at, i in enumerate(IDS)}
    made[IDS[3]]["messages"] = some_messages(3_000)
    return made


def a_good_folder(place: Path) -> Path:
    """A folder with the right index, and temporary files of other programs."""
    folder = a_folder(place / "sessions", *sessions().values())
    _add_foreign(folder)
    return folder


def a_spoilt_folder(place: Path) -> Path:
    """A folder with ghosts, sessions without a row and a stale row, and those files as well."""
    made = list(sessions().values())
    folder = a_folder(place / "sessions", *made)
    rows = [a_row(session) for session in made[2:]]
    rows[5]["message_count"] = 99
    write_index(folder, [*rows, a_row(a_session("gone1")), a_row(a_session("gone2"))])
    write_session(folder, a_session("lost", updated_at=MAY + 90))
    _add_foreign(folder)
    return folder


def a_folder_without_index(place: Path) -> Path:
    """A good folder whose index is gone."""
    folder = a_good_folder(place)
    (folder / INDEX).unlink()
    return folder


def _add_foreign(folder: Path) -> None:
    for name, data in FOREIGN.items():
        (folder / name).write_bytes(data)


def opened(place: Path) -> SessionStore:
    """The store of the folder in `place`, with all that is ours beside it."""
    places = OwnPlaces(place / "cache", place / "state")
    return SessionStore(place / "sessions", places=places, server=NO_SERVER)


# --- what is done until somebody kills it --------------------------------------------------------


def rename(store: SessionStore, tell: Tell) -> None:
    """Rename one session after another."""
    for session_id, title in edits():
        store.rename(session_id, title)
        tell((session_id, title))


def rename_many(store: SessionStore, tell: Tell) -> None:
    """Rename sessions in batches, as the window does."""
    waiting = edits()
    while True:
        batch = [next(waiting) for _ in range(BATCH)]
        answers = store.edit_titles([Rename(*edit) for edit in batch])
        for edit, answer in zip(batch, answers, strict=True):
            assert isinstance(answer, Renamed), answer
            tell(edit)


def repair_and_undo(store: SessionStore, tell: Tell) -> None:
    """Repair, take that back, and so on."""
    while True:
        receipt = store.repair()
        tell("repaired")
        store.undo_repair(receipt.repair_id or "")
        tell("undone")


def rebuild_and_undo(store: SessionStore, tell: Tell) -> None:
    """Rebuild from every file, take that back, and so on."""
    while True:
        receipt = store.rebuild_index()
        tell("repaired")
        store.undo_repair(receipt.repair_id or "")
        tell("undone")


def everything(store: SessionStore, tell: Tell) -> None:
    """Rename between repairs, so that each undo has edits to apply again."""
    waiting = edits()
    while True:
        receipt = store.repair()
        for session_id, title in (next(waiting), next(waiting)):
            store.rename(session_id, title)
            tell((session_id, title))
        store.undo_repair(receipt.repair_id or "")
        with suppress(StopIteration):
            session_id, title = next(waiting)
            store.rename(session_id, title)
            tell((session_id, title))


WORKS: dict[str, tuple[Callable[[SessionStore, Tell], None], Callable[[Path], Path]]] = {
    "rename": (rename, a_good_folder),
    "rename without an index": (rename, a_folder_without_index),
    "rename many": (rename_many, a_good_folder),
    "repair and undo": (repair_and_undo, a_spoilt_folder),
    "rebuild and undo": (rebuild_and_undo, a_spoilt_folder),
    "rebuild without an index": (rebuild_and_undo, a_folder_without_index),
    "everything": (everything, a_spoilt_folder),
}


def run(name: str, place: Path, pipe: Connection) -> None:
    """Do the work `name` in the folder at `place` for ever; acknowledge through `pipe`."""
    store = opened(place)
    pipe.send("ready")
    WORKS[name][0](store, pipe.send)


# --- what may be left ----------------------------------------------------------------------------


def whole_texts(acknowledged: list[Edit], tried: list[Edit]) -> dict[str, set[bytes]]:
    """Every text that the file of a session may have: by its last edit, or one that was tried."""
    last = dict(acknowledged)
    found: dict[str, set[bytes]] = {}
    for session_id, fields in sessions().items():
        titles = {last.get(session_id, fields["title"])}
        titles |= {title for one, title in tried if one == session_id}
        found[session_id] = {text_of({**fields, "title": title}) for title in titles}
    return found


def next_edits(count: int, more: int) -> list[Edit]:
    """The `more` edits that come behind the first `count`."""
    waiting = edits()
    everything = [next(waiting) for _ in range(count + more)]
    return everything[count:]


def rows_of(folder: Path) -> list[Fields] | None:
    """The rows of the index, None if there is no index; fails if it is not whole."""
    with suppress(FileNotFoundError):
        found: list[Fields] = json.loads((folder / INDEX).read_bytes())
        return found
    return None
