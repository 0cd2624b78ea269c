"""The words everybody uses: a session, its row in the list, and what a check can find."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

import msgspec

from core.errors import Cancelled

Progress = Callable[[int, int], None]
"""Called with `(done, total)` files; must return quickly."""

CancelAsked = Callable[[], bool]
"""Asked between two units of work; true ends the work with `Cancelled`."""

ItemTold = Callable[[str], None]
"""Called with the id of the file that is worked on next."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Whoever watches a long piece of work: is told how far it is, and may stop it."""

    progress: Progress | None = None
    cancel: CancelAsked | None = None
    on_item: ItemTold | None = None

    def tell(self, done: int, total: int, item: str = "") -> None:
        """Tell that `done` of `total` files are done; raises `Cancelled` if that was asked for."""
        self.check_cancel()
        if self.on_item is not None:
            self.on_item(item)
        if self.progress is not None:
            self.progress(done, total)

    def check_cancel(self) -> None:
        """Raise `Cancelled` if that was asked for."""
        if self.cancel is not None and self.cancel():
            raise Cancelled


NOBODY = Watch()
"""Nobody watches."""

USABLE_ID = "(?!_)[A-Za-z0-9_-]{1,128}+"
"""What could name a session file, as a regular expression (DESIGN 3, STORE_FORMAT 3.1)."""

_IS_USABLE = re.compile(USABLE_ID).fullmatch
_ARE_USABLE = re.compile(f"(?:{USABLE_ID}/)*+").fullmatch
DEFAULT_PROFILE = "default"
"""What a missing or empty profile is shown as (STORE_FORMAT 1.4)."""


def is_usable_id(session_id: object) -> bool:
    """Tell whether `session_id` could name a session file."""
    return isinstance(session_id, str) and _IS_USABLE(session_id) is not None


def are_usable_ids(ids: Sequence[str]) -> bool:
    """Tell the same of many at once; 100,000 take a few milliseconds."""
    together = "/".join([*ids, ""])
    return together.count("/") == len(ids) and _ARE_USABLE(together) is not None


@dataclass(slots=True)
class Session:
    """One conversation with every message, as the web UI's server would hold it.

    Fields that are not given have the server's defaults (STORE_FORMAT 2.3). Times are seconds
    since 1970. `extra` holds the top-level fields this program does not know, as decoded values;
    they are shown, and written to a new file only: a save keeps them as they stand in an old one.
    """

    session_id: str
    title: str = "Untitled"
    workspace: str = ""
    model: str = ""
    messages: list[Any] = field(default_factory=list)
    tool_calls: list[Any] = field(default_factory=list)
    created_at: float = field(default_factory=time.time)
    updated_at: float = field(default_factory=time.time)
    pinned: bool = False
    archived: bool = False
    project_id: str | None = None
    profile: str | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    estimated_cost: float | None = None
    personality: str | None = None
    active_stream_id: str | None = None
    pending_user_message: str | None = None
    pending_attachments: list[Any] = field(default_factory=list)
    pending_started_at: float | None = None
    compression_anchor_visible_idx: int | None = None
    compression_anchor_message_key: dict[str, Any] | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    loaded_from: object = field(default=None, repr=False, compare=False)
    """What the store remembers of the file it was loaded from; None for one built by hand."""


MOST_MESSAGES = 2**31 - 1
MessageCount = Annotated[int, msgspec.Meta(ge=0, le=MOST_MESSAGES)]
"""A number of messages that a list can show; anything else in a row is damage."""


class SessionRow(
    msgspec.Struct,
    frozen=True,
    gc=False,
    kw_only=True,
    rename={
        "snapshot": "pre_compression_snapshot",
        "problem": "\uffffproblem",
        "size": "\uffffsize",
        "listed": "\ufffflisted",
    },
):
    """One line of the list, immutable. Times are seconds since 1970, `size` is bytes.

    Decoded straight from an index row. What is ours alone (`problem`, `size`, `listed`) is spelt
    with a Unicode noncharacter there, so that no field a server writes can fill it.
    """

    session_id: str
    title: str = "Untitled"
    updated_at: float = 0.0
    created_at: float = 0.0
    message_count: MessageCount = 0
    pinned: bool = False
    archived: bool = False
    model: str | None = None
    workspace: str | None = None
    project_id: str | None = None
    profile: str | None = DEFAULT_PROFILE
    snapshot: bool = False
    """An archived segment of a longer conversation (STORE_FORMAT 3.3)."""
    problem: str | None = None
    """Why the session file cannot be read, as a few words; None for a good one."""
    size: int | None = None
    """Size of the session file in bytes, where it is known."""
    listed: bool = True
    """False for a file that has no row in the index."""


class Project(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of `projects.json` (STORE_FORMAT 1.3)."""

    project_id: str
    name: str
    color: str | None = None


FindingKind = Literal[
    "ghost",
    "unlisted",
    "stale",
    "duplicate",
    "id_mismatch",
    "index_broken",
    "unreadable",
    "temp",
]
KINDS: tuple[FindingKind, ...] = (
    "index_broken",
    "ghost",
    "unlisted",
    "stale",
    "duplicate",
    "id_mismatch",
    "unreadable",
    "temp",
)
"""Every kind of finding, in the order in which they are shown."""


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing that is wrong with the store (DESIGN 7.1).

    `field`, `old` and `new` are given for a stale row: what the row says and what the file says.
    `title` is the session's, where `old` and `new` do not tell it.
    A finding that is not `repairable` is a note: it is told, and left alone.
    """

    kind: FindingKind
    session_id: str
    path: str = ""
    field: str | None = None
    old: Any = None
    new: Any = None
    reason: str | None = None
    repairable: bool = True
    title: str | None = None


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What a listing, or the last check, knows about the index, as counts."""

    ghosts: int = 0
    unlisted: int = 0
    stale: int = 0
    duplicates: int = 0
    mismatched: int = 0
    index_broken: bool = False
    unreadable: int = 0
    checked: bool = False
    """True once a full check has been made; without one `stale` is not known."""

    @property
    def repairable(self) -> int:
        """How many things a repair would put right."""
        rows = self.ghosts + self.unlisted + self.stale + self.duplicates + self.mismatched
        return rows + self.index_broken
