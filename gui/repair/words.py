"""What the dialog says: kinds of findings, values, counts and times, in the user's words."""

from __future__ import annotations

import json
import math
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale

from core.values import Finding, FindingKind
from gui.core_words import translated

MAX_VALUE = 160
"""Longest piece of a value that is worth showing in a line, in characters."""

translate = QCoreApplication.translate


def number(value: int) -> str:
    """`value` with its thousands apart: 4,310."""
    return _locale().toString(value)


def decimal(value: float) -> str:
    """`value` with one digit behind the point: 3.4."""
    return _locale().toString(value, "f", 1)


def _locale() -> QLocale:
    locale = QLocale()
    if locale.language() == QLocale.Language.C:  # has no separator, and is nobody's language
        locale = QLocale(QLocale.Language.English)
    return locale


def kind_name(kind: FindingKind) -> str:
    """The heading of a kind of findings."""
    return {
        "index_broken": translate("Repair", "Unusable index"),
        "ghost": translate("Repair", "Ghost rows"),
        "unlisted": translate("Repair", "Sessions without a row"),
        "stale": translate("Repair", "Out-of-date values"),
        "duplicate": translate("Repair", "Duplicate rows"),
        "id_mismatch": translate("Repair", "Files with another id"),
        "unreadable": translate("Repair", "Unreadable files"),
        "temp": translate("Repair", "Temporary files"),
    }[kind]


def remedy(kind: FindingKind, *, repairable: bool) -> str:
    """What a repair does about findings of a kind, or that it does nothing."""
    if not repairable and kind != "temp":
        return translate("Repair", "Left alone, and so are their rows.")
    return {
        "index_broken": translate("Repair", "The index is built anew from the files."),
        "ghost": translate("Repair", "Their file is gone; the rows are taken out of the index."),
        "unlisted": translate("Repair", "Each gets its row in the index."),
        "stale": translate("Repair", "The rows are made to say what the files say."),
        "duplicate": translate("Repair", "One row for each session is kept."),
        "id_mismatch": translate("Repair", "Rows that point nowhere are taken out."),
        "temp": translate("Repair", "Left alone: one may hold the only copy of an answer."),
    }[kind]


def put_right(kind: FindingKind) -> str:
    """What a receipt calls the findings of `kind` that were put right; nothing for notes."""
    return {
        "index_broken": translate("Repair", "Index built anew"),
        "ghost": translate("Repair", "Ghost rows taken out"),
        "unlisted": translate("Repair", "Sessions given a row"),
        "stale": translate("Repair", "Values brought up to date"),
        "duplicate": translate("Repair", "Duplicate rows taken out"),
        "id_mismatch": translate("Repair", "Rows with a wrong id taken out"),
    }.get(kind, "")


def step_name(name: str) -> str:
    """A step of long work, which names itself in English."""
    known = {
        "Reading the sessions": translate("Repair", "Reading the sessions"),
        "Comparing with the index": translate("Repair", "Comparing with the index"),
        "Writing the index": translate("Repair", "Writing the index"),
    }
    return known.get(name, name)


def findings(count: int) -> str:
    """So many findings: "1 finding", "3,000 findings"."""
    if count == 1:
        return translate("Repair", "1 finding")
    return translate("Repair", "{count} findings", "", count).format(count=number(count))


def sessions(count: int) -> str:
    """So many sessions: "1 session", "4,310 sessions"."""
    if count == 1:
        return translate("Repair", "1 session")
    return translate("Repair", "{count} sessions", "", count).format(count=number(count))


def readable_sessions(count: int) -> str:
    """So many sessions whose files can be read: those that cannot are told apart."""
    if count == 1:
        return translate("Repair", "1 readable session")
    text = translate("Repair", "{count} readable sessions", "", count)
    return text.format(count=number(count))


def rows(count: int) -> str:
    """So many rows of the index: "1 row", "4,312 rows"."""
    if count == 1:
        return translate("Repair", "1 row of the index")
    text = translate("Repair", "{count} rows of the index", "", count)
    return text.format(count=number(count))


def files(count: int) -> str:
    """So many files: "1 file", "12 files"."""
    if count == 1:
        return translate("Repair", "1 file")
    return translate("Repair", "{count} files", "", count).format(count=number(count))


def field_name(field: str) -> str:
    """What a user calls a field of a session."""
    names = {
        "title": translate("Repair", "title"),
        "message_count": translate("Repair", "messages"),
        "updated_at": translate("Repair", "updated"),
        "created_at": translate("Repair", "created"),
        "pinned": translate("Repair", "pinned"),
        "archived": translate("Repair", "archived"),
        "model": translate("Repair", "model"),
        "workspace": translate("Repair", "workspace"),
        "project_id": translate("Repair", "project"),
        "profile": translate("Repair", "profile"),
    }
    return names.get(field, field.replace("_", " "))


def value_text(field: str, value: object) -> str:
    """A value of a row or a file in one short line."""
    if value is None:
        return translate("Repair", "nothing")
    if isinstance(value, bool):
        return translate("Repair", "yes") if value else translate("Repair", "no")
    if isinstance(value, str):
        return translate("Repair", "“{value}”").format(value=_one_line(value))
    if isinstance(value, int | float) and field.endswith("_at"):
        return _moment(value)
    return _one_line(json.dumps(value, ensure_ascii=False, default=str))


def change_text(finding: Finding) -> str:
    """What is wrong, or what a repair would change: "title: “Old” → “New”"."""
    if finding.field is not None:
        return f"{field_name(finding.field)}: {_old_and_new(finding)}"
    return _one_line(translated(finding.reason or ""))


def name_text(finding: Finding) -> str:
    """What a finding is about: the title of its session, else the id, else its file.

    A finding that is about no single field may bring the title along, as `new` or as `old`.
    """
    if finding.title:
        return _one_line(finding.title)
    title = finding.old if finding.new is None else finding.new
    if finding.field is None and isinstance(title, str) and title:
        return _one_line(title)
    return _one_line(finding.session_id or Path(finding.path).name) or kind_name(finding.kind)


def file_text(finding: Finding) -> str:
    """The name of the file that a finding is about."""
    return _one_line(Path(finding.path).name)


def told(finding: Finding) -> tuple[str, ...]:
    """All there is to say about a finding: kind, id, title, change or reason, path."""
    name = name_text(finding)
    title = "" if name == finding.session_id else name
    kind, path = kind_name(finding.kind), _one_line(finding.path)
    return kind, finding.session_id, title, change_text(finding), path


def _old_and_new(finding: Finding) -> str:
    field = finding.field or ""
    old, new = value_text(field, finding.old), value_text(field, finding.new)
    if old == new:  # two moments within one second
        old, new = _one_line(repr(finding.old)), _one_line(repr(finding.new))
    return f"{old} → {new}"


def _moment(seconds: float) -> str:
    """A time stamp as local date and time, or as the number if it is no date."""
    if not math.isfinite(seconds):
        return str(seconds)
    try:
        return time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(seconds))
    except (OverflowError, ValueError, OSError):
        return str(seconds)


def _one_line(text: str) -> str:
    line = " ".join(text[: 2 * MAX_VALUE].split())
    return line if len(line) <= MAX_VALUE else f"{line[: MAX_VALUE - 1]}…"
