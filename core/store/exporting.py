"""Conversations written elsewhere, or put into one text; progress and cancel between pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal

from core.disk.atomic import replace
from core.errors import Cancelled, Refused, StoreError
from core.store.export_target import FileIsThere, check_folder, expected_at, free_place
from core.store.requests import Exported, Progressed, Quoted
from core.store.session_store import SessionStore
from core.transcript.export import export_name, exported, exported_together
from core.transcript.transcript import Transcript
from core.transcript.words import Manner

__all__ = ["Exporter", "FileIsThere"]

MEGABYTE = 1_000_000
MOST_QUOTED = 20 * MEGABYTE
"""More bytes than this are too much for a clipboard."""

Tell = Callable[[Progressed], None]
Cancel = Callable[[], bool]


class Exporter:
    """Exports sessions of `store` in one manner; `cancel` is asked before each piece.

    Raises `StoreError` kinds, or `Cancelled`: then no file is half written, and of several files
    those that are whole stay.
    """

    def __init__(
        self, store: SessionStore, manner: Manner, tell: Tell, cancel: Cancel, *, count: int = 1
    ) -> None:
        self._store, self._manner = store, manner
        self._tell, self._cancel = tell, cancel
        self._count = count

    def write(self, session_id: str, target: Path, *, overwrite: bool) -> Exported:
        """Write one conversation to `target`; raises `FileIsThere` unless it may `overwrite`."""
        check_folder(target, self._store.folder)
        expected_at(target, overwrite=overwrite)  # before any work
        self._put(self._store.transcript(session_id), target, overwrite=overwrite)
        return Exported([str(target)])

    def write_all(self, session_ids: list[str], folder: Path) -> Exported:
        """Write each conversation into `folder`, named after its title, as no other file there.

        What cannot be read is told in the answer; if that is all of them, it is raised.
        """
        check_folder(folder / "x", self._store.folder)
        paths, failures = [], list[StoreError]()
        for number, session_id in enumerate(session_ids, start=1):
            try:
                transcript = self._store.transcript(session_id)
                name = export_name(transcript, self._manner.format, mask=self._manner.mask)
                place = free_place(folder / name)
                self._put(transcript, place, number=number)
                paths.append(str(place))
            except StoreError as error:
                failures.append(error)
        if failures and not paths:
            raise failures[0]
        return Exported(paths, [str(failure) for failure in failures])

    def quote(self, session_ids: list[str]) -> Quoted:
        """Return conversations as text for a clipboard; raises `Refused` if that is too long.

        Whoever pastes a page may want plain text, so beside a page there is always the Markdown.
        """
        markdown = self._quoted(session_ids, "markdown")
        html = self._quoted(session_ids, "html") if self._manner.format == "html" else ""
        return Quoted(markdown, html)

    def _put(
        self, transcript: Transcript, target: Path, *, number: int = 1, overwrite: bool = False
    ) -> None:
        manner = self._manner
        pieces = exported(transcript, manner.format, mask=manner.mask, words=manner.words)
        parts = list(self._stoppable(pieces, len(transcript), number, transcript.path.stem))
        replace(target, parts, expected_at(target, overwrite=overwrite))

    def _quoted(self, session_ids: list[str], format_: Literal["markdown", "html"]) -> str:
        transcripts = map(self._store.transcript, session_ids)
        pieces = exported_together(
            transcripts, format_, mask=self._manner.mask, words=self._manner.words
        )
        parts, size = [], 0
        for piece in self._stoppable(pieces, 0, 1, ""):
            parts.append(piece)
            size += len(piece)
            if size > MOST_QUOTED:
                most = MOST_QUOTED // MEGABYTE
                raise Refused(
                    f"This is over {most} MB, too much for the clipboard. Save it as a file."
                )
        return b"".join(parts).decode()

    def _stoppable(
        self, pieces: Iterable[bytes], total: int, number: int, item: str
    ) -> Iterator[bytes]:
        """Pass the pieces on, telling how far they are, until somebody cancels."""
        for done, piece in enumerate(pieces):
            if self._cancel():
                raise Cancelled
            self._tell(Progressed(number, self._count, "", min(done, total), total, item))
            yield piece
        if self._cancel():
            raise Cancelled
