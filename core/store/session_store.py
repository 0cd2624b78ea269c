"""The one door to a sessions folder."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from core.disk.projects_file import NAME as PROJECTS_NAME
from core.disk.projects_file import read_projects
from core.errors import NotFound, StoreError
from core.locations import OwnPlaces
from core.memory import collector_paused, give_back_memory
from core.repair.build import Chosen, Everything
from core.repair.check import SecondLook
from core.repair.engine import undo
from core.repair.reports import CheckReport, Receipt
from core.stamps.heads import look_at
from core.store.checking import check, repair
from core.store.details import details_of
from core.store.folder_state import FolderState
from core.store.index_writing import rebuild, row_for, update_rows
from core.store.listed_rows import ListedState, list_rows, newest_rows
from core.store.requests import Details, Rename, Renamed, ServerFound, Write
from core.store.sessions import check_id, derived_literal, load, save
from core.store.title_editing import edit_titles
from core.values import CancelAsked, Health, ItemTold, Progress, Project, Session, SessionRow, Watch

if TYPE_CHECKING:
    from core.server.finding import NoServer, Server
    from core.store.title_routes import TitleRoutes
    from core.transcript.transcript import Transcript


class SessionStore:
    """The sessions of one folder: listed, edited and repaired without losing a byte.

    Every method may be called from any thread. Two threads, or two programs of ours, never lose
    each other's edits; a sequence of calls is not one transaction. The server of the web UI knows
    no locks (STORE_FORMAT 0.3): beside it, a file that moves makes an edit start again.

    All methods raise `StoreError` kinds only, whose text is a sentence for the user.
    """

    def __init__(
        self,
        folder: str | Path,
        *,
        places: OwnPlaces | None = None,
        server: str | NoServer | None = None,
    ) -> None:
        """Open the sessions folder `folder`; `places` says where our own data goes.

        `server` is the address of the web UI's server, where the user has given one: then that is
        looked at first, before all the places where one could be. `NO_SERVER` never looks. Raises
        `NotFound` if there is no such folder.
        """
        path = Path(folder)
        self._state = FolderState(path, places or OwnPlaces.of(path))
        self._server = server
        self._health = Health()
        self._listed: ListedState | None = None

    @property
    def folder(self) -> Path:
        """The sessions folder."""
        return self._state.folder

    @property
    def index_path(self) -> Path:
        """Where the index is, or would be."""
        return self._state.index_path

    @property
    def server(self) -> Server | None:
        """Through whom title edits go, by the last look; None: they go to the files."""
        return self._routes.last.server

    @cached_property
    def _routes(self) -> TitleRoutes:
        from core.store.title_routes import TitleRoutes  # late: a list need not wait for sockets

        return TitleRoutes(self._state, self._server)

    def find_server(self) -> ServerFound:
        """Return what is known of the server, at once, and look for it in the background.

        Raises `ServerUnreachable` if what was given is no address; so do the edits of titles.
        """
        look = self._routes.glance()
        return ServerFound(look.server, look.words)

    @property
    def health(self) -> Health:
        """What the last listing or check found wrong with the index."""
        return self._health

    def list_sessions(self, now: float | None = None, *, sizes: bool = False) -> list[SessionRow]:
        """Return the rows as the user sees them: pinned first, then newest; nothing is written.

        `now`, in seconds since 1970, decides which empty sessions are hidden (STORE_FORMAT 5.2).
        Sessions without a row are listed all the same; ghosts are not. With `sizes`, rows have
        the size of their file where a check has seen it.
        """
        self._listed = ListedState.of(self._state.names(), self._state.stamps_now()[1])
        when = time.time() if now is None else now
        with collector_paused():
            rows, self._health = list_rows(self._state, when, sizes=sizes)
        return rows

    def newest(self, count: int) -> list[SessionRow]:
        """Return about `count` of the newest rows of the index, quickly; the list comes later."""
        return newest_rows(self._state, count, time.time())

    def moved(self) -> bool:
        """Tell whether folder or index changed since the last listing, other than by us."""
        listed, (folder, index) = self._listed, self._state.stamps_now()
        if listed is None or not self._state.only_we_wrote(listed.index_stamp, index):
            return True
        if folder is not None and folder == listed.folder:
            return False
        self._listed = ListedState.of(self._state.names(), index)
        return self._listed.names != listed.names

    def projects(self) -> tuple[Project, ...]:
        """Return the projects of `projects.json`; none if it cannot be read."""
        return read_projects(self.folder.parent / PROJECTS_NAME)

    def details(self, session_id: str) -> Details:
        """Return fields, path and first prompt of a session; raises `NotFound`, `InvalidId`."""
        return details_of(self._state, check_id(session_id))

    def load(self, session_id: str) -> Session:
        """Return a session with every message; raises `NotFound`, `Unreadable`, `InvalidId`."""
        return load(self._state.path_of(check_id(session_id)))

    def transcript(self, session_id: str) -> Transcript:
        """Return a conversation to read, message by message; raises as `load`, and less often."""
        from core.transcript.opening import open_transcript  # late: a list need not wait for it

        return open_transcript(self._state.path_of(check_id(session_id)))

    def save(self, session: Session, touch: bool = True) -> SessionRow:
        """Write the file of `session`, then its row, and return the row.

        `touch` sets `updated_at` to now. Raises `Conflict` or `NotFound` if a loaded session's
        file changed or vanished since, and `Refused` if messages would be lost. A session built
        by hand makes its file, or, where there is one, changes what it knows and keeps the rest.
        """
        with self._state.writing():
            save(self._state, session, touch=touch)
            self._state.forget(session.session_id)
            path = self._state.path_of(session.session_id)
            found = look_at(str(path), session.session_id, self._state.row_maker())
            if found is None or found.literal is None:
                raise NotFound(f"{path.name} vanished while it was saved. ({path})", path=path)
            return self._update({session.session_id: found.literal})[0]

    def rename(self, session_id: str, title: str) -> SessionRow:
        """Give a session a new title, in its file and in its rows, and return the row.

        The title is cleaned by `core.titles`; a blank one writes nothing. `updated_at` stays.
        While a server of the folder runs, it makes the edit, and changes what it changes then.
        Raises `NotFound`, `Unreadable`, `InvalidId`, `Conflict`, `Refused`, `DiskTrouble`,
        `ServerRefused` or `ServerUnreachable`.
        """
        answer = self.edit_titles([Rename(session_id, title)])[0]
        if isinstance(answer, StoreError):
            raise answer
        return answer.row

    def edit_titles(self, requests: Sequence[Write]) -> list[Renamed | StoreError]:
        """Do many title edits; one answer each, in order.

        Without a server the index is written once for all of them; a server does them one by one.
        """
        answers = self._routes.edit(requests, self._edit_files)
        if any(isinstance(answer, StoreError) for answer in answers):
            self._listed = None  # what failed may have left a trace all the same
        return answers

    def _edit_files(self, requests: Sequence[Write]) -> list[Renamed | StoreError]:
        with self._state.writing():
            return edit_titles(self._state, requests)

    def update_index(self, sessions: Sequence[Session]) -> list[SessionRow]:
        """Let `sessions` replace or add their rows; ghosts go, other rows stay byte for byte.

        Returns the new rows. Ghosts stay in the file, unlisted, if they are more than 10 and more
        than 20 % of the index: perhaps the folder is not mounted.
        """
        with self._state.writing():
            derive = self._state.row_maker()
            given = {check_id(s.session_id): derived_literal(s, derive) for s in sessions}
            return self._update(given)

    def _update(self, given: Mapping[str, bytes]) -> list[SessionRow]:
        update_rows(self._state, given)
        return [row_for(self._state, i, literal) for i, literal in given.items()]

    def announce(self, session: Session) -> None:
        """List a session that is not on disk yet, and never prune it, until saved or forgotten."""
        derive = self._state.row_maker()
        literal = derived_literal(session, derive)
        row = row_for(self._state, check_id(session.session_id), literal)
        self._state.announce(replace(row, listed=False))
        self._listed = None

    def forget(self, session_id: str) -> None:
        """Take an announcement back."""
        self._state.forget(session_id)
        self._listed = None

    def rebuild_index(
        self,
        progress: Progress | None = None,
        cancel: CancelAsked | None = None,
        read_all: bool = True,
    ) -> Receipt:
        """Build the index from every file; with `read_all`, also from those that did not move.

        What only the old index knows is kept. Raises `Cancelled`: the old index then stands.
        """
        with collector_paused():
            return rebuild(self._state, read_all=read_all, watch=Watch(progress, cancel))

    def check(
        self,
        progress: Progress | None = None,
        cancel: CancelAsked | None = None,
        read_all: bool = False,
        on_item: ItemTold | None = None,
    ) -> CheckReport:
        """Hold the index against the files and return the findings; nothing is changed.

        Only files whose stamp moved since the last time are read, unless `read_all` is true.
        `on_item` is told the id of the file that is next.
        """
        watch = Watch(progress, cancel, on_item)
        report = check(self._state, watch, read_all=read_all)
        self._health = report.health
        return report

    def plan(
        self,
        progress: Progress | None = None,
        cancel: CancelAsked | None = None,
        read_all: bool = False,
        on_item: ItemTold | None = None,
    ) -> CheckReport:
        """Check, and look twice whether this is a good moment for a repair (DESIGN 7.3).

        The report's `warnings` say what should be asked before anything is repaired.
        """
        look = SecondLook(self.folder)
        report = self.check(progress, cancel, read_all, on_item)
        if not report.repairable:
            return report
        more = filter(None, [look.warning(), self._routes.warning()])
        return replace(report, warnings=[*report.warnings, *more])

    def repair(
        self,
        chosen: Chosen | None = None,
        progress: Progress | None = None,
        cancel: CancelAsked | None = None,
        read_all: bool = False,
        on_item: ItemTold | None = None,
    ) -> Receipt:
        """Put the `chosen` findings right (default: all that can be), and return the receipt.

        The old index is backed up first; `undo_repair` puts it back. Nothing is written if there
        is nothing to do. Raises `Cancelled`, and the old index stands.
        """
        wanted = Everything() if chosen is None else chosen
        watch = Watch(progress, cancel, on_item)
        return repair(self._state, wanted, watch, read_all=read_all)

    def undo_repair(self, repair_id: str) -> Receipt:
        """Put the index back as it was before the repair, our later edits applied again.

        Raises `Refused` if it is not the last repair, or somebody else wrote the index since.
        """
        with self._state.writing():
            return undo(self.folder, self._state.places, repair_id, self._state.row_maker())

    def check_mounted(self) -> None:
        """Raise `NotFound` if the folder is gone, or if what it was opened on was unmounted."""
        self._state.check_mounted()

    def rest(self) -> None:
        """Let go of what can be read again; to be called when nothing has happened for a while."""
        self._state.rest()
        give_back_memory()
