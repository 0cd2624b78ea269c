"""How fast work goes and how long it still takes: the arithmetic and the words, no widgets."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from core.store.requests import Progressed
from gui.repair.words import decimal, number

WINDOW = 5.0
"""Only what was seen in the last seconds counts: a slow start must not spoil the forecast."""

ENOUGH = 0.5
"""Seconds of looking on before a rate is worth telling."""

translate = QCoreApplication.translate

Sample = tuple[float, int]
"""A moment in seconds, and how much was done by then."""


def rate(samples: Sequence[Sample]) -> float | None:
    """How much is done in a second; None while that cannot be told."""
    if not samples:
        return None
    seconds = samples[-1][0] - samples[0][0]
    done = samples[-1][1] - samples[0][1]
    return done / seconds if seconds >= ENOUGH and done > 0 else None


def rest(done: int, total: int, speed: float | None) -> float | None:
    """How many seconds the rest takes at `speed`; None while that cannot be told."""
    if not speed or total <= 0 or done > total:
        return None
    return (total - done) / speed


def duration(seconds: float) -> str:
    """A time span: "12 ms", "0.4 s", "12 s", "1 min 05 s", "2 h 10 min"."""
    if seconds < 0.0995:
        return translate("Repair", "{milliseconds} ms").format(milliseconds=round(1000 * seconds))
    if seconds < 9.95:
        return translate("Repair", "{seconds} s").format(seconds=decimal(seconds))
    whole = round(seconds)
    if whole < 60:
        return translate("Repair", "{seconds} s").format(seconds=whole)
    minutes, left = divmod(whole, 60)
    if minutes < 60:
        text = translate("Repair", "{minutes} min {seconds} s")
        return text.format(minutes=minutes, seconds=f"{left:02}")
    hours, minutes = divmod(minutes, 60)
    return translate("Repair", "{hours} h {minutes} min").format(
        hours=hours, minutes=f"{minutes:02}"
    )


def speed_text(speed: float) -> str:
    """A rate: "8,200 per second", below ten "3.4 per second"."""
    value = number(round(speed)) if speed >= 9.95 else decimal(speed)
    return translate("Repair", "{speed} per second").format(speed=value)


def rest_text(seconds: float, *, last_step: bool) -> str:
    """A forecast, rounded as roughly as it is known: "about 15 s left"."""
    coarse = max(1, round(seconds)) if seconds < 10 else 5 * round(seconds / 5)
    span = translate("Repair", "{seconds} s").format(seconds=coarse)
    if coarse >= 60:
        span = duration(coarse)
    if last_step:
        return translate("Repair", "about {time} left").format(time=span)
    return translate("Repair", "about {time} left in this step").format(time=span)


def figures(progress: Progressed, elapsed: float, speed: float | None) -> str:
    """The line of figures: "1,200 of 4,310 · 820 per second · 1.5 s · about 4 s left"."""
    parts = []
    if progress.total > 0:
        text = translate("Repair", "{done} of {total}")
        parts.append(text.format(done=number(progress.done), total=number(progress.total)))
    if speed is not None:
        parts.append(speed_text(speed))
    # Not in milliseconds at first: the unit must not jump.
    parts.append(translate("Repair", "{time} elapsed").format(time=duration(max(elapsed, 0.1))))
    left = rest(progress.done, progress.total, speed)
    if left is not None:
        parts.append(rest_text(left, last_step=progress.step >= progress.steps))
    return " · ".join(parts)


class Pace:
    """Remembers what was seen of the present step in the last seconds."""

    def __init__(self) -> None:
        self._step = 0
        self._samples: deque[Sample] = deque()

    def see(self, now: float, progress: Progressed) -> None:
        """Take note of `progress`, told at the moment `now`."""
        started_anew = self._samples and progress.done < self._samples[-1][1]
        if progress.step != self._step or started_anew:
            self._step = progress.step
            self._samples.clear()
        self._samples.append((now, progress.done))
        while len(self._samples) > 2 and self._samples[1][0] < now - WINDOW:
            self._samples.popleft()

    @property
    def speed(self) -> float | None:
        """What is done in a second, as far as it can be told."""
        return rate(self._samples)
