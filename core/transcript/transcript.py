"""A conversation whose messages are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from core.disk.reading import Stamp
from core.disk.rows import is_number
from core.titles import UNTITLED, shown_title
from core.transcript.finding import Found, Sieve, counts_in
from core.transcript.pairs import WHOLE, Pairing, Place
from core.transcript.raw import Unread, are_equal, as_name, as_text, decoded
from core.transcript.shapes import Around, kind_of, message_of, result_of, usage_of
from core.transcript.summaries import Summaries, Told
from core.transcript.values import Head, Kind, Message, ToolResult

_USAGE = ("input_tokens", "output_tokens", "estimated_cost")


class Contents(NamedTuple):
    """What is in a session file: values still as bytes (`Raw`), or decoded where that was needed.

    `notes` are sentences about what is wrong with the file.
    """

    fields: dict[str, Any]
    messages: list[Any]
    lengths: list[int]
    """How long each message is in the file, in bytes or in characters."""
    notes: tuple[str, ...] = ()
    is_whole: bool = True


class Transcript:
    """The messages of one session file, as it was when it was opened; see `open_transcript`.

    Nothing is remembered of a message that was asked for: who shows it often keeps it. May be
    used by one thread at a time.
    """

    def __init__(self, path: Path, stamp: Stamp, data: bytes, contents: Contents) -> None:
        self.path = path
        self.stamp = stamp
        self.data = data
        """The file, byte for byte."""
        self.notes = contents.notes
        """Sentences about what is wrong with the file; none for a good one."""
        self._fields, self._messages = contents.fields, contents.messages
        self._lengths = contents.lengths
        self._pairing = Pairing(self._messages)
        self._sieve, self._may_be_told = Sieve(""), False

    def __len__(self) -> int:
        return len(self._messages)

    def message(self, number: int) -> Message:
        """Return the message at `number`, from 0; raises `IndexError` if there is none."""
        if not 0 <= number < len(self._messages):
            raise IndexError(number)
        return message_of(number, decoded(self._messages[number]), self._around(number))

    def messages(self, start: int = 0, stop: int | None = None) -> Iterator[Message]:
        """Make the messages from `start` up to `stop`, one after the other."""
        return map(self.message, range(*slice(start, stop).indices(len(self))))

    def lengths(self) -> Sequence[int]:
        """Return about how many bytes of the file each message takes; nothing is decoded."""
        return self._lengths

    def kinds(self) -> Sequence[Kind]:
        """Return who speaks in each message."""
        return [kind_of(role) for role in self._pairing.roles()]

    def is_shown_elsewhere(self, number: int) -> bool:
        """Tell whether a message is a result that is shown with its call."""
        callers = self._pairing.callers(number)
        return WHOLE in callers or (bool(callers) and self.message(number).answers is not None)

    def same_until(self, other: Transcript) -> int:
        """Return how many messages at the beginning are told in just the same way in `other`.

        Those are left out too whose calls were answered, or told of, in one of the two only.
        """
        same = self._equal_until(other)
        for number in range(same):
            places = self._pairing.results(number)
            if (
                places != other._pairing.results(number)
                or any(place.message >= same for place in places.values())
                or self._told(number) != other._told(number)
            ):
                return number
        return same

    def _equal_until(self, other: Transcript) -> int:
        pairs = enumerate(zip(self._messages, other._messages, strict=False))
        differing = (number for number, (one, two) in pairs if not are_equal(one, two))
        return next(differing, min(len(self), len(other)))

    def _told(self, number: int) -> tuple[list[Told], tuple[Told, ...]]:
        told = map(self._summaries.of_call, self._pairing.calls(number))
        return list(filter(None, told)), self._summaries.of_message(number)

    def occurrences(self, number: int, needle: str) -> tuple[int, ...]:
        """Return how often each block of a message holds `needle`, in either case; empty for none.

        Counted are texts, reasoning, and what tools were asked and answered, as they are shown.
        """
        if self._sieve.needle != needle:
            self._sieve = Sieve(needle)
            self._may_be_told = self._sieve.passes(self._fields.get("tool_calls"))
        if not self._may_hold(number):
            return ()
        counts = counts_in(self.message(number), needle)
        return counts if any(counts) else ()

    def found(
        self, needle: str, start: int = 0, cancel: Callable[[], bool] = lambda: False
    ) -> Iterator[Found]:
        """Find the messages from `start` on that hold `needle`; ends early once `cancel()`."""
        for number in range(start, len(self)):
            if cancel():
                return
            if not self.is_shown_elsewhere(number) and (counts := self.occurrences(number, needle)):
                yield Found(number, counts)

    def _may_hold(self, number: int) -> bool:
        places = self._pairing.results(number).values()
        numbers = {number, *(place.message for place in places)} if places else (number,)
        if any(self._sieve.passes(self._messages[one]) for one in numbers):
            return True
        return self._may_be_told and any(self._told(number))

    @cached_property
    def head(self) -> Head:
        """What the file says of the conversation as a whole."""
        created, updated = self._field("created_at"), self._field("updated_at")
        return Head(
            session_id=self.path.stem,
            title=shown_title(self._field("title", UNTITLED)),
            model=as_name(self._field("model")),
            workspace=as_name(self._field("workspace")),
            created_at=created if is_number(created) else None,
            updated_at=updated if is_number(updated) else None,
            usage=usage_of({name: self._field(name) for name in _USAGE}),
        )

    def _field(self, name: str, otherwise: Any = None) -> Any:
        value = decoded(self._fields.get(name, otherwise))
        return otherwise if isinstance(value, Unread) else value

    @cached_property
    def _summaries(self) -> Summaries:
        return Summaries(self._field("tool_calls"), self._pairing)

    def _around(self, number: int) -> Around:
        calls, more = self._told(number)
        places = self._pairing.results(number)
        results = {call_id: self._result(place) for call_id, place in places.items()}
        for told in calls:
            full = results.get(told.call_id)
            if full is None and (short := told.result) is not None:
                results[told.call_id] = short
            elif full is not None and told.is_error:
                results[told.call_id] = replace(full, is_error=True)
        return Around(
            results=results,
            callers=self._pairing.callers(number),
            seconds={one.call_id: one.seconds for one in calls if one.seconds},
            more_calls=tuple(one.call for one in more),
        )

    def _result(self, place: Place) -> ToolResult:
        value = decoded(self._messages[place.message])
        if place.part != WHOLE and isinstance(value, dict):
            value = value["content"][place.part]
        if isinstance(value, dict):
            return result_of(value)
        return ToolResult("", "", as_text(value.text if isinstance(value, Unread) else value))
