"""What a search found, and how it joins what the filter shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.values import SessionRow

_SIGNS = frozenset(':*-\u2212"“”„‟«»')
"""Without one of these, a query is nothing but words."""


class Found(NamedTuple):
    """The sessions that a search found, best first; of the first `titled`, the title has it all.

    `is_exact` tells that these are to be shown and no others, else what the filter finds is shown
    before those that were found in messages. `with_archived` tells that archived ones were asked
    for.
    """

    ids: Sequence[str] = ()
    titled: int = 0
    is_exact: bool = False
    with_archived: bool = False


def meant(text: str) -> str:
    """Return a query without a key at its end that has no value yet: that is still to come."""
    before, blank, last = text.rpartition(" ")
    if not last.endswith(":"):
        return text
    from core.search.parsing import KEYS  # late: as below

    return before + blank if last.lstrip("-\u2212").removesuffix(":").lower() in KEYS else text


def is_plain(text: str) -> bool:
    """Tell whether a query is nothing but words, so that a filter means the same."""
    if _SIGNS.isdisjoint(text):
        return True
    # Late: only queries need it, and a start has no time for it.
    from core.search.lexing import items_in
    from core.search.parsing import KEYS

    return not any(
        one.is_negated or one.is_quoted or one.has_star or one.key in KEYS for one in items_in(text)
    )


def goes_on(before: str, text: str) -> bool:
    """Tell whether the same words are typed on, or taken back letter by letter."""
    return bool(text.strip()) and (text.startswith(before) or before.startswith(text))


def in_the_order_of(before: Found, found: Found) -> Found:
    """Return `found` so that what was there `before` keeps its order, and new ones follow."""
    titled, others = set(found.ids[: found.titled]), set(found.ids[found.titled :])
    old = [one for one in before.ids if one in titled], [one for one in before.ids if one in others]
    seen = set(before.ids)
    new_titled = [one for one in found.ids[: found.titled] if one not in seen]
    new_others = [one for one in found.ids[found.titled :] if one not in seen]
    return found._replace(ids=[*old[0], *new_titled, *old[1], *new_others])


class Ranked:
    """The slots of what was found, among rows that are listed now."""

    def __init__(self, found: Found, rows: Sequence[SessionRow]) -> None:
        self.found = found
        slots = {row.session_id: slot for slot, row in enumerate(rows)}
        titled = map(slots.get, found.ids[: found.titled])
        self.titled = [slot for slot in titled if slot is not None]
        others = map(slots.get, found.ids[found.titled :])
        self.others = [slot for slot in others if slot is not None]
        self.all = frozenset([*self.titled, *self.others])

    def joined(self, hits: Sequence[int]) -> list[int]:
        """Return the slots in the order in which they are shown beside the `hits` of a filter."""
        if self.found.is_exact:
            return [*self.titled, *self.others]
        seen = set(self.titled)
        between = [slot for slot in hits if slot not in seen]
        seen.update(between)
        return [*self.titled, *between, *(slot for slot in self.others if slot not in seen)]
