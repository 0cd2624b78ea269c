"""Where a session comes from, in the words of its file (STORE_FORMAT 5.5)."""

from __future__ import annotations

import msgspec

OWN = "webui"
"""What a session is called whose file does not tell where it comes from."""


class SourceFields(msgspec.Struct, gc=False, kw_only=True):
    """The names that the new server, and sometimes the old one, has for it."""

    session_source: str | None = None
    source_label: str | None = None
    source_tag: str | None = None
    raw_source: str | None = None
    is_cli_session: bool | None = None


_decode = msgspec.json.Decoder(SourceFields).decode


def source_of(fields: SourceFields) -> str:
    """Return every word there is for it, a line each; what tells none is the web UI's own."""
    words = (fields.source_label, fields.session_source, fields.source_tag, fields.raw_source)
    is_cli = ("cli",) if fields.is_cli_session else ()
    return "\n".join(dict.fromkeys(filter(None, (*words, *is_cli)))) or OWN


def source_in(data: bytes) -> str:
    """Do the same for a session file; one that is no JSON is taken for the web UI's own."""
    try:
        return source_of(_decode(data))
    except (msgspec.DecodeError, ValueError, RecursionError):
        return OWN
