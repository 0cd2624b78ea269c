"""The one place that decides how a title edit travels: by the server while it runs, or by file.

A server that holds a session in memory undoes an edit of its file with its next save, without a
word. So while a server of the folder answers, and while something may be one that does not, no
edit goes to a file: it goes through the server, or it is refused with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.errors import InvalidId, ServerUnreachable, StoreError
from core.server.client import ServerClient, SessionAt
from core.server.finder import ServerFinder
from core.server.finding import Look, NoServer, Server
from core.store.folder_state import FolderState
from core.store.known_sessions import KnownSessions
from core.store.requests import Rename, Renamed, Write
from core.store.server_edits import ServerEdits
from core.store.sessions import check_id

Answers = list[Renamed | StoreError]
ToFiles = Callable[[Sequence[Write]], Answers]

_ROUNDS = 3
"""How often a batch may look for its way again, because a server ended or hangs."""

_NOBODY = Look(None, "edits go to the files")
_IN_FILE_ONLY = "Renamed in the file only, which may not last"


class TitleRoutes:
    """Sends title edits of one folder the way they have to go.

    `server` is the address of its server, None to look where one could be, or `NO_SERVER`.
    """

    def __init__(self, state: FolderState, server: str | NoServer | None) -> None:
        self._state = state
        self._finder: ServerFinder | None = None
        if not isinstance(server, NoServer):
            self._finder = ServerFinder(state.folder, KnownSessions(state).now, server)

    @property
    def last(self) -> Look:
        """What the last look for a server found."""
        return _NOBODY if self._finder is None else self._finder.last

    def glance(self) -> Look:
        """Return what is known of the server, at once, and look for it in the background."""
        return _NOBODY if self._finder is None else self._finder.glance()

    def warning(self) -> str | None:
        """Return why this is no good moment for a repair, if a server is just being used."""
        server = None if self._finder is None else self._finder.look().server
        if server is None or not server.active_streams:
            return None
        return f"The server at {server.address} is writing answers right now."

    def edit(self, requests: Sequence[Write], to_files: ToFiles) -> Answers:
        """Do the title edits `requests`; one answer each, in order.

        `to_files` does edits by file. There is one look for a server before a batch goes there,
        and one after: a server that came up in between is told the new titles, too.
        """
        if self._finder is None:
            return to_files(requests)
        answers: Answers = []
        for turn in range(_ROUNDS + 1):
            rest = requests[len(answers) :]
            if not rest:
                break
            server = self._finder.look(afresh=turn > 0).server
            if server is None:
                answers += self._to_files(self._finder, rest, to_files)
            elif not server.answers or turn == _ROUNDS or (turn and server.is_silent):
                answers += [self._waits(server, request) for request in rest]
            else:
                answers += self._through(self._finder, server, rest)
        return answers

    def _through(self, finder: ServerFinder, server: Server, requests: Sequence[Write]) -> Answers:
        """Do edits through `server`, one by one.

        If it does not answer one of them, the answers end there: the rest may have another way.
        """
        edits = self._edits(finder, ServerClient(server))
        answers: Answers = []
        for request in requests:
            try:
                answers.append(edits.do(request))
            except ServerUnreachable as error:
                return [*answers, error] if error.was_sent else answers
            except StoreError as error:
                answers.append(error)
        return answers

    def _to_files(
        self, finder: ServerFinder, requests: Sequence[Write], to_files: ToFiles
    ) -> Answers:
        """Do edits by file, and tell a server that has come up meanwhile."""
        answers = to_files(requests)
        if not any(isinstance(answer, Renamed) and answer.edit for answer in answers):
            return answers
        server = finder.look(afresh=True).server
        if server is None:
            return answers
        edits = self._edits(finder, ServerClient(server, _IN_FILE_ONLY))
        return [self._confirmed(edits, server, answer) for answer in answers]

    def _confirmed(
        self, edits: ServerEdits, server: Server, answer: Renamed | StoreError
    ) -> Renamed | StoreError:
        if isinstance(answer, StoreError) or answer.edit is None:
            return answer
        if not server.answers:
            return self._silence(server, answer.edit.session_id, _IN_FILE_ONLY)
        try:
            return edits.confirm(answer)
        except ServerUnreachable as error:
            return answer if edits.stands(answer) else error
        except StoreError as error:
            return error

    def _edits(self, finder: ServerFinder, client: ServerClient) -> ServerEdits:
        return ServerEdits(self._state, client, lambda: finder.look(afresh=True).server is None)

    def _waits(self, server: Server, request: Write) -> StoreError:
        """Return why an edit is not even tried."""
        session_id = request.session_id if isinstance(request, Rename) else request.edit.session_id
        try:
            return self._silence(server, check_id(session_id))
        except InvalidId as error:
            return error

    def _silence(self, server: Server, session_id: str, *so_far: str) -> ServerUnreachable:
        session = SessionAt(self._state.path_of(session_id), session_id, None)
        return ServerClient(server, *so_far).unreachable(session, server.trouble)
