"""What runs in the reader's thread: one conversation at a time, the most urgent part first."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.errors import StoreError
from core.transcript.opening import has_moved
from core.transcript.transcript import Transcript
from gui.messages import sentence_of
from gui.reader.guesses import Guesses
from gui.reader.requests import (
    Answer,
    Contents,
    Find,
    Fold,
    Follow,
    Found,
    Grew,
    Hit,
    Open,
    Opened,
    Prepare,
    Request,
    Same,
    Vanished,
)
from gui.reader.shown import Shown

log = logging.getLogger("reader")

OpenTranscript = Callable[[Path], Transcript]

_FIRST_MARKUP = 16_000
"""So much markup fills any screen, in characters."""

_FIRST_MESSAGES = 12
_MOST_LOOKS = 5
"""So often a file is read again that says it was just written: its clock may be wrong."""

_SLICE_S = 0.015
"""How long is searched before what is to be shown gets its turn."""


class ReadingWorker(QObject):
    """Lives in the reader's thread, and owns the transcript there.

    Opening another conversation comes before anything else and ends it; then what is to be
    shown; then what is to be found, in small steps between which the others get their turn.
    """

    told = Signal(object, object)  # Request; an Answer, or an Exception
    _turn_wanted = Signal()

    def __init__(self, open_transcript: OpenTranscript) -> None:
        super().__init__()
        self._open_transcript = open_transcript
        self._transcript: Transcript | None = None
        self._path = Path()
        self._has_vanished = False
        self._looks = 0  # at a file that was the same again
        self._was_fresh = False  # so that it may have changed without a sign
        self._opening: Open | None = None
        self._urgent: list[Fold | Follow] = []
        self._preparing: tuple[Prepare, Iterator[int]] | None = None
        self._finding: tuple[Find, Iterator[Found]] | None = None
        self._turn_is_coming = False
        # Queued: what waits in the event queue comes first, and may make the rest needless.
        self._turn_wanted.connect(self._on_turn, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def on_submitted(self, request: Request) -> None:
        """Take `request` in; its turn comes."""
        match request:
            case Open():
                self._opening = request
                self._urgent.clear()
                self._preparing = self._finding = None
            case Prepare(numbers):
                self._preparing = request, iter(numbers)
            case Find():
                self._finding = request, self._found(request.text)
            case _:
                self._urgent.append(request)
        self._want_turn()

    @Slot()
    def on_closing(self) -> None:
        """Do nothing any more."""
        self._opening = self._preparing = self._finding = None
        self._urgent.clear()

    @Slot()
    def _on_turn(self) -> None:
        self._turn_is_coming = False
        if self._opening is not None:
            request, self._opening = self._opening, None
            self._answer(request, lambda: self._open(request))
        elif self._urgent:
            urgent = self._urgent.pop(0)
            self._answer(urgent, lambda: self._at_once(urgent))
        elif self._preparing is not None:
            self._prepare_next(*self._preparing)
        elif self._finding is not None:
            self._find_on(*self._finding)
        if any((self._opening, self._urgent, self._preparing, self._finding)):
            self._want_turn()

    def _want_turn(self) -> None:
        if not self._turn_is_coming:
            self._turn_is_coming = True
            self._turn_wanted.emit()

    def _answer(self, request: Request, work: Callable[[], Answer | None]) -> None:
        """Do the work and tell what came of it; nothing that goes wrong ends the thread."""
        try:
            answer: Answer | Exception | None = work()
        except StoreError as error:
            answer = error
        except Exception as error:  # the edge of the thread: told in the window, with the log
            log.exception("a request to the reader failed")
            answer = error
        if answer is not None:
            self.told.emit(request, answer)

    # Opening and following

    def _open(self, request: Open) -> Opened | None:
        self._transcript, self._looks = None, 0
        self._path, self._has_vanished = request.path, False
        if request.dropped.is_set():
            return None
        transcript = self._opened(request.path)
        if request.dropped.is_set():
            return None
        contents = _contents_of(transcript)
        self._transcript = transcript
        first = tuple(self._first(transcript, contents.guesses.hidden, request))
        return None if request.dropped.is_set() else Opened(contents, first)

    def _first(
        self, transcript: Transcript, hidden: frozenset[int], request: Open
    ) -> Iterator[Shown]:
        """Make the messages that fill the screen, from the wanted place to where there is room."""
        at_end = request.place is None
        start = 0 if request.place is None else request.place.message
        numbers = reversed(range(len(transcript))) if at_end else range(start, len(transcript))
        markup, count = 0, 0
        for number in numbers:
            if request.dropped.is_set() or markup > _FIRST_MARKUP or count == _FIRST_MESSAGES:
                return
            if number not in hidden:
                one = _made(transcript, number, frozenset())
                markup, count = markup + sum(map(len, one.sections)), count + 1
                yield one

    def _at_once(self, request: Fold | Follow) -> Answer | None:
        if isinstance(request, Follow):
            return self._follow()
        return self._shown(request.number, request.unfolded)

    def _follow(self) -> Grew | Vanished | Same:
        """Read the file again if it may be another than before; told once if it is gone."""
        before = self._transcript
        if before is None or not (self._was_fresh or self._has_vanished or has_moved(before)):
            return Same()
        try:
            transcript = self._opened(self._path)
        except StoreError as error:
            was_told, self._has_vanished = self._has_vanished, True
            return Same() if was_told else Vanished(sentence_of(error))
        self._transcript = transcript
        had_vanished, self._has_vanished = self._has_vanished, False
        is_same = transcript.data == before.data
        self._looks = self._looks + 1 if is_same else 0
        self._was_fresh = self._was_fresh and self._looks < _MOST_LOOKS
        if is_same and not had_vanished:
            return Same()
        return Grew(_contents_of(transcript), transcript.same_until(before))

    def _opened(self, path: Path) -> Transcript:
        transcript = self._open_transcript(path)
        self._was_fresh = transcript.stamp.is_fresh()
        return transcript

    # Showing

    def _shown(self, number: int, unfolded: frozenset[int]) -> Shown | None:
        transcript = self._transcript
        if transcript is None or not 0 <= number < len(transcript):
            return None
        return _made(transcript, number, unfolded)

    def _prepare_next(self, request: Prepare, numbers: Iterator[int]) -> None:
        number = next(numbers, None)
        if number is None:
            self._preparing = None
        else:
            unfolded = request.unfolded.get(number, frozenset())
            self._answer(request, lambda: self._shown(number, unfolded))

    # Finding

    def _find_on(self, request: Find, steps: Iterator[Found]) -> None:
        found = next(steps, None)
        if found is None or found.done == found.total:
            self._finding = None
        if found is not None:
            self.told.emit(request, found)

    def _found(self, text: str) -> Iterator[Found]:
        """Go through all messages, a slice of time after the other."""
        transcript, hits = self._transcript, list[Hit]()
        total = 0 if transcript is None else len(transcript)
        due = monotonic() + _SLICE_S
        for number in range(total):
            if transcript is not None and text and not transcript.is_shown_elsewhere(number):
                counts = enumerate(transcript.occurrences(number, text))
                hits += (Hit(number, block, count) for block, count in counts if count)
            if monotonic() >= due and number + 1 < total:
                yield Found(tuple(hits), number + 1, total)
                hits, due = [], monotonic() + _SLICE_S
        yield Found(tuple(hits), total, total)


def _made(transcript: Transcript, number: int, unfolded: frozenset[int]) -> Shown:
    from gui.reader.markup import shown  # late: it brings Markdown along, which a start needs not

    return shown(transcript.message(number), unfolded)


def _contents_of(transcript: Transcript) -> Contents:
    hidden = frozenset(filter(transcript.is_shown_elsewhere, range(len(transcript))))
    guesses = Guesses(transcript.lengths(), hidden)
    return Contents(transcript.head, transcript.notes, guesses, transcript.kinds())
