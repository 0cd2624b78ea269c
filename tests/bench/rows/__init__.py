"""The rows of the table of DESIGN 8, each in a module of its own, in the order of the table."""

from __future__ import annotations

from tests.bench.bench import Measure
from tests.bench.rows import (
    bundle,
    filtering,
    gaps,
    huge_rename,
    listing,
    memory,
    queued_renames,
    reading,
    rebuild,
    rename,
    searching,
    start,
    unchanged,
)

ROWS: dict[str, Measure] = {
    "rebuild": rebuild.measure,
    "unchanged": unchanged.measure,
    "list": listing.measure,
    "rename": rename.measure,
    "huge": huge_rename.measure,
    "queued": queued_renames.measure,
    "start": start.measure,
    "bundle": bundle.measure,
    "memory": memory.measure,
    "filter": filtering.measure,
    "search": searching.measure,
    "gaps": gaps.measure,
    "read": reading.measure,
}
