"""The list of tool calls at the end of a session file: names, times and beginnings of answers."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from core.disk.rows import is_number
from core.transcript.pairs import id_in
from core.transcript.raw import as_name, as_text
from core.transcript.values import ToolCall, ToolResult

_ID = ("tid",)


class Summaries:
    """What the session-level `tool_calls` tell, by call and by message."""

    def __init__(self, value: Any, call_ids: Set[str]) -> None:
        """Sort `value`; `call_ids` are those that stand in the messages themselves."""
        self._by_id: dict[str, ToolCall] = {}
        self._by_message: dict[int, list[ToolCall]] = {}
        for entry in value if isinstance(value, list) else []:
            if isinstance(entry, dict):
                self._add(entry, call_ids)

    def _add(self, entry: dict[str, Any], call_ids: Set[str]) -> None:
        call_id, place = id_in(entry, _ID), entry.get("assistant_msg_idx")
        if call_id in call_ids:
            self._by_id[call_id] = _call_of(call_id, entry)
        elif isinstance(place, int):
            self._by_message.setdefault(place, []).append(_call_of(call_id, entry))

    def of_call(self, call_id: str) -> ToolCall | None:
        """Return what is told of a call that stands in a message."""
        return self._by_id.get(call_id)

    def of_message(self, number: int) -> tuple[ToolCall, ...]:
        """Return the calls of a message that it does not tell of itself."""
        return tuple(self._by_message.get(number, ()))


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
