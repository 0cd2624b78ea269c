"""A good store of six sessions, spoilt in every way that a check knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.builders import (
    INDEX,
    MAY,
    a_session,
    row_in,
    rows_in,
    text_of,
    write_session,
)


@dataclass(frozen=True)
class Fault:
    """How a good store is spoilt, and what a check has to say."""

    spoil: Callable[[Path], object]
    kind: str
    session_id: str
    reason: str | None = None
    field: str | None = None


def ghost(folder: Path) -> None:
    (folder / "s0001.json").unlink()


def unlisted(folder: Path) -> None:
    write_session(folder, a_session("lost", updated_at=MAY + 90))


def stale(folder: Path) -> None:
    write_session(folder, a_session("s0001", updated_at=MAY + 60, title="In the file"))


def duplicate(folder: Path) -> None:
    (folder / INDEX).write_bytes(text_of([*rows_in(folder), row_in(folder, "s0001")]))


def id_mismatch(folder: Path) -> None:
    (folder / "s0001.json").rename(folder / "other.json")


def index_broken(folder: Path) -> None:
    (folder / INDEX).write_bytes(b"{}")


def missing(folder: Path) -> None:
    (folder / INDEX).unlink()


REPAIRABLE = {
    "ghost": Fault(ghost, "ghost", "s0001", "its file is not there"),
    "unlisted": Fault(unlisted, "unlisted", "lost", "the index has no row for it"),
    "stale": Fault(stale, "stale", "s0001", None, "title"),
    "duplicate": Fault(duplicate, "duplicate", "s0001", "2 rows have this id"),
    "misplaced row": Fault(id_mismatch, "id_mismatch", "s0001", "is named other.json"),
    "broken": Fault(index_broken, "index_broken", "", "it is not a list"),
    "missing": Fault(missing, "index_broken", "", "there is none"),
}


def cut_off(folder: Path) -> None:
    (folder / "s0001.json").write_bytes(b'{"session_id')


def link(folder: Path) -> None:
    (folder / "s0001.json").rename(folder.parent / "outside.json")
    (folder / "s0001.json").symlink_to(folder.parent / "outside.json")


def nameless(folder: Path) -> None:
    (folder / "a b.json").write_bytes(b"{}")


def foreign_temp(folder: Path) -> None:
    (folder / "s0001.tmp.4711.140").write_bytes(b"x")


def another_id(folder: Path) -> None:
    (folder / "other.json").write_bytes(text_of(a_session("s0001")))


NOTES = {
    "cut off": Fault(cut_off, "unreadable", "s0001", "cut off at byte 12"),
    "link": Fault(link, "unreadable", "s0001", "it is a link"),
    "bad name": Fault(nameless, "unreadable", "a b", "its name cannot be the id of a session"),
    "temp": Fault(foreign_temp, "temp", "s0001", "it may hold the only copy of a last turn"),
    "another id": Fault(another_id, "id_mismatch", "other", "“s0001”"),
}
EVERY = {**REPAIRABLE, **NOTES}
