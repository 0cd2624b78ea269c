"""The session the user is at: its details beside the list, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from core.store.requests import Details, Listed, Renamed, Request, ShowDetails
from core.values import SessionRow
from gui.main_window import MainWindow
from gui.messages import sentence_of

PAUSE_MS = 60
"""A session is read when the user has stayed on it for so long: keys repeat faster."""


class CurrentSession(QObject):
    """Follows the current row of the view."""

    file_wanted = Signal(Path)  # to be shown in its folder
    page_wanted = Signal(str)  # session id, to be opened in the browser

    def __init__(self, window: MainWindow, submit: Callable[[Request], None]) -> None:
        super().__init__(window)
        self._view, self._model = window.view, window.model
        self._pane, self._actions = window.details, window.actions_
        self._submit = submit
        self._folder = Path()
        self._projects: dict[str, str] = {}
        self._row: SessionRow | None = None
        self._project = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_paused)
        self._is_due = False
        self._pane.came_into_sight.connect(self._on_paused)
        window.view.current_changed.connect(self._on_current_changed)
        self._connect_actions()

    @Slot(Path)
    def set_folder(self, folder: Path) -> None:
        """Work in `folder` from now on."""
        self._folder = folder

    @Slot(object)
    def on_listed(self, answer: Listed) -> None:
        """Show what changed about the current session; the model has the rows already."""
        self._projects = {project.project_id: project.name for project in answer.projects}
        self._show(self._view.current_id())
        if self._row is not None and self._pane.has_problem:
            self._ask_soon()  # whatever was in the way may be over

    @Slot(object, object)
    def on_renamed(self, request: Request, answer: Renamed) -> None:
        """Show the new title, if it is the current session's."""
        if self._row is not None and answer.row.session_id == self._row.session_id:
            self._show(answer.row.session_id)

    @Slot(object)
    def on_details(self, details: Details) -> None:
        """Show what was read from the file."""
        self._pane.show_details(details)

    @Slot(object, object)
    def on_failed(self, request: Request, error: Exception) -> None:
        """Say in the details why there are none."""
        if isinstance(request, ShowDetails):
            self._pane.show_problem(request.session_id, sentence_of(error))

    @Slot(str)
    def _on_current_changed(self, session_id: str) -> None:
        self._show(session_id)

    def _show(self, session_id: str) -> None:
        row = self._model.row(session_id) if session_id else None
        project = self._projects.get(row.project_id or "", "") if row else ""
        self._actions.set_session(exists=row is not None, readable=bool(row and not row.problem))
        if row is None:
            self._pause.stop()
            self._is_due = False
            self._pane.show_nothing()
        elif (row, project) != (self._row, self._project):
            self._pane.show_row(row, project)
            self._ask_soon()
        self._row, self._project = row, project

    def _ask_soon(self) -> None:
        self._is_due = True
        self._pause.start()

    @Slot()
    def _on_paused(self) -> None:
        """Have the details read, if there is somebody to see them: it takes the whole file."""
        if self._row is not None and self._is_due and self._pane.isVisible():
            self._is_due = False
            self._submit(ShowDetails(self._row.session_id))

    # What can be done

    def _connect_actions(self) -> None:
        actions = self._actions
        actions.rename.triggered.connect(self._on_rename_wanted)
        actions.copy_title.triggered.connect(self._on_copy_title_wanted)
        actions.copy_id.triggered.connect(self._on_copy_id_wanted)
        actions.copy_path.triggered.connect(self._on_copy_path_wanted)
        actions.show_file.triggered.connect(self._on_show_file_wanted)
        actions.open_in_browser.triggered.connect(self._on_open_in_browser_wanted)

    @Slot()
    def _on_rename_wanted(self) -> None:
        self._view.edit_title(self._view.current_id())

    @Slot()
    def _on_copy_title_wanted(self) -> None:
        rows = map(self._model.row, self._chosen())
        _copy([row.title for row in rows if row is not None])

    @Slot()
    def _on_copy_id_wanted(self) -> None:
        _copy(self._chosen())

    @Slot()
    def _on_copy_path_wanted(self) -> None:
        _copy([str(self._path_of(session_id)) for session_id in self._chosen()])

    @Slot()
    def _on_show_file_wanted(self) -> None:
        self.file_wanted.emit(self._path_of(self._view.current_id()))

    @Slot()
    def _on_open_in_browser_wanted(self) -> None:
        self.page_wanted.emit(self._view.current_id())

    def _chosen(self) -> list[str]:
        """The selected sessions, or the current one if none is selected."""
        return self._view.selected_ids() or [self._view.current_id()]

    def _path_of(self, session_id: str) -> Path:
        return self._folder / f"{session_id}.json"


def _copy(lines: list[str]) -> None:
    QGuiApplication.clipboard().setText("\n".join(lines))
