"""Changing the titles in many session files, with as few waits for the disk as can be.

Files are written in groups: all drafts of a group, then all of them flushed at once, then each in
its place. One flush at a time waits for the disk 1,000 times; sixteen at a time let the file
system commit them together, which takes a third of the time (measured on ext4). A group takes
room on the disk for a while, so it is small in bytes, too: a server that finds the disk full in
the middle of a save in place loses what it saves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from threading import Event
from typing import NamedTuple

from core.disk.atomic import Draft
from core.errors import Conflict, DiskTrouble, StoreError
from core.store.file_edits import SessionFile, draft_of, read_session_file
from core.store.folder_state import FolderState
from core.store.sessions import check_id
from core.store.title_edits import Replaced
from core.system import side_by_side

GROUP, AT_ONCE = 64, 16
"""How many drafts are open at a time, and how many of them are flushed at a time."""

GROUP_BYTES = 64 * 1024 * 1024
"""From how many bytes on no further draft joins a group."""

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
    """A wish half done; without a draft there is nothing to write. `size` is that of the draft."""

    changed: Changed
    draft: Draft | None
    size: int


def change_files(state: FolderState, wishes: Sequence[FileChange]) -> list[Changed | StoreError]:
    """Make the changes that are wished for, in order; one answer each.

    Files are durable, but for the folder, which a batch flushes at its end. A file that another
    program saves meanwhile is read and changed again.
    """
    answers: list[Changed | StoreError] = []
    while len(answers) < len(wishes):
        answers += _change_together(state, wishes[len(answers) :])
    return answers


def _change_together(
    state: FolderState, wishes: Sequence[FileChange]
) -> list[Changed | StoreError]:
    """Make the first of the changes, as many as go together; one answer each."""
    with ExitStack() as drafts:
        drafted = side_by_side(_flush, _group(state, wishes, drafts), AT_ONCE)
        pairs = zip(wishes, drafted, strict=False)
        return [_in_place(state, wish, one, TRIES - 1) for wish, one in pairs]


def _group(
    state: FolderState, wishes: Sequence[FileChange], drafts: ExitStack
) -> list[_Drafted | StoreError]:
    """Draft the first of `wishes`, as many as go together.

    No session comes twice: one change builds on the other. What the disk refuses beside other
    drafts waits until those are closed: perhaps it then has room, or a descriptor to give.
    """
    group: list[_Drafted | StoreError] = []
    seen: set[str] = set()
    size = 0
    for wish in wishes[:GROUP]:
        if wish.session_id in seen or size >= GROUP_BYTES:
            break
        one = _drafted(state, wish, drafts)
        if isinstance(one, DiskTrouble) and size:
            _leave_a_descriptor(group)
            break
        seen.add(wish.session_id)
        group.append(one)
        size += 0 if isinstance(one, StoreError) else one.size
    return group


def _leave_a_descriptor(group: list[_Drafted | StoreError]) -> None:
    """Let the last draft wait, too: looking at what another one replaces takes a descriptor."""
    while len(group) > 1:
        last = group.pop()
        if isinstance(last, _Drafted) and last.draft is not None:
            last.draft.close()
            return


def _drafted(state: FolderState, wish: FileChange, drafts: ExitStack) -> _Drafted | StoreError:
    try:
        file = read_session_file(state.path_of(check_id(wish.session_id)))
        replaced = wish.changes_in(file)
        draft = drafts.enter_context(draft_of(file, replaced)) if replaced else None
    except StoreError as error:
        return error
    size = 0 if draft is None else len(file.data)
    return _Drafted(Changed(file.title, replaced), draft, size)


def _flush(one: _Drafted | StoreError) -> _Drafted | StoreError:
    """Flush the draft; one that the disk does not take becomes an error."""
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
