"""What can go wrong with a store, told so that a user can act on it.

Every error of `core` is a `StoreError`; its text is a sentence that names the file. `Cancelled`
is not an error: the user asked for it, and nobody needs to be told.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path


def readable(name: str) -> str:
    """Return the name of a file as text: bytes in it that are not UTF-8 are spelt out."""
    try:
        data = name.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # no name of a file, but the text of somebody
        data = name.encode("utf-8", "backslashreplace")
    return data.decode("utf-8", "backslashreplace")


class StoreError(Exception):
    """A request that the store could not fulfil; `str()` is a sentence for the user."""

    def __init__(self, sentence: str, *, path: Path | None = None) -> None:
        super().__init__(readable(sentence))
        self.path = path


class NotFound(StoreError):
    """The folder or the session file is not (or no longer) there."""


class InvalidId(StoreError):
    """The id could not be the name of a session file, so no file was looked for."""


class Unreadable(StoreError):
    """The file is there, but is not a session by the rules of Python's `json`."""

    def __init__(self, sentence: str, *, path: Path, reason: str) -> None:
        super().__init__(sentence, path=path)
        self.reason = reason


class Conflict(StoreError):
    """Somebody else changed the file since it was read; nothing was written."""


class Refused(StoreError):
    """Writing would lose something (messages, the owner of a file), so nothing was written."""


class Locked(StoreError):
    """Another of our own programs kept the folder busy for too long."""


class DiskTrouble(StoreError):
    """The operating system refused to read or write."""


class ServerRefused(StoreError):
    """The web UI's server, through which edits go while it runs, answered no with `status`."""

    def __init__(self, sentence: str, *, path: Path | None = None, status: int = 0) -> None:
        super().__init__(sentence, path=path)
        self.status = status


class ServerUnreachable(StoreError):
    """The web UI's server runs, or may run, and did not answer.

    It may have got the edit all the same, unless `was_sent` is false.
    """

    def __init__(self, sentence: str, *, path: Path | None = None, was_sent: bool = False) -> None:
        super().__init__(sentence, path=path)
        self.was_sent = was_sent


class Cancelled(Exception):
    """The work was stopped because the user asked for it; nothing was changed."""


_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission was denied",
    errno.EPERM: "the operation is not permitted",
    errno.EIO: "the disk reported an input/output error",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ENOENT: "it is no longer there",
    errno.ENOTDIR: "its folder is no longer there",
    errno.ELOOP: "it is a link",
    errno.EISDIR: "it is a folder",
    errno.ENAMETOOLONG: "its name is too long",
}


def reason_of(error: OSError) -> str:
    """Say in a few words why the operating system refused."""
    number = error.errno
    if number is None:
        return str(error)
    return _REASONS.get(number, os.strerror(number).lower())


def disk_trouble(doing: str, path: Path, error: OSError) -> StoreError:
    """Turn an `OSError` met while `doing` ("read", "write") something with `path` into words.

    A file that is gone becomes `NotFound`, everything else `DiskTrouble`.
    """
    kind = NotFound if isinstance(error, FileNotFoundError | NotADirectoryError) else DiskTrouble
    return kind(f"Could not {doing} {path.name}: {reason_of(error)}. ({path})", path=path)


def folder_trouble(doing: str, folder: Path, error: OSError) -> StoreError:
    """Do as `disk_trouble` for a folder, and say of one that is gone just that."""
    if isinstance(error, FileNotFoundError):
        return NotFound(f"The folder {folder.name} is no longer there. ({folder})", path=folder)
    return disk_trouble(doing, folder, error)
