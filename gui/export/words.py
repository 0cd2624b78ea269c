"""The words of an export, in the language of the user."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from core.transcript.words import Words
from gui.core_words import SENTENCES, in_other_words, is_english

translate = QCoreApplication.translate


def export_words() -> Words:
    """Return what stands around a conversation, as the window speaks now."""
    locale = QLocale()
    return Words(
        user=translate("Export", "User"),
        assistant=translate("Export", "Assistant"),
        tool=translate("Export", "Tool"),
        system=translate("Export", "System"),
        nobody=translate("Export", "Unknown"),
        reasoning=translate("Export", "Reasoning"),
        details=translate("Export", "Details"),
        result=translate("Export", "Result"),
        image=translate("Export", "Image"),
        attachment=translate("Export", "Attachment"),
        session=translate("Export", "Session"),
        model=translate("Export", "Model"),
        workspace=translate("Export", "Workspace"),
        created=translate("Export", "Created"),
        updated=translate("Export", "Updated"),
        messages=translate("Export", "Messages"),
        tokens_in=translate("Export", "Tokens in"),
        tokens_out=translate("Export", "Tokens out"),
        cost=translate("Export", "Cost"),
        some_tokens_in=translate("Export", "{number} tokens in"),
        some_tokens_out=translate("Export", "{number} tokens out"),
        some_bytes=translate("Export", "{number} bytes"),
        some_seconds=translate("Export", "{number} s"),
        error=translate("Export", "error"),
        unfinished=translate("Export", "not finished"),
        summary=translate("Export", "summary of older messages"),
        beginning=translate("Export", "beginning"),
        only_beginning=translate("Export", "Only the beginning is in the file:"),
        unnamed=translate("Export", "unnamed"),
        unknown=translate("Export", "unknown"),
        thousands=locale.groupSeparator(),
        point=locale.decimalPoint(),
        notes={} if is_english() else {s: in_other_words(s) for s in SENTENCES},
    )
