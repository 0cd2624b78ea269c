"""The list of tool calls at the end of a session file: names, times and beginnings of answers."""

from __future__ import annotations

from typing import Any

from core.disk.rows import is_number
from core.transcript.pairs import Pairing, id_in
from core.transcript.raw import as_name, as_text
from core.transcript.values import ToolCall, ToolResult

_ID = ("tid",)


class Summaries:
    """What the session-level `tool_calls` tell, by call and by message."""

    def __init__(self, value: Any, pairing: Pairing) -> None:
        """Sort `value`; `pairing` knows which calls stand in the messages themselves."""
        self._pairing = pairing
        self._by_id: dict[str, dict[str, Any]] = {}
        self._by_message: dict[int, list[dict[str, Any]]] = {}
        for entry in value if isinstance(value, list) else []:
            if isinstance(entry, dict):
                self._by_id[id_in(entry, _ID)] = entry
                if isinstance(place := entry.get("assistant_msg_idx"), int):
                    self._by_message.setdefault(place, []).append(entry)

    def of_call(self, call_id: str) -> ToolCall | None:
        """Return what is told of a call that stands in a message."""
        entry = self._by_id.get(call_id)
        return None if entry is None else _call_of(call_id, entry)

    def of_message(self, number: int) -> tuple[ToolCall, ...]:
        """Return the calls of a message that it does not tell of itself."""
        entries = self._by_message.get(number, ())
        ids = [id_in(entry, _ID) for entry in entries]
        if all(call_id in self._pairing.calls(number) for call_id in ids):
            return ()
        told = self._pairing.call_ids()
        return tuple(
            _call_of(i, entry) for i, entry in zip(ids, entries, strict=True) if i not in told
        )


def _call_of(call_id: str, entry: dict[str, Any]) -> ToolCall:
    snippet, name = as_text(entry.get("snippet")), as_name(entry.get("name"))
    failed = entry.get("is_error") is True
    result = ToolResult(as_text(call_id), name, snippet, is_error=failed, is_snippet=True)
    duration = entry.get("duration")
    return ToolCall(
        call_id=as_text(call_id),
        name=name,
        arguments=as_text(entry.get("args")),
        result=result if snippet or failed else None,
        seconds=duration if is_number(duration) and duration >= 0 else None,
    )
