"""Numbers, times and foreign text made fit to be shown in one line of plain text."""

from __future__ import annotations

import unicodedata
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_BREAKS = dict.fromkeys(map(ord, "\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029"), " ")
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)])
_TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_IN_ONE_LINE = {**_CONTROLS, **_TURNS, **_BREAKS}


def one_line(text: str) -> str:
    """Return `text` with spaces for line breaks, and without what could turn or hide the rest."""
    return text if text.isprintable() else text.translate(_IN_ONE_LINE)


def reads_right_to_left(text: str) -> bool:
    """Tell whether the first letter of `text`, isolated ones aside, is of a script that does."""
    if text.isascii():
        return False
    isolates = 0
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("LRI", "RLI", "FSI"):
            isolates += 1
        elif direction == "PDI":
            isolates -= 1
        elif not isolates and direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def number_text(number: int) -> str:
    """Return `number` with the thousands set apart, as the user's country does."""
    return QLocale().toString(number)


def size_text(size: int) -> str:
    """Return a size in bytes as a few digits and a unit."""
    traditional = QLocale.DataSizeFormat.DataSizeTraditionalFormat
    return QLocale().formattedDataSize(size, 0 if size < 1024 else 1, traditional)


def age_text(seconds: float, now: float) -> str:
    """Return how long ago a time was, if within a week, else its date; nothing if it is no time."""
    then = local_time(seconds)
    if then is None:
        return ""
    age = now - seconds
    if -_MINUTE < age < _DAY:
        return _short_age_text(age)
    today = datetime.fromtimestamp(now).astimezone().date()
    days = (today - then.date()).days
    if days == 1:
        return QCoreApplication.translate("Times", "yesterday")
    if 1 < days < 7:
        return QLocale().dayName(then.isoweekday(), QLocale.FormatType.ShortFormat)
    form = QCoreApplication.translate("Times", "d MMM yyyy")
    if then.year == today.year:
        form = QCoreApplication.translate("Times", "d MMM")
    return QLocale().toString(QDate(then.year, then.month, then.day), form)


def iso_text(seconds: float) -> str:
    """Return a time in the form of ISO 8601, with its distance from universal time."""
    then = local_time(seconds)
    return then.isoformat(" ", "seconds") if then else ""


def spoken_time(seconds: float) -> str:
    """Return a time written out, for a screen reader."""
    then = local_time(seconds)
    if then is None:
        return ""
    form = QCoreApplication.translate("Times", "d MMMM yyyy, HH:mm")
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(seconds)), form)


def local_time(seconds: float) -> datetime | None:
    """Return a time of a session in the user's time zone; None if it is none."""
    if seconds <= 0:
        return None
    try:
        return datetime.fromtimestamp(seconds).astimezone()
    except (OverflowError, ValueError, OSError):
        return None


def _short_age_text(age: float) -> str:
    if age < _MINUTE:
        return QCoreApplication.translate("Times", "now")
    if age < _HOUR:
        return QCoreApplication.translate("Times", "{0} min ago").format(int(age // _MINUTE))
    return QCoreApplication.translate("Times", "{0} h ago").format(int(age // _HOUR))
