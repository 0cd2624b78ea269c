"""A receipt in words: its headline, its lines, and the text that is copied."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.repair.reports import Receipt
from core.values import KINDS
from gui.core_words import translated
from gui.repair import words
from gui.repair.pace import duration, speed_text

translate = QCoreApplication.translate


def headline(receipt: Receipt) -> str:
    """How it ended: done, nothing to do, undone, cancelled or failed."""
    match receipt.state:
        case "done" if receipt.unreadable:
            return _with_files(translate("Repair", "Done, but {files} cannot be read"), receipt)
        case "done":
            return translate("Repair", "Done")
        case "nothing to do" if receipt.unreadable:
            text = translate("Repair", "Nothing to do, but {files} cannot be read")
            return _with_files(text, receipt)
        case "nothing to do":
            return translate("Repair", "Nothing to do")
        case "undone":
            return translate("Repair", "Undone – the index is as it was before the repair")
        case "cancelled":
            return cancelled()
        case "failed":
            return failed()


def cancelled() -> str:
    """The headline after a cancel."""
    return translate("Repair", "Cancelled – nothing was changed")


def failed() -> str:
    """The headline after a failure."""
    return translate("Repair", "Failed – nothing was changed")


def facts(receipt: Receipt) -> list[tuple[str, str]]:
    """What was put right, how long it took, and where the old index lies: names and values."""
    counts = [(words.put_right(kind), receipt.counts.get(kind, 0)) for kind in KINDS]
    found = [(name, words.number(count)) for name, count in counts if name and count]
    if receipt.seconds > 0:
        found.append((translate("Repair", "Time"), _time_taken(receipt)))
    if receipt.backup:
        found.append((translate("Repair", "Index as it was before"), receipt.backup))
    return found


def copied(receipt: Receipt) -> str:
    """The whole receipt as plain text, every unreadable file with its reason included."""
    text = [f"{headline(receipt)} ({receipt.folder})"]
    text += [f"{name}: {value}" for name, value in facts(receipt)]
    if receipt.unreadable:
        text += ["", words.kind_name("unreadable")]
        text += [
            f"{f.session_id}\t{translated(f.reason or '')}\t{f.path}" for f in receipt.unreadable
        ]
    return "\n".join(text)


def _time_taken(receipt: Receipt) -> str:
    span = duration(receipt.seconds)
    if not receipt.sessions:
        return span
    text = translate("Repair", "{time} for {sessions} ({speed})")
    return text.format(
        time=span,
        sessions=words.sessions(receipt.sessions),
        speed=speed_text(receipt.sessions_per_second),
    )


def _with_files(text: str, receipt: Receipt) -> str:
    return text.format(files=words.files(len(receipt.unreadable)))
