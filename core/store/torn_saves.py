"""A save that the older server began because of us, and did not live to end.

It writes in place (STORE_FORMAT 0.5), so killed in the middle of a rename it leaves the start of
a file, and a conversation is lost. We have read the whole file just before, and put it back, but
only if what is left holds nothing that the whole does not.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Event
from time import monotonic

from core.disk.atomic import Expected, replace
from core.disk.members import literal_of, splice
from core.disk.reading import read_regular
from core.errors import StoreError, Unreadable
from core.store.file_edits import ABSENT, SessionFile, read_session_file
from core.store.folder_state import FolderState

_WAIT_S = 0.1
_LONGEST_WAIT_S = 3.0


def put_back(
    state: FolderState, before: SessionFile, title: str, is_gone: Callable[[], bool]
) -> bool:
    """Put the session file `before` back, if all that is left is the start of its new version.

    `title` is the new title; `is_gone` tells whether the server has ended, so that nobody writes
    any more. Returns whether the file stands as it was before; false leaves it as it is.
    """
    if not _is_torn(before) or not is_gone():
        return False
    with suppress(StoreError, OSError):
        data, stamp = read_regular(before.path)
        until = monotonic() + _LONGEST_WAIT_S
        while stamp.is_fresh():  # it may be young enough to change without a new stamp
            if monotonic() > until:  # a file of tomorrow: the clocks differ
                return False
            Event().wait(_WAIT_S)
        if _is_start_of_save(data, before, title):
            with state.writing():
                replace(before.path, [before.data], Expected(stamp))
            return True
    return False


def _is_torn(before: SessionFile) -> bool:
    try:
        read_session_file(before.path)
    except Unreadable:
        return True
    except StoreError:
        return False
    return False


def _is_start_of_save(data: bytes, before: SessionFile, title: str) -> bool:
    """Tell whether `data` is the start of `before` with `title` in it, messages included.

    Behind the messages the older server writes the new time of change, and then only a few
    values that a rename does not touch: from there on they need not be the same.
    """
    if before.literal_of("title") == ABSENT or "messages" not in before.where:
        return False
    whole = b"".join(splice(before.data, {"title": literal_of(title)}, before.where))
    grown = len(whole) - len(before.data)
    changed = before.where.get("updated_at")
    end = len(whole)
    if changed is not None and changed.start > before.where["messages"].end:
        end = changed.start + grown
    end = min(len(data), end)
    return data[:end] == whole[:end]
