"""What is known of one sessions folder right now, and the right to write in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, RLock

from core.disk.atomic import Expected, replace
from core.disk.folder import Names, is_ours, list_names
from core.disk.generation import row_maker
from core.disk.index_file import IndexText, check_ids, read_index_bytes
from core.disk.leftovers import remove_leftovers
from core.disk.lock import folder_lock
from core.disk.reading import Stamp, stamp_of
from core.disk.rows import Derive
from core.errors import NotFound, disk_trouble, folder_trouble
from core.locations import INDEX_NAME, OwnPlaces, is_folder
from core.repair.backups import remove_own_leftovers
from core.stamps.stamp_store import StampStore
from core.values import SessionRow

READ_TRIES = 3
_PAUSE = 0.05
_OWN_WRITES = 100


def _identity_of(folder: Path) -> tuple[int, int]:
    """Return device and inode, which tell a folder from another one of the same name."""
    try:
        status = folder.stat()
    except OSError as error:
        raise folder_trouble("look at", folder, error) from error
    return status.st_dev, status.st_ino


class FolderState:
    """Names and index of a sessions folder, read again only where they moved.

    Its methods may be called from any thread; what they return must not be changed.
    """

    def __init__(self, folder: Path, places: OwnPlaces) -> None:
        if not is_folder(folder):
            raise NotFound(f"There is no folder {folder}.", path=folder)
        self.folder = folder
        self.index_path = folder / INDEX_NAME
        self.places = places
        self.stamps = StampStore(places.cache / "stamps.sqlite")
        self.announced: dict[str, SessionRow] = {}
        self._identity = _identity_of(folder)
        self.lock = RLock()
        """Guards what is known; never held while waiting for another program."""
        self._write_lock = RLock()
        self._names: Names | None = None
        self._names_are_proven = False
        self._index: IndexText | None = None
        self._index_is_proven = False
        self._rows: list[SessionRow] | None = None
        self._writing = 0
        self._swept = False
        self._own_writes: list[Stamp | None] = []

    def path_of(self, session_id: str) -> Path:
        """Return where the session `session_id` lies."""
        return self.folder / f"{session_id}.json"

    def names(self) -> Names:
        """Return what lies in the folder; listed again only if its time has moved.

        A time that was young when it was taken proves nothing, and the folder is listed again.
        """
        with self.lock:
            known = self._names
            if known is None or not self._names_are_proven or known.stamp != stamp_of(self.folder):
                self._names = known = list_names(self.folder)
                self._names_are_proven = known.is_proven
            return known

    def index(self) -> IndexText | None:
        """Return the index as it is now, or None if there is none.

        Raises `IndexBroken` if it is no list of rows, and `StoreError` if it cannot be read even
        at the third try.
        """
        with self.lock:
            now = stamp_of(self.index_path)
            if self._index is None or now != self._index.stamp:
                read = self._read_index()
                self._take(None if read is None else IndexText.of(*read))
            elif not self._index_is_proven:
                self._prove(self._index)
            return self._index

    def _prove(self, known: IndexText) -> None:
        """Compare a text whose stamp is too young to prove anything with what is on the disk."""
        read = self._read_index()
        if read is not None and read[1] == known.stamp and known.is_still(read[0]):
            self._index_is_proven = not known.stamp.is_fresh()
        else:
            self._take(None if read is None else IndexText.of(*read))

    def _take(self, text: IndexText | None) -> None:
        self._index, self._rows = text, None
        self._index_is_proven = text is not None and not text.stamp.is_fresh()

    def _read_index(self) -> tuple[bytes, Stamp] | None:
        for left in reversed(range(READ_TRIES)):
            try:
                return read_index_bytes(self.index_path)
            except OSError as error:
                if not left:
                    raise disk_trouble("read", self.index_path, error) from error
                Event().wait(_PAUSE)
        return None

    def rows(self) -> list[SessionRow] | None:
        """Return the rows of the index, in file order, or None if there is no index.

        Raises as `index()`, and `IndexBroken` if a row has no usable id.
        """
        with self.lock:
            text = self.index()
            if text is None:
                return None
            if self._rows is None:
                rows = text.rows()
                check_ids([row.session_id for row in rows])
                self._rows = rows
            return self._rows

    def row_maker(self) -> Derive:
        """Return how rows are made here: in which of the two generations."""
        return row_maker(self.folder, self.names().sessions)

    def stamps_now(self) -> tuple[Stamp | None, Stamp | None]:
        """Return the stamps of folder and index as they are on the disk now."""
        return stamp_of(self.folder), stamp_of(self.index_path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the folder for writing: no other thread or process of ours writes meanwhile.

        May be entered again by the thread that holds it. What another process of ours left
        behind when it died is removed. Raises `NotFound` if the folder is gone, or unmounted.
        """
        with self._write_lock:
            if self._writing:
                self.check_mounted()
                yield
                return
            with folder_lock(self.folder, self.places.state):
                self.check_mounted()
                self._writing += 1
                try:
                    self._sweep()
                    with self.lock:
                        yield
                finally:
                    self._writing -= 1

    def check_mounted(self) -> None:
        """Raise `NotFound` for an empty folder that has come up where another one was opened."""
        now = _identity_of(self.folder)
        if now == self._identity:
            return
        if stamp_of(self.index_path) is None and not list_names(self.folder).sessions:
            raise NotFound(
                f"The folder {self.folder.name} is empty, and not the one that was opened. "
                f"Is it still mounted? ({self.folder})",
                path=self.folder,
            )
        self._identity = now

    def _sweep(self) -> None:
        """Remove what dead processes of ours left, once, and whenever a listing shows some."""
        names = self._names if self._swept and self._names is not None else self.names()
        ours = [name for name in names.temps if is_ours(name)]
        if ours:
            remove_leftovers(self.folder, ours)
            self._names_are_proven = False
        if not self._swept:
            remove_own_leftovers(self.places.state)
        self._swept = True

    def write_index(self, text: IndexText, expected: Stamp | None) -> None:
        """Replace the index by `text`, whose stamp becomes that of the new file.

        To be used inside `writing()`. `expected` is the stamp of the index it was made from,
        None if there was none; raises `Conflict` if that is no longer so.
        """
        text.stamp = replace(self.index_path, text.parts(), Expected(expected))
        self._take(text)
        if self._own_writes[-1:] != [expected]:
            self._own_writes = [expected]
        self._own_writes = [*self._own_writes[-_OWN_WRITES:], text.stamp]

    def only_we_wrote(self, before: Stamp | None, after: Stamp | None) -> bool:
        """Tell whether every write that led the index from `before` to `after` was ours."""
        ours = self._own_writes
        return before == after or (before in ours and ours[-1] == after)

    def literals_with(self, session_id: str) -> list[bytes]:
        """Return the bytes of every row with this id; raises as `index()`."""
        with self.lock:
            text = self.index()
            return [] if text is None else text.literals_with(session_id)

    def announce(self, row: SessionRow) -> None:
        """List `row` from now on, though it has no file."""
        with self.lock:  # a new mapping: somebody may be going through the old one
            self.announced = self.announced | {row.session_id: row}

    def forget(self, session_id: str) -> None:
        """Take an announcement back."""
        with self.lock:
            self.announced = {i: row for i, row in self.announced.items() if i != session_id}

    def rest(self) -> None:
        """Let go of names and index, which take much memory; they are read again when needed."""
        with self.lock:
            self._names = self._index = self._rows = None
