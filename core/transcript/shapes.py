"""From what stands in a file to a message that can be shown, whichever server wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.disk.rows import is_number
from core.transcript.pairs import CALL_KEYS, CALL_LISTS, RESULT_KEYS, WHOLE, id_in
from core.transcript.parts import attachments_of, block_of, parts_of
from core.transcript.raw import Unread, as_name, as_text
from core.transcript.values import (
    Block,
    Kind,
    Media,
    Message,
    Reasoning,
    Text,
    ToolCall,
    ToolResult,
    Usage,
)
from core.transcript.wrappers import is_compaction, unwrapped

_KINDS: dict[str, Kind] = {
    "user": "user",
    "assistant": "assistant",
    "tool": "tool",
    "function": "tool",
    "system": "system",
    "developer": "system",
}
_INPUT, _OUTPUT = ("input_tokens", "prompt_tokens"), ("output_tokens", "completion_tokens")
_COST = ("estimated_cost", "cost", "cost_usd")


@dataclass(frozen=True, slots=True)
class Around:
    """What other places of the file say of one message."""

    results: Mapping[str, ToolResult] = field(default_factory=dict)
    """The answers to its calls, by the id of the call."""
    callers: Mapping[int, int] = field(default_factory=dict)
    """For each part of it that is shown with its call, the message of the call."""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """How long its calls took."""
    more_calls: tuple[ToolCall, ...] = ()
    """Calls that only the summary at the end of the file tells of."""


ALONE = Around()


def message_of(number: int, value: Any, around: Around = ALONE) -> Message:
    """Return the decoded message `value`, which stands at `number`."""
    if isinstance(value, Unread):
        return Message(number, "other", "", (Text(value.text),), is_error=True, details=value.why)
    if not isinstance(value, dict):
        return Message(number, "other", "", (Text(as_text(value)),), is_error=True)
    role = as_name(value.get("role"))
    kind = kind_of(role)
    blocks = tuple(_blocks_of(kind, value, around))
    first = next((block.text for block in blocks if isinstance(block, Text)), "")
    return Message(
        number=number,
        kind=kind,
        role=role,
        blocks=blocks,
        time=next((value[k] for k in ("timestamp", "_ts") if is_number(value.get(k))), None),
        model=as_name(value.get("_usedModel")) or as_name(value.get("model")),
        seconds=_number(value, ("_turnDuration",)),
        usage=usage_of(value.get("_turnUsage")),
        details=as_text(value.get("provider_details")) if value.get("_error") else "",
        is_error=bool(value.get("_error")),
        is_partial=bool(value.get("_partial")),
        is_compaction=is_compaction(first),
        answers=around.callers.get(WHOLE, None if blocks else _any(around.callers)),
    )


def kind_of(role: str) -> Kind:
    """Return who speaks, by the role that the file tells."""
    return _KINDS.get(role) or _KINDS.get(role.strip().lower(), "other")


def _any(callers: Mapping[int, int]) -> int | None:
    return next(iter(callers.values()), None)


def usage_of(value: Any) -> Usage:
    """Return the tokens and the cost in an object, under any of their names."""
    fields = value if isinstance(value, dict) else {}
    tokens = [_number(fields, names) for names in (_INPUT, _OUTPUT)]
    counts = [None if count is None else int(count) for count in tokens]
    return Usage(counts[0], counts[1], _number(fields, _COST))


def _number(fields: dict[str, Any], names: tuple[str, ...]) -> float | None:
    found = (fields.get(name) for name in names)
    return next((one for one in found if is_number(one) and one >= 0), None)


def _blocks_of(kind: Kind, value: dict[str, Any], around: Around) -> Iterator[Block]:
    if kind == "tool":
        yield result_of(value)
        return
    yield from _reasoning(value)
    if kind == "user":
        yield from _user_blocks(value, around)
    else:
        yield from _content_blocks(value, around)
        yield from attachments_of(value.get("attachments"))
    for key in CALL_LISTS:
        calls = value.get(key)
        for call in calls if isinstance(calls, list) else []:
            yield _call_of(call, around)
    yield from around.more_calls


def _reasoning(value: dict[str, Any]) -> Iterator[Reasoning]:
    thoughts = [as_text(value.get(key)) for key in ("reasoning", "reasoning_content")]
    for thought in dict.fromkeys(thoughts):
        if thought.strip():
            yield Reasoning(thought)


def _content_blocks(value: dict[str, Any], around: Around) -> Iterator[Block]:
    for number, part in enumerate(parts_of(value.get("content"))):
        kind = part.get("type") if isinstance(part, dict) else None
        if kind == "tool_use":
            yield _call_of(part, around)
        elif kind == "tool_result":
            if number not in around.callers:
                yield result_of(part)
        elif block := block_of(part):
            yield block


def _user_blocks(value: dict[str, Any], around: Around) -> Iterator[Block]:
    files: list[str] = []
    for block in _content_blocks(value, around):
        if not isinstance(block, Text):
            yield block
            continue
        text, names = unwrapped(block.text)
        files += names
        if text:
            yield Text(text)
    told = list(attachments_of(value.get("attachments")))
    yield from told
    known = {media.name for media in told}
    yield from (Media(name=name) for name in files if not told and name not in known)


def _call_of(call: Any, around: Around) -> ToolCall:
    if not isinstance(call, dict):
        return ToolCall("", "", as_text(call))
    inner = call.get("function")
    function = inner if isinstance(inner, dict) else call
    call_id = id_in(call, CALL_KEYS)
    given = next(filter(None, map(function.get, ("arguments", "input", "args"))), None)
    return ToolCall(
        call_id=as_text(call_id),
        name=as_name(function.get("name")),
        arguments=as_text(given),
        result=around.results.get(call_id),
        seconds=around.seconds.get(call_id),
    )


def result_of(value: dict[str, Any]) -> ToolResult:
    """Return the answer of a tool in a row of its own, or in a part of one."""
    content, media = value.get("content"), tuple[Media, ...]()
    if isinstance(content, str):  # nearly all are; some messages have a hundred thousand of them
        text = as_text(content) if content.strip() else ""
    else:
        blocks = [block_of(part) for part in _result_parts(content)]
        text = "\n".join(b.text for b in blocks if isinstance(b, Text | Reasoning))
        media = tuple(b for b in blocks if isinstance(b, Media))
    return ToolResult(
        call_id=as_text(id_in(value, RESULT_KEYS)),
        name=as_name(value.get("name")) or as_name(value.get("tool_name")),
        text=text,
        media=media,
        is_error=value.get("is_error") is True or value.get("_error") is True,
    )


def _result_parts(content: Any) -> list[Any]:
    parts = parts_of(content)
    are_parts = all(isinstance(part, str | dict) for part in parts)
    return parts if are_parts else [content]
