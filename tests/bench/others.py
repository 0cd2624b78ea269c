"""How busy other programs keep the machine meanwhile: figures from a busy one mean less."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic

_STAT = Path("/proc/stat")


class Others:
    """Watches what everybody but us, and the processes that we started, does since it was made."""

    def __init__(self) -> None:
        self._started = monotonic()
        self._others = _seconds_of_others()

    def share(self) -> float:
        """Return which part of all processors others had; 0 where the system does not tell."""
        passed = (monotonic() - self._started) * (os.cpu_count() or 1)
        return max(0.0, (_seconds_of_others() - self._others) / passed)


def _seconds_of_others() -> float:
    """Return the processor time of all but us; our children count once they have ended."""
    try:
        line = _STAT.read_text(encoding="ascii").splitlines()[0]
    except OSError:
        return 0.0
    user, nice, system, _idle, _waiting, *interrupts = map(int, line.split()[1:9])
    everybody = (user + nice + system + sum(interrupts)) / os.sysconf("SC_CLK_TCK")
    return everybody - sum(os.times()[:4])
