"""What can be asked of a store from another thread or process, and what it answers.

All of it is immutable. Requests compare by identity, so each is its own ticket: the answer comes
back together with the very request that asked for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from core.repair.reports import CheckReport, Receipt
from core.store.search_requests import BuildCatalogue as BuildCatalogue
from core.store.search_requests import CatalogueBuilt as CatalogueBuilt
from core.store.search_requests import FilesSearched as FilesSearched
from core.store.search_requests import NoCatalogue as NoCatalogue
from core.store.search_requests import SearchFiles as SearchFiles
from core.store.title_edits import TitleEdit
from core.transcript.words import Manner
from core.values import FindingKind, Health, Project, SessionRow

if TYPE_CHECKING:
    from core.server.finding import Server


@dataclass(frozen=True, slots=True, eq=False)
class OpenStore:
    """Work with the sessions folder `folder`. Answer: `Opened`, then as for `ListSessions`."""

    folder: Path


@dataclass(frozen=True, slots=True, eq=False)
class ListSessions:
    """All rows again. Answers: `Listed` for the newest few at once, then `Listed` for all."""


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """See whether anything moved on the disk. Answer: `Listed` if so, else none."""


@dataclass(frozen=True, slots=True, eq=False)
class ShowDetails:
    """Tell more about one session. Answer: `Details`."""

    session_id: str


@dataclass(frozen=True, slots=True, eq=False)
class Rename:
    """Give a session a new title. Answer: `Renamed`, once file and index are on the disk."""

    session_id: str
    title: str


@dataclass(frozen=True, slots=True, eq=False)
class Revert:
    """Take `edit` back, byte for byte. Answer: `Renamed`; refused if the title moved on."""

    edit: TitleEdit


@dataclass(frozen=True, slots=True, eq=False)
class FindServer:
    """See which way edits go. Answer: `ServerFound`, at once, with what is known by now."""


@dataclass(frozen=True, slots=True, eq=False)
class CountStores:
    """See what is in these sessions folders. Answer: a `StoreCounted` for each; none is opened."""

    folders: tuple[Path, ...]


@dataclass(frozen=True, slots=True, eq=False)
class MakeSample:
    """Make a writable copy of the sample store. Answer: `SampleMade`."""


Request = (
    OpenStore
    | ListSessions
    | Look
    | ShowDetails
    | Rename
    | Revert
    | FindServer
    | CountStores
    | MakeSample
)
Write = Rename | Revert


@dataclass(frozen=True, slots=True, eq=False)
class Opened:
    """`folder` is the sessions folder that is open now."""

    folder: Path


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """Rows in the order of DESIGN 3 (pinned first, then newest); `complete` if these are all."""

    rows: list[SessionRow]
    complete: bool
    health: Health
    projects: tuple[Project, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Details:
    """Everything worth showing about one session besides its messages.

    `fields` holds the top-level fields of the file that are short enough to show, in file order;
    secrets such as share tokens are left out. `first_prompt` is the first user text, stripped of
    the wrappers of STORE_FORMAT 2.6 and cut at 2,000 code points.
    """

    row: SessionRow
    path: Path
    fields: dict[str, Any]
    first_prompt: str


@dataclass(frozen=True, slots=True, eq=False)
class Renamed:
    """The title is on the disk. `edit` takes it back; None if nothing had to be written."""

    row: SessionRow
    edit: TitleEdit | None


@dataclass(frozen=True, slots=True, eq=False)
class ServerFound:
    """The web UI's server through which edits go; None if they go to the files.

    `words` are for a status bar; empty until the first look has come to an end.
    """

    server: Server | None
    words: str


@dataclass(frozen=True, slots=True, eq=False)
class StoreCounted:
    """What a sessions folder holds: how many sessions, and when one was last used.

    `sessions` is None where the folder cannot be read, `last_used` 0 where nobody knows.
    """

    folder: Path
    sessions: int | None
    last_used: float


@dataclass(frozen=True, slots=True, eq=False)
class SampleMade:
    """There is a sample store in the sessions folder `folder`."""

    folder: Path


Answer = Opened | Listed | Details | Renamed | ServerFound | StoreCounted | SampleMade


# Long readings run in a child process (DESIGN 5); these cross a pipe.


class Check(msgspec.Struct, frozen=True, tag=True):
    """Check the index against the files. Messages: `Progressed`…, then `Checked`."""

    folder: str
    announced: list[str] = []
    read_all: bool = False


class Repair(msgspec.Struct, frozen=True, tag=True):
    """Repair what was `chosen` (None: all). Messages: `Progressed`…, then `Repaired`."""

    folder: str
    chosen: list[tuple[FindingKind, str]] | None = None
    announced: list[str] = []
    read_all: bool = False


class UndoRepair(msgspec.Struct, frozen=True, tag=True):
    """Put the index back as it was before the repair `repair_id`. Message: `Repaired`."""

    folder: str
    repair_id: str


class Export(msgspec.Struct, frozen=True, tag=True):
    """Write conversations as files elsewhere. Messages: `Progressed`…, then `Exported`.

    `target` is the file for one of them, or the folder (it ends with a separator) in which each
    gets a name of its own, which no file there has. A file that is there is only replaced if
    `overwrite` says so; else the message is `AlreadyThere`.
    """

    folder: str
    session_ids: list[str]
    target: str
    manner: Manner
    overwrite: bool = False


class Quote(msgspec.Struct, frozen=True, tag=True):
    """Make one text of conversations, for the clipboard. Messages: `Progressed`…, then `Quoted`."""

    folder: str
    session_ids: list[str]
    manner: Manner


ChildRequest = Check | Repair | UndoRepair | Export | Quote | BuildCatalogue | SearchFiles


class Progressed(msgspec.Struct, frozen=True, tag=True):
    """Where a long piece of work is: step `step` of `steps`, `done` of `total` files (or bytes)."""

    step: int
    steps: int
    name: str
    done: int
    total: int
    item: str = ""


class FindingsFound(msgspec.Struct, frozen=True, tag=True):
    """A chunk of a report too long for one message; see `core.store.child`."""

    findings: list[Any]


class Checked(msgspec.Struct, frozen=True, tag=True):
    """The check is finished."""

    report: CheckReport


class Repaired(msgspec.Struct, frozen=True, tag=True):
    """The repair (or its undo) is finished, in whatever way; the receipt says which."""

    receipt: Receipt


class Exported(msgspec.Struct, frozen=True, tag=True):
    """The conversations that could be read are in the files `paths`; of the rest, why not."""

    paths: list[str]
    failures: list[str] = []


class AlreadyThere(msgspec.Struct, frozen=True, tag=True):
    """Nothing was written: there is a file at `path`."""

    path: str


class Quoted(msgspec.Struct, frozen=True, tag=True):
    """The conversations as Markdown, and as a page, if that was asked for."""

    markdown: str
    html: str = ""


class WasCancelled(msgspec.Struct, frozen=True, tag=True):
    """The work was stopped on request; nothing was changed."""


class Failed(msgspec.Struct, frozen=True, tag=True):
    """The work failed and nothing was changed; `sentence` says why."""

    sentence: str


ChildMessage = (
    Progressed
    | FindingsFound
    | Checked
    | Repaired
    | Exported
    | AlreadyThere
    | Quoted
    | CatalogueBuilt
    | NoCatalogue
    | FilesSearched
    | WasCancelled
    | Failed
)
