"""The list of tool calls at the end of a session file: names, times and beginnings of answers."""

from __future__ import annotations

from typing import Any, NamedTuple

from core.disk.rows import is_number
from core.transcript.pairs import Pairing, id_in
from core.transcript.raw import as_name, as_text
from core.transcript.values import ToolCall, ToolResult

_ID = ("tid",)


class Told(NamedTuple):
    """What is told of one call, as it stands there."""

    call_id: str
    entry: dict[str, Any]

    @property
    def result(self) -> ToolResult | None:
        """The beginning of the answer, or that it was an error; None if neither is told."""
        snippet, failed = as_text(self.entry.get("snippet")), self.is_error
        if not (snippet or failed):
            return None
        name = as_name(self.entry.get("name"))
        return ToolResult(self.call_id, name, snippet, is_error=failed, is_snippet=True)

    @property
    def is_error(self) -> bool:
        """True if the tool failed."""
        return self.entry.get("is_error") is True

    @property
    def seconds(self) -> float | None:
        """How long the call took."""
        duration = self.entry.get("duration")
        return duration if is_number(duration) and duration >= 0 else None

    @property
    def call(self) -> ToolCall:
        """The call, of which nothing else is in the file."""
        name, arguments = as_name(self.entry.get("name")), as_text(self.entry.get("args"))
        return ToolCall(self.call_id, name, arguments, self.result, self.seconds)


class Summaries:
    """What the session-level `tool_calls` tell, by call and by message."""

    def __init__(self, value: Any, pairing: Pairing) -> None:
        """Sort `value`; `pairing` knows which calls stand in the messages themselves."""
        self._pairing = pairing
        self._by_id: dict[str, Told] = {}
        self._by_message: dict[int, list[Told]] = {}
        for entry in value if isinstance(value, list) else []:
            if isinstance(entry, dict):
                told = Told(id_in(entry, _ID), entry)
                self._by_id[told.call_id] = told
                if isinstance(place := entry.get("assistant_msg_idx"), int):
                    self._by_message.setdefault(place, []).append(told)

    def of_call(self, call_id: str) -> Told | None:
        """Return what is told of a call that stands in a message."""
        return self._by_id.get(call_id)

    def of_message(self, number: int) -> tuple[Told, ...]:
        """Return the calls of a message that it does not tell of itself."""
        told = self._by_message.get(number, ())
        knows = self._pairing.knows
        return tuple(one for one in told if not (one.call_id and knows(one.call_id)))
