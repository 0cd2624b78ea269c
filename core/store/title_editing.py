"""Titles to the disk: each into its file, then all of a batch into the index with one write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from core.disk.atomic import flush_folder
from core.disk.members import Span, literal_of, spans, splice
from core.errors import StoreError
from core.store.file_edits import SessionFile, moved_on, title_changes
from core.store.folder_state import FolderState
from core.store.index_writing import edit_rows, row_for
from core.store.requests import Rename, Renamed, Write
from core.store.title_edits import Replaced, TitleEdit
from core.store.title_files import Changed, FileChange, change_files
from core.titles import clean_title, shown_title


@dataclass
class _Edit:
    """One edit on its way through a batch: first the file, then the rows of the index.

    `new_title` is empty for a blank one, which changes nothing.
    """

    session_id: str
    old_title: str
    new_title: str
    in_file: tuple[Replaced, ...]
    undoes: TitleEdit | None = None
    in_rows: list[tuple[Replaced, ...]] = field(default_factory=list)
    literal: bytes | None = None

    def edit_row(self, row: bytes) -> bytes:
        """Return the index row `row` with this edit's title in it."""
        where = spans(row)
        if self.undoes is None:
            changes = row_changes(row, where, self.new_title, is_marked=bool(self.in_file))
        else:
            changes = _undone(row, where, self.undoes, len(self.in_rows))
        self.in_rows.append(changes)
        new = {change.key: change.after for change in changes}
        self.literal = b"".join(splice(row, new, where)) if new else row
        return self.literal

    @property
    def concerns_rows(self) -> bool:
        """False for a blank title, which changes nothing."""
        return bool(self.new_title) or self.undoes is not None

    @property
    def title_edit(self) -> TitleEdit | None:
        """What takes this edit back; None if it wrote nothing."""
        if not self.in_file and not any(self.in_rows):
            return None
        return TitleEdit(
            self.session_id, self.old_title, self.new_title, self.in_file, tuple(self.in_rows)
        )


def row_changes(
    row: bytes, where: Mapping[str, Span], title: str, *, is_marked: bool = True
) -> tuple[Replaced, ...]:
    """Return what has to be replaced in the index row `row`, whose `spans` are `where`.

    `is_marked` is false where the title stood in the file already: its mark is then left alone.
    """
    wanted = {"title": literal_of(title)} | ({"manual_title": b"true"} if is_marked else {})
    changes = ((key, row[slice(*where[key])], new) for key, new in wanted.items() if key in where)
    return tuple(Replaced(key, old, new) for key, old, new in changes if old != new)


def _undone(
    row: bytes, where: Mapping[str, Span], edit: TitleEdit, number: int
) -> tuple[Replaced, ...]:
    """Return what has to be replaced in `row`, the session's row `number`, to take `edit` back.

    A row that was made, or spelt anew, since the edit is known by its title.
    """
    if number < len(edit.in_rows):
        done = edit.in_rows[number]
        changes = _still_there(row, where, done)
        if changes or not done:
            return changes
    title = shown_title(json.loads(row[slice(*where["title"])])) if "title" in where else None
    if title != edit.new_title:
        return ()
    return row_changes(row, where, edit.old_title, is_marked=False)


def _still_there(
    row: bytes, where: Mapping[str, Span], done: Iterable[Replaced]
) -> tuple[Replaced, ...]:
    """Return the inverse of what was `done`, as far as the row still says so."""
    return tuple(
        Replaced(change.key, change.after, change.before)
        for change in done
        if change.key in where and row[slice(*where[change.key])] == change.after
    )


def edit_titles(state: FolderState, requests: Sequence[Write]) -> list[Renamed | StoreError]:
    """Do the title edits `requests` in order; one answer each, in the same order.

    Every file is on the disk before the index is written, once for all of them. An edit that
    fails is answered by its error and holds up none of the others.
    """
    with state.writing():
        changed = change_files(state, [_file_change(request) for request in requests])
        done = [
            one if isinstance(one, StoreError) else _edit_of(request, one)
            for request, one in zip(requests, changed, strict=True)
        ]
        trouble = _finish(state, [edit for edit in done if isinstance(edit, _Edit)])
        return [
            edit if isinstance(edit, StoreError) else trouble or _answer(state, edit)
            for edit in done
        ]


def _file_change(request: Write) -> FileChange:
    """Return what a request wants of the session's file."""
    if isinstance(request, Rename):
        title = clean_title(request.title)
        return FileChange(
            request.session_id, lambda file: title_changes(file, title) if title else ()
        )
    edit = request.edit
    return FileChange(edit.session_id, lambda file: _changes_back(file, edit))


def _changes_back(file: SessionFile, edit: TitleEdit) -> tuple[Replaced, ...]:
    if any(file.literal_of(change.key) != change.after for change in edit.in_file):
        raise moved_on(file.path)
    return tuple(Replaced(c.key, c.after, c.before) for c in edit.in_file)


def _edit_of(request: Write, done: Changed) -> _Edit:
    """Return the edit that a request has become in its file."""
    if isinstance(request, Rename):
        title = clean_title(request.title)
        return _Edit(request.session_id, done.title, title, done.replaced)
    edit = request.edit
    return _Edit(edit.session_id, edit.new_title, edit.old_title, done.replaced, undoes=edit)


def _finish(state: FolderState, edits: Sequence[_Edit]) -> StoreError | None:
    """Make the files durable and bring their rows up to date."""
    try:
        if any(edit.in_file for edit in edits):
            flush_folder(state.folder)
        if any(edit.concerns_rows for edit in edits):
            edit_rows(state, lambda: _row_edits(edits), "title")
    except StoreError as error:
        return error
    return None


def _row_edits(edits: Sequence[_Edit]) -> dict[str, Callable[[bytes], bytes]]:
    """Return what is to be done to the rows, from the beginning: it may be done more than once."""
    in_order: dict[str, list[_Edit]] = {}
    for edit in edits:
        edit.in_rows.clear()
        if edit.concerns_rows:
            in_order.setdefault(edit.session_id, []).append(edit)
    return {session_id: _one_by_one(own) for session_id, own in in_order.items()}


def _one_by_one(edits: Sequence[_Edit]) -> Callable[[bytes], bytes]:
    def edit_row(row: bytes) -> bytes:
        for edit in edits:
            row = edit.edit_row(row)
        return row

    return edit_row


def _answer(state: FolderState, edit: _Edit) -> Renamed | StoreError:
    try:
        return Renamed(row_for(state, edit.session_id, edit.literal), edit.title_edit)
    except StoreError as error:
        return error
