"""A whole look at a sessions folder: names, index and what every file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from core.disk.folder import Names, list_names
from core.disk.generation import row_maker
from core.disk.index_file import IndexBroken, IndexText, check_ids, read_index_bytes
from core.disk.new_rows import derive_new
from core.disk.reading import Stamp
from core.disk.rows import Derive, row_of_literal
from core.errors import disk_trouble
from core.locations import INDEX_NAME
from core.stamps.heads import look_at, look_at_all
from core.stamps.stamp_store import Found, Seen, StampStore, seen_of
from core.values import CancelAsked, Progress, SessionRow, is_usable_id

GENERATION = "generation"
"""Note in the stamps: the generation of the rows whose check sums they hold."""


@dataclass
class IndexRows:
    """The index as a survey sees it. `broken` says why it is no index; None for a good one.

    Of a broken one, `rows` and `literals` hold what could be saved of it.
    """

    stamp: Stamp | None
    rows: list[SessionRow] = field(default_factory=list)
    literals: list[bytes] = field(default_factory=list)
    broken: str | None = None


@dataclass
class Survey:
    """What a check has to go by. `seen` is what each file says: a check sum, or a problem."""

    folder: Path
    names: Names
    index: IndexRows
    seen: dict[str, Seen]
    derive: Derive
    found: dict[str, Found]
    """What was read for this survey; other files have not moved since they were `seen`."""
    kept: Callable[[], dict[str, bytes]]
    """Gives the row literals that are remembered of big files."""
    announced: Mapping[str, SessionRow] = field(default_factory=dict)

    @cached_property
    def repeated(self) -> dict[str, tuple[int, bytes]]:
        """How often each id is there that more than one row has, and which of them counts.

        That is the row with the most messages (#2738), of equal ones the first.
        """
        rows = self.index.rows
        times = Counter(row.session_id for row in rows)
        if len(times) == len(rows):
            return {}
        best: dict[str, tuple[int, bytes]] = {}
        for row, literal in zip(rows, self.index.literals, strict=True):
            other = best.get(row.session_id)
            if times[row.session_id] > 1 and (other is None or row.message_count > other[0]):
                best[row.session_id] = (row.message_count, literal)
        return {i: (times[i], literal) for i, (_, literal) in best.items()}

    def literal_of(self, session_id: str) -> bytes | None:
        """Return the row that the file of `session_id` gives; reads it if need be."""
        found = self.found.get(session_id)
        if found is None:
            if literal := self._remembered.get(session_id):
                return literal
            path = self.folder / f"{session_id}.json"
            found = look_at(str(path), session_id, self.derive)
        return found.literal if found is not None else None

    @cached_property
    def _remembered(self) -> dict[str, bytes]:
        return {i: literal for i, literal in self.kept().items() if i in self.seen}

    def problem_of(self, session_id: str) -> str | None:
        """Return why the file of `session_id` cannot be read; None if it can, or is not there."""
        if session_id in self.names.odd:
            return self.names.odd[session_id]
        seen = self.seen.get(session_id)
        return seen.problem if seen is not None else None


def survey(
    folder: Path,
    stamps: StampStore,
    *,
    read_all: bool,
    announced: Mapping[str, SessionRow] | None = None,
    progress: Progress | None = None,
    cancel: CancelAsked | None = None,
) -> Survey:
    """Look at everything in `folder`; files whose stamp has not moved are not read again.

    With `read_all` they are. What was read is remembered in `stamps`. Nothing in the folder is
    changed. Raises `StoreError` if folder or index cannot be read, and `Cancelled`.
    """
    names = list_names(folder)
    text, index = read_rows(folder, names)
    derive = row_maker(text, folder, names.sessions)
    generation = b"new" if derive is derive_new else b"old"
    remembered = {} if read_all or stamps.note(GENERATION) != generation else stamps.seen()
    found = look_at_all(folder, names.sessions, derive, remembered, progress, cancel)
    seen = _together(names, remembered, found)
    remember(stamps, found, set(remembered).difference(seen), generation, whole=not remembered)
    return Survey(folder, names, index, seen, derive, found, stamps.literals, announced or {})


def _together(
    names: Names, remembered: Mapping[str, Seen], found: Mapping[str, Found]
) -> dict[str, Seen]:
    """Return what is known of each file that is there, from memory and from reading it."""
    seen = {i: seen for i, seen in remembered.items() if i in names.sessions}
    seen.update((i, seen_of(f)) for i, f in found.items())
    return seen


def remember(
    stamps: StampStore,
    found: Mapping[str, Found],
    gone: set[str],
    generation: bytes,
    *,
    whole: bool,
) -> None:
    """Keep what was `found`, except under stamps too young to prove anything."""
    lasting = {i: f for i, f in found.items() if not f.stamp.is_fresh()}
    gone = gone.union(found.keys() - lasting.keys())
    if lasting or gone:
        stamps.record(lasting, gone, {GENERATION: generation}, whole=whole)


def read_rows(folder: Path, names: Names) -> tuple[IndexText | None, IndexRows]:
    """Return the index of `folder` as text (None if it is no index) and as rows."""
    try:
        read = read_index_bytes(folder / INDEX_NAME)
    except OSError as error:
        raise disk_trouble("read", folder / INDEX_NAME, error) from error
    except IndexBroken as error:
        return None, IndexRows(None, broken=str(error))
    if read is None:
        return None, IndexRows(None, broken="there is none")
    try:
        text = IndexText.of(*read)
        rows = IndexRows(read[1], text.rows(), text.literals())
        check_ids(rows.rows, names.sessions)
    except IndexBroken as error:
        return None, _saved_of(*read, str(error))
    return text, rows


def _saved_of(data: bytes, stamp: Stamp, broken: str) -> IndexRows:
    """Save the rows of a broken index that are good: some of their fields may be nowhere else."""
    saved = IndexRows(stamp, broken=broken)
    with suppress(IndexBroken):
        for literal in IndexText.of(data, stamp).literals():
            with suppress(ValueError, RecursionError):
                row = row_of_literal(literal)
                if is_usable_id(row.session_id):
                    saved.rows.append(row)
                    saved.literals.append(literal)
    return saved
