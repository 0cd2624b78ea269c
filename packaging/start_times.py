"""How long the bundle takes from its start to the first screenful, beside an empty window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from resources.demo import make_demo
from tests.bench.frozen import Twins
from tests.bench.others import Others

ROUNDS, COLD_ROUNDS = 7, 3


def lines(measured: Path, work: Path) -> Iterator[str]:
    """Give a line for warm starts and one for starts from files that the system has forgotten."""
    twins = Twins(measured)
    with TemporaryDirectory(dir=work, ignore_cleanup_errors=True) as name:
        _use_scratch_folders(Path(name))
        folder = make_demo(Path(name) / "demo")
        for _ in range(2):
            twins.first_screenful(folder), twins.empty()
        yield _line("warm", ROUNDS, twins, folder, lambda: None)
        yield _line("files forgotten", COLD_ROUNDS, twins, folder, twins.forget_pages)


def _line(kind: str, rounds: int, twins: Twins, folder: Path, before: Callable[[], None]) -> str:
    ours, empty, others = [], [], Others()
    for _ in range(rounds):
        before()
        ours.append(twins.first_screenful(folder))
        before()
        empty.append(twins.empty())
    busy = f"others had {others.share():.0%} of the processors"
    words = f"start to the first screenful of the sample store, {kind}"
    return f"{words}: {median(ours):.2f} s; an empty window: {median(empty):.2f} s ({busy})"


def _use_scratch_folders(folder: Path) -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["HOME"] = str(folder)
    for name in ("CONFIG_HOME", "CACHE_HOME", "STATE_HOME", "DATA_HOME", "RUNTIME_DIR"):
        own = folder / name.lower()
        own.mkdir(mode=0o700)
        os.environ[f"XDG_{name}"] = str(own)
