"""What single cells say to the eye, in the tooltip and to a screen reader."""

from __future__ import annotations

import html
import os
import re
import time
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt

from core.values import SessionRow
from gui.sessions.cells import DIMMED_ROLE, ID_ROLE, MARKS_ROLE, Cells, header_data
from gui.sessions.columns import COLUMNS, Column
from tests.gui.sessions.builders import DAY, HOUR, MINUTE, NOW, a_row

if TYPE_CHECKING:
    from collections.abc import Iterator

Role = Qt.ItemDataRole
EVIL = "<img src='file:///etc/passwd'> & <b>bold</b>"


@pytest.fixture(autouse=True)
def _in_universal_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setitem(os.environ, "TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def cell(row: SessionRow, column: Column, role: int, *, unsaved: bool = False) -> Any:
    cells = Cells(now=lambda: NOW)
    cells.projects = {"p1": "Web shop"}
    return cells.data(row, column, unsaved, role)


def shown(row: SessionRow, column: Column) -> str:
    return str(cell(row, column, Role.DisplayRole))


def spoken(row: SessionRow, column: Column, *, unsaved: bool = False) -> str:
    return str(cell(row, column, Role.AccessibleTextRole, unsaved=unsaved))


def tooltip(row: SessionRow, column: Column, *, unsaved: bool = False) -> str:
    """The words of a tooltip, as they would be seen."""
    text = cell(row, column, Role.ToolTipRole, unsaved=unsaved)
    return html.unescape(re.sub(r"^<p[^>]*>|</p>$", "", text))


ROW = a_row(
    "s1",
    "Fix Postgres",
    message_count=1210,
    pinned=True,
    model="opus",
    project_id="p1",
    workspace="/srv/web",
    size=48_213,
)
BARE = a_row("s2", "Nothing known", updated_at=0.0)
BROKEN = a_row("broken0000", "Untitled", problem="cut off at byte 812")


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (Column.PIN, "★"),
        (Column.TITLE, "Fix Postgres"),
        (Column.MESSAGES, "1,210"),
        (Column.UPDATED, "1 h ago"),
        (Column.MODEL, "opus"),
        (Column.PROJECT, "Web shop"),
        (Column.WORKSPACE, "/srv/web"),
        (Column.SIZE, "47.1 kB"),
    ],
)
def test_each_column_shows_its_part_of_the_session(column: Column, text: str) -> None:
    assert shown(ROW, column) == text


@pytest.mark.parametrize(
    "column",
    [Column.PIN, Column.UPDATED, Column.MODEL, Column.PROJECT, Column.WORKSPACE, Column.SIZE],
)
def test_what_is_not_known_is_left_blank(column: Column) -> None:
    assert shown(BARE, column) == ""


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column.PIN, "pinned"),
        (Column.TITLE, "Fix Postgres, pinned"),
        (Column.MESSAGES, "messages: 1,210"),
        (Column.UPDATED, "updated: 28 May 2026, 19:26"),
        (Column.MODEL, "Model: opus"),
        (Column.PROJECT, "Project: Web shop"),
        (Column.WORKSPACE, "Workspace: /srv/web"),
        (Column.SIZE, "Size: 47.1 kB"),
    ],
)
def test_a_screen_reader_hears_every_cell_in_words(column: Column, words: str) -> None:
    assert spoken(ROW, column) == words


@pytest.mark.parametrize(
    ("column", "words"),
    [
        (Column.PIN, "not pinned"),
        (Column.UPDATED, "updated: unknown"),
        (Column.MODEL, "Model: unknown"),
        (Column.PROJECT, "no project"),
        (Column.SIZE, "size: unknown"),
    ],
)
def test_a_screen_reader_hears_what_is_not_known(column: Column, words: str) -> None:
    assert spoken(BARE, column) == words


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (-5.0, "now"),
        (59.0, "now"),
        (MINUTE, "1 min ago"),
        (59 * MINUTE, "59 min ago"),
        (HOUR, "1 h ago"),
        (23 * HOUR, "23 h ago"),
        (DAY, "yesterday"),
        (2 * DAY, "Tue"),
        (6 * DAY, "Fri"),
        (7 * DAY, "21 May"),
        (400 * DAY, "23 Apr 2025"),
        (-2 * HOUR, "28 May"),
    ],
)
def test_a_time_is_relative_within_a_week_and_then_a_date(age: float, text: str) -> None:
    assert shown(a_row("s1", age=age), Column.UPDATED) == text


def test_the_tooltip_of_a_time_is_exact() -> None:
    assert tooltip(ROW, Column.UPDATED) == "2026-05-28 19:26:40+00:00"


@pytest.mark.parametrize("seconds", [0.0, -1.0, 1e300, float("inf")])
def test_a_time_that_is_none_is_left_blank(seconds: float) -> None:
    assert shown(a_row("s1", updated_at=seconds), Column.UPDATED) == ""


@pytest.mark.parametrize("column", [Column.TITLE, Column.MODEL, Column.WORKSPACE, Column.PROJECT])
def test_a_tooltip_takes_nothing_for_markup(column: Column) -> None:
    row = a_row("s1", EVIL, model=EVIL, workspace=EVIL, project_id=EVIL)
    text = cell(row, column, Role.ToolTipRole)
    assert "<img" not in text
    assert "<b>" not in text
    assert EVIL in tooltip(row, column)


def test_a_title_of_two_lines_is_shown_in_one() -> None:
    assert shown(a_row("s1", "one\r\ntwo\u2028three"), Column.TITLE) == "one  two three"


def test_a_title_cannot_turn_the_words_around_it() -> None:
    assert shown(a_row("s1", "abc\u202edef\u2066"), Column.TITLE) == "abcdef"


def test_an_emoji_of_several_people_stays_one() -> None:
    assert shown(a_row("s1", "👩\u200d👧\nx"), Column.TITLE) == "👩\u200d👧 x"


def test_what_is_edited_is_the_title_as_it_stands() -> None:
    assert cell(a_row("s1", "one\ntwo"), Column.TITLE, Role.EditRole) == "one\ntwo"


def test_an_unreadable_session_shows_its_id_and_the_reason() -> None:
    assert shown(BROKEN, Column.TITLE) == "⚠ broken0000 – cut off at byte 812"


def test_an_unreadable_session_keeps_the_title_that_the_index_has() -> None:
    row = a_row("s1", "Its title", problem="empty")
    assert shown(row, Column.TITLE) == "⚠ Its title – empty"


def test_a_title_that_runs_to_the_left_does_not_turn_the_reason() -> None:
    row = a_row("s1", "عنوان", problem="empty")
    assert shown(row, Column.TITLE) == "⚠ \u2068عنوان\u2069 – empty"


def test_an_unreadable_session_is_dimmed() -> None:
    assert cell(BROKEN, Column.TITLE, DIMMED_ROLE) is True
    assert cell(ROW, Column.TITLE, DIMMED_ROLE) is False


def test_the_tooltip_says_why_an_unreadable_title_cannot_be_changed() -> None:
    words = "⚠ The file cannot be read (cut off at byte 812), so its title cannot be changed."
    assert words in tooltip(BROKEN, Column.TITLE)


def test_a_screen_reader_hears_why_a_session_cannot_be_read() -> None:
    assert spoken(BROKEN, Column.TITLE) == "broken0000, cannot be read: cut off at byte 812"


def test_nobody_knows_the_messages_of_an_unreadable_session() -> None:
    assert shown(BROKEN, Column.MESSAGES) == ""
    assert spoken(BROKEN, Column.MESSAGES) == "unknown"


def test_archived_and_snapshot_are_words_beside_the_title() -> None:
    row = a_row("s1", archived=True, snapshot=True)
    assert cell(row, Column.TITLE, MARKS_ROLE) == "archived, snapshot"


def test_archived_and_snapshot_are_heard() -> None:
    row = a_row("s1", "Talk", archived=True, snapshot=True)
    assert spoken(row, Column.TITLE) == "Talk, archived, snapshot"


def test_a_session_without_a_row_is_told_from_the_others() -> None:
    row = a_row("s1", "Talk", listed=False)
    assert spoken(row, Column.TITLE) == "Talk, no row in the index"
    assert "No row in the index: the web UI does not show it." in tooltip(row, Column.TITLE)


def test_an_unsaved_title_is_italic_and_heard_and_no_other_is() -> None:
    assert cell(ROW, Column.TITLE, Role.FontRole, unsaved=True).italic()
    assert spoken(ROW, Column.TITLE, unsaved=True) == "Fix Postgres, unsaved, pinned"
    assert cell(ROW, Column.TITLE, Role.FontRole) is None


def test_a_project_nobody_knows_is_its_id_dimmed() -> None:
    row = a_row("s1", project_id="p9")
    assert shown(row, Column.PROJECT) == "p9"
    assert cell(row, Column.PROJECT, DIMMED_ROLE) is True
    assert spoken(row, Column.PROJECT) == "unknown project: p9"
    assert cell(ROW, Column.PROJECT, DIMMED_ROLE) is False


def test_the_tooltip_of_a_size_has_every_byte() -> None:
    assert tooltip(ROW, Column.SIZE) == "48,213 bytes"


def test_every_cell_knows_its_session() -> None:
    assert {cell(ROW, column, ID_ROLE) for column in Column} == {"s1"}


@pytest.mark.parametrize("column", [Column.MESSAGES, Column.SIZE])
def test_numbers_stand_to_the_right(column: Column) -> None:
    assert cell(ROW, column, Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert header_data(column, Role.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight


@pytest.mark.parametrize("column", Column)
def test_every_header_has_a_name_in_words(column: Column) -> None:
    assert re.fullmatch(r"[A-Z][a-z]+", header_data(column, Role.AccessibleTextRole))


@pytest.mark.parametrize("column", Column)
def test_the_first_click_sorts_the_way_the_column_is_declared(column: Column) -> None:
    falls = header_data(column, Role.InitialSortOrderRole) == Qt.SortOrder.DescendingOrder
    assert falls == COLUMNS[column].falls_first
