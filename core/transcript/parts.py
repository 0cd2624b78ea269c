"""The content of a message: a string, a list of parts, or anything else (STORE_FORMAT 2.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from core.disk.rows import is_number
from core.transcript.raw import as_name, as_text
from core.transcript.values import Media, Reasoning, Text

_TEXTS = frozenset({"text", "input_text", "output_text", "refusal"})
_IMAGES = frozenset({"image_url", "image", "input_image"})
_THOUGHTS = frozenset({"thinking", "reasoning"})
_DATA = re.compile(r"data:([\w.+-]{1,60}/[\w.+-]{1,60})?([^,]{0,100}),", re.IGNORECASE)


def parts_of(content: Any) -> list[Any]:
    """Return `content` as a list of parts."""
    if isinstance(content, list):
        return content
    return [] if content is None or content == "" else [content]


def block_of(part: Any) -> Text | Reasoning | Media | None:
    """Return what a part that is neither call nor result shows; None for nothing."""
    if not isinstance(part, dict):
        return _if_any(Text(as_text(part)))
    kind = part.get("type")
    if not isinstance(kind, str):
        kind = "text"
    if kind in _IMAGES:
        return image_of(part)
    if kind in _THOUGHTS:
        return _if_any(Reasoning(as_text(part.get(kind, part.get("text")))))
    text = part.get("text")
    if isinstance(text, str) and kind in _TEXTS:
        return _if_any(Text(as_text(text)))
    return Text(as_text(part))  # a shape that nobody knows: shown as it stands


def _if_any(block: Text | Reasoning) -> Text | Reasoning | None:
    return block if block.text.strip() else None


def image_of(part: dict[str, Any]) -> Media:
    """Return the image in a part of any of the known shapes."""
    given = next((part[key] for key in ("image_url", "source", "image") if part.get(key)), None)
    mime = ""
    if isinstance(given, dict):
        mime = as_name(given.get("media_type"))
        data = as_name(given.get("data"))
        embedded = f"data:{mime};base64,{data}" if data else ""
        given = given.get("url") or embedded
    return media_of(as_name(given), mime=mime, name=as_name(part.get("name")), is_image=True)


def media_of(
    source: str, *, mime: str = "", name: str = "", size: Any = None, is_image: bool = False
) -> Media:
    """Return what is known of an attachment; the kind and size of a data URI are counted."""
    known = int(size) if is_number(size) and size >= 0 else None
    if found := _DATA.match(source):
        mime = (found[1] or mime or "text/plain").lower()
        known = _size_of(source, found)
    return Media(name, mime, known, source, is_image or mime.startswith("image/"))


def _size_of(source: str, found: re.Match[str]) -> int:
    length = len(source) - found.end()
    if "base64" not in found[2].lower():
        return length
    return length * 3 // 4 - source.count("=", max(found.end(), len(source) - 2))


def attachments_of(value: Any) -> Iterator[Media]:
    """Tell the entries of `attachments`: names, or objects with a path, in any mixture."""
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict):
            path = as_name(entry.get("path")) or as_name(entry.get("url"))
            yield media_of(
                path,
                mime=as_name(entry.get("mime")),
                name=as_name(entry.get("name")) or path.replace("\\", "/").rpartition("/")[2],
                size=entry.get("size"),
                is_image=entry.get("is_image") is True,
            )
        elif name := as_name(entry):
            yield Media(name=name)
