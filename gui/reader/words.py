"""The program's own words around what was said, each in one line of plain text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from core.transcript.values import Media, Message, ToolCall, ToolResult, Usage
from gui.sessions.texts import local_time, number_text, one_line, size_text

translate = QCoreApplication.translate

LONGEST_WORD = 200
"""Of a name, an address or a path that stands in a line, so many characters are shown."""


def speaker(message: Message) -> str:
    """Return who speaks; a role that nobody knows by its own name."""
    names = {
        "user": translate("Reader", "You"),
        "assistant": translate("Reader", "Assistant"),
        "tool": translate("Reader", "Tool"),
        "system": translate("Reader", "System"),
    }
    unknown = translate("Reader", "Unknown sender")
    return names.get(message.kind) or shortened(message.role.strip()) or unknown


def remarks(message: Message) -> list[str]:
    """Return what there is to say about a message beside its speaker."""
    told = [
        moment(message.time),
        shortened(message.model),
        duration(message.seconds),
        *_costs(message.usage),
    ]
    return [remark for remark in told if remark]


def badges(message: Message) -> list[str]:
    """Return in what a message is not like others."""
    told = [
        translate("Reader", "not finished") if message.is_partial else "",
        translate("Reader", "summary of older messages") if message.is_compaction else "",
    ]
    return [badge for badge in told if badge]


def error() -> str:
    """Return the word that marks what went wrong."""
    return translate("Reader", "error")


def reasoning() -> str:
    """Return the heading of what the model thought."""
    return translate("Reader", "Reasoning")


def arguments() -> str:
    """Return what stands above what a tool was asked."""
    return translate("Reader", "Arguments")


def result() -> str:
    """Return what stands above what a tool answered."""
    return translate("Reader", "Result")


def details() -> str:
    """Return the heading of what the provider said of an error."""
    return translate("Reader", "Details of the error")


def copy() -> str:
    """Return the word of the link that copies a block of code."""
    return translate("Reader", "Copy")


def snippet_note() -> str:
    """Return what is said above an answer of which the file holds only the beginning."""
    return translate("Reader", "Only the beginning is in the file:")


def rest(length: int) -> str:
    """Return the words of the link that shows the rest of a text of `length` characters."""
    return translate("Reader", "Show all {number} characters").format(number=number_text(length))


def less() -> str:
    """Return the words of the link that shows only the beginning again."""
    return translate("Reader", "Show only the beginning")


def call_line(call: ToolCall) -> str:
    """Return the name of a tool that was called, how long it took, and whether it failed."""
    failed = call.result is not None and call.result.is_error
    name = shortened(call.name) or translate("Reader", "unknown")
    told = [translate("Reader", "Tool: {name}").format(name=name), duration(call.seconds)]
    return " · ".join(filter(None, [*told, error() if failed else ""]))


def result_line(result: ToolResult) -> str:
    """Return the heading of an answer whose call is not in the file."""
    name = shortened(result.name)
    told = translate("Reader", "Result of a tool")
    if name:
        told = translate("Reader", "Result: {name}").format(name=name)
    return " · ".join([told, error()] if result.is_error else [told])


def media_line(media: Media) -> str:
    """Return what is known of an image or another attachment."""
    kind = translate("Reader", "Attachment")
    if media.is_image:
        kind = translate("Reader", "Image")
    source = "" if media.is_embedded else shortened(media.source)
    size = "" if media.size is None else size_text(min(media.size, _MOST))
    told = [shortened(media.name), shortened(media.mime), size, source]
    return " · ".join([kind, *dict.fromkeys(filter(None, told))])


def image_elsewhere(name: str, source: str) -> str:
    """Return what stands for an image that a text wants from elsewhere: it is never loaded."""
    told = [translate("Reader", "Image"), shortened(name), shortened(source)]
    return "[" + " · ".join(filter(None, told)) + "]"


_MOST = 2**62
"""Qt counts in 64 bits."""
_DIGITS = 20


def moment(seconds: float | None) -> str:
    """Return a time as the clock here shows it; empty if no calendar has it."""
    if seconds is None or local_time(seconds) is None:
        return ""
    when = QDateTime.fromSecsSinceEpoch(int(seconds))
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


def duration(seconds: float | None) -> str:
    """Return how long something took; empty if that is not told."""
    if seconds is None:
        return ""
    return translate("Reader", "{seconds} s").format(seconds=_decimal(seconds, 1))


def _costs(usage: Usage) -> list[str]:
    told = []
    if usage.input_tokens is not None:
        count = _count(usage.input_tokens)
        told.append(translate("Reader", "{number} tokens in").format(number=count))
    if usage.output_tokens is not None:
        count = _count(usage.output_tokens)
        told.append(translate("Reader", "{number} tokens out").format(number=count))
    if usage.cost is not None:
        told.append(f"${_decimal(usage.cost, 4)}")
    return told


def _count(number: int) -> str:
    return number_text(number) if number < _MOST else shortened(str(number), _DIGITS)


def _decimal(number: float, digits: int) -> str:
    try:
        return shortened(QLocale().toString(float(number), "f", digits), _DIGITS)
    except OverflowError:  # a file may hold a whole number of any length
        return shortened(str(number), _DIGITS)


def shortened(text: str, longest: int = LONGEST_WORD) -> str:
    """Return `text` in one line of at most `longest` characters."""
    line = one_line(text[: longest + 1]).strip()
    return line if len(line) <= longest else line[:longest] + "…"
