"""A whole look at a sessions folder: names, index and what every file says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zlib import crc32

from core.disk.folder import Names, list_names
from core.disk.generation import row_maker
from core.disk.index_file import IndexBroken, IndexText, RowBrief, check_ids, read_index_bytes
from core.disk.new_rows import derive_new
from core.disk.reading import Stamp, stamp_of
from core.disk.rows import Derive, row_of_literal
from core.errors import disk_trouble
from core.locations import INDEX_NAME
from core.stamps.heads import look_at, look_at_all
from core.stamps.stamp_store import Found, Seen, StampStore
from core.values import NOBODY, SessionRow, Watch, is_usable_id

LOOKS = 3
"""How often a folder is looked at again because its index was written meanwhile."""

GENERATION = "generation"
"""Note in the stamps: the generation of the rows whose check sums they hold."""


@dataclass
class IndexRows:
    """The index as a survey sees it. `broken` says why it is no index; None for a good one.

    Of a broken one, `briefs` and `literals` hold what could be saved of it.
    """

    stamp: Stamp | None
    briefs: list[RowBrief] = field(default_factory=list)
    literals: list[bytes] = field(default_factory=list)
    broken: str | None = None


@dataclass
class Survey:
    """What a check has to go by.

    `found` is what files said that were read for this survey; `unmoved` is what is remembered of
    all others.
    """

    folder: Path
    names: Names
    index: IndexRows
    found: dict[str, Found]
    unmoved: dict[str, Seen]
    derive: Derive
    kept: Callable[[], dict[str, bytes]]
    """Gives the row literals that are remembered of big files."""
    announced: Mapping[str, SessionRow] = field(default_factory=dict)

    def is_there(self, session_id: str) -> bool:
        """Tell whether `session_id` has a file, readable or not, or is announced."""
        has_file = session_id in self.found or session_id in self.unmoved
        return has_file or session_id in self.names.odd or session_id in self.announced

    def is_readable(self, session_id: str) -> bool:
        """Tell whether the file of `session_id` is there and can be read."""
        if (found := self.found.get(session_id)) is not None:
            return found.problem is None
        seen = self.unmoved.get(session_id)
        return seen is not None and seen.problem is None

    @cached_property
    def agreements(self) -> list[bool]:
        """For each row of the index, whether it is exactly the one that its file gives."""
        found_in = self.found.get
        pairs = zip(self.index.briefs, self.index.literals, strict=True)
        return [
            self._agrees_unread(brief.session_id, literal)
            if (found := found_in(brief.session_id)) is None
            else found.literal == literal
            for brief, literal in pairs
        ]

    def _agrees_unread(self, session_id: str, literal: bytes) -> bool:
        seen = self.unmoved.get(session_id)
        return seen is not None and seen.problem is None and seen.checksum == crc32(literal)

    def problems(self) -> Iterator[tuple[str, str]]:
        """Give id and reason of each file that cannot be read."""
        for seen in (self.unmoved, self.found):
            for session_id, what in seen.items():
                if what.problem is not None:
                    yield session_id, what.problem
        yield from self.names.odd.items()

    def readable(self) -> Iterator[str]:
        """Give the id of each file that can be read."""
        for seen in (self.unmoved, self.found):
            yield from (session_id for session_id, what in seen.items() if what.problem is None)

    @cached_property
    def repeated(self) -> dict[str, tuple[int, bytes]]:
        """How often each id is there that more than one row has, and which of them counts.

        That is the row with the most messages (#2738), of equal ones the first.
        """
        briefs = self.index.briefs
        times = Counter([brief.session_id for brief in briefs])
        if len(times) == len(briefs):
            return {}
        best: dict[str, tuple[int, bytes]] = {}
        for brief, literal in zip(briefs, self.index.literals, strict=True):
            other = best.get(brief.session_id)
            if times[brief.session_id] > 1 and (other is None or brief.message_count > other[0]):
                best[brief.session_id] = (brief.message_count, literal)
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

    def read_rest(self, watch: Watch) -> None:
        """Read those unmoved files whose row is needed, all together: it is missing, or wrong."""
        waiting = self._needed()
        if not waiting:
            return
        quiet = Watch(cancel=watch.cancel, on_item=watch.on_item)
        self.found |= look_at_all(self.folder, waiting, self.derive, {}, quiet)
        for session_id in waiting:
            del self.unmoved[session_id]
        del self.agreements  # which then can be told from the rows themselves

    def _needed(self) -> list[str]:
        if not self.unmoved:
            return []
        pairs = zip(self.index.briefs, self.agreements, strict=True)
        right = {brief.session_id for brief, agrees in pairs if agrees}
        wrong = [i for i, seen in self.unmoved.items() if not seen.problem and i not in right]
        return [i for i in wrong if i not in self._remembered] if wrong else []

    @cached_property
    def _remembered(self) -> dict[str, bytes]:
        return {i: literal for i, literal in self.kept().items() if i in self.unmoved}


def survey(
    folder: Path,
    stamps: StampStore,
    *,
    read_all: bool,
    announced: Mapping[str, SessionRow] | None = None,
    watch: Watch = NOBODY,
) -> Survey:
    """Look at everything in `folder`; files whose stamp has not moved are not read again.

    With `read_all` they are. What was read is remembered in `stamps`. Nothing in the folder is
    changed. Raises `StoreError` if folder or index cannot be read, and `Cancelled`.
    """
    for left in reversed(range(LOOKS)):
        before = stamp_of(folder / INDEX_NAME)
        again = read_all and left == LOOKS - 1
        seen = _look(folder, stamps, announced or {}, watch, read_all=again)
        if seen.index.stamp == before == stamp_of(folder / INDEX_NAME):
            break
        # What was written between names, files and index would pass for a ghost, or for stale.
        seen.index.stamp = before  # so that a repair meets a conflict, should this be the last look
    return seen


def _look(
    folder: Path,
    stamps: StampStore,
    announced: Mapping[str, SessionRow],
    watch: Watch,
    *,
    read_all: bool,
) -> Survey:
    names = list_names(folder)
    derive = row_maker(folder, names.sessions)
    generation = b"new" if derive is derive_new else b"old"
    remembered = {} if read_all or stamps.note(GENERATION) != generation else stamps.seen()
    index = read_rows(folder)
    found = look_at_all(folder, _in_index_order(names, index), derive, remembered, watch)
    unmoved = {i: s for i, s in remembered.items() if i not in found and i in names.sessions}
    gone = remembered.keys() - unmoved.keys() - found.keys()
    remember(stamps, found, gone, generation, whole=not remembered)
    seen = Survey(folder, names, index, found, unmoved, derive, stamps.literals, announced)
    seen.read_rest(watch)
    return seen


def _in_index_order(names: Names, index: IndexRows) -> list[str]:
    """Return the ids of all files, in the order in which they will be held against the index.

    What is read one after the other then lies side by side in memory: that halves all later steps.
    """
    listed = dict.fromkeys([brief.session_id for brief in index.briefs])
    here = [session_id for session_id in listed if session_id in names.sessions]
    return [*here, *names.sessions.difference(listed)]


def remember(
    stamps: StampStore,
    found: Mapping[str, Found],
    gone: set[str],
    generation: bytes,
    *,
    whole: bool,
) -> None:
    """Keep what was `found`, except under stamps too young to prove anything."""
    lasting = {i: f for i, f in found.items() if not f.is_young}
    young = found.keys() - lasting.keys()
    problems = {i: found[i] for i in young if found[i].problem is not None}
    if found or gone:
        notes = {GENERATION: generation}
        stamps.record(lasting, gone | young, notes, whole=whole, problems=problems)


def read_rows(folder: Path) -> IndexRows:
    """Return the rows of the index of `folder`, or what could be saved of a broken one."""
    try:
        read = read_index_bytes(folder / INDEX_NAME)
    except OSError as error:
        raise disk_trouble("read", folder / INDEX_NAME, error) from error
    except IndexBroken as error:
        return IndexRows(stamp_of(folder / INDEX_NAME), broken=str(error))
    if read is None:
        return IndexRows(None, broken="there is none")
    try:
        text = IndexText.of(*read)
        briefs = text.briefs()
        check_ids([brief.session_id for brief in briefs])
    except IndexBroken as error:
        return _saved_of(*read, str(error))
    return IndexRows(read[1], briefs, text.literals())


def _saved_of(data: bytes, stamp: Stamp, broken: str) -> IndexRows:
    """Save the rows of a broken index that are good: some of their fields may be nowhere else."""
    saved = IndexRows(stamp, broken=broken)
    with suppress(IndexBroken):  # nothing can be saved of what has no rows
        for literal in IndexText.of(data, stamp).literals():
            with suppress(ValueError, RecursionError):
                row = row_of_literal(literal)
                if is_usable_id(row.session_id):
                    brief = RowBrief(row.session_id, row.updated_at, row.message_count)
                    saved.briefs.append(brief)
                    saved.literals.append(literal)
    return saved
