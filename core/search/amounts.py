"""Dates, stretches of time, sizes and numbers as people type them into a query."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from core.search.query import Comparison

_NUMBER = re.compile(r"(<=|>=|<|>|=)?\s*\$?(\d{1,15}(?:[.,]\d{1,9})?)\s*(k|kb|m|mb|g|gb|b)?")
_RANGE = re.compile(r"(.{1,20}?)(?:\.\.|–)(.{1,20})")
_UNITS = {"b": 1.0, "k": 1e3, "m": 1e6, "g": 1e9}
_AGO = re.compile(r"(\d{1,5})\s*(h|d|w|m|y)")
_DAYS = {"h": 1 / 24, "d": 1.0, "w": 7.0, "m": 30.0, "y": 365.0}
_DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY = 86_400.0

Bounds = tuple[tuple[Comparison, float], ...]


class Stretch(NamedTuple):
    """From `start` up to `stop`, in seconds since 1970."""

    start: float
    stop: float


def bounds_in(text: str, *, with_units: bool) -> Bounds | None:
    """Return what a number is compared with: `>50`, `<=1.5mb`, `10..20`; None if it says nothing.

    Without a sign, the number itself is meant; of a size, so many units up to the next one.
    """
    text = text.strip().lower()
    if both := _RANGE.fullmatch(text):
        low, high = (bounds_in(part, with_units=with_units) for part in both.groups())
        if low and high and low[0][0] == "=" == high[0][0]:
            return ((">=", low[0][1]), ("<=", high[0][1]))
        return None
    found = _NUMBER.fullmatch(text)
    if found is None or (found[3] and not with_units):
        return None
    sign, digits, unit = found[1] or "=", found[2].replace(",", "."), found[3] or "b"
    value = float(digits) * _UNITS[unit[0]]
    if sign == "=" and with_units:
        step = _UNITS[unit[0]] * 10 ** -len(digits.partition(".")[2])
        return ((">=", value), ("<", value + step))
    comparison: Comparison = sign  # type: ignore[assignment]
    return ((comparison, value),)


def stretch_in(text: str, now: float) -> Stretch | None:
    """Return the time that is meant: a day, month or year, or a moment so long before `now`.

    Days begin and end as on this machine's clock. None if it says nothing.
    """
    text = text.strip().lower()
    if found := _AGO.fullmatch(text):
        start = now - float(found[1]) * _DAYS[found[2]] * _DAY
        return Stretch(start, start)
    if text in ("today", "yesterday"):
        day = _midnight(now) - (timedelta(days=1) if text == "yesterday" else timedelta())
        return _between(day, day + timedelta(days=1))
    found = _DATE.fullmatch(text)
    return _of_date(found) if found else None


def _midnight(now: float) -> datetime:
    return datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _of_date(found: re.Match[str]) -> Stretch | None:
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        start = datetime(year, month or 1, day or 1)
        if day:
            return _between(start, start + timedelta(days=1))
        if month:
            return _between(start, datetime(year + month // 12, month % 12 + 1, 1))
        return _between(start, datetime(year + 1, 1, 1))
    except (ValueError, OverflowError):  # the 31st of February, the year 10000
        return None


def _between(start: datetime, stop: datetime) -> Stretch | None:
    try:
        return Stretch(start.timestamp(), stop.timestamp())
    except (ValueError, OverflowError, OSError):  # no clock of this system goes so far
        return None
