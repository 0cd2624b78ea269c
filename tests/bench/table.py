"""The table as Markdown that can also be read in a terminal, and the words around it."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench.results import Result
from tests.bench.timing import Spread

_HEADS = ("work", "store", "ours", "plain", "floor", "ours/floor", "plain/ours", "goal", "met")
_LEGEND = """\
Each cell is the median, and behind it the least and the most, of runs that took turns
(A B C A B C …). The two ratios are medians of the ratios within each round, and the goals are held
against them; a goal that is set for another store stands in brackets. *Plain* is what everybody
would write first: the `json` module, one `exists()` a row, the whole index decoded, sorted and
written with an indent of 2, no lock, no backup and no `fsync`. *Floor* is the least that the
system asks for; its code stands beside each row in `tests/bench/rows`."""


def table_of(results: Sequence[Result]) -> str:
    """Return the aligned table."""
    lines = [_HEADS, *map(_cells, results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADS))]
    padded = [
        " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).join(
            ("| ", " |")
        )
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([padded[0], rule, *padded[1:]])


def page_of(results: Sequence[Result], folder: Path, others: float) -> str:
    """Return everything there is to say of a run in `folder`; `others` is what others had."""
    notes = [f"- {r.work}, {r.store}: {r.note}" for r in results if r.note]
    goals = [result.is_met for result in results if result.goals and result.is_set]
    met = f"{goals.count(True)} of {len(goals)} goals are met."
    parts = ["# What was measured last", _machine(folder, others), met, table_of(results), _LEGEND]
    return "\n\n".join([*parts, "\n".join(notes)]).rstrip() + "\n"


def _cells(result: Result) -> tuple[str, ...]:
    return (
        result.work,
        result.store,
        _spread(result.ours, result.unit),
        _spread(result.plain, result.unit),
        _spread(result.floor, result.unit),
        _ratio(result.over_floor),
        _ratio(result.under_plain),
        "; ".join(goal.words for goal in result.goals),
        _verdict(result),
    )


def _verdict(result: Result) -> str:
    if not result.goals:
        return ""
    words = "yes" if result.is_met else "**no**"
    return words if result.is_set else f"({words.strip('*')})"


def _spread(spread: Spread | None, unit: str) -> str:
    if spread is None:
        return "–"
    if unit == "s" and spread.median < 0.1:
        spread, unit = Spread(tuple(1000 * value for value in spread.values)), "ms"
    low, middle, high = map(_number, (spread.least, spread.median, spread.most))
    return f"{middle} {unit} ({low}–{high})"


def _number(value: float) -> str:
    """Return three digits that count, and no more."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 1 else f"{value:.3f}"


def _ratio(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _machine(folder: Path, others: float) -> str:
    """Say what kind of machine this is, and nothing that names it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    system = f"{platform.system()} on {platform.machine()}"
    return (
        f"{cores} cores, {system}, {python}, stores on {_file_system(folder)}."
        f" Other programs had {others:.0%} of the processors meanwhile."
    )


def _file_system(folder: Path) -> str:
    command = ["stat", "-f", "-c", "%T", str(folder)]
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "an unknown file system"
    return said.replace("ext2/ext3", "ext4")


def words_of(results: Iterable[Result]) -> str:
    """Return one line for each result, for whoever watches."""
    return "\n".join(" | ".join(_cells(result)) for result in results)
