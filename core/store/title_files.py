"""Changing the titles in many session files, with as few waits for the disk as can be.

Files are written in groups: all drafts of a group, then all of them flushed at once, then each in
its place. One flush at a time waits for the disk 1,000 times; sixteen at a time let the file
system commit them together, which takes a third of the time (measured on ext4).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event
from typing import NamedTuple

from core.disk.atomic import Draft
from core.errors import Conflict, StoreError
from core.store.file_edits import SessionFile, draft_of, read_session_file
from core.store.folder_state import FolderState
from core.store.sessions import check_id
from core.store.title_edits import Replaced

GROUP, AT_ONCE = 64, 16
"""How many drafts are open at a time, and how many of them are flushed at a time."""

TRIES = 8
"""How often an edit starts again because another program saved the file meanwhile."""

_PAUSE = 0.02


class FileChange(NamedTuple):
    """A wish: what is to be replaced in the file of a session, once it has been read.

    `changes_in` may raise a `StoreError`.
    """

    session_id: str
    changes_in: Callable[[SessionFile], tuple[Replaced, ...]]


class Changed(NamedTuple):
    """What became of a wish: the title that the file had, as shown, and what was replaced."""

    title: str
    replaced: tuple[Replaced, ...]


class _Drafted(NamedTuple):
    """A wish half done; without a draft there is nothing to write."""

    changed: Changed
    draft: Draft | None


def change_files(state: FolderState, wishes: Sequence[FileChange]) -> list[Changed | StoreError]:
    """Make the changes that are wished for, in order; one answer each.

    Files are durable, but for the folder, which a batch flushes at its end. A file that another
    program saves meanwhile is read and changed again.
    """
    return [answer for group in _groups(wishes) for answer in _change_together(state, group)]


def _groups(wishes: Sequence[FileChange]) -> Iterator[list[FileChange]]:
    """Give `wishes` in groups in which no session comes twice: one change builds on the other."""
    group: dict[str, FileChange] = {}
    for wish in wishes:
        if len(group) == GROUP or wish.session_id in group:
            yield list(group.values())
            group = {}
        group[wish.session_id] = wish
    yield list(group.values())


def _change_together(state: FolderState, group: Sequence[FileChange]) -> list[Changed | StoreError]:
    with ExitStack() as drafts:
        drafted = _flushed([_drafted(state, wish, drafts) for wish in group])
        pairs = zip(group, drafted, strict=True)
        return [_in_place(state, wish, one, TRIES - 1) for wish, one in pairs]


def _drafted(state: FolderState, wish: FileChange, drafts: ExitStack) -> _Drafted | StoreError:
    try:
        file = read_session_file(state.path_of(check_id(wish.session_id)))
        replaced = wish.changes_in(file)
        draft = drafts.enter_context(draft_of(file, replaced)) if replaced else None
    except StoreError as error:
        return error
    return _Drafted(Changed(file.title, replaced), draft)


def _flushed(drafted: Sequence[_Drafted | StoreError]) -> list[_Drafted | StoreError]:
    """Flush the drafts, many at once; those that the disk does not take become errors."""
    if len(drafted) < 2:
        return [_flush(one) for one in drafted]
    with ThreadPoolExecutor(min(AT_ONCE, len(drafted))) as pool:
        return list(pool.map(_flush, drafted))


def _flush(one: _Drafted | StoreError) -> _Drafted | StoreError:
    if isinstance(one, _Drafted) and one.draft is not None:
        try:
            one.draft.flush()
        except StoreError as error:
            return error
    return one


def _in_place(
    state: FolderState, wish: FileChange, one: _Drafted | StoreError, more_tries: int
) -> Changed | StoreError:
    if isinstance(one, StoreError):
        return one
    try:
        if one.draft is not None:
            one.draft.put_in_place()
    except Conflict as error:
        return _again(state, wish, more_tries) if more_tries else error
    except StoreError as error:
        return error
    return one.changed


def _again(state: FolderState, wish: FileChange, more_tries: int) -> Changed | StoreError:
    Event().wait(_PAUSE)
    with ExitStack() as drafts:
        return _in_place(state, wish, _flush(_drafted(state, wish, drafts)), more_tries - 1)
