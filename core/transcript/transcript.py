"""A conversation whose messages are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from core.disk.reading import Stamp
from core.disk.rows import is_number
from core.titles import UNTITLED, shown_title
from core.transcript.pairs import WHOLE, Pairs, Place, find_pairs
from core.transcript.raw import Unread, as_name, as_text, decoded
from core.transcript.shapes import Around, message_of, result_of, usage_of
from core.transcript.summaries import Summaries
from core.transcript.values import Head, Message, ToolResult

_USAGE = ("input_tokens", "output_tokens", "estimated_cost")


class Contents(NamedTuple):
    """What is in a session file: values still as bytes (`Raw`), or decoded where that was needed.

    `notes` are sentences about what is wrong with the file.
    """

    fields: dict[str, Any]
    messages: list[Any]
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
    def _pairs(self) -> Pairs:
        return find_pairs(self._messages)

    @cached_property
    def _summaries(self) -> Summaries:
        return Summaries(self._field("tool_calls"), self._pairs.call_ids)

    def _around(self, number: int) -> Around:
        calls = self._pairs.calls.get(number, ())
        told = {call_id: self._summaries.of_call(call_id) for call_id in calls}
        results = {i: call.result for i, call in told.items() if call and call.result}
        for call_id, place in self._pairs.results.get(number, {}).items():
            result, short = self._result(place), results.get(call_id)
            if short is not None and short.is_error:
                result = replace(result, is_error=True)
            results[call_id] = result
        return Around(
            results=results,
            callers=self._pairs.callers.get(number, {}),
            seconds={i: call.seconds for i, call in told.items() if call and call.seconds},
            more_calls=self._summaries.of_message(number),
        )

    def _result(self, place: Place) -> ToolResult:
        value = decoded(self._messages[place.message])
        if place.part != WHOLE and isinstance(value, dict):
            value = value["content"][place.part]
        if isinstance(value, dict):
            return result_of(value)
        return ToolResult("", "", as_text(value.text if isinstance(value, Unread) else value))
