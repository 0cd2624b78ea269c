"""The columns of the table, declared in one place: what they sort by and how they start out.

No Qt here: the arrangement is plain Python. What the columns are called stands in `cells`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, NamedTuple

from core.values import SessionRow

Projects = Mapping[str, str]
"""Project id to project name."""

_ACCENTS = re.compile("[\u0300-\u036f]+")


class Column(IntEnum):
    """The columns in the order in which they stand until the user moves them."""

    PIN = 0
    TITLE = 1
    MESSAGES = 2
    UPDATED = 3
    MODEL = 4
    PROJECT = 5
    WORKSPACE = 6
    SIZE = 7


class SortOrder(NamedTuple):
    """A column to sort by, and which way round."""

    column: Column
    descending: bool


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """What the table has to know about one column."""

    sample: str
    """A text as wide as the column should be at first."""
    sort_keys: Callable[[Iterable[SessionRow], Projects], list[Any]]
    """One key for each row; "" and None are blanks, which stand last in either direction."""
    shown: bool = True
    numeric: bool = False
    falls_first: bool = False
    """The first click on the header shows the largest, or the newest, on top."""


def fold(text: str) -> str:
    """Return `text` as it is compared: without case, accents or differences of composition."""
    if text.isascii():
        return text.lower()
    folded = text.casefold()
    if unicodedata.is_normalized("NFKD", folded) and not _ACCENTS.search(folded):
        return unicodedata.normalize("NFC", folded)  # Chinese, Russian: a third of the time
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded))
    return unicodedata.normalize("NFC", bare)


def folded(texts: Iterable[str]) -> list[str]:
    """Return each text as `fold` does; ASCII ones, nearly all, without the cost of a call."""
    return [text.lower() if text.isascii() else fold(text) for text in texts]


def project_name(row: SessionRow, projects: Projects) -> str:
    """Return the name of the project of `row`, its bare id if nobody knows it, or nothing."""
    project_id = row.project_id
    return projects.get(project_id, project_id) if project_id else ""


def _titles(rows: Iterable[SessionRow], _: Projects) -> list[str]:
    return folded([row.title for row in rows])


def _models(rows: Iterable[SessionRow], _: Projects) -> list[str]:
    return folded([row.model or "" for row in rows])


def _workspaces(rows: Iterable[SessionRow], _: Projects) -> list[str]:
    return folded([row.workspace or "" for row in rows])


def _project_names(rows: Iterable[SessionRow], projects: Projects) -> list[str]:
    return folded([project_name(row, projects) for row in rows])


COLUMNS: dict[Column, ColumnSpec] = {
    Column.PIN: ColumnSpec(
        "★",
        lambda rows, _: [row.pinned for row in rows],
        falls_first=True,
    ),
    Column.TITLE: ColumnSpec(
        "A title as long as they mostly are",
        _titles,
    ),
    Column.MESSAGES: ColumnSpec(
        "10,000",
        lambda rows, _: [row.message_count for row in rows],
        numeric=True,
        falls_first=True,
    ),
    Column.UPDATED: ColumnSpec(
        "28 May 2026",
        lambda rows, _: [row.updated_at for row in rows],
        falls_first=True,
    ),
    Column.MODEL: ColumnSpec(
        "anthropic/claude-opus-4.1",
        _models,
    ),
    Column.PROJECT: ColumnSpec(
        "Name of project",
        _project_names,
        shown=False,
    ),
    Column.WORKSPACE: ColumnSpec(
        "/home/someone/workspace",
        _workspaces,
        shown=False,
    ),
    Column.SIZE: ColumnSpec(
        "100.0 MB",
        lambda rows, _: [row.size for row in rows],
        shown=False,
        numeric=True,
        falls_first=True,
    ),
}
